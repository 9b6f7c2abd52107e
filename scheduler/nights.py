"""When all chains are looked at: at 4:00, once a night."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from storage.models import ChainWatch

ROW = 1
HOUR = time(4)


def ensure(session: Session, zone: str, now: datetime) -> None:
    """Let the chains be looked at from the next night in `zone` on, unless they are already."""
    if session.get(ChainWatch, ROW) is None:
        session.add(ChainWatch(id=ROW, next_at=next_night(zone, now)))
        session.flush()


def next_night(zone: str, now: datetime) -> datetime:
    """Return the next instant at which it is 4:00 in `zone`, later than `now`."""
    place = ZoneInfo(zone)
    today = now.astimezone(place).date()
    first = datetime.combine(today, HOUR, place)
    return first if first > now else datetime.combine(today + timedelta(days=1), HOUR, place)
