"""CSV and its kin: text between commas, semicolons, tabs or bars becomes rows."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from intake.decoding import text_of
from intake.draft import UnreadableError
from intake.tables.sheet import MOST_ROWS, Sheet, cut_short, row_of

MOST_CHARACTERS = 10_000_000
_MARKS = ",;\t|"
# A table of Markdown, JSON, HTML.
_OTHERS = ("|", "{", "[", "<")
_SAMPLE_CHARACTERS = 65_536
_SAMPLE_ROWS = 50
# Below this share of rows of one width it is prose with commas, not a table.
_LEAST_REGULARITY = 0.4
# Spreadsheets write the separator into the first line where it is not the usual one.
_BREAK = "\ue000"
_NAMED_MARK = re.compile(r"sep=([,;\t|])\r?\n", re.IGNORECASE)


def sheet_of(data: bytes) -> Sheet | None:
    """Return the rows of a delimited text; None where it is none.

    Raises UnreadableError for more text than a table of tasks has.
    """
    text = _text(data)
    mark = _mark(text)
    if mark is None:
        return None
    if len(text) > MOST_CHARACTERS:
        raise UnreadableError(
            f"This table has more than {MOST_CHARACTERS:,} characters; export fewer tasks at a"
            " time and import them one file after the other."
        )
    return _sheet(text, mark)


def _text(data: bytes) -> str:
    try:
        return text_of(data)
    except UnreadableError:
        return ""  # some other reader's


def _mark(text: str) -> str | None:
    named = _NAMED_MARK.match(text)
    if named:
        return named[1]
    if text.lstrip().startswith(_OTHERS):
        return None
    share, _, mark = max((*_regularity(text[:_SAMPLE_CHARACTERS], mark), mark) for mark in _MARKS)
    return mark if share >= _LEAST_REGULARITY else None


def _regularity(sample: str, mark: str) -> tuple[float, int]:
    """Tell which share of the rows has the usual width, and that width; one column is none."""
    widths = [len(cells) for cells in islice(_cells(sample, mark), _SAMPLE_ROWS) if any(cells)]
    usual = Counter(width for width in widths if width > 1).most_common(1)
    return (usual[0][1] / len(widths), usual[0][0]) if usual else (0.0, 0)


def _cells(text: str, mark: str) -> Iterator[list[str]]:
    """Yield the rows up to one that cannot be told from the next."""
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    except csv.Error:
        yield [_BREAK]


def _sheet(text: str, mark: str) -> Sheet:
    read = list(islice(_cells(text, mark), MOST_ROWS + 1))
    rows = tuple(row_of(number, cells) for number, cells in enumerate(read[:MOST_ROWS], 1))
    if rows and rows[-1].cells == (_BREAK,):
        return Sheet("", rows[:-1], (_broken(len(rows)),))
    return Sheet("", rows, (cut_short(),) if len(read) > MOST_ROWS else ())


def _broken(number: int) -> str:
    return (
        f"Row {number} and what follows could not be read: a quotation mark in it is never closed."
    )
