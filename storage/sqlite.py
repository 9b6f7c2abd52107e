"""SQLite: a file, one writer at a time."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, Connection
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, StaticPool

from storage.reading import is_reading

BUSY_SECONDS = 10


def open_engine(url: URL) -> Engine:
    """Open a file, or a database in memory that all threads share."""
    in_memory = url.database in (None, "", ":memory:")
    options = {"poolclass": StaticPool} if in_memory else {}
    engine = create_engine(
        url, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False}, **options
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


@contextmanager
def migrating(connection: Connection) -> Iterator[None]:
    """Give a transaction that may make a table anew that others refer to.

    SQLite changes a constraint only by copying the table and dropping the old one, which the rows
    that refer to it forbid unless nobody looks. They are looked through at the end.
    """
    _look_at_references(connection, "OFF")
    try:
        with connection.begin():
            yield
            lost = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            assert not lost, f"rows refer to what is gone: {lost[:3]}"
    finally:
        _look_at_references(connection, "ON")


def _look_at_references(connection: Connection, value: str) -> None:
    # Past SQLAlchemy, which would begin a transaction first: within one, this does nothing.
    cursor = connection.connection.cursor()
    cursor.execute(f"PRAGMA foreign_keys = {value}")
    cursor.close()


def _prepare(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    # The driver would begin transactions late, at the first write: two writers could then both
    # have read the old state. We begin them ourselves, see below.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN" if is_reading(connection) else "BEGIN IMMEDIATE")
