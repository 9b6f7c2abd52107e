"""Units of work that only read: they hold up no writer, and see one moment throughout."""

from sqlalchemy import Engine
from sqlalchemy.engine import Connection

READING = "baton_reading"


def for_reading(engine: Engine) -> Engine:
    """Return `engine`, over the same connections, for transactions that change nothing."""
    return engine.execution_options(**{READING: True})


def is_reading(connection: Connection) -> bool:
    """Tell whether the transaction that begins is one of those."""
    return bool(connection.get_execution_options().get(READING))
