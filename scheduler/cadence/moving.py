"""Occurrences around public holidays: left out, or on a working day nearby."""

import heapq
from collections.abc import Iterator
from datetime import datetime, timedelta

from scheduler.cadence.public_holidays import Holidays, moved
from storage.states import HolidayMove

# No run of holidays and weekends is longer, so nothing is moved further.
REACH = timedelta(days=31)
# After so many in a row that are left out there is none that stays.
_MOST_LEFT_OUT = 60


def around(by_rule: Iterator[datetime], holidays: Holidays) -> Iterator[datetime]:
    """Return the wall times of a rule, earliest first, holidays seen to.

    What is moved keeps its time of day. Two that come to lie on one day are one. Ends where all
    that follows would be left out.
    """
    # What is moved may pass others by: each waits until no later one can come before it.
    back = REACH if holidays.move == HolidayMove.BEFORE else timedelta(0)
    waiting: list[datetime] = []
    left_out = 0
    for local in by_rule:
        while waiting and waiting[0] < local - back:
            yield _first(waiting)
        day = moved(local.date(), holidays)
        if day is not None:
            left_out = 0
            heapq.heappush(waiting, datetime.combine(day, local.time()))
        elif (left_out := left_out + 1) > _MOST_LEFT_OUT:
            break
    while waiting:
        yield _first(waiting)


def _first(waiting: list[datetime]) -> datetime:
    """Take the earliest, and with it those that came to lie on it."""
    first = heapq.heappop(waiting)
    while waiting and waiting[0] == first:
        heapq.heappop(waiting)
    return first
