"""Looking at all chains, once a night: who is told of what, and that nobody is told twice."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler import chain_reading, outbox
from scheduler.chain_reading import Found
from scheduler.chains import Code, Odd
from scheduler.nights import ROW, next_night
from scheduler.parts import IS_LIVE
from storage.database import Database
from storage.models import ChainFinding, ChainWatch, Process
from storage.states import Level, OutgoingKind, ProcessState

log = structlog.get_logger()

OPEN = ChainFinding.over_at.is_(None)


class Watch:
    """A stage of the cycle: looks when the night has come, on whichever bot is first."""

    def __init__(self, database: Database) -> None:
        """Look at `database`."""
        self.database = database

    def run(self, now: datetime) -> None:
        """Look, and tell each creator what is new since the last night."""
        with self.database.look() as session:
            found = chain_reading.find(session, now)
        with self.database.work() as session:
            row = session.get(ChainWatch, ROW, with_for_update=True)
            if row is None or row.next_at > now:
                return
            row.next_at = next_night(_zone(session), now)
            told = tell(session, found, now)
            session.commit()
        log.info("chains looked at", action="chains_watched", found=len(found), told=told)


def _zone(session: Session) -> str:
    """Return the zone of the workspace: that of most of its processes."""
    live = select(Process.zone).where(IS_LIVE)
    zones = Counter(session.scalars(live.order_by(Process.zone)))
    return zones.most_common(1)[0][0] if zones else "UTC"


def tell(session: Session, found: Iterable[Found], now: datetime) -> int:
    """Write down what is found and what is no longer so; tell each creator once what is new."""
    open_ones = session.scalars(select(ChainFinding).where(OPEN)).all()
    known = {(row.creator_id, row.about) for row in open_ones}
    now_so = {(one.creator_id, one.about): one for one in found}
    for row in open_ones:
        if (row.creator_id, row.about) not in now_so:
            row.over_at = now
    new = [written_down(one, now) for who, one in now_so.items() if who not in known]
    session.add_all(new)
    session.flush()
    firsts = {row.creator_id: row.id for row in reversed(new)}
    for creator_id, first in firsts.items():
        key = f"chain:{first}:{creator_id}"
        outbox.say(session, now, OutgoingKind.CHAIN, key, creator_id, first=first)
    return len(firsts)


def written_down(found: Found, now: datetime) -> ChainFinding:
    """Return the row that keeps a finding."""
    odd = found.odd
    facts: dict[str, Any] = {
        "level": odd.level,
        "person": odd.person_id,
        "other": odd.other_id,
        "at": odd.at.isoformat() if odd.at else None,
        "detail": odd.detail,
        "count": odd.count,
    }
    return ChainFinding(
        about=found.about,
        code=str(odd.code),
        creator_id=found.creator_id,
        process_id=found.process_id,
        facts=facts,
        found_at=now,
    )


def odd_in(row: ChainFinding) -> Odd:
    """Return what a row says."""
    facts, at = row.facts, row.facts["at"]
    return Odd(
        code=Code(row.code),
        level=None if facts["level"] is None else Level(facts["level"]),
        person_id=str(facts["person"]),
        other_id=str(facts["other"]),
        at=datetime.fromisoformat(at) if at else None,
        detail=str(facts["detail"]),
        count=int(facts["count"]),
    )


def told_with(session: Session, finding_id: int) -> Sequence[ChainFinding]:
    """Return all that was told in one message, by any finding in it; none where there is none."""
    one = session.get(ChainFinding, finding_id)
    if one is None:
        return ()
    same = (ChainFinding.creator_id == one.creator_id, ChainFinding.found_at == one.found_at)
    return session.scalars(select(ChainFinding).where(*same).order_by(ChainFinding.id)).all()


def is_open(row: ChainFinding) -> bool:
    """Tell whether a finding still holds, as far as we know."""
    gone = row.process is not None and row.process.state == ProcessState.ARCHIVED
    return row.over_at is None and not gone
