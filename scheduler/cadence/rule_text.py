"""Reads an RRULE value as far as a cadence may use it."""

from scheduler.cadence.rule_shapes import shape_problem
from scheduler.cadence.rules import (
    MOST,
    WEEKDAYS,
    Frequency,
    Rule,
    Weekday,
    in_month_order,
    weekday_order,
)

LONGEST_RULE = 400


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
    problem = shape_problem(rule)
    if problem:
        raise RuleError(problem)
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


def _said(text: str) -> str:
    return f"“{text[:40]}”"
