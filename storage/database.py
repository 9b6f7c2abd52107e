"""The engine and the unit of work."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import ConnectionPoolEntry, StaticPool

MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_SECONDS = 10


class Database:
    """One database, whose units of work roll back unless they are told to commit."""

    def __init__(self, url: str) -> None:
        """Open `url` (SQLAlchemy's form). Nothing is contacted until the first unit of work."""
        self.engine = _engine(url)
        self._sessions = sessionmaker(self.engine, expire_on_commit=False)
        self._reader = self.engine.execution_options(only_looks=True)
        self._lookers = sessionmaker(self._reader)

    @contextmanager
    def work(self) -> Iterator[Session]:
        """Give a session; what it has not committed when the block ends is rolled back."""
        with self._sessions() as session:
            yield session

    @contextmanager
    def look(self) -> Iterator[Session]:
        """Give a session that only reads: one moment of the database, without its write lock."""
        with self._lookers() as session:
            yield session

    def migrate(self) -> None:
        """Bring the schema up to date."""
        with self.engine.connect() as connection:
            config = Config()
            config.set_main_option("script_location", str(MIGRATIONS))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            connection.commit()

    def is_behind(self) -> bool:
        """Tell whether `migrate` would change anything; raises what the database raises."""
        newest = ScriptDirectory(str(MIGRATIONS)).get_current_head()
        with self._reader.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision() != newest

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


def _engine(url: str) -> Engine:
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(parsed, pool_pre_ping=True)
    in_memory = parsed.database in (None, "", ":memory:")
    options = {"poolclass": StaticPool} if in_memory else {}
    engine = create_engine(
        parsed, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False}, **options
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def _prepare_sqlite(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    # The driver would begin transactions late, at the first write: two writers could then both
    # have read the old state. We begin them ourselves, see below.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin_immediate(connection: Connection) -> None:
    only_looks = connection.get_execution_options().get("only_looks")
    connection.exec_driver_sql("BEGIN" if only_looks else "BEGIN IMMEDIATE")
