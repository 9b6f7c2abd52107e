"""PostgreSQL: any number of bots, one writer at a time, and no wait without an end.

Every unit of work that may write queues up for one lock before it reads anything, as on SQLite.
What it reads stays true until it commits: no update is lost, no key is taken twice, no two of them
wait for each other. It costs little, because the ledger is one chain: whoever writes would queue up
for its end anyway.
"""

from typing import Any

import psycopg
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, Connection, Dialect
from sqlalchemy.pool import ConnectionPoolEntry

from storage.patience import ANSWER_SECONDS, PatientConnection
from storage.reading import is_reading

# The lock is known by this number within its database; no other program is likely to choose it.
WRITER = int.from_bytes(b"baton")

# How long a server may take to let us in, and its machine to acknowledge what we sent.
CONNECT_SECONDS = 5
NET_SECONDS = 20
# How long another bot may keep the lock, as on SQLite; Slack has then told us its events anew.
LOCK_SECONDS = 10
# How long a statement may take: ours take milliseconds.
STATEMENT_SECONDS = 30
# How long a bot may stand still within a unit of work, which waits for nothing but the database. It
# is then thrown out, and the lock is free.
IDLE_SECONDS = 30

OPTIONS = {
    "application_name": "baton",
    "connect_timeout": CONNECT_SECONDS,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 2,
    "tcp_user_timeout": NET_SECONDS * 1000,
    "prepare_threshold": None,  # a pooler in between may hand each transaction another session
}

_LIMITS = ", ".join(
    f"set_config('{name}', '{seconds}s', true)"
    for name, seconds in (
        ("lock_timeout", LOCK_SECONDS),
        ("statement_timeout", STATEMENT_SECONDS),
        ("idle_in_transaction_session_timeout", IDLE_SECONDS),
    )
)
# Slack is answered once its event is committed: a server that is set to forget its last commits in
# a crash is told to keep ours.
_DURABLE = (
    "set_config('synchronous_commit', coalesce("
    "nullif(current_setting('synchronous_commit'), 'off'), 'on'), true)"
)
_QUEUE_UP = f"SELECT {_LIMITS}, {_DURABLE}, pg_advisory_xact_lock({WRITER})"
_LOOK = f"SELECT {_LIMITS}"
_ONE_MOMENT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"


def open_engine(url: URL) -> Engine:
    """Open a server's database. What the address says of a wait goes before ours."""
    ours = {name: value for name, value in OPTIONS.items() if name not in url.query}
    engine = create_engine(url, pool_pre_ping=True, connect_args=ours)
    event.listen(engine, "do_connect", _connect)
    event.listen(engine, "begin", _begin)
    return engine


def wait_for_ever(connection: Connection) -> None:
    """Let the statements of this transaction take as long as they need: it migrates."""
    _ours(connection).answer_seconds = None
    connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
    connection.exec_driver_sql("SET LOCAL idle_in_transaction_session_timeout = 0")


def _connect(
    _dialect: Dialect,
    _entry: ConnectionPoolEntry,
    arguments: list[Any],
    options: dict[str, Any],
) -> psycopg.Connection[Any]:
    return PatientConnection.connect(*arguments, **options)


def _ours(connection: Connection) -> PatientConnection:
    ours = connection.connection.driver_connection
    assert isinstance(ours, PatientConnection), "we make every connection"
    return ours


def _begin(connection: Connection) -> None:
    _ours(connection).answer_seconds = ANSWER_SECONDS
    if is_reading(connection):
        connection.exec_driver_sql(_ONE_MOMENT)
        connection.exec_driver_sql(_LOOK)
    else:
        connection.exec_driver_sql(_QUEUE_UP)
