"""All that a Home tab shows, read with a number of questions that does not grow with the data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler import mine, recent, unresolved
from scheduler.mine import Coming, Following, PartsPage
from scheduler.parts import IS_LIVE, asked_in, has_part
from scheduler.recent import Strip
from scheduler.unresolved import UnresolvedPage
from storage.models import Absence, Turn

MOST_AWAY = 10


@dataclass(frozen=True)
class Reader:
    """Whose Home tab it is, in their IANA `zone`, and the pages that they have turned to."""

    person_id: str
    zone: str
    parts_page: int = 0
    unresolved_page: int = 0


@dataclass(frozen=True)
class Away:
    """Somebody of one's ladders who is away today; an aware instant."""

    person_id: str
    until_at: datetime


@dataclass(frozen=True)
class HomePage:
    """What concerns a person; `strips` are the recent runs of the processes in `parts`."""

    open_turns: list[Turn]
    coming: list[Coming]
    following: list[Following]
    parts: PartsPage
    strips: Mapping[int, Strip]
    unresolved: UnresolvedPage
    away: list[Away]


def look(session: Session, reader: Reader, now: datetime) -> HomePage:
    """Return what concerns a reader now, and until midnight where they are."""
    parts = mine.parts(session, reader.person_id, reader.parts_page, now)
    return HomePage(
        open_turns=mine.open_turns(session, reader.person_id),
        coming=mine.coming_today(session, reader.person_id, reader.zone, now),
        following=mine.following(session, reader.person_id),
        parts=parts,
        strips=recent.strips(session, [part.process.id for part in parts.parts], now),
        unresolved=unresolved.unresolved(session, reader.person_id, reader.unresolved_page, now),
        away=away_today(session, reader, now),
    )


def away_today(session: Session, reader: Reader, now: datetime) -> list[Away]:
    """Return who of a reader's ladders is away before midnight where they are, and until when."""
    midnight = mine.midnight_after(now, reader.zone)
    people = asked_in(has_part(reader.person_id), IS_LIVE)
    today = (Absence.ended_at.is_(None), Absence.until_at > now, Absence.from_at < midnight)
    found = select(Absence).where(*today, Absence.person_id.in_(people))
    first_back = found.order_by(Absence.until_at, Absence.id).limit(MOST_AWAY + 1)
    return [Away(one.person_id, one.until_at) for one in session.scalars(first_back)]
