"""Makes a rule of what a phrase says, or says what is missing."""

from scheduler.cadence.rule_shapes import shape_problem
from scheduler.cadence.rules import (
    BUSINESS_DAYS,
    FEWEST_BUSINESS_DAYS,
    LAST_DAY,
    LONGEST_MONTHS,
    MOST,
    NTHS,
    Frequency,
    Rule,
    Weekday,
    always_has,
    in_month_order,
    on_days,
    weekday_order,
    weekly,
)
from scheduler.phrases.months import Months, date_hint, months_of
from scheduler.phrases.parts import HOLIDAYS_APART, Parts
from scheduler.phrases.refusing import OpenError, PhraseError
from scheduler.phrases.settling import settled
from scheduler.phrases.vocabulary import MONTH_NAMES, Unit
from scheduler.phrases.wording import month_list, nth_day, ordinal, words_of

_UNITS = {
    Frequency.DAILY: "days",
    Frequency.WEEKLY: "weeks",
    Frequency.MONTHLY: "months",
    Frequency.YEARLY: "years",
}


def rule_of(parts: Parts) -> tuple[Rule, tuple[str, ...]]:
    """Return the rule and what should be said about it. Raises PhraseError."""
    parts = settled(parts)
    if sum(map(bool, (parts.weekdays, parts.nths, parts.month_days))) > 1:
        raise PhraseError("I read two kinds of days; make a process of each.")
    rule = _by_days(parts) if _is_by_days(parts) else _by_months(parts)
    most = MOST[rule.frequency]
    if rule.interval > most:
        raise PhraseError(f"The most that I can count is every {most} {_UNITS[rule.frequency]}.")
    problem = shape_problem(rule)
    if problem:
        raise PhraseError(problem)
    if parts.is_but_holidays:
        raise OpenError(HOLIDAYS_APART, words_of(rule), str(rule))
    return rule, (*parts.notes, *_notes(parts, rule))


def _is_by_days(parts: Parts) -> bool:
    is_by_month = parts.nths or parts.month_days or parts.months
    return not is_by_month and parts.unit in {None, Unit.DAY, Unit.WEEK}


def _by_days(parts: Parts) -> Rule:
    count = parts.count or 1
    if parts.unit == Unit.DAY:
        if parts.weekdays:
            raise PhraseError("I read both every day and certain weekdays; say one of them.")
        return Rule(Frequency.DAILY, count)
    if parts.unit is None and not parts.weekdays:
        raise OpenError("This does not say how often.", "")
    if not parts.weekdays:
        every = "week" if count == 1 else f"{count} weeks"
        rule = str(Rule(Frequency.WEEKLY, count))
        raise OpenError("On which day of the week?", f"every {every} on Monday", rule)
    if count > 1 and parts.unit is None and parts.weekdays == set(BUSINESS_DAYS):
        hint = "every Monday, Wednesday and Friday"
        raise PhraseError("I cannot count business days; name the weekdays.", hint)
    return weekly(parts.weekdays, count)


def _by_months(parts: Parts) -> Rule:
    if parts.unit in {Unit.DAY, Unit.WEEK} or parts.weekdays:
        hint = "on the first Monday of each month"
        raise PhraseError("Within a month, say which one or which day.", hint)
    _refuse_impossible(parts)
    months, interval = months_of(parts)
    if not (parts.nths or parts.month_days):
        rule = _so_far(months, interval)
        raise OpenError(_which_day(parts, months), _day_hint(parts, months), rule)
    frequency = Frequency.YEARLY if len(months) == 1 else Frequency.MONTHLY
    if parts.month_days:
        return on_days(parts.month_days, frequency, interval, months)
    if all(days == BUSINESS_DAYS for _, days in parts.nths):
        return _on_business_days(parts, Rule(frequency, interval, months))
    return _on_nth_weekdays(parts, Rule(frequency, interval, months))


def _so_far(months: Months, interval: int) -> str:
    """Return what is sure without a day."""
    frequency = Frequency.YEARLY if len(months) == 1 else Frequency.MONTHLY
    return str(Rule(frequency, interval, months))


def _which_day(parts: Parts, months: Months) -> str:
    """Ask for the day; months that were only counted to may be others."""
    return (
        f"On which day of {month_list(months)}?" if months and not parts.months else "On which day?"
    )


def _refuse_impossible(parts: Parts) -> None:
    """One month that never has the day is a slip; among several, its last day is meant."""
    if len(parts.months) != 1 or not parts.month_days:
        return
    (month,) = parts.months
    longest, day = LONGEST_MONTHS[month], max(parts.month_days)
    if day > longest:
        name = MONTH_NAMES[month - 1]
        raise PhraseError(f"{name} has no day {day}.", f"every year on {name} {longest}")


def _day_hint(parts: Parts, months: Months) -> str:
    if len(months) == 1:
        return date_hint(months[0], parts)
    if months:
        return f"every {month_list(months)} on the 1st"
    count = parts.count or 1
    return "on the 1st of each month" if count == 1 else f"every {count} months on the 1st"


def _on_business_days(parts: Parts, rule: Rule) -> Rule:
    numbers = {number for number, _ in parts.nths}
    if max(numbers) > FEWEST_BUSINESS_DAYS:
        hint = "on the last business day of each month"
        raise PhraseError(f"Not every month has {max(numbers)} business days.", hint)
    weekdays = tuple(Weekday(0, day) for day in BUSINESS_DAYS)
    positions = in_month_order(numbers)
    return Rule(rule.frequency, rule.interval, rule.months, weekdays=weekdays, positions=positions)


def _on_nth_weekdays(parts: Parts, rule: Rule) -> Rule:
    if any(len(days) > 1 for _, days in parts.nths):
        hint = "on the last Saturday of each month"
        raise PhraseError("Say which one of a single weekday.", hint)
    found = {Weekday(number, days[0]) for number, days in parts.nths}
    for nth, day in found:
        if nth not in NTHS:
            hint = f"on the {nth_day(LAST_DAY, day)} of each month"
            raise PhraseError(f"Not every month has a {nth_day(nth, day)}.", hint)
    weekdays = tuple(sorted(found, key=weekday_order))
    return Rule(rule.frequency, rule.interval, rule.months, weekdays=weekdays)


def _notes(parts: Parts, rule: Rule) -> tuple[str, ...]:
    notes = []
    missing = [day for day in sorted(parts.month_days) if not always_has((day,), rule.months)]
    if missing:
        days = " or ".join(map(ordinal, missing))
        notes.append(f"Where a month has no {days}, it is due on the last day.")
    if rule.months and not parts.months:
        notes.append(f"That is in {month_list(rule.months)}; name other months to change it.")
    return tuple(notes)
