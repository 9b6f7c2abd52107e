"""Collects what a phrase says: how often, which weekdays, which days of the month, which months."""

from dataclasses import dataclass, field

from scheduler.phrase_tokens import PhraseError
from scheduler.rules import WEEKDAYS
from scheduler.vocabulary import MONTH_NAMES, Kind, Token, Unit

DayOfMonth = tuple[int, tuple[str, ...]]


@dataclass
class Parts:
    """What was said. `nths` are the first Monday, the last business day and the like."""

    is_every: bool = False
    count: int | None = None
    unit: Unit | None = None
    weekdays: set[str] = field(default_factory=set)
    nths: list[DayOfMonth] = field(default_factory=list)
    month_days: set[int] = field(default_factory=set)
    months: set[int] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)


def collect(tokens: tuple[Token, ...]) -> Parts:
    """Read the words of a phrase that has no time of day any more. Raises PhraseError."""
    return _Collector(tokens).collect()


class _Collector:
    """Goes through the words once, from left to right."""

    def __init__(self, tokens: tuple[Token, ...]) -> None:
        self.tokens = tokens
        self.at = 0
        self.parts = Parts()

    def collect(self) -> Parts:
        while self.at < len(self.tokens):
            self._part()
        return self.parts

    def _kind(self, ahead: int = 0) -> Kind | None:
        place = self.at + ahead
        return self.tokens[place].kind if 0 <= place < len(self.tokens) else None

    def _next(self) -> Token:
        token = self.tokens[self.at]
        self.at += 1
        return token

    def _part(self) -> None:
        match self._kind():
            case Kind.EVERY:
                self._next()
                self.parts.is_every = True
            case Kind.NOTE:
                self.parts.notes.append(str(self._next().value))
            case Kind.OTHER:
                self._next()
                self._counted(2)
            case Kind.NUMBER:
                self._number()
            case Kind.ORDINAL:
                self._ordinals()
            case Kind.WEEKDAYS:
                self._weekdays()
            case Kind.MONTH:
                self._months()
            case Kind.UNIT:
                self._unit()
            case Kind.AND if self.at and self._kind(1) is not None:
                self._next()
            case _:
                raise _stray(self.tokens[self.at])

    def _number(self) -> None:
        token = self._next()
        number = int(str(token.value))
        if self._kind() == Kind.UNIT:
            self._counted(number)
        elif self._kind() == Kind.MONTH:
            self._day(number)
        else:
            raise _stray(token)

    def _counted(self, count: int) -> None:
        if self.parts.count is not None or self._kind() not in {Kind.UNIT, Kind.WEEKDAYS}:
            raise _stray(self.tokens[self.at - 1])
        self.parts.count = count

    def _ordinals(self) -> None:
        is_after_every = self._kind(-1) == Kind.EVERY
        numbers = [int(str(token.value)) for token in self._list(Kind.ORDINAL)]
        if self._kind() == Kind.WEEKDAYS:
            self._nth_weekday(numbers, is_after_every=is_after_every)
        elif self._kind() == Kind.UNIT and self.tokens[self.at].value == Unit.DAY:
            self._nth_day(numbers, is_after_every=is_after_every)
        elif self._kind() == Kind.UNIT and is_after_every and len(numbers) == 1:
            self._counted(numbers[0])
        else:
            for number in numbers:
                self._day(number)

    def _nth_weekday(self, numbers: list[int], *, is_after_every: bool) -> None:
        days = self._next().value
        assert isinstance(days, tuple), "weekdays are a tuple"
        self.parts.nths += [(number, days) for number in numbers]
        if is_after_every and len(numbers) == 1 and numbers[0] > 1 and not self._has_month_ahead():
            self.parts.nths.pop()
            self.parts.weekdays.update(days)
            self.at -= 1
            self._counted(numbers[0])
            self.at += 1
            if numbers[0] > 2:
                self.parts.notes.append(_every_nth_note(numbers[0]))

    def _has_month_ahead(self) -> bool:
        return any(
            token.kind == Kind.MONTH or (token.kind == Kind.UNIT and token.value != Unit.DAY)
            for token in self.tokens
        )

    def _nth_day(self, numbers: list[int], *, is_after_every: bool) -> None:
        if is_after_every and len(numbers) == 1 and numbers[0] > 1:
            self._counted(numbers[0])
            return
        self._next()
        for number in numbers:
            self._day(number)

    def _day(self, number: int) -> None:
        if not (1 <= number <= 31 or number == -1):
            raise PhraseError(f"No month has a day {number}.")
        self.parts.month_days.add(number)

    def _weekdays(self) -> None:
        for days in self._ranges(Kind.WEEKDAYS):
            self.parts.weekdays.update(days)

    def _months(self) -> None:
        start = self.at
        found = self._list(Kind.MONTH)
        self.parts.months.update(int(str(token.value)) for token in found)
        if self._kind() == Kind.NUMBER and self.at == start + 1:
            self._day(int(str(self._next().value)))

    def _unit(self) -> None:
        unit = Unit(str(self._next().value))
        if unit == Unit.DAY and self._kind() == Kind.NUMBER and not self.parts.is_every:
            self._day(int(str(self._next().value)))
        elif self.parts.unit is None:
            self.parts.unit = unit
        elif not (unit == Unit.MONTH and self.parts.unit in _OF_MONTHS):
            raise PhraseError(f"I read both every {self.parts.unit} and every {unit}; say one.")

    def _list(self, kind: Kind) -> list[Token]:
        """Take words of one kind with commas or "and" between them."""
        found = [self._next()]
        while True:
            skip = 0
            while self._kind(skip) == Kind.AND:
                skip += 1
            if not skip and kind == Kind.ORDINAL:
                return found
            if self._kind(skip) != kind:
                return found
            self.at += skip
            found.append(self._next())

    def _ranges(self, kind: Kind) -> list[tuple[str, ...]]:
        """Take a list of weekdays in which a dash means all days from one to the other."""
        found: list[tuple[str, ...]] = []
        while True:
            for token in self._list(kind):
                assert isinstance(token.value, tuple), "weekdays are a tuple"
                found.append(token.value)
            if not (self._kind() == Kind.TO and self._kind(1) == kind):
                return found
            self._next()
            end = self.tokens[self.at].value
            assert isinstance(end, tuple), "weekdays are a tuple"
            found.append(_from_to(found[-1], end))


def _from_to(first: tuple[str, ...], last: tuple[str, ...]) -> tuple[str, ...]:
    if len(first) != 1 or len(last) != 1:
        raise PhraseError("A range goes from one weekday to another, such as Monday to Friday.")
    start, end = WEEKDAYS.index(first[0]), WEEKDAYS.index(last[0])
    return tuple(WEEKDAYS[day % 7] for day in range(start, end + (1 if end >= start else 8)))


_OF_MONTHS = {Unit.MONTH, Unit.QUARTER, Unit.HALF_YEAR, Unit.YEAR}


def _every_nth_note(count: int) -> str:
    return f"Read as every {count} weeks, not as the one of each month."


def _stray(token: Token) -> PhraseError:
    if token.kind == Kind.NUMBER:
        return PhraseError(f"I do not understand what {token.value} counts.")
    if token.kind == Kind.MONTH:
        return PhraseError(f"I do not understand “{MONTH_NAMES[int(str(token.value)) - 1]}” here.")
    return PhraseError(f"I do not understand “{token.text[:40]}”.")
