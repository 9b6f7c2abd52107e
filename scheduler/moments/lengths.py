"""How long from now, in words: "for two weeks", "3 days", "the rest of the week"."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta

from scheduler.cadence import wall_time
from scheduler.moments.here import TOO_FAR, Here, MomentError
from scheduler.phrases.vocabulary import NUMBERS
from scheduler.windows import DAY, HOUR, MINUTE, UNITS, WEEK

_COUNTS = {word: n for n, word in enumerate(NUMBERS, start=1)} | {"a": 1, "an": 1}
# What is counted on the calendar: the clock on the wall shows the same time afterwards.
_DAYS = {word: length // DAY for word, length in UNITS.items() if length in {DAY, WEEK}} | {
    "fortnight": 14,
    "fortnights": 14,
}
_MONTHS = {"month": 1, "months": 1, "year": 12, "years": 12}
_TIMES = {word: length for word, length in UNITS.items() if length in {HOUR, MINUTE}}
_UNITS = sorted({*_DAYS, *_MONTHS, *_TIMES}, key=len, reverse=True)

_AMOUNT = rf"(?P<n>\d{{1,3}}|{'|'.join(_COUNTS)}|half an?)"
_PART = re.compile(rf"{_AMOUNT}\s?(?P<unit>{'|'.join(_UNITS)})(?![^\W\d_])")
_BETWEEN = re.compile(r"\s*(?:,|and|&)?\s*")
_LEAD = re.compile(r"(?:for|in)\s+(?:the\s+next\s+)?")
_TAIL = re.compile(r"\s*(?:from now)?[.!]?")
_END = re.compile(
    r"(?:for\s+)?(?:(?:the\s+)?(?:rest|end)\s+of\s+)?(?:the\s+|this\s+)?"
    r"(?P<period>day|today|week|month|year)\.?"
)
_IS_END = re.compile(r"^for\b|\b(?:rest|end)\b")


def after(words: str, here: Here) -> datetime | None:
    """Return the instant that lies so far from now; None where the words are no length.

    Raises MomentError where no calendar goes as far.
    """
    lead = _LEAD.match(words)
    at = lead.end() if lead else 0
    calendar, clock = relativedelta(), timedelta()
    part = _PART.match(words, at)
    if part is None:
        return None
    while part is not None:
        calendar, clock = _added(part["n"], part["unit"], calendar, clock)
        at = part.end()
        part = _PART.match(words, _end(_BETWEEN, words, at))
    if _end(_TAIL, words, at) != len(words):
        return None
    try:
        moved = here.local + calendar
        start = wall_time.instant(moved, here.zone) if calendar else here.now
        return start + clock
    except (ValueError, OverflowError):
        raise MomentError(TOO_FAR) from None


def end_of(words: str, here: Here) -> datetime | None:
    """Return when the day, week, month or year is over that somebody names the rest or end of."""
    said = _END.fullmatch(words)
    if said is None or not _IS_END.search(words):
        return None
    return here.at(_FIRST_DAYS[said["period"]](here.today))


def next_week(today: date) -> date:
    """Return the Monday to come."""
    return today + timedelta(days=7 - today.weekday())


def next_month(today: date) -> date:
    """Return the first day of the month to come."""
    return today.replace(day=1) + relativedelta(months=1)


def next_year(today: date) -> date:
    """Return the first day of the year to come."""
    return date(today.year + 1, 1, 1)


def _tomorrow(today: date) -> date:
    return today + DAY


_FIRST_DAYS: dict[str, Callable[[date], date]] = {
    "day": _tomorrow,
    "today": _tomorrow,
    "week": next_week,
    "month": next_month,
    "year": next_year,
}


def _added(
    amount: str, unit: str, calendar: relativedelta, clock: timedelta
) -> tuple[relativedelta, timedelta]:
    if amount.startswith("half"):
        halved = {**_TIMES, **{word: days * DAY for word, days in _DAYS.items()}}.get(unit)
        return calendar, clock + (halved / 2 if halved else timedelta())
    count = _COUNTS.get(amount) or int(amount)
    if unit in _TIMES:
        return calendar, clock + count * _TIMES[unit]
    days, months = count * _DAYS.get(unit, 0), count * _MONTHS.get(unit, 0)
    return calendar + relativedelta(months=months, days=days), clock


def _end(pattern: re.Pattern[str], words: str, at: int) -> int:
    found = pattern.match(words, at)
    return found.end() if found else at
