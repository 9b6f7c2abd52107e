"""Exports of the systems that people come from; each is told by its content, never by its name."""

from intake.found import Found, Upload
from intake.systems import trello
from intake.systems.json_export import parsed

_JSON_READERS = (trello.read,)


def read_json(upload: Upload) -> Found | None:
    """Return what a JSON export holds; None for what is no JSON, or of no known system.

    Raises UnreadableError for JSON that is damaged or too large, and for exports with no tasks.
    """
    value = parsed(upload)
    found = (read(value) for read in _JSON_READERS)
    return next((one for one in found if one), None)
