"""A recurrence rule as a value: the part of RFC 5545 that a cadence may use.

The rule alone says on which days the work falls due; a cadence's start only anchors INTERVAL.
"""

from calendar import monthrange
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
BUSINESS_DAYS = WEEKDAYS[:5]
WEEKEND = WEEKDAYS[5:]
LAST_DAY = -1
# Each month has this many Mondays to Fridays, and each of these Mondays (-1 is its last).
FEWEST_BUSINESS_DAYS = 20
NTHS = (1, 2, 3, 4, -2, -1)
# The days of each month, with a leap year's February.
LONGEST_MONTHS = {month: monthrange(2024, month)[1] for month in range(1, 13)}


class Frequency(StrEnum):
    """How long INTERVAL's unit is; nothing below a day."""

    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"
    YEARLY = "YEARLY"


_SHORTEST = LONGEST_MONTHS | {2: 28}
# The longest wait between two occurrences stays around five years.
MOST = {
    Frequency.DAILY: 366,
    Frequency.WEEKLY: 104,
    Frequency.MONTHLY: 60,
    Frequency.YEARLY: 5,
}


class Weekday(NamedTuple):
    """A weekday such as "MO"; `nth` of its month (-1 the last), or 0 for each of them."""

    nth: int
    day: str

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


def on_days(
    days: set[int], frequency: Frequency, interval: int = 1, months: tuple[int, ...] = ()
) -> Rule:
    """Return the rule of days of the month; one that a month lacks is due on its last day.

    The last day then stands among the candidates. In a month that has all the days it comes
    behind them and no position picks it; in a shorter one it takes the missing day's place.
    """
    found = in_month_order(days)
    positions: tuple[int, ...] = ()
    if LAST_DAY not in days and not always_has(found, months):
        found, positions = (*found, LAST_DAY), tuple(range(1, len(days) + 1))
    return Rule(frequency, interval, months, month_days=found, positions=positions)


def always_has(days: tuple[int, ...], months: tuple[int, ...]) -> bool:
    """Tell whether each of the months, or every month, has all of these days in every year."""
    return max(days) <= min(_SHORTEST[month] for month in months or _SHORTEST)


def in_month_order(days: set[int]) -> tuple[int, ...]:
    """Sort days of the month and positions: from the first on, then those from the end."""
    return tuple(sorted(days, key=lambda day: (day < 0, day)))


def weekday_order(one: Weekday) -> tuple[bool, int, int]:
    """Sort key: first to fourth, then the last; Monday to Sunday."""
    return one.nth < 0, one.nth, WEEKDAYS.index(one.day)
