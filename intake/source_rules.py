"""RRULE values as other systems write them, read as far as Baton can keep them."""

from itertools import pairwise
from typing import NamedTuple

from scheduler.cadence.rule_text import RuleError, parse_rule
from scheduler.cadence.rules import Frequency

_LONGEST = 400
# They say how a calendar counts or when it ends, not on which days it is due.
_LEFT_OUT = {"WKST", "BYSECOND"}
_ENDS = {
    "UNTIL": "The source ends this on a day; Baton repeats it until it is paused.",
    "COUNT": "The source ends this after some times; Baton repeats it until it is paused.",
}
_OPEN = {
    Frequency.WEEKLY: "On which day of the week?",
    Frequency.MONTHLY: "On which day?",
    Frequency.YEARLY: "On which date of the year?",
}
_WHEN = "At what time?"


class SourceRule(NamedTuple):
    """What a source's rule says; `rule` is None where it cannot be kept, which `question` tells."""

    rule: str | None
    time: str | None
    question: str | None
    notes: tuple[str, ...] = ()


def read_rule(text: str) -> SourceRule:
    """Read an RRULE value or line, whatever stands in it."""
    value = text[:_LONGEST].strip().upper().removeprefix("RRULE:")
    parts = dict(part.split("=", 1) for part in value.split(";") if "=" in part)
    notes = tuple(sentence for name, sentence in _ENDS.items() if name in parts)
    at = _time(parts)
    kept = {name: part for name, part in parts.items() if name not in {*_LEFT_OUT, *_ENDS}}
    plain = ";".join(f"{name}={part}" for name, part in kept.items())
    try:
        return SourceRule(str(parse_rule(plain)), at, None if at else _WHEN, notes)
    except RuleError as problem:
        return _open(kept, at, notes) or SourceRule(None, at, str(problem), notes)


def _time(parts: dict[str, str]) -> str | None:
    hour, minute = parts.pop("BYHOUR", ""), parts.pop("BYMINUTE", "0")
    if not (hour.isdecimal() and minute.isdecimal() and int(hour) < 24 and int(minute) < 60):
        return None
    return f"{int(hour):02}:{int(minute):02}"


def _open(parts: dict[str, str], at: str | None, notes: tuple[str, ...]) -> SourceRule | None:
    """Keep a rule that leaves its day to the date on which it starts."""
    frequency = parts.get("FREQ", "")
    if frequency not in set(_OPEN) or not set(parts) <= {"FREQ", "INTERVAL", "BYMONTH"}:
        return None
    if not parts.get("INTERVAL", "1").isdecimal():
        return None
    question = _OPEN[Frequency(frequency)] + ("" if at else f" {_WHEN}")
    return SourceRule(";".join(f"{k}={v}" for k, v in parts.items()), at, question, notes)


def refines(fuller: str, rule: str) -> bool:
    """Tell whether one rule says the same as another and its day besides.

    “Quarterly” is also said by “End of Mar, Jun, Sep, Dec”.
    """
    less, more = _parts(rule), _parts(fuller)
    if less == more or set(less) - {"FREQ", "INTERVAL", "BYMONTH"}:
        return False
    interval = {less.get("INTERVAL"), more.get("INTERVAL")}
    if less["FREQ"] != more.get("FREQ") or len(interval) > 1:
        return False
    # Months that were only counted to give way to named ones as far apart.
    return _steps(less.get("BYMONTH", "")) == _steps(more.get("BYMONTH", ""))


def _parts(rule: str) -> dict[str, str]:
    return dict(part.split("=", 1) for part in rule.split(";"))


def _steps(months: str) -> list[int]:
    """Return how many months lie between each two."""
    numbers = [int(month) for month in months.split(",") if month]
    return [later - earlier for earlier, later in pairwise(numbers)]
