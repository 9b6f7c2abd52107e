"""Collects what the words of a phrase say, from left to right."""

from collections.abc import Callable

from scheduler.phrases.cursor import Cursor
from scheduler.phrases.dates import take_date, take_months
from scheduler.phrases.parts import HOLIDAYS_APART, Parts, add_days, days_of, number_of, stray
from scheduler.phrases.refusing import PhraseError
from scheduler.phrases.vocabulary import OF_MONTHS, Kind, Token, Unit
from scheduler.phrases.weekdays import take_exception, take_weekdays


def collect(tokens: tuple[Token, ...]) -> Parts:
    """Read the words of a phrase that has no time of day any more. Raises PhraseError."""
    cursor, parts = Cursor(tokens), Parts()
    while not cursor.is_done:
        kind = cursor.kind()
        if kind not in _READERS:
            raise stray(cursor.take())
        _READERS[kind](cursor, parts)
    return parts


def _every(cursor: Cursor, parts: Parts) -> None:
    cursor.take()
    parts.every += 1


def _note(cursor: Cursor, parts: Parts) -> None:
    parts.notes.append(str(cursor.take().value))


def _joint(cursor: Cursor, _parts: Parts) -> None:
    """Pass over "of" and "and" between two things; at either end they join nothing."""
    is_first = cursor.kind(-1) is None
    token = cursor.take()
    if is_first or cursor.is_done:
        raise stray(token)


def _other(cursor: Cursor, parts: Parts) -> None:
    _count(cursor, parts, cursor.take(), 2)


def _number(cursor: Cursor, parts: Parts) -> None:
    is_after_every = cursor.kind(-1) == Kind.EVERY
    found = cursor.take_list(Kind.NUMBER)
    if cursor.kind() == Kind.MONTH and len(found) == 1:
        take_date(cursor, parts, number_of(found[0]))
    elif cursor.kind() == Kind.MONTH or (_is_of_month(cursor) and not is_after_every):
        add_days(parts, [number_of(token) for token in found])
    elif len(found) > 1:
        raise stray(found[0])
    elif cursor.kind() == Kind.TIMES:
        cursor.take()
        _times(cursor, parts, number_of(found[0]))
    elif cursor.kind() == Kind.UNIT or (is_after_every and cursor.kind() == Kind.WEEKDAYS):
        _count(cursor, parts, found[0], number_of(found[0]))
    else:
        raise stray(found[0])


def _is_of_month(cursor: Cursor) -> bool:
    """Tell whether “15 of each month” or the like stands here."""
    return cursor.kind() == Kind.OF or (cursor.kind() == Kind.EVERY and cursor.is_month(1))


def _times(cursor: Cursor, parts: Parts, times: int) -> None:
    """Keep how often within a unit; the unit comes next."""
    if cursor.kind() == Kind.EVERY:
        cursor.take()
    if parts.times is not None or cursor.kind() != Kind.UNIT:
        raise PhraseError("Say on which days; a process runs at most once a day.")
    parts.times = times
    parts.every += 1


def _count(cursor: Cursor, parts: Parts, token: Token, count: int) -> None:
    """Keep that every so many units are meant; what is counted comes next."""
    if parts.count is not None or cursor.kind() not in {Kind.UNIT, Kind.WEEKDAYS}:
        raise stray(token)
    if count < 1:
        raise PhraseError(f"I cannot count every {count}; the least is 1.")
    parts.count = count


def _ordinals(cursor: Cursor, parts: Parts) -> None:
    is_after_every = cursor.kind(-1) == Kind.EVERY
    found = cursor.take_list(Kind.ORDINAL)
    numbers = [number_of(token) for token in found]
    if cursor.kind() == Kind.MONTH and len(found) == 1 and numbers[0] > 0:
        take_date(cursor, parts, numbers[0])
    elif is_after_every and len(found) == 1 and _is_counting(cursor, numbers[0]):
        _count(cursor, parts, found[0], numbers[0])
        if cursor.kind() == Kind.WEEKDAYS and numbers[0] > 2:
            parts.notes.append(f"Read as every {numbers[0]} weeks, not as one of each month.")
    elif cursor.kind() == Kind.WEEKDAYS:
        days = days_of(cursor.take())
        parts.nths += [(number, days) for number in numbers]
    elif cursor.is_at(Kind.UNIT, Unit.DAY):
        cursor.take()
        add_days(parts, numbers)
    elif cursor.is_at(Kind.UNIT, Unit.WEEK) and len(found) == 1:
        cursor.take()
        parts.week_of_month = numbers[0]
    else:
        is_of_month = parts.unit in OF_MONTHS or cursor.kind() in {Kind.OF, Kind.MONTH}
        _refuse_bare(found, is_of_month=is_of_month)
        add_days(parts, numbers)


def _is_counting(cursor: Cursor, number: int) -> bool:
    """Tell "every second Friday" from "every second Friday of the month" and "every first"."""
    if number <= 1:
        return False
    if cursor.kind() == Kind.WEEKDAYS:
        is_of_month = cursor.kind(1) in {Kind.OF, Kind.EVERY} or cursor.is_month(1)
        return not (cursor.has(Kind.MONTH) or is_of_month)
    return cursor.kind() == Kind.UNIT


def _refuse_bare(found: list[Token], *, is_of_month: bool) -> None:
    """The 1st is a day of the month by itself; "the first" and "the last" are not."""
    for token in found:
        is_bare = token.text.isalpha() and not is_of_month
        if is_bare or number_of(token) < 0:
            raise PhraseError(f"I do not understand which day “{token.text}” means.")


def _twice_or_half(cursor: Cursor, parts: Parts) -> None:
    parts.twice_or_half = Unit(str(cursor.take().value))
    parts.every += 1


def _holidays(_cursor: Cursor, _parts: Parts) -> None:
    raise PhraseError(HOLIDAYS_APART, "every weekday")


def _alternately(cursor: Cursor, parts: Parts) -> None:
    token = cursor.take()
    if parts.count is not None:
        raise stray(token)
    parts.count = 2


def _unit(cursor: Cursor, parts: Parts) -> None:
    is_after_every = cursor.kind(-1) == Kind.EVERY
    unit = Unit(str(cursor.take().value))
    is_counted = is_after_every or parts.count is not None
    if unit == Unit.DAY and cursor.kind() == Kind.NUMBER and not is_counted:
        add_days(parts, [number_of(token) for token in cursor.take_list(Kind.NUMBER)])
    elif parts.unit is None:
        parts.unit = unit
    elif not (unit == Unit.MONTH and parts.unit in OF_MONTHS):
        raise PhraseError(f"I read both every {parts.unit} and every {unit}; say one of them.")


_READERS: dict[Kind | None, Callable[[Cursor, Parts], None]] = {
    Kind.EVERY: _every,
    Kind.EXCEPT: take_exception,
    Kind.ALTERNATELY: _alternately,
    Kind.HOLIDAYS: _holidays,
    Kind.TWICE_OR_HALF: _twice_or_half,
    Kind.NOTE: _note,
    Kind.AND: _joint,
    Kind.OF: _joint,
    Kind.OTHER: _other,
    Kind.NUMBER: _number,
    Kind.ORDINAL: _ordinals,
    Kind.WEEKDAYS: take_weekdays,
    Kind.MONTH: take_months,
    Kind.UNIT: _unit,
}
