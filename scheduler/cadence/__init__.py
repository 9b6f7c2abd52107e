"""When recurring work falls due: a rule over local wall time, fixed to a zone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Literal
from zoneinfo import ZoneInfo

from dateutil import rrule

from scheduler import zones
from scheduler.cadence import wall_time
from scheduler.cadence.moving import REACH, around
from scheduler.cadence.public_holidays import Holidays, PlaceError, read_place, said
from scheduler.cadence.rule_text import RuleError, parse_rule
from scheduler.cadence.rules import WEEKDAYS, Frequency, Rule, Weekday

_FREQUENCIES: dict[Frequency, Literal[0, 1, 2, 3]] = {
    Frequency.DAILY: rrule.DAILY,
    Frequency.WEEKLY: rrule.WEEKLY,
    Frequency.MONTHLY: rrule.MONTHLY,
    Frequency.YEARLY: rrule.YEARLY,
}
_YEARS = range(1970, 2201)


@dataclass(frozen=True)
class Cadence:
    """A rule with the place where it holds.

    `rule` is an RRULE value without DTSTART. `start` is naive local time: nothing falls due
    before it, its time of day is that of every occurrence, and INTERVAL counts from the day,
    week, month or year that it lies in. `zone` is an IANA name. What falls on one of `holidays`
    is left out or moved, at the same time of day.
    """

    rule: str
    start: datetime
    zone: str
    holidays: Holidays | None = None


@dataclass(frozen=True)
class Occurrence:
    """One time at which work falls due.

    `local` is the naive wall time by the rule, the key of a run; `at` is the aware UTC instant.
    """

    local: datetime
    at: datetime


class CadenceError(ValueError):
    """A cadence that cannot be kept; the message is a sentence that says what to do."""


class HolidaysError(CadenceError):
    """Holidays that a cadence cannot go by."""


def check(cadence: Cadence) -> None:
    """Raise CadenceError unless the cadence is well formed; one that is falls due in the end.

    HolidaysError where only its holidays are wrong.
    """
    if zones.known(cadence.zone) != cadence.zone:
        raise CadenceError(zones.unknown(cadence.zone))
    start = cadence.start
    if start.tzinfo is not None or start.second or start.microsecond or start.year not in _YEARS:
        raise CadenceError("The start must be a local date and time in whole minutes.")
    try:
        parse_rule(cadence.rule)
    except RuleError as problem:
        raise CadenceError(str(problem)) from None
    if cadence.holidays:
        _check_holidays(cadence, cadence.holidays)


def _check_holidays(cadence: Cadence, holidays: Holidays) -> None:
    try:
        place = read_place(holidays.place)
    except PlaceError as problem:
        raise HolidaysError(str(problem)) from None
    if place != holidays.place:
        raise HolidaysError(f"Write {place} for {said(place)}.")
    if next(_due(cadence, cadence.start), None) is None:
        raise HolidaysError(
            "This always falls on a public holiday, so it would never be due; "
            "choose the working day before or after it."
        )


def occurrences(cadence: Cadence, after: datetime, limit: int) -> list[Occurrence]:
    """Return up to `limit` occurrences later than `after` (aware), earliest first.

    `cadence` has passed `check`. The cost depends on what is returned, not on the age of the
    cadence.
    """
    assert after.tzinfo is not None, "the instant is aware"
    zone = ZoneInfo(cadence.zone)
    # A clock first shows a wall time after all earlier ones, even if it is put back later; so
    # what is still due has no earlier wall time than the one shown now.
    earliest = max(cadence.start, after.astimezone(zone).replace(tzinfo=None))
    fixed = (Occurrence(local, wall_time.instant(local, zone)) for local in _due(cadence, earliest))
    later = (one for one in _distinct(fixed) if one.at > after.astimezone(UTC))
    return list(islice(later, limit))


def next_occurrence(cadence: Cadence, after: datetime) -> Occurrence | None:
    """Return the first occurrence later than `after` (aware); None if all fall on holidays."""
    return next(iter(occurrences(cadence, after, 1)), None)


def _distinct(ordered: Iterator[Occurrence]) -> Iterator[Occurrence]:
    """Leave out a skipped day's occurrence where the next day's falls on the very same instant."""
    held: Occurrence | None = None
    for one in ordered:
        if held is not None and held.at < one.at:
            yield held
        held = one
    if held is not None:
        yield held


def _due(cadence: Cadence, earliest: datetime) -> Iterator[datetime]:
    """Return the wall times from `earliest` on, in order, holidays seen to."""
    rule = parse_rule(cadence.rule)
    if cadence.holidays is None:
        return _locals(rule, cadence.start, earliest)
    by_rule = _locals(rule, cadence.start, max(cadence.start, earliest - REACH))
    return (local for local in around(by_rule, cadence.holidays) if local >= earliest)


def _locals(rule: Rule, start: datetime, earliest: datetime) -> Iterator[datetime]:
    first = datetime.combine(_anchor(rule, start.date(), earliest.date()), start.time())
    return (local for local in _expand(rule, first) if local >= earliest)


def _expand(rule: Rule, first: datetime) -> Iterator[datetime]:
    expanded = rrule.rrule(
        _FREQUENCIES[rule.frequency],
        dtstart=first,
        interval=rule.interval,
        wkst=rrule.MO,
        bymonth=rule.months or None,
        bymonthday=rule.month_days or None,
        byweekday=[_weekday(one) for one in rule.weekdays] or None,
        bysetpos=rule.positions or None,
    )
    return iter(expanded)


def _weekday(one: Weekday) -> rrule.weekday:
    day = rrule.weekday(WEEKDAYS.index(one.day))
    return day(one.nth) if one.nth else day


def _anchor(rule: Rule, start: date, earliest: date) -> date:
    """Return the first day of a period that INTERVAL counts from `start`, close to `earliest`."""
    match rule.frequency:
        case Frequency.DAILY:
            return _in_days(start, earliest, rule.interval)
        case Frequency.WEEKLY:
            monday = start - timedelta(days=start.weekday())
            return _in_days(monday, earliest, 7 * rule.interval)
        case Frequency.MONTHLY:
            return _in_months(start.replace(day=1), earliest, rule.interval)
        case Frequency.YEARLY:
            return _in_months(start.replace(month=1, day=1), earliest, 12 * rule.interval)


def _in_days(start: date, earliest: date, step: int) -> date:
    return start + timedelta(days=(earliest - start).days // step * step)


def _in_months(start: date, earliest: date, step: int) -> date:
    passed = (earliest.year - start.year) * 12 + earliest.month - start.month
    months = start.month - 1 + passed // step * step
    return date(start.year + months // 12, months % 12 + 1, 1)
