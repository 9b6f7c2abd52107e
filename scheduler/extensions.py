"""What the next person hears of an extension: one DM a run, edited as things move on."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler import outbox
from scheduler.ladder import rung_after
from storage.models import Outgoing, Turn
from storage.states import OutgoingKind, OutgoingState

UNSAID = {OutgoingState.CANCELLED, OutgoingState.REFUSED}


def announce(session: Session, now: datetime, turn: Turn) -> None:
    """Queue the DM that tells who is next of an extension; nobody is next after the manager."""
    person_id = _next_person(turn)
    if person_id is None:
        return
    key, kind = _key(turn, person_id), OutgoingKind.EXTENDED
    if outbox.say(session, now, kind, key, person_id, turn=turn):
        return
    said = announcement(session, key)
    if said.state in UNSAID:
        # There was nothing left to say; now there is.
        said.state, said.error, said.next_at = OutgoingState.PENDING, None, now
    else:
        correct(session, now, said)


def amend(session: Session, now: datetime, turn: Turn) -> None:
    """Let the DM on a turn's extension, if there is one, say how things stand."""
    person_id = _next_person(turn) if turn.extended_at is not None else None
    # Whoever stands on the next rung only since then was told nothing.
    said = _said(session, _key(turn, person_id)) if person_id is not None else None
    if said is not None:
        correct(session, now, said)


def correct(session: Session, now: datetime, said: Outgoing) -> None:
    """Queue an edit of such a DM, unless one is waiting or it has not gone out yet."""
    if said.state not in UNSAID | {OutgoingState.PENDING}:
        turn, to = session.get_one(Turn, said.turn_id), said.conversation
        outbox.edit(session, now, OutgoingKind.AMENDED, turn, to, about=said.id, of=said.key)


def extended_turns(session: Session, said: Outgoing) -> list[Turn]:
    """Return the turns that such a DM is about, in the order of their steps."""
    first = session.get_one(Turn, said.turn_id)
    return [
        turn
        for step in first.run_step.run.steps
        for turn in step.turns
        if turn.extended_at is not None and _next_person(turn) == said.conversation
    ]


def announcement(session: Session, key: str) -> Outgoing:
    """Return such a DM by its key."""
    said = _said(session, key)
    assert said is not None, "it was queued before"
    return said


def _said(session: Session, key: str) -> Outgoing | None:
    session.flush()
    return session.scalar(select(Outgoing).where(Outgoing.key == key))


def _key(turn: Turn, person_id: str) -> str:
    return f"{OutgoingKind.EXTENDED}:{turn.run_step.run_id}:{person_id}"


def _next_person(turn: Turn) -> str | None:
    following = rung_after(turn.run_step, turn.level)
    return following.person_id if following else None
