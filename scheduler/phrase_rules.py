"""Makes a rule of what a phrase says, or says what is missing."""

from scheduler.phrase_parts import Parts
from scheduler.phrase_tokens import PhraseError
from scheduler.rules import (
    BUSINESS_DAYS,
    FEWEST_BUSINESS_DAYS,
    LAST_DAY,
    LONGEST_MONTHS,
    MOST,
    SHORTEST_MONTH,
    WEEKDAYS,
    Frequency,
    Rule,
    Weekday,
    days_of_month,
    in_month_order,
    weekday_order,
    weekly,
)
from scheduler.vocabulary import MONTH_NAMES, Unit
from scheduler.wording import month_list, nth_day

_MONTHS_OF = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.HALF_YEAR: 6}
_FREQUENCIES = {
    Unit.DAY: Frequency.DAILY,
    Unit.WEEK: Frequency.WEEKLY,
    Unit.MONTH: Frequency.MONTHLY,
    Unit.QUARTER: Frequency.MONTHLY,
    Unit.HALF_YEAR: Frequency.MONTHLY,
    Unit.YEAR: Frequency.YEARLY,
}


def rule_of(parts: Parts) -> tuple[Rule, tuple[str, ...]]:
    """Return the rule and what should be said about it. Raises PhraseError."""
    _refuse_mixtures(parts)
    rule = _by_days(parts) if _is_by_days(parts) else _by_months(parts)
    if rule.interval > MOST[rule.frequency]:
        unit = parts.unit or Unit.WEEK
        raise PhraseError(f"I can go up to every {MOST[rule.frequency]} {unit}s.")
    return rule, (*parts.notes, *_notes(parts, rule))


def _refuse_mixtures(parts: Parts) -> None:
    said = [bool(parts.weekdays), bool(parts.nths), bool(parts.month_days)]
    if sum(said) > 1:
        raise PhraseError(
            "I read weekdays and days of the month together; make two processes of them."
        )
    if parts.count == 0:
        raise PhraseError("I cannot count every 0 days.")


def _is_by_days(parts: Parts) -> bool:
    by_month = parts.nths or parts.month_days or parts.months
    return not by_month and parts.unit in {None, Unit.DAY, Unit.WEEK}


def _by_days(parts: Parts) -> Rule:
    count = parts.count or 1
    if parts.unit == Unit.DAY:
        if parts.weekdays:
            raise PhraseError("I read both every day and certain weekdays; say one of them.")
        return Rule(Frequency.DAILY, count)
    if not parts.weekdays:
        if parts.unit is None:
            raise PhraseError("This does not say how often.")
        every = "week" if count == 1 else f"{count} weeks"
        raise PhraseError("On which day of the week?", f"every {every} on Monday")
    if count > 1 and parts.unit is None and parts.weekdays == set(BUSINESS_DAYS):
        raise PhraseError(
            "I cannot count business days; choose weekdays.", "every Monday, Wednesday and Friday"
        )
    if parts.weekdays == set(WEEKDAYS) and count == 1:
        return Rule(Frequency.DAILY)
    return weekly(parts.weekdays, count)


def _by_months(parts: Parts) -> Rule:
    if parts.unit in {Unit.DAY, Unit.WEEK} or parts.weekdays:
        raise PhraseError(
            "Within a month, say which one or which day.", "on the first Monday of each month"
        )
    months, interval = _months(parts)
    if not (parts.nths or parts.month_days):
        raise PhraseError(*_which_day(parts, months))
    frequency = Frequency.YEARLY if len(months) == 1 else Frequency.MONTHLY
    if parts.nths:
        return _of_nths(parts.nths, frequency, interval, months)
    _refuse_impossible(parts.month_days, months)
    days, positions = _days_in(parts.month_days, months)
    return Rule(frequency, interval, months, days, positions=positions)


def _days_in(days: set[int], months: tuple[int, ...]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Leave the last day aside where each of the months has all the days."""
    shortest = min((LONGEST_MONTHS[month] for month in months if month != 2), default=31)
    if months and 2 not in months and max(days) <= shortest:
        return in_month_order(days), ()
    return days_of_month(days)


def _refuse_impossible(days: set[int], months: tuple[int, ...]) -> None:
    """A single month that never has the day is a slip; among several, its last day is meant."""
    if len(months) == 1 and max(days) > LONGEST_MONTHS[months[0]]:
        name = MONTH_NAMES[months[0] - 1]
        raise PhraseError(
            f"{name} has no day {max(days)}.", f"every year on {name} {LONGEST_MONTHS[months[0]]}"
        )


def _months(parts: Parts) -> tuple[tuple[int, ...], int]:
    """Return BYMONTH and INTERVAL. Raises PhraseError."""
    named = tuple(sorted(parts.months))
    count = parts.count or 1
    if parts.unit == Unit.YEAR:
        return _of_years(parts, named, count)
    step = count * _MONTHS_OF[parts.unit or Unit.MONTH]
    if named:
        return _of_named_months(parts, named, step)
    if step == 12:
        return _of_years(parts, named, 1)
    if step == 1 or 12 % step:
        return (), step
    last = step if parts.unit in {Unit.QUARTER, Unit.HALF_YEAR} and _is_at_end(parts) else 1
    return tuple(range(last, 13, step)), 1


def _of_named_months(
    parts: Parts, named: tuple[int, ...], step: int
) -> tuple[tuple[int, ...], int]:
    if len(named) == 1 and not parts.is_every:
        day = f"{MONTH_NAMES[named[0] - 1]} {max(1, *parts.month_days, 1)}"
        raise PhraseError("Do you mean every year?", f"every year on {day}")
    if step > 1 and named != tuple(range(named[0], 13, step)):
        raise PhraseError(f"{month_list(named)} are not {step} months apart.")
    return named, 1


def _of_years(parts: Parts, named: tuple[int, ...], count: int) -> tuple[tuple[int, ...], int]:
    if (not named and parts.nths) or parts.month_days == {LAST_DAY}:
        # The first business day of the year is in January, the last one in December.
        named = named or ((12,) if _is_at_end(parts) else (1,))
    if not named:
        raise PhraseError("On which date of the year?", "every year on January 1")
    if len(named) > 1 and count > 1:
        raise PhraseError(f"Every {count} years, I can take one month only.")
    return named, count


def _is_at_end(parts: Parts) -> bool:
    numbers = parts.month_days or {number for number, _ in parts.nths}
    return all(number < 0 for number in numbers)


def _which_day(parts: Parts, months: tuple[int, ...]) -> tuple[str, str]:
    if len(months) == 1:
        return "On which day?", f"every year on {MONTH_NAMES[months[0] - 1]} 1"
    if parts.months:
        return "On which day of these months?", f"every {month_list(months)} on the 1st"
    unit, count = parts.unit or Unit.MONTH, parts.count or 1
    every = f"every {unit}" if count == 1 else f"every {count} {unit}s"
    return "On which day?", f"{every} on the 1st"


def _of_nths(
    nths: list[tuple[int, tuple[str, ...]]],
    frequency: Frequency,
    interval: int,
    months: tuple[int, ...],
) -> Rule:
    if all(days == BUSINESS_DAYS for _, days in nths):
        positions = in_month_order({_business_day(number) for number, _ in nths})
        weekdays = tuple(Weekday(0, day) for day in BUSINESS_DAYS)
        return Rule(frequency, interval, months, weekdays=weekdays, positions=positions)
    if any(len(days) > 1 for _, days in nths):
        raise PhraseError(
            "Say the first or last of one weekday.", "on the last business day of each month"
        )
    found = {Weekday(_of_month(number, days[0]), days[0]) for number, days in nths}
    ordered = tuple(sorted(found, key=weekday_order))
    return Rule(frequency, interval, months, weekdays=ordered)


def _business_day(number: int) -> int:
    if not -2 <= number <= FEWEST_BUSINESS_DAYS:
        raise PhraseError(
            f"Not every month has {number} business days.", "on the last business day of each month"
        )
    return number


def _of_month(number: int, day: str) -> int:
    if number > 4:
        said = nth_day(-1, day)
        raise PhraseError(
            f"Not every month has the {number}th one.", f"on the {said} of each month"
        )
    return number


def _notes(parts: Parts, rule: Rule) -> tuple[str, ...]:
    notes = []
    late = sorted(day for day in parts.month_days if day > SHORTEST_MONTH)
    if late and LAST_DAY in rule.month_days:
        days = " or ".join(map(str, late))
        notes.append(f"In months without a day {days} it is due on the last day.")
    if rule.months and not parts.months and parts.unit != Unit.YEAR:
        notes.append(f"That is {month_list(rule.months)}; name other months to change it.")
    return tuple(notes)
