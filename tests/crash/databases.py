"""Where the story is told: on an SQLite file, or in a database of its own on a PostgreSQL server."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import psycopg
from postgresql_server import PostgresqlServer
from sqlalchemy.engine import make_url

SQLITE, POSTGRESQL = "sqlite", "postgresql"


@dataclass(frozen=True)
class Ground:
    """A kind of database; how many stories at once suit it, and how long people wait on it.

    `server` is the address of a database from which others can be made; None for files.
    """

    kind: str
    at_once: int
    patience: float
    server: str | None = None

    @contextmanager
    def fresh(self, folder: Path) -> Iterator[str]:
        """Give the address of a database of a story's own, which is empty."""
        if self.server is None:
            yield f"sqlite:///{folder / 'baton.db'}"
            return
        name = f"story_{uuid4().hex}"
        self._order(f"CREATE DATABASE {name}")
        yield make_url(self.server).set(database=name).render_as_string(hide_password=False)
        self._order(f"DROP DATABASE {name} WITH (FORCE)")

    def _order(self, statement: str) -> None:
        assert self.server is not None, "only a server takes orders"
        address = self.server.replace("+psycopg", "")
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(statement)


def on_sqlite() -> Ground:
    """Each bot has its database alone: what a dead one was sending is looked up after a moment."""
    return Ground(SQLITE, at_once=8, patience=90)


def on_postgresql(server: PostgresqlServer) -> Ground:
    """Other bots may use the database: what a dead one had in hand waits until its lease ends.

    A lease is 90 seconds for a message and 5 minutes for the copy of a proof.
    """
    return Ground(POSTGRESQL, at_once=16, patience=420, server=server.address_of("postgres"))
