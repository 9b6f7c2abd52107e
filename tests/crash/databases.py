"""Where the story is told: on an SQLite file, or in a database of a PostgreSQL server."""

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


@contextmanager
def opened(kind: str) -> Iterator[Ground]:
    """Give the ground of a kind. Raises CannotRunError where there is no server."""
    if kind == SQLITE:
        # A bot has its file alone: what it was sending when it died is looked up after a moment.
        # Beside as many others a start on few cores takes minutes, and a killed bot starts twice.
        yield Ground(SQLITE, at_once=8, patience=300)
        return
    server = PostgresqlServer()
    try:
        # Other bots may be at work: a message waits for the end of a lease of 90 seconds, the copy
        # of a proof for one of 2 minutes. Most of a story is waiting for that.
        address = server.address_of("postgres")
        yield Ground(POSTGRESQL, at_once=16, patience=400, server=address)
    finally:
        server.close()
