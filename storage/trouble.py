"""What is wrong with a database that refuses, and what the operator can do about it."""

from dataclasses import dataclass

from sqlalchemy.exc import DBAPIError


@dataclass(frozen=True)
class Trouble:
    """The name of a trouble in the log, and its remedy."""

    action: str
    remedy: str


LOCKED = Trouble(
    "database_locked",
    "another program holds the database: end it, or wait until it is done",
)
FULL = Trouble("disk_full", "free some space on the disk of the data folder")
READ_ONLY = Trouble("database_read_only", "let Baton write to the data folder again")
UNUSABLE = Trouble("database_unusable", "see `baton check`")

# What SQLite's messages contain. A limit on the size of files shows as an I/O error.
SIGNS = {
    "is locked": LOCKED,
    "is full": FULL,
    "disk i/o error": FULL,
    "readonly database": READ_ONLY,
    "unable to open": READ_ONLY,
}


def trouble_of(error: BaseException) -> Trouble | None:
    """Return the trouble behind an error; None where the database is not the reason.

    A broken rule of the schema is our own mistake, no trouble of the database's.
    """
    if not isinstance(error, DBAPIError) or error.orig is None:
        return None
    text = str(error.orig).casefold()
    for sign, trouble in SIGNS.items():
        if sign in text:
            return trouble
    return UNUSABLE if type(error).__name__ in {"OperationalError", "InterfaceError"} else None
