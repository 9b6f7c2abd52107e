"""Days in a table's cells; one that could be two different days is none, and is asked about."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_NUMERIC = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?!\d)")
_NAMED = ("%b %d %Y", "%B %d %Y", "%d %b %Y", "%d %B %Y")
# From 1955 to 2119: what a number in a column of days can mean; smaller ones are counts.
_SERIAL = re.compile(r"[2-7]\d{4}(\.\d+)?")
_FIRST_SERIAL_DAY = date(1899, 12, 30)
_MONTHS = 12


class Days(NamedTuple):
    """The days of a column by the cell they stand in, and those that were not understood."""

    by_text: dict[str, date]
    unsure: tuple[str, ...]


def day_of(text: str) -> date | None:
    """Read a day that can only be one: "2026-03-01…", "Oct 5 2026", "5. October 2026"."""
    iso = _ISO.match(text)
    if iso:
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    plain = " ".join(re.sub(r"[.,/]", " ", text[:40]).split()[:3])
    for form in _NAMED:
        try:
            return datetime.strptime(plain, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


def days_of(texts: Iterable[str]) -> Days:
    """Read the days of one column, in which day and month always stand in one order."""
    cells = dict.fromkeys(text for text in texts if text)
    month_first = _month_first(cells)
    by_text = {}
    for text in cells:
        day = day_of(text) or _serial(text) or _numeric(text, month_first=month_first)
        if day:
            by_text[text] = day
    return Days(by_text, tuple(text for text in cells if text not in by_text))


def unsure_days(column: str, days: Days) -> tuple[str, ...]:
    """Return the sentence that asks about days that could not be read, if there are any."""
    if not days.unsure:
        return ()
    numeric = any(_NUMERIC.match(text) for text in days.unsure)
    why = "the day or the month may stand first" if numeric else "it is no date that is understood"
    example = days.unsure[0][:40]
    return (f"Column {column} was not read as a date where it says “{example}”: {why}.",)


def _month_first(texts: Iterable[str]) -> bool | None:
    """Tell the order from a number above twelve; None where none, or both, are there."""
    found = [match for match in map(_NUMERIC.match, texts) if match]
    first_is_day = any(int(match[1]) > _MONTHS for match in found)
    second_is_day = any(int(match[3]) > _MONTHS for match in found)
    dotted = any(match[2] == "." for match in found)
    if first_is_day == second_is_day:
        return False if dotted and not second_is_day else None
    return second_is_day


def _numeric(text: str, *, month_first: bool | None) -> date | None:
    match = _NUMERIC.match(text)
    if not match:
        return None
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if month_first is None and first != second:
        return None
    return _day(year, first, second) if month_first else _day(year, second, first)


def _serial(text: str) -> date | None:
    if not _SERIAL.fullmatch(text):
        return None
    return _FIRST_SERIAL_DAY + timedelta(days=int(float(text)))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
