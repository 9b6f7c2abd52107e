"""Collects what a phrase says: how often, which weekdays, which days of the month, which months."""

from collections.abc import Callable
from dataclasses import dataclass, field

from scheduler.cadence.rules import LAST_DAY, WEEKDAYS
from scheduler.phrases.cursor import Cursor
from scheduler.phrases.refusing import PhraseError
from scheduler.phrases.vocabulary import OF_MONTHS, Kind, Token, Unit

Days = tuple[str, ...]

HOLIDAYS_APART = (
    "Say public holidays apart: in the field of their own, or as “holidays DE-BY skip”."
)
_LONGEST_MONTH = 31


@dataclass
class Parts:
    """What was said; `nths` are the first Monday (1, MO), the last business day and the like.

    `every` counts that word and its like, `times` is how often within the unit (“twice a week”),
    `twice_or_half` the unit of a word that can mean either, `out` the weekdays that are left out.
    """

    every: int = 0
    count: int | None = None
    unit: Unit | None = None
    weekdays: set[str] = field(default_factory=set)
    nths: list[tuple[int, Days]] = field(default_factory=list)
    month_days: set[int] = field(default_factory=set)
    months: set[int] = field(default_factory=set)
    dates: list[tuple[int, int]] = field(default_factory=list)
    times: int | None = None
    twice_or_half: Unit | None = None
    week_of_month: int | None = None
    out: set[str] = field(default_factory=set)
    is_but_holidays: bool = False
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
    parts.every += 1


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
    is_after_every = cursor.kind(-1) == Kind.EVERY
    found = cursor.take_list(Kind.NUMBER)
    if cursor.kind() == Kind.MONTH and len(found) == 1:
        _date(cursor, parts, number_of(found[0]))
    elif cursor.kind() == Kind.MONTH or (_is_of_month(cursor) and not is_after_every):
        _add_days(parts, [number_of(token) for token in found])
    elif len(found) > 1:
        raise _stray(found[0])
    elif cursor.kind() == Kind.TIMES:
        cursor.take()
        _times(cursor, parts, number_of(found[0]))
    elif cursor.kind() == Kind.UNIT or (is_after_every and cursor.kind() == Kind.WEEKDAYS):
        _count(cursor, parts, found[0], number_of(found[0]))
    else:
        raise _stray(found[0])


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
        raise _stray(token)
    if count < 1:
        raise PhraseError(f"I cannot count every {count}; the least is 1.")
    parts.count = count


def _ordinals(cursor: Cursor, parts: Parts) -> None:
    is_after_every = cursor.kind(-1) == Kind.EVERY
    found = cursor.take_list(Kind.ORDINAL)
    numbers = [number_of(token) for token in found]
    if cursor.kind() == Kind.MONTH and len(found) == 1 and numbers[0] > 0:
        _date(cursor, parts, numbers[0])
    elif is_after_every and len(found) == 1 and _is_counting(cursor, numbers[0]):
        _count(cursor, parts, found[0], numbers[0])
        if cursor.kind() == Kind.WEEKDAYS and numbers[0] > 2:
            parts.notes.append(f"Read as every {numbers[0]} weeks, not as one of each month.")
    elif cursor.kind() == Kind.WEEKDAYS:
        days = days_of(cursor.take())
        parts.nths += [(number, days) for number in numbers]
    elif cursor.is_at(Kind.UNIT, Unit.DAY):
        cursor.take()
        _add_days(parts, numbers)
    elif cursor.is_at(Kind.UNIT, Unit.WEEK) and len(found) == 1:
        cursor.take()
        parts.week_of_month = numbers[0]
    else:
        is_of_month = parts.unit in OF_MONTHS or cursor.kind() in {Kind.OF, Kind.MONTH}
        _refuse_bare(found, is_of_month=is_of_month)
        _add_days(parts, numbers)


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
    parts.weekdays = _days(cursor)


def _days(cursor: Cursor) -> set[str]:
    found = cursor.take_list(Kind.WEEKDAYS)
    days = {day for token in found for day in days_of(token)}
    while cursor.kind() == Kind.TO and cursor.kind(1) == Kind.WEEKDAYS:
        first = found[-1]
        cursor.take()
        found = cursor.take_list(Kind.WEEKDAYS)
        days.update(_range(days_of(first), days_of(found[0])), *map(days_of, found))
    return days


def _except(cursor: Cursor, parts: Parts) -> None:
    token = cursor.take()
    while cursor.kind() in {Kind.EVERY, Kind.NOTE}:
        cursor.take()
    if cursor.kind() == Kind.WEEKDAYS:
        parts.out |= _days(cursor)
        while cursor.kind() == Kind.AND and cursor.kind(1) == Kind.HOLIDAYS:
            cursor.take()
    elif cursor.kind() != Kind.HOLIDAYS:
        raise _stray(token)
    if cursor.kind() == Kind.HOLIDAYS:
        cursor.take()
        parts.is_but_holidays = True


def _twice_or_half(cursor: Cursor, parts: Parts) -> None:
    parts.twice_or_half = Unit(str(cursor.take().value))
    parts.every += 1


def _holidays(_cursor: Cursor, _parts: Parts) -> None:
    raise PhraseError(HOLIDAYS_APART, "every weekday")


def _range(first: Days, last: Days) -> Days:
    """Return all weekdays from one to the other; Saturday to Monday goes over the weekend."""
    if len(first) != 1 or len(last) != 1:
        raise PhraseError("A range goes from one weekday to another, such as Monday to Friday.")
    start = WEEKDAYS.index(first[0])
    length = (WEEKDAYS.index(last[0]) - start) % 7 + 1
    return (WEEKDAYS + WEEKDAYS)[start : start + length]


def _months(cursor: Cursor, parts: Parts) -> None:
    if parts.months and not parts.dates:
        raise _stray(cursor.take())
    found = cursor.take_list(Kind.MONTH)
    if cursor.kind() not in {Kind.NUMBER, Kind.ORDINAL}:
        if parts.dates:
            raise _stray(found[0])
        parts.months.update(map(number_of, found))
    elif len(found) == 1:
        _add_date(parts, number_of(found[0]), number_of(cursor.take()))
    else:
        parts.months.update(map(number_of, found))
        if cursor.kind() == Kind.NUMBER:
            _add_day(parts, number_of(cursor.take()))


def _date(cursor: Cursor, parts: Parts, day: int) -> None:
    """Take “3 March”, or one of several such dates, or a day of several months."""
    found = cursor.take_list(Kind.MONTH)
    if len(found) == 1:
        _add_date(parts, number_of(found[0]), day)
    elif parts.months:
        raise _stray(found[0])
    else:
        parts.months.update(map(number_of, found))
        _add_day(parts, day)


def _add_date(parts: Parts, month: int, day: int) -> None:
    if parts.dates and parts.dates[0][1] != day:
        raise PhraseError("I read dates on different days of their months; make a process of each.")
    parts.dates.append((month, day))
    parts.months.add(month)
    _add_day(parts, day)


def _alternately(cursor: Cursor, parts: Parts) -> None:
    token = cursor.take()
    if parts.count is not None:
        raise _stray(token)
    parts.count = 2


def _unit(cursor: Cursor, parts: Parts) -> None:
    is_after_every = cursor.kind(-1) == Kind.EVERY
    unit = Unit(str(cursor.take().value))
    is_counted = is_after_every or parts.count is not None
    if unit == Unit.DAY and cursor.kind() == Kind.NUMBER and not is_counted:
        _add_days(parts, [number_of(token) for token in cursor.take_list(Kind.NUMBER)])
    elif parts.unit is None:
        parts.unit = unit
    elif not (unit == Unit.MONTH and parts.unit in OF_MONTHS):
        raise PhraseError(f"I read both every {parts.unit} and every {unit}; say one of them.")


def _stray(token: Token) -> PhraseError:
    return PhraseError(f"I do not understand “{token.text[:40]}” there.")


_READERS: dict[Kind | None, Callable[[Cursor, Parts], None]] = {
    Kind.EVERY: _every,
    Kind.EXCEPT: _except,
    Kind.ALTERNATELY: _alternately,
    Kind.HOLIDAYS: _holidays,
    Kind.TWICE_OR_HALF: _twice_or_half,
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
