"""A recurrence rule as a value: the part of RFC 5545 that a cadence may use.

The rule alone says on which days the work falls due; a cadence's start only anchors INTERVAL.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
BUSINESS_DAYS = WEEKDAYS[:5]
WEEKEND = WEEKDAYS[5:]
LAST_DAY = -1
# Each month has this many days, and this many Mondays to Fridays.
SHORTEST_MONTH = 28
FEWEST_BUSINESS_DAYS = 20
LONGEST_RULE = 400


class Frequency(StrEnum):
    """How long INTERVAL's unit is; nothing below a day."""

    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"
    YEARLY = "YEARLY"


# The longest wait between two occurrences stays around five years.
MOST = {
    Frequency.DAILY: 366,
    Frequency.WEEKLY: 104,
    Frequency.MONTHLY: 60,
    Frequency.YEARLY: 5,
}


class RuleError(ValueError):
    """A rule that a cadence cannot have; the message is a sentence for people."""


class Weekday(NamedTuple):
    """A weekday such as "MO"; `nth` of its month (-1 the last), or 0 for each of them."""

    nth: int
    day: str

    @property
    def order(self) -> tuple[bool, int, int]:
        """First to fourth, then the last; Monday to Sunday."""
        return self.nth < 0, self.nth, WEEKDAYS.index(self.day)

    def __str__(self) -> str:
        return f"{self.nth or ''}{self.day}"


@dataclass(frozen=True)
class Rule:
    """The parts of a rule, each in canonical order; empty where a part does not stand."""

    frequency: Frequency
    interval: int = 1
    months: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    weekdays: tuple[Weekday, ...] = ()
    positions: tuple[int, ...] = ()

    def __str__(self) -> str:
        """Return the RRULE value, the same for equal rules."""
        lists = {
            "BYMONTH": self.months,
            "BYMONTHDAY": self.month_days,
            "BYDAY": self.weekdays,
            "BYSETPOS": self.positions,
        }
        parts = [f"FREQ={self.frequency}"]
        if self.interval > 1:
            parts.append(f"INTERVAL={self.interval}")
        parts += [f"{name}={','.join(map(str, part))}" for name, part in lists.items() if part]
        return ";".join(parts)


def weekly(days: set[str] | tuple[str, ...], interval: int = 1) -> Rule:
    """Return the rule of these weekdays, every `interval` weeks."""
    chosen = tuple(Weekday(0, day) for day in WEEKDAYS if day in days)
    return Rule(Frequency.WEEKLY, interval, weekdays=chosen)


def days_of_month(days: set[int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return BYMONTHDAY and BYSETPOS of the days; one that a month lacks is its last day.

    The last day always stands among the candidates. In a month that has all the days it comes
    behind them and no position picks it; in a shorter one it takes the missing day's place.
    """
    if max(days) <= SHORTEST_MONTH:
        return in_month_order(days), ()
    # The last day asked for by name is always due, so no position has to leave it out.
    positions = () if LAST_DAY in days else tuple(range(1, len(days) + 1))
    return in_month_order(days | {LAST_DAY}), positions


def in_month_order(days: set[int]) -> tuple[int, ...]:
    """Sort days of the month and positions: from the first on, then those from the end."""
    return tuple(sorted(days, key=lambda day: (day < 0, day)))


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
    return tuple(sorted(found, key=lambda weekday: weekday.order))


def _weekday(text: str) -> Weekday:
    nth, day = text[:-2], text[-2:]
    if day not in WEEKDAYS:
        raise RuleError(f"BYDAY takes MO, TU, WE, TH, FR, SA and SU, not {_said(text)}.")
    return Weekday(_number(nth.removeprefix("+"), "BYDAY", -5, 5) if nth else 0, day)


def _refuse_senseless(rule: Rule) -> None:
    if rule.interval > MOST[rule.frequency]:
        raise RuleError(f"INTERVAL can be at most {MOST[rule.frequency]} here.")
    for is_wrong, sentence in _SENSE:
        if is_wrong(rule):
            raise RuleError(sentence)


def _is_without_day(rule: Rule) -> bool:
    return rule.frequency != Frequency.DAILY and not (rule.weekdays or rule.month_days)


def _counts_weekdays(rule: Rule) -> bool:
    return any(weekday.nth for weekday in rule.weekdays)


def _is_by_month(rule: Rule) -> bool:
    return rule.frequency in {Frequency.MONTHLY, Frequency.YEARLY}


_SENSE: tuple[tuple[Callable[[Rule], bool], str], ...] = (
    (_is_without_day, "The rule does not say on which day; add a weekday or a day of the month."),
    (
        lambda rule: rule.frequency == Frequency.YEARLY and not rule.months,
        "The rule does not say in which month of the year.",
    ),
    (
        lambda rule: _counts_weekdays(rule) and not _is_by_month(rule),
        "Only a month has a first or last Monday; use FREQ=MONTHLY.",
    ),
    (
        lambda rule: bool(rule.month_days) and rule.frequency == Frequency.WEEKLY,
        "A day of the month needs FREQ=MONTHLY.",
    ),
    (
        lambda rule: bool(rule.positions) and not _is_by_month(rule),
        "BYSETPOS needs FREQ=MONTHLY or YEARLY.",
    ),
)


def _said(text: str) -> str:
    return f"“{text[:40]}”"
