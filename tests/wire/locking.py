"""A database that another program holds."""

import sqlite3
from contextlib import closing, contextmanager

from workspace_client import wait_for


@contextmanager
def locked(process):
    """Hold the database as another program would."""
    with closing(sqlite3.connect(process.data / "baton.db", isolation_level=None)) as other:
        wait_for(lambda: _begun(other))
        yield
        other.execute("ROLLBACK")


def _begun(connection):
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError:
        return False
    return True
