"""When work falls due, worked out day by day: an answer of its own to check the product's by."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kolkata",
    "America/Santiago",
    "Pacific/Auckland",
)
MINUTE = timedelta(minutes=1)


def _last(day):
    return monthrange(day.year, day.month)[1]


def _last_weekday(day):
    late = [n for n in range(_last(day) - 2, _last(day) + 1) if day.replace(day=n).weekday() < 5]
    return late[-1]


@dataclass(frozen=True)
class Cadence:
    """Words that people type, and whether a day (`start` is the first one) is meant by them."""

    words: str
    at: time
    includes: object


CADENCES = (
    Cadence("every day at 7:00", time(7), lambda day, start: True),
    Cadence("every weekday at 9:00", time(9), lambda day, start: day.weekday() < 5),
    Cadence("every Sunday at 2:30", time(2, 30), lambda day, start: day.weekday() == 6),
    Cadence("every Sunday at 0:00", time(0), lambda day, start: day.weekday() == 6),
    Cadence(
        "every other Tuesday at 18:30",
        time(18, 30),
        lambda day, start: day.weekday() == 1 and (day - start).days % 14 == 0,
    ),
    Cadence("every month on the 31st at 10:00", time(10), lambda day, start: day.day == _last(day)),
    Cadence(
        "every first Monday at 8:00",
        time(8),
        lambda day, start: day.weekday() == 0 and day.day <= 7,
    ),
    Cadence(
        "on the last weekday of the month at 17:00",
        time(17),
        lambda day, start: day.day == _last_weekday(day),
    ),
    Cadence("every 3 days at 6:00", time(6), lambda day, start: (day - start).days % 3 == 0),
    Cadence("every Saturday at 1:30", time(1, 30), lambda day, start: day.weekday() == 5),
    Cadence(
        "every year on 1 March at 8:00", time(8), lambda day, start: (day.month, day.day) == (3, 1)
    ),
)


def instant(local, zone):
    """The first minute at which the wall shows `local` or later."""
    at = local.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    if at.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == local:
        return at
    at -= timedelta(hours=3)
    while at.astimezone(ZoneInfo(zone)).replace(tzinfo=None) < local:
        at += MINUTE
    return at


def due(cadence, zone, start, after, until):
    """The (wall time, instant) pairs later than `after`, up to and with `until`."""
    day = after.astimezone(ZoneInfo(zone)).date() - timedelta(days=1)
    while datetime.combine(day, time(0), UTC) < until + timedelta(days=2):
        if day >= start and cadence.includes(day, start):
            local = datetime.combine(day, cadence.at)
            at = instant(local, zone)
            if after < at <= until:
                yield local, at
        day += timedelta(days=1)
