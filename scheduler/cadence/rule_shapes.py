"""Which rules make sense: those that can be said in words and fall due in each of their periods.

So a search for the next occurrence never runs on to the end of the calendar, and what people are
shown is all that the rule says.
"""

from collections.abc import Callable

from scheduler.cadence.rules import (
    BUSINESS_DAYS,
    FEWEST_BUSINESS_DAYS,
    LAST_DAY,
    LONGEST_MONTHS,
    MOST,
    NTHS,
    Frequency,
    Rule,
    always_has,
)

_BY_MONTH = {Frequency.MONTHLY, Frequency.YEARLY}
# Every so many months the same months come round each year, so the rule names them instead.
_ROUND_INTERVALS = {2, 3, 4, 6, 12}
_BUSINESS_POSITIONS = {-2, -1, *range(1, FEWEST_BUSINESS_DAYS + 1)}
# With more, a cadence is no longer one that a person says or reads in a sentence.
_MOST_MONTH_DAYS = 11
_MOST_NTHS = 4
_MOST_POSITIONS = 6


def shape_problem(rule: Rule) -> str | None:
    """Return a sentence about what is wrong with the rule; None when it makes sense."""
    return next((sentence for is_wrong, sentence in _PROBLEMS if is_wrong(rule)), None)


def _is_too_rare(rule: Rule) -> bool:
    return rule.interval > MOST[rule.frequency]


def _has_too_many_days(rule: Rule) -> bool:
    if rule.month_days:
        return len(rule.month_days) > _MOST_MONTH_DAYS
    nths = [one for one in rule.weekdays if one.nth]
    return len(nths) > _MOST_NTHS or len(rule.positions) > _MOST_POSITIONS


def _has_foreign_parts(rule: Rule) -> bool:
    """Tell whether a rule of days or weeks has parts that only months have."""
    if rule.frequency in _BY_MONTH:
        return False
    nths = any(one.nth for one in rule.weekdays)
    is_daily_with_weekday = rule.frequency == Frequency.DAILY and rule.weekdays
    return bool(rule.months or rule.month_days or rule.positions or nths or is_daily_with_weekday)


def _has_no_day(rule: Rule) -> bool:
    return rule.frequency != Frequency.DAILY and not (rule.weekdays or rule.month_days)


def _has_two_kinds_of_day(rule: Rule) -> bool:
    return bool(rule.weekdays and rule.month_days)


def _has_wrong_months(rule: Rule) -> bool:
    if rule.frequency == Frequency.YEARLY:
        return len(rule.months) != 1
    is_round = rule.frequency == Frequency.MONTHLY and rule.interval in _ROUND_INTERVALS
    return len(rule.months) == 1 or is_round or bool(rule.interval > 1 and rule.months)


def _has_wrong_weekdays(rule: Rule) -> bool:
    """In a month: the first Monday and the like, or business days by their position."""
    if rule.frequency not in _BY_MONTH or not rule.weekdays:
        return False
    if not rule.positions:
        return not all(one.nth in NTHS for one in rule.weekdays)
    is_business = [str(one) for one in rule.weekdays] == list(BUSINESS_DAYS)
    return not is_business or not _BUSINESS_POSITIONS.issuperset(rule.positions)


def _has_impossible_day(rule: Rule) -> bool:
    longest = max(LONGEST_MONTHS[month] for month in rule.months or LONGEST_MONTHS)
    is_single = rule.frequency == Frequency.YEARLY
    return is_single and any(day > longest for day in rule.month_days)


def _has_wrong_month_days(rule: Rule) -> bool:
    """A day that some month lacks needs the last day behind it, which then stands in for it."""
    days = rule.month_days
    if not days:
        return False
    if min(days) < LAST_DAY:
        return True
    if rule.positions:
        is_stand_in = rule.positions == tuple(range(1, len(days)))
        return not (is_stand_in and LAST_DAY in days) or always_has(days[:-1], rule.months)
    return LAST_DAY not in days and not always_has(days, rule.months)


_PROBLEMS: tuple[tuple[Callable[[Rule], bool], str], ...] = (
    (_is_too_rare, "This falls due too rarely; five years is the most."),
    (_has_too_many_days, "These are too many days of the month; name fewer."),
    (_has_foreign_parts, "FREQ=DAILY takes no days, and FREQ=WEEKLY takes only weekdays."),
    (_has_no_day, "The rule does not say on which day; add a weekday or a day of the month."),
    (_has_two_kinds_of_day, "Choose weekdays or days of the month, not both."),
    (
        _has_wrong_months,
        "Name one month with FREQ=YEARLY, or several with FREQ=MONTHLY and no INTERVAL.",
    ),
    (_has_wrong_weekdays, "Within a month, choose the first to fourth or the last of a weekday."),
    (_has_impossible_day, "This never falls due: the month has no such day."),
    (
        _has_wrong_month_days,
        "Not every month has this day; say “on the 31st”, and the last day stands in for it.",
    ),
)
