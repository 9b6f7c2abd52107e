"""Which months a phrase means, and every how many."""

from scheduler.cadence.rules import LAST_DAY, Frequency, Rule
from scheduler.phrases.parts import Parts
from scheduler.phrases.refusing import OpenError, PhraseError
from scheduler.phrases.vocabulary import MONTH_NAMES, Unit
from scheduler.phrases.wording import month_list, nth_day

Months = tuple[int, ...]

_MONTHS_OF = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.HALF_YEAR: 6, Unit.YEAR: 12}
# The last day of a quarter is in its last month.
_CALENDAR_PERIODS = {Unit.QUARTER, Unit.HALF_YEAR}


def months_of(parts: Parts) -> tuple[Months, int]:
    """Return the months by number and the interval, in years for one month. Raises PhraseError.

    No months mean each month. Every 2, 3, 4 or 6 months is said as the months themselves, which
    come round each year, so that it does not depend on when somebody typed it.
    """
    named = tuple(sorted(parts.months))
    count = parts.count or 1
    if parts.unit == Unit.YEAR:
        return _in_years(parts, named, count)
    step = months_between(parts)
    if named:
        return _named(parts, named, step)
    if step == 12:
        return _in_years(parts, named, 1)
    if step == 1 or 12 % step:
        return (), step
    first = step if parts.unit in _CALENDAR_PERIODS and _is_at_end(parts) else 1
    return tuple(range(first, 13, step)), 1


def months_between(parts: Parts) -> int:
    """Return every how many months it is due; 1 where that was not said."""
    return (parts.count or 1) * _MONTHS_OF[parts.unit or Unit.MONTH]


def _named(parts: Parts, named: Months, step: int) -> tuple[Months, int]:
    if len(named) == 1 and not parts.every:
        hint = date_hint(named[0], parts)
        raise PhraseError("If you mean every year, say so.", hint)
    if step > 1 and named != tuple(range(named[0], 13, step)):
        names = month_list(named)
        raise PhraseError(f"{names} are not {step} months apart.", f"every {names} on the 1st")
    return named, 1


def _in_years(parts: Parts, named: Months, count: int) -> tuple[Months, int]:
    if not named and (parts.nths or parts.month_days == {LAST_DAY}):
        # The first business day of the year is in January, the last one in December.
        named = (12,) if _is_at_end(parts) else (1,)
    if not named:
        rule = str(Rule(Frequency.YEARLY, count))
        raise OpenError("On which date of the year?", date_hint(1, parts), rule)
    if len(named) > 1 and count > 1:
        raise PhraseError(f"Every {count} years, I can take one month only.")
    return named, count


def _is_at_end(parts: Parts) -> bool:
    numbers = parts.month_days or {number for number, _ in parts.nths}
    return bool(numbers) and max(numbers) < 0


def date_hint(month: int, parts: Parts) -> str:
    """Return how to say the day that was said, or the first, for this month of each year."""
    name, days = MONTH_NAMES[month - 1], parts.month_days
    if LAST_DAY in days:
        return f"every year on the last day of {name}"
    for number, weekdays in parts.nths:
        if len(weekdays) == 1:
            return f"every year on the {nth_day(number, weekdays[0])} of {name}"
    return f"every year on {name} {max(days, default=1)}"
