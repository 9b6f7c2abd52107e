"""Settles what a phrase says in a roundabout way: so many times, or except on some days."""

from dataclasses import replace

from scheduler.cadence.rules import LAST_DAY, WEEKDAYS, Frequency, Rule
from scheduler.phrases.parts import Parts
from scheduler.phrases.refusing import OpenError, PhraseError
from scheduler.phrases.vocabulary import OF_MONTHS, Unit

_ONCE_A_DAY = "A process runs at most once a day; make one for each time of day."
_TWICE_OR_HALF = "That can mean twice as often or half as often; say which."
_WEEK_ENDS = {1, LAST_DAY}
_PER_YEAR = {Unit.MONTH: 12, Unit.QUARTER: 4, Unit.HALF_YEAR: 2, Unit.YEAR: 1}


def settled(parts: Parts) -> Parts:
    """Return the same said plainly. Raises OpenError for what then is open, and PhraseError."""
    for settle in (_times, _twice_or_half, _week_of_month, _counted_days, _without):
        parts = settle(parts)
    return parts


def _times(parts: Parts) -> Parts:
    if parts.times in {None, 1}:
        return parts
    if parts.unit == Unit.DAY:
        raise OpenError(_ONCE_A_DAY, "every Monday and Thursday", str(Rule(Frequency.DAILY)))
    if parts.unit == Unit.WEEK:
        return _times_a_week(parts)
    if parts.unit == Unit.MONTH:
        return _times_a_month(parts)
    return _times_a_year(parts)


def _times_a_week(parts: Parts) -> Parts:
    if parts.times == len(WEEKDAYS):
        return replace(parts, unit=Unit.DAY)
    if parts.times == len(parts.weekdays):
        return parts
    question = f"On which days, {parts.times} of them a week?"
    raise OpenError(question, "every Monday and Thursday", str(Rule(Frequency.WEEKLY)))


def _times_a_month(parts: Parts) -> Parts:
    if parts.times in {len(parts.month_days), len(parts.nths)}:
        return parts
    question = f"On which days of the month, {parts.times} of them?"
    hint = "on the 1st and 15th of each month"
    raise OpenError(question, hint, str(Rule(Frequency.MONTHLY)))


def _times_a_year(parts: Parts) -> Parts:
    assert parts.unit and parts.times, "they were said together"  # noqa: PT018
    if parts.times == len(parts.months):
        return replace(parts, unit=Unit.MONTH)
    each, rest = divmod(12, parts.times * _PER_YEAR[parts.unit])
    if rest or not each:
        raise OpenError("In which months, and on which day?", "every January and July on the 1st")
    return replace(parts, unit=Unit.MONTH, count=each)


def _twice_or_half(parts: Parts) -> Parts:
    match parts.twice_or_half:
        case Unit.WEEK:
            return _weeks_or_days(parts)
        case Unit.MONTH:
            hint, months = "every 2 months on the 1st", tuple(range(1, 13, 2))
        case Unit.YEAR:
            hint, months = "every 6 months on the 1st", (1, 7)
        case _:
            return parts
    if len(parts.months) > 1 or (parts.twice_or_half == Unit.MONTH and _names_two_days(parts)):
        return replace(parts, unit=Unit.MONTH)
    raise OpenError(_TWICE_OR_HALF, hint, str(Rule(Frequency.MONTHLY, months=months)))


def _weeks_or_days(parts: Parts) -> Parts:
    """What is due in each half of a month: every other Monday, or on two days of the month."""
    if parts.weekdays:
        return replace(parts, unit=Unit.WEEK, count=2)
    if _names_two_days(parts):
        return replace(parts, unit=Unit.MONTH)
    question = "Every 2 weeks, or on two days of the month? Say which."
    raise OpenError(question, "every other Monday", str(Rule(Frequency.WEEKLY, 2)))


def _names_two_days(parts: Parts) -> bool:
    return 2 in {len(parts.month_days), len(parts.nths)}


def _week_of_month(parts: Parts) -> Parts:
    if parts.week_of_month is not None:
        rule = Rule(Frequency.MONTHLY, months=tuple(sorted(parts.months)))
        hint = "on the first Monday of each month"
        raise OpenError("On which day of that week of the month?", hint, str(rule))
    if parts.unit == Unit.WEEK and parts.month_days and parts.month_days <= _WEEK_ENDS:
        return replace(parts, month_days=set())
    return parts


def _counted_days(parts: Parts) -> Parts:
    """Say “every 14 days on Monday” in weeks, and “daily, Monday to Friday” by its weekdays."""
    if parts.unit != Unit.DAY or not parts.weekdays:
        return parts
    weeks, rest = divmod(parts.count or 7, len(WEEKDAYS))
    if weeks and not rest and parts.count is not None:
        return replace(parts, unit=Unit.WEEK, count=weeks)
    if parts.count is None and parts.every == 1 and len(parts.weekdays) > 1:
        return replace(parts, unit=None)
    return parts


def _without(parts: Parts) -> Parts:
    if not parts.out:
        return parts
    is_each_day = parts.unit == Unit.DAY and parts.count is None and not parts.weekdays
    days = set(WEEKDAYS) if is_each_day else parts.weekdays
    if not days or parts.unit in OF_MONTHS:
        message = "I can leave weekdays out of every day or of named days; say the days it is due."
        raise PhraseError(message, "every Monday, Tuesday and Thursday")
    if not days - parts.out:
        raise PhraseError("This leaves out every day on which it would be due.")
    return replace(parts, weekdays=days - parts.out, unit=None if is_each_day else parts.unit)
