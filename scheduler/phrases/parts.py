"""What a phrase says: how often, which weekdays, which days of the month, which months."""

from dataclasses import dataclass, field

from scheduler.cadence.rules import LAST_DAY
from scheduler.phrases.refusing import PhraseError
from scheduler.phrases.vocabulary import Token, Unit

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


def number_of(token: Token) -> int:
    """Return the meaning of a number, an ordinal or a month."""
    assert isinstance(token.value, int), "these kinds have a number"
    return token.value


def days_of(token: Token) -> Days:
    """Return the meaning of a weekday, or of the weekend and the like."""
    assert isinstance(token.value, tuple), "weekdays have a tuple"
    return token.value


def add_days(parts: Parts, numbers: list[int]) -> None:
    """Keep days of the month. Raises PhraseError for one that no month has."""
    for number in numbers:
        add_day(parts, number)


def add_day(parts: Parts, number: int) -> None:
    """Keep a day of the month. Raises PhraseError for one that no month has."""
    if not (1 <= number <= _LONGEST_MONTH or number == LAST_DAY):
        raise PhraseError(f"No month has a day {number}.")
    parts.month_days.add(number)


def stray(token: Token) -> PhraseError:
    """Return how a word is refused that has a meaning, but not at its place."""
    return PhraseError(f"I do not understand “{token.text[:40]}” there.")
