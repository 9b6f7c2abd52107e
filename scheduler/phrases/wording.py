"""Says a rule in the words that are read back as the very same rule."""

from collections.abc import Sequence
from datetime import time

from scheduler.cadence.rules import (
    BUSINESS_DAYS,
    LAST_DAY,
    Frequency,
    Rule,
)
from scheduler.phrases.vocabulary import DAY_NAMES, MONTH_NAMES, ORDINALS

_TEENS = range(11, 14)
_SUFFIXES = {1: "st", 2: "nd", 3: "rd"}
_STEPS = (2, 3, 4, 6)


def words_of(rule: Rule) -> str:
    """Return how often, without the time of day: "every other Tuesday"."""
    match rule.frequency:
        case Frequency.DAILY:
            return _every(rule.interval, "day")
        case Frequency.WEEKLY:
            return _weekly(rule)
        case Frequency.MONTHLY:
            return _monthly(rule)
        case Frequency.YEARLY:
            return _yearly(rule)


def clock_words(at: time) -> str:
    """Return "7:00" or "18:30"."""
    return f"{at.hour}:{at.minute:02}"


def month_list(months: Sequence[int]) -> str:
    """Return "January, April and July"."""
    return _joined([MONTH_NAMES[month - 1] for month in months])


def nth_day(number: int, day: str) -> str:
    """Return "first Monday" or "last Monday"."""
    return f"{_ordinal_word(number)} {DAY_NAMES[day]}"


def _every(count: int, unit: str) -> str:
    match count:
        case 1:
            return f"every {unit}"
        case 2 if unit == "day":
            return "every other day"
    return f"every {count} {unit}s"


def _weekly(rule: Rule) -> str:
    days = tuple(one.day for one in rule.weekdays)
    names = _joined([DAY_NAMES[day] for day in days])
    if rule.interval == 1:
        return "every weekday" if days == BUSINESS_DAYS else f"every {names}"
    if rule.interval == 2 and len(days) == 1:
        return f"every other {names}"
    return f"every {rule.interval} weeks on {names}"


def _monthly(rule: Rule) -> str:
    day = _day_words(rule)
    if rule.interval > 1:
        return f"every {rule.interval} months on {day}"
    if not rule.months:
        return f"on {day} of each month"
    step = _step(rule.months)
    if step is None:
        return f"every {month_list(rule.months)} on {day}"
    names = ", ".join(MONTH_NAMES[month - 1] for month in rule.months)
    return f"every {step} months ({names}) on {day}"


def _yearly(rule: Rule) -> str:
    every = _every(rule.interval, "year")
    month = MONTH_NAMES[rule.months[0] - 1]
    days = _days_of_month(rule)
    if not rule.weekdays and len(days) == 1 and days[0] > 0:
        return f"{every} on {month} {days[0]}"
    return f"{every} on {_day_words(rule)} of {month}"


def _step(months: tuple[int, ...]) -> int | None:
    """Return how many months lie between each two of them, all year round."""
    first = months[0]
    rounds = (step for step in _STEPS if first <= step)
    return next((step for step in rounds if months == tuple(range(first, 13, step))), None)


def _day_words(rule: Rule) -> str:
    if rule.month_days:
        days = _days_of_month(rule)
        return "the " + _joined([_day_of_month(day) for day in days])
    if rule.positions:
        names = _joined([_ordinal_word(number) for number in rule.positions])
        return f"the {names} business day"
    return "the " + _nth_weekdays(rule)


def _nth_weekdays(rule: Rule) -> str:
    days = {one.day for one in rule.weekdays}
    if len(days) > 1:
        return _joined([nth_day(one.nth, one.day) for one in rule.weekdays])
    return f"{_joined([_ordinal_word(one.nth) for one in rule.weekdays])} {DAY_NAMES[min(days)]}"


def _days_of_month(rule: Rule) -> tuple[int, ...]:
    """Leave out the last day where it only stands in for a day that a month lacks."""
    if rule.positions:
        return tuple(day for day in rule.month_days if day != LAST_DAY)
    return rule.month_days


def _day_of_month(day: int) -> str:
    return "last day" if day == LAST_DAY else ordinal(day)


def ordinal(number: int) -> str:
    """Return "1st", "2nd", "31st"."""
    suffix = "th" if number in _TEENS else _SUFFIXES.get(number % 10, "th")
    return f"{number}{suffix}"


def _ordinal_word(number: int) -> str:
    if number < 0:
        return "last" if number == -1 else "second last"
    return ORDINALS[number - 1] if number <= len(ORDINALS) else ordinal(number)


def _joined(words: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
