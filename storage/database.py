"""The engine and the unit of work."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, Executable, Row
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.orm import Session, sessionmaker

from storage import postgresql, sqlite
from storage.reading import for_reading

MIGRATIONS = Path(__file__).parent / "migrations"


class NewerSchemaError(Exception):
    """A newer Baton has changed the tables; the message says what to do."""


class Database:
    """One database, whose units of work roll back unless they are told to commit."""

    def __init__(self, url: str) -> None:
        """Open `url` (SQLAlchemy's form). Nothing is contacted until the first unit of work."""
        self.engine = _engine(make_url(url))
        self._sessions = sessionmaker(self.engine, expire_on_commit=False)
        self._reading = for_reading(self.engine)
        self._looks = sessionmaker(self._reading, expire_on_commit=False)

    @property
    def is_shared(self) -> bool:
        """Whether several bots may use it at once; an SQLite file belongs to one."""
        return not _is_sqlite(self.engine.url)

    @contextmanager
    def work(self) -> Iterator[Session]:
        """Give a session that no other writes beside; what it has not committed is rolled back."""
        with self._sessions() as session:
            yield session

    @contextmanager
    def look(self) -> Iterator[Session]:
        """Give a session that sees one moment throughout, holds nobody up and changes nothing."""
        with self._looks() as session:
            yield session

    def ask(self, question: Executable, **values: Any) -> Sequence[Row[Any]]:
        """Read with one statement, and nothing of what `look` needs to make objects of rows."""
        with self._reading.connect() as connection:
            return connection.execute(question, values).all()

    def migrate(self) -> None:
        """Bring the schema up to date; of several bots that start at once, one does.

        Raises NewerSchemaError.
        """
        with self.engine.connect() as connection, self._ready_to_migrate(connection):
            if self.is_shared:
                postgresql.wait_for_ever(connection)
            _refuse_newer(connection)
            config = Config()
            config.set_main_option("script_location", str(MIGRATIONS))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")

    def _ready_to_migrate(self, connection: Connection) -> AbstractContextManager[Any]:
        return connection.begin() if self.is_shared else sqlite.migrating(connection)

    def is_behind(self) -> bool:
        """Tell whether `migrate` would change anything.

        Raises NewerSchemaError, and what the database raises.
        """
        with self._reading.connect() as connection:
            _refuse_newer(connection)
            current = MigrationContext.configure(connection).get_current_revision()
        return current != _history().get_current_head()

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


def _engine(url: URL) -> Engine:
    return sqlite.open_engine(url) if _is_sqlite(url) else postgresql.open_engine(url)


def _is_sqlite(url: URL) -> bool:
    return url.get_backend_name() == "sqlite"


def _refuse_newer(connection: Connection) -> None:
    known = {revision.revision for revision in _history().walk_revisions()}
    unknown = set(MigrationContext.configure(connection).get_current_heads()) - known
    if unknown:
        raise NewerSchemaError(
            f"This data was written by a newer Baton (its tables are of version "
            f"{', '.join(sorted(unknown))}). Install that Baton again, or give this one a copy of "
            "the data from before the upgrade."
        )


def _history() -> ScriptDirectory:
    return ScriptDirectory(str(MIGRATIONS))
