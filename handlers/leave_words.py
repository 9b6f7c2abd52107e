"""“until Monday 9:00” or “from 3 January until 10 January”, as someone says when they are away."""

import re
from datetime import datetime, timedelta

from handlers.views.away_form import ENDS_FIRST
from scheduler.moments import MomentError, bounded, read_moment

SHORTEST = timedelta(minutes=1)
FROM = re.compile(r"from (?P<begin>.+?) (?P<end>(?:until|till?|to|for) .+)", re.IGNORECASE)
NOW = {"now", "now on", "today"}


def read_leave(text: str, zone: str, now: datetime) -> tuple[datetime, datetime]:
    """Return from when until when, as aware instants; without “from” it begins at `now`.

    Words are meant in `zone` (IANA). Raises MomentError, one sentence for whoever said it.
    """
    words = " ".join(text.split())
    whole = FROM.fullmatch(words)
    if whole is None:
        return checked(now, read_moment(words, zone, now), now)
    is_now = whole["begin"].casefold() in NOW
    begin = now if is_now else read_moment(whole["begin"], zone, now)
    return checked(begin, read_moment(whole["end"], zone, begin), now)


def checked(begin: datetime, end: datetime, now: datetime) -> tuple[datetime, datetime]:
    """Return both, `begin` not before `now`. Raises MomentError where they make no absence."""
    begin = max(begin, now)
    end = bounded(end, now)
    if end < begin + SHORTEST:
        raise MomentError(ENDS_FIRST)
    return begin, end
