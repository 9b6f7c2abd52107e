"""Reads an RRULE value, and refuses what no cadence should have.

Every rule that passes falls due in the end: a search for the next occurrence never runs to the
end of the calendar.
"""

from collections.abc import Callable

from scheduler.rules import (
    LONGEST_MONTHS,
    MOST,
    SHORTEST_MONTH,
    WEEKDAYS,
    Frequency,
    Rule,
    Weekday,
    in_month_order,
    weekday_order,
)

LONGEST_RULE = 400
_BY_MONTH = {Frequency.MONTHLY, Frequency.YEARLY}


class RuleError(ValueError):
    """A rule that a cadence cannot have; the message is a sentence for people."""


def parse_rule(text: str) -> Rule:
    """Read an RRULE value, its parts in any order. Raises RuleError."""
    if len(text) > LONGEST_RULE:
        raise RuleError("This rule is too long; say it in words.")
    parts = _parts(text)
    rule = Rule(
        frequency=_frequency(parts.pop("FREQ", "")),
        interval=_number(parts.pop("INTERVAL", "1"), "INTERVAL", 1, max(MOST.values())),
        months=_numbers(parts.pop("BYMONTH", ""), "BYMONTH", 1, 12),
        month_days=_numbers(parts.pop("BYMONTHDAY", ""), "BYMONTHDAY", -31, 31),
        weekdays=_weekdays(parts.pop("BYDAY", "")),
        positions=_numbers(parts.pop("BYSETPOS", ""), "BYSETPOS", -31, 31),
    )
    if parts:
        raise RuleError(f"I do not know the part {_said(next(iter(parts)))} of this rule.")
    _refuse_senseless(rule)
    return rule


def _parts(text: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    for part in text.split(";"):
        name, equals, value = part.partition("=")
        if not (name and equals and value) or name in parts:
            raise RuleError(f"I cannot read {_said(part)} in this rule; say it in words.")
        parts[name] = value
    return parts


def _frequency(text: str) -> Frequency:
    if text in {"HOURLY", "MINUTELY", "SECONDLY"}:
        raise RuleError("A process runs at most once a day; choose days and one time.")
    if text not in set(Frequency):
        raise RuleError("The rule must say FREQ=DAILY, WEEKLY, MONTHLY or YEARLY.")
    return Frequency(text)


def _number(text: str, name: str, least: int, most: int) -> int:
    digits = text.removeprefix("-") if least < 0 else text
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 3):
        raise RuleError(f"{name} must be a whole number, not {_said(text)}.")
    number = int(text)
    if number == 0 or not least <= number <= most:
        raise RuleError(f"{name} cannot be {number}.")
    return number


def _numbers(text: str, name: str, least: int, most: int) -> tuple[int, ...]:
    if not text:
        return ()
    return in_month_order({_number(item, name, least, most) for item in text.split(",")})


def _weekdays(text: str) -> tuple[Weekday, ...]:
    found = {_weekday(item) for item in text.split(",")} if text else set()
    return tuple(sorted(found, key=weekday_order))


def _weekday(text: str) -> Weekday:
    nth, day = text[:-2], text[-2:]
    if day not in WEEKDAYS:
        raise RuleError(f"BYDAY takes MO, TU, WE, TH, FR, SA and SU, not {_said(text)}.")
    return Weekday(_number(nth.removeprefix("+"), "BYDAY", -4, 4) if nth else 0, day)


def _refuse_senseless(rule: Rule) -> None:
    if rule.interval > MOST[rule.frequency]:
        raise RuleError(f"INTERVAL can be at most {MOST[rule.frequency]} here.")
    for is_wrong, sentence in _SENSE:
        if is_wrong(rule):
            raise RuleError(sentence)


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
    return rule.interval > 1 and bool(rule.months)


def _misses_every_month(rule: Rule) -> bool:
    """Tell whether none of the days is in any of the months, nor safely in each where it counts."""
    longest = max(LONGEST_MONTHS[month] for month in rule.months or LONGEST_MONTHS)
    surest = SHORTEST_MONTH if rule.interval > 1 else longest
    return bool(rule.month_days) and min(map(abs, rule.month_days)) > surest


def _misses_by_position(rule: Rule) -> bool:
    if not rule.positions:
        return False
    if any(one.nth for one in rule.weekdays):
        return True
    fewest = 4 * len(rule.weekdays) if rule.weekdays else 1
    return min(map(abs, rule.positions)) > fewest


_SENSE: tuple[tuple[Callable[[Rule], bool], str], ...] = (
    (_has_foreign_parts, "FREQ=DAILY takes no days, and FREQ=WEEKLY takes only weekdays."),
    (_has_no_day, "The rule does not say on which day; add a weekday or a day of the month."),
    (_has_two_kinds_of_day, "Choose weekdays or days of the month, not both."),
    (_has_wrong_months, "Choose one month of the year, or several without an INTERVAL."),
    (_misses_every_month, "This never falls due: no such month has that day."),
    (_misses_by_position, "This never falls due: BYSETPOS counts too far."),
)


def _said(text: str) -> str:
    return f"“{text[:40]}”"
