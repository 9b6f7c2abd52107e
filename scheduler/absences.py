"""The life of an absence: said, begun, over; each function in the caller's unit of work."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler import runs, turns
from scheduler.away import absence_at, absences_of
from scheduler.turns import LIVE_TURNS
from storage import ledger
from storage.ledger import Subject
from storage.models import Absence, RunStep, Turn
from storage.states import AbsenceSource, Level, PassReason, StepState

NOTHING = Subject()


@dataclass(frozen=True)
class Leave:
    """From when until when somebody is away; aware instants."""

    person_id: str
    from_at: datetime
    until_at: datetime


def say(
    session: Session, leave: Leave, said_by_id: str, source: AbsenceSource, now: datetime
) -> Absence:
    """Write down that somebody is away; what they said before of the same days is replaced.

    Who is away and says more of later days stays away until then, and who falls ill before days
    that they have said is away on those as well. Of two spans ahead the second corrects the first.

    If it begins now, the turns that they have move on, once their threads were read.
    """
    same = absence_at(session, leave.person_id, now)
    if same is not None and same.until_at == leave.until_at and leave.from_at <= now:
        return same
    for other in absences_of(session, leave.person_id, now):
        if other.from_at < leave.until_at and leave.from_at < other.until_at:
            _make_room(session, other, leave, said_by_id, now)
    absence = _written_down(session, leave, said_by_id, source, now)
    if absence.from_at <= now:
        _begin(session, absence, now)
    return absence


def _make_room(session: Session, other: Absence, leave: Leave, by_id: str, now: datetime) -> None:
    if other.from_at <= now < leave.from_at:
        other.until_at = other.next_at = leave.from_at
    elif leave.from_at <= now < other.from_at and leave.until_at < other.until_at:
        other.from_at = other.next_at = leave.until_at
    else:
        _end(session, other, by_id, "replaced", now)
        return
    ledger.append(session, "absence_cut", now, NOTHING, by_id, **_facts(other))


def _written_down(
    session: Session, leave: Leave, said_by_id: str, source: AbsenceSource, now: datetime
) -> Absence:
    absence = Absence(
        person_id=leave.person_id,
        from_at=leave.from_at,
        until_at=leave.until_at,
        said_by_id=said_by_id,
        said_at=now,
        source=source,
        next_at=leave.from_at,
    )
    session.add(absence)
    session.flush()
    facts = {"source": str(source), **_facts(absence)}
    ledger.append(session, "absence_said", now, NOTHING, said_by_id, **facts)
    return absence


def _facts(absence: Absence) -> dict[str, Any]:
    """Return what the ledger says of an absence, which it knows again by its number."""
    span = {"from": absence.from_at.isoformat(), "until": absence.until_at.isoformat()}
    return {"absence": absence.id, "person": absence.person_id, **span}


def come_back(session: Session, person_id: str, by_id: str, now: datetime) -> Absence | None:
    """End the absence that is going on, else call off the next one; None when there is none.

    Nobody loses a turn by it: what has moved on stays where it is.
    """
    ahead = absences_of(session, person_id, now)
    if not ahead:
        return None
    _end(session, ahead[0], by_id, "back", now)
    return ahead[0]


def move(session: Session, absence: Absence, now: datetime) -> None:
    """Begin an absence whose time has come, or end it."""
    if absence.until_at <= now:
        _end(session, absence, None, "over", now)
    else:
        _begin(session, absence, now)


def _begin(session: Session, absence: Absence, now: datetime) -> None:
    absence.next_at = absence.until_at
    for turn in live_turns(session, absence.person_id):
        if turn.given_to_id is not None:
            continue  # it goes to somebody else anyway
        turn.away_until = absence.until_at
        if turn.level == Level.MANAGER:
            # Nobody else is left to ask: it stays, and is said.
            turns.tell_manager_away(session, turn, now)
            runs.refresh_cards(session, turn.run_step, now)
        elif turn.reason is None:
            turns.give_up(session, turn, PassReason.AWAY, now)


def _end(session: Session, absence: Absence, by_id: str | None, how: str, now: datetime) -> None:
    absence.ended_at, absence.next_at = now, None
    facts = {"absence": absence.id, "person": absence.person_id, "how": how}
    ledger.append(session, "absence_ended", now, NOTHING, by_id, **facts)
    if absence_at(session, absence.person_id, now) is not None:
        return  # they are away all the same
    for turn in live_turns(session, absence.person_id):
        if turn.away_until is not None:
            turns.keep(session, turn, now)


def live_turns(session: Session, person_id: str) -> Iterator[Turn]:
    """Give the turns that somebody has, as far as their step is open."""
    theirs = (
        select(Turn)
        .join(RunStep)
        .where(
            Turn.person_id == person_id,
            Turn.state.in_(LIVE_TURNS),
            RunStep.state == StepState.OPEN,
        )
        .order_by(Turn.id)
    )
    yield from session.scalars(theirs).all()
