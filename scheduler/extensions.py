"""What whoever is asked next hears of an extension: one DM a run, edited as things move on."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler import outbox
from scheduler.away import rung_there
from scheduler.ladder import rungs
from storage.models import Outgoing, RunStep, Turn
from storage.states import OutgoingKind, OutgoingState, PassReason, TurnState

UNSAID = {OutgoingState.CANCELLED, OutgoingState.REFUSED}


def announce(session: Session, now: datetime, turn: Turn) -> None:
    """Queue the DM that tells who is next of an extension; nobody is next after the manager.

    Whoever is away when the turn ends is not next, and hears nothing.
    """
    person_id = _next_person(session, turn)
    if person_id is None:
        return
    key, kind = _key(turn, person_id), OutgoingKind.EXTENDED
    if outbox.say(session, now, kind, key, person_id, turn=turn, turns=[turn.id]):
        return
    said = announcement(session, key)
    session.refresh(said, with_for_update=True)
    said.facts = {**said.facts, "turns": [*said.facts["turns"], turn.id]}
    if said.state in UNSAID:
        # There was nothing left to say; now there is.
        said.state, said.error, said.next_at = OutgoingState.PENDING, None, now
    else:
        correct(session, now, said)


def amend(session: Session, now: datetime, turn: Turn) -> None:
    """Let the DM on a turn's extension, if there is one, say how things stand."""
    if turn.extended_at is None:
        return
    session.flush()
    # Who was next then may be away by now, or back.
    keys = [_key(turn, rung.person_id) for rung in rungs(turn.run_step)[turn.level + 1 :]]
    for said in session.scalars(select(Outgoing).where(Outgoing.key.in_(keys))).all():
        if turn.id in said.facts["turns"]:
            correct(session, now, said)


def correct(session: Session, now: datetime, said: Outgoing) -> None:
    """Queue an edit of such a DM, unless one is waiting or it has not gone out yet."""
    if said.state not in UNSAID | {OutgoingState.PENDING}:
        turn, to = session.get_one(Turn, said.turn_id), said.conversation
        outbox.edit(session, now, OutgoingKind.AMENDED, turn, to, about=said.id, of=said.key)


def extended_turns(session: Session, said: Outgoing) -> list[Turn]:
    """Return the turns that such a DM is about, in the order of their steps."""
    told = select(Turn).join(RunStep).where(Turn.id.in_(said.facts["turns"]))
    return list(session.scalars(told.order_by(RunStep.position, Turn.id)))


def instead_of(session: Session, turn: Turn, person_id: str) -> str | None:
    """Return who is asked after an extended turn in the place of somebody; None where they are."""
    after = [
        other.person_id
        for other in turn.run_step.turns
        if other.level > turn.level and other.reason != PassReason.AWAY
    ]
    if turn.state == TurnState.STANDING:
        after = [_next_person(session, turn) or person_id]
    return None if person_id in after or not after else after[-1]


def announcement(session: Session, key: str) -> Outgoing:
    """Return such a DM by its key."""
    session.flush()
    return session.scalars(select(Outgoing).where(Outgoing.key == key)).one()


def _key(turn: Turn, person_id: str) -> str:
    return f"{OutgoingKind.EXTENDED}:{turn.run_step.run_id}:{person_id}"


def _next_person(session: Session, turn: Turn) -> str | None:
    assert turn.deadline_at is not None, "an extended turn has a deadline"
    following = rung_there(session, turn.run_step, turn.level, turn.deadline_at)
    return following.person_id if following else None
