"""Weekdays in a phrase, and those that are left out."""

from scheduler.cadence.rules import WEEKDAYS
from scheduler.phrases.cursor import Cursor
from scheduler.phrases.parts import Days, Parts, days_of, stray
from scheduler.phrases.refusing import PhraseError
from scheduler.phrases.vocabulary import Kind


def take_weekdays(cursor: Cursor, parts: Parts) -> None:
    """Take weekdays, with commas and ranges between them. Raises PhraseError."""
    if parts.weekdays:
        raise stray(cursor.take())
    parts.weekdays = _days(cursor)


def take_exception(cursor: Cursor, parts: Parts) -> None:
    """Take what is left out: weekdays, public holidays or both. Raises PhraseError."""
    token = cursor.take()
    while cursor.kind() in {Kind.EVERY, Kind.NOTE}:
        cursor.take()
    if cursor.kind() == Kind.WEEKDAYS:
        parts.out |= _days(cursor)
        while cursor.kind() == Kind.AND and cursor.kind(1) == Kind.HOLIDAYS:
            cursor.take()
    elif cursor.kind() != Kind.HOLIDAYS:
        raise stray(token)
    if cursor.kind() == Kind.HOLIDAYS:
        cursor.take()
        parts.is_but_holidays = True


def _days(cursor: Cursor) -> set[str]:
    found = cursor.take_list(Kind.WEEKDAYS)
    days = {day for token in found for day in days_of(token)}
    while cursor.kind() == Kind.TO and cursor.kind(1) == Kind.WEEKDAYS:
        first = found[-1]
        cursor.take()
        found = cursor.take_list(Kind.WEEKDAYS)
        days.update(_range(days_of(first), days_of(found[0])), *map(days_of, found))
    return days


def _range(first: Days, last: Days) -> Days:
    """Return all weekdays from one to the other; Saturday to Monday goes over the weekend."""
    if len(first) != 1 or len(last) != 1:
        raise PhraseError("A range goes from one weekday to another, such as Monday to Friday.")
    start = WEEKDAYS.index(first[0])
    length = (WEEKDAYS.index(last[0]) - start) % 7 + 1
    return (WEEKDAYS + WEEKDAYS)[start : start + length]
