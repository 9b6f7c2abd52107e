"""One Baton a database file: two of them would each think that the other had died."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class AlreadyRunningError(OSError):
    """Another Baton uses the database; the message says what to do."""


@contextmanager
def only_one(database: Path) -> Iterator[None]:
    """Hold a database file for this process alone; the system lets go when it ends, however.

    Raises AlreadyRunningError.
    """
    with database.with_name(f"{database.name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunningError(
                f"Another Baton uses {database}. Stop it, or set BATON_DATA to another folder."
            ) from None
        yield
