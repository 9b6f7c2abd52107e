"""From a wall time to the instant at which a clock in the zone shows it."""

from bisect import bisect_left
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

_SECOND = timedelta(seconds=1)


def instant(local: datetime, zone: ZoneInfo) -> datetime:
    """Return the UTC instant of a naive wall time.

    A time that the zone skips means the first instant after the gap; one that it shows twice
    means the first of the two.
    """
    return _instant(local, zone, fold=0) if exists(local, zone) else _gap_end(local, zone)


def exists(local: datetime, zone: ZoneInfo) -> bool:
    """Tell whether a clock in the zone ever shows this naive wall time."""
    return _instant(local, zone, fold=0).astimezone(zone).replace(tzinfo=None, fold=0) == local


def _instant(local: datetime, zone: ZoneInfo, fold: int) -> datetime:
    return local.replace(tzinfo=zone, fold=fold).astimezone(UTC)


def _gap_end(local: datetime, zone: ZoneInfo) -> datetime:
    """Find the change: a skipped time read by the rule after it comes before it, and vice versa."""
    before, after = _instant(local, zone, fold=1), _instant(local, zone, fold=0)
    old = before.astimezone(zone).utcoffset()
    seconds = range(int((after - before) / _SECOND) + 1)

    def is_changed(second: int) -> bool:
        return (before + second * _SECOND).astimezone(zone).utcoffset() != old

    return before + bisect_left(seconds, x=True, key=is_changed) * _SECOND
