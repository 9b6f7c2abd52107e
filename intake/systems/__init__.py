"""Exports of the systems that people come from; each is told by its content, never by its name."""

from intake.found import Found, Upload
from intake.systems import (
    asana_csv,
    asana_json,
    clickup,
    generic,
    monday,
    process_street,
    process_street_csv,
    todoist,
    trello,
)
from intake.systems.json_export import parsed
from intake.tables import read_sheets

_JSON_READERS = (trello.read, process_street.read, asana_json.read)
_TABLE_READERS = (
    todoist.read,
    asana_csv.read,
    clickup.read,
    process_street_csv.read,
    monday.read,
    generic.read,
)


def read_json(upload: Upload) -> Found | None:
    """Return what a JSON export holds; None for what is no JSON, or of no known system.

    Raises UnreadableError for JSON that is damaged or too large, and for exports with no tasks.
    """
    value = parsed(upload)
    found = (read(value) for read in _JSON_READERS)
    return next((one for one in found if one), None)


def read_table(upload: Upload) -> Found | None:
    """Return what a CSV or XLSX holds; None for what is no table, or one without known columns.

    Raises UnreadableError for tables that are damaged, dangerous or too long, for workbooks without
    known columns, and for exports with no tasks.
    """
    sheets = read_sheets(upload)
    if not sheets:
        return None
    found = (read(sheets, upload.name) for read in _TABLE_READERS)
    return next((one for one in found if one), None)
