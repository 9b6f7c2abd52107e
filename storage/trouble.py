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
SERVER_FULL = Trouble("disk_full", "free some space on the disk of the database server")
READ_ONLY = Trouble("database_read_only", "let Baton write to the data folder again")
SERVER_READ_ONLY = Trouble("database_read_only", "let the database server take changes again")
NO_RIGHT = Trouble("database_forbidden", "give Baton's database user its rights back")
CROWDED = Trouble("database_crowded", "end other connections, or let the server take more")
UNUSABLE = Trouble("database_unusable", "see `baton check`")

# What SQLite's messages contain. A limit on the size of files shows as an I/O error.
SIGNS = {
    "is locked": LOCKED,
    "is full": FULL,
    "disk i/o error": FULL,
    "readonly database": READ_ONLY,
    "unable to open": READ_ONLY,
}
# PostgreSQL's codes, by appendix A of its manual.
CODES = {
    "53100": SERVER_FULL,
    "53300": CROWDED,
    "55P03": LOCKED,
    "25006": SERVER_READ_ONLY,
    "42501": NO_RIGHT,
    "42P01": UNUSABLE,  # a table is gone
}


def trouble_of(error: BaseException) -> Trouble | None:
    """Return the trouble behind an error; None where the database is not the reason.

    A broken rule of the schema is our own mistake, no trouble of the database's.
    """
    if not isinstance(error, DBAPIError) or error.orig is None:
        return None
    known = _coded(error.orig) or _worded(error.orig)
    if known is not None:
        return known
    return UNUSABLE if type(error).__name__ in {"OperationalError", "InterfaceError"} else None


def _coded(refusal: BaseException) -> Trouble | None:
    return CODES.get(getattr(refusal, "sqlstate", None) or "")


def _worded(refusal: BaseException) -> Trouble | None:
    text = str(refusal).casefold()
    return next((trouble for sign, trouble in SIGNS.items() if sign in text), None)
