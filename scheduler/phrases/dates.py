"""Months and dates in a phrase: “March and May”, “3 March”, “Jan 1, Apr 1”."""

from scheduler.phrases.cursor import Cursor
from scheduler.phrases.parts import Parts, add_day, number_of, stray
from scheduler.phrases.refusing import PhraseError
from scheduler.phrases.vocabulary import Kind


def take_months(cursor: Cursor, parts: Parts) -> None:
    """Take months, or one with its day. Raises PhraseError."""
    if parts.months and not parts.dates:
        raise stray(cursor.take())
    found = cursor.take_list(Kind.MONTH)
    if cursor.kind() not in {Kind.NUMBER, Kind.ORDINAL}:
        if parts.dates:
            raise stray(found[0])
        parts.months.update(map(number_of, found))
    elif len(found) == 1:
        _add_date(parts, number_of(found[0]), number_of(cursor.take()))
    else:
        parts.months.update(map(number_of, found))
        if cursor.kind() == Kind.NUMBER:
            add_day(parts, number_of(cursor.take()))


def take_date(cursor: Cursor, parts: Parts, day: int) -> None:
    """Take “3 March”, or a day of several months; raises PhraseError for two different days."""
    found = cursor.take_list(Kind.MONTH)
    if len(found) == 1:
        _add_date(parts, number_of(found[0]), day)
    elif parts.months:
        raise stray(found[0])
    else:
        parts.months.update(map(number_of, found))
        add_day(parts, day)


def _add_date(parts: Parts, month: int, day: int) -> None:
    if parts.dates and parts.dates[0][1] != day:
        raise PhraseError("I read dates on different days of their months; make a process of each.")
    parts.dates.append((month, day))
    parts.months.add(month)
    add_day(parts, day)
