"""Collects what a phrase says: how often, which weekdays, which days of the month, which months."""

from collections.abc import Callable
from dataclasses import dataclass, field

from scheduler.cadence.rules import LAST_DAY, WEEKDAYS
from scheduler.phrases.cursor import Cursor
from scheduler.phrases.tokenizing import PhraseError
from scheduler.phrases.vocabulary import Kind, Token, Unit

Days = tuple[str, ...]

_LONGEST_MONTH = 31
_OF_MONTHS = {Unit.MONTH, Unit.QUARTER, Unit.HALF_YEAR, Unit.YEAR}


@dataclass
class Parts:
    """What was said; `nths` are the first Monday (1, MO), the last business day and the like."""

    is_every: bool = False
    count: int | None = None
    unit: Unit | None = None
    weekdays: set[str] = field(default_factory=set)
    nths: list[tuple[int, Days]] = field(default_factory=list)
    month_days: set[int] = field(default_factory=set)
    months: set[int] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)


def collect(tokens: tuple[Token, ...]) -> Parts:
    """Read the words of a phrase that has no time of day any more. Raises PhraseError."""
    cursor, parts = Cursor(tokens), Parts()
    while not cursor.is_done:
        kind = cursor.kind()
        if kind not in _READERS:
            raise _stray(cursor.take())
        _READERS[kind](cursor, parts)
    return parts


def number_of(token: Token) -> int:
    """Return the meaning of a number, an ordinal or a month."""
    assert isinstance(token.value, int), "these kinds have a number"
    return token.value


def days_of(token: Token) -> Days:
    """Return the meaning of a weekday, or of the weekend and the like."""
    assert isinstance(token.value, tuple), "weekdays have a tuple"
    return token.value


def _every(cursor: Cursor, parts: Parts) -> None:
    cursor.take()
    parts.is_every = True


def _note(cursor: Cursor, parts: Parts) -> None:
    parts.notes.append(str(cursor.take().value))


def _joint(cursor: Cursor, _parts: Parts) -> None:
    """Pass over "of" and "and" between two things; at either end they join nothing."""
    is_first = cursor.kind(-1) is None
    token = cursor.take()
    if is_first or cursor.is_done:
        raise _stray(token)


def _other(cursor: Cursor, parts: Parts) -> None:
    _count(cursor, parts, cursor.take(), 2)


def _number(cursor: Cursor, parts: Parts) -> None:
    token = cursor.take()
    if cursor.kind() == Kind.MONTH:
        _add_day(parts, number_of(token))
    elif cursor.kind() == Kind.UNIT:
        _count(cursor, parts, token, number_of(token))
    else:
        raise _stray(token)


def _count(cursor: Cursor, parts: Parts, token: Token, count: int) -> None:
    """Keep that every so many units are meant; what is counted comes next."""
    if parts.count is not None or cursor.kind() not in {Kind.UNIT, Kind.WEEKDAYS}:
        raise _stray(token)
    if count < 1:
        raise PhraseError(f"I cannot count every {count}; the least is 1.")
    parts.count = count


def _ordinals(cursor: Cursor, parts: Parts) -> None:
    is_after_every = cursor.kind(-1) == Kind.EVERY
    found = cursor.take_list(Kind.ORDINAL)
    numbers = [number_of(token) for token in found]
    if is_after_every and len(found) == 1 and _is_counting(cursor, numbers[0]):
        _count(cursor, parts, found[0], numbers[0])
        if cursor.kind() == Kind.WEEKDAYS and numbers[0] > 2:
            parts.notes.append(f"Read as every {numbers[0]} weeks, not as one of each month.")
    elif cursor.kind() == Kind.WEEKDAYS:
        days = days_of(cursor.take())
        parts.nths += [(number, days) for number in numbers]
    elif cursor.is_at(Kind.UNIT, Unit.DAY):
        cursor.take()
        _add_days(parts, numbers)
    else:
        is_of_month = parts.unit in _OF_MONTHS or cursor.kind() in {Kind.OF, Kind.MONTH}
        _refuse_bare(found, is_of_month=is_of_month)
        _add_days(parts, numbers)


def _is_counting(cursor: Cursor, number: int) -> bool:
    """Tell "every second Friday" from "every second Friday of the month" and "every first"."""
    if number <= 1:
        return False
    if cursor.kind() == Kind.WEEKDAYS:
        return not (cursor.has(Kind.MONTH) or cursor.kind(1) in {Kind.OF, Kind.EVERY})
    return cursor.kind() == Kind.UNIT


def _refuse_bare(found: list[Token], *, is_of_month: bool) -> None:
    """The 1st is a day of the month by itself; "the first" and "the last" are not."""
    for token in found:
        is_bare = token.text.isalpha() and not is_of_month
        if is_bare or number_of(token) < 0:
            raise PhraseError(f"I do not understand which day “{token.text}” means.")


def _add_days(parts: Parts, numbers: list[int]) -> None:
    for number in numbers:
        _add_day(parts, number)


def _add_day(parts: Parts, number: int) -> None:
    if not (1 <= number <= _LONGEST_MONTH or number == LAST_DAY):
        raise PhraseError(f"No month has a day {number}.")
    parts.month_days.add(number)


def _weekdays(cursor: Cursor, parts: Parts) -> None:
    if parts.weekdays:
        raise _stray(cursor.take())
    found = cursor.take_list(Kind.WEEKDAYS)
    parts.weekdays.update(*map(days_of, found))
    while cursor.kind() == Kind.TO and cursor.kind(1) == Kind.WEEKDAYS:
        first = found[-1]
        cursor.take()
        found = cursor.take_list(Kind.WEEKDAYS)
        parts.weekdays.update(_range(days_of(first), days_of(found[0])), *map(days_of, found))


def _range(first: Days, last: Days) -> Days:
    """Return all weekdays from one to the other; Saturday to Monday goes over the weekend."""
    if len(first) != 1 or len(last) != 1:
        raise PhraseError("A range goes from one weekday to another, such as Monday to Friday.")
    start = WEEKDAYS.index(first[0])
    length = (WEEKDAYS.index(last[0]) - start) % 7 + 1
    return (WEEKDAYS + WEEKDAYS)[start : start + length]


def _months(cursor: Cursor, parts: Parts) -> None:
    if parts.months:
        raise _stray(cursor.take())
    found = cursor.take_list(Kind.MONTH)
    parts.months.update(map(number_of, found))
    if cursor.kind() == Kind.NUMBER:
        _add_day(parts, number_of(cursor.take()))


def _unit(cursor: Cursor, parts: Parts) -> None:
    is_after_every = cursor.kind(-1) == Kind.EVERY
    unit = Unit(str(cursor.take().value))
    if unit == Unit.DAY and cursor.kind() == Kind.NUMBER and not is_after_every:
        _add_days(parts, [number_of(token) for token in cursor.take_list(Kind.NUMBER)])
    elif parts.unit is None:
        parts.unit = unit
    elif not (unit == Unit.MONTH and parts.unit in _OF_MONTHS):
        raise PhraseError(f"I read both every {parts.unit} and every {unit}; say one of them.")


def _stray(token: Token) -> PhraseError:
    return PhraseError(f"I do not understand “{token.text[:40]}” there.")


_READERS: dict[Kind | None, Callable[[Cursor, Parts], None]] = {
    Kind.EVERY: _every,
    Kind.NOTE: _note,
    Kind.AND: _joint,
    Kind.OF: _joint,
    Kind.OTHER: _other,
    Kind.NUMBER: _number,
    Kind.ORDINAL: _ordinals,
    Kind.WEEKDAYS: _weekdays,
    Kind.MONTH: _months,
    Kind.UNIT: _unit,
}
