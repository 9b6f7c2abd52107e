"""What someone presses on their own card: each a transition, in the caller's unit of work."""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from scheduler import extensions, nudging, outbox, turns
from scheduler.ladder import rung_after
from scheduler.responsible import who_hears
from storage import ledger
from storage.ledger import Subject
from storage.models import Turn
from storage.states import PassReason, StepState, TurnState

EXTENSION = timedelta(minutes=15)


class Press(StrEnum):
    """What became of a press."""

    TAKEN = "taken"
    AGAIN = "again"
    ENDED = "ended"
    NOT_YOURS = "not_yours"
    NOT_YET = "not_yet"
    NOBODY_NEXT = "nobody_next"


def refused(turn: Turn, person_id: str) -> Press | None:
    """Say why a person can press nothing on this card; None when they can."""
    if turn.person_id != person_id:
        return Press.NOT_YOURS
    if not turn.is_live or turn.run_step.state != StepState.OPEN:
        return Press.ENDED
    return Press.AGAIN if turn.reason is not None else None


def pass_by_hand(session: Session, turn: Turn, person_id: str, note: str, now: datetime) -> Press:
    """Let a turn go to the next person now, with its person's reason."""
    no = _not_now(turn, person_id)
    if no is not None:
        return no
    if rung_after(turn.run_step, turn.level) is None:
        return Press.NOBODY_NEXT
    return _give_up(session, turn, PassReason.BY_HAND, note, now)


def report_problem(session: Session, turn: Turn, person_id: str, note: str, now: datetime) -> Press:
    """Let a turn go up with what is wrong; a manager's stays, and the creator is told of it."""
    no = _not_now(turn, person_id)
    if no is not None:
        return no
    if rung_after(turn.run_step, turn.level) is not None:
        return _give_up(session, turn, PassReason.PROBLEM, note, now)
    if turn.note is not None:
        return Press.AGAIN
    _enter(session, turn, "problem_reported", now, note=note)
    turn.note = note
    _tell_creator(session, turn, note, now)
    outbox.refresh(session, now, turn)
    return Press.TAKEN


def extend(session: Session, turn: Turn, person_id: str, now: datetime) -> Press:
    """Give a turn fifteen more minutes, once; the next person is told."""
    no = _not_now(turn, person_id)
    if no is not None:
        return no
    if turn.extended_at is not None:
        return Press.AGAIN
    assert turn.deadline_at is not None, "a standing turn has a deadline"
    if now >= turn.deadline_at:
        return Press.ENDED
    turn.extended_at, turn.deadline_at = now, turn.deadline_at + EXTENSION
    turn.next_at = nudging.next_moment(turn, now)
    _enter(session, turn, "turn_extended", now, until=turn.deadline_at.isoformat())
    extensions.announce(session, now, turn)
    outbox.refresh(session, now, turn)
    return Press.TAKEN


def _not_now(turn: Turn, person_id: str) -> Press | None:
    # Slack shows a card a moment before it tells us: its thread, with a photo in it, is not known.
    not_yet = Press.NOT_YET if turn.state == TurnState.ASKED else None
    return refused(turn, person_id) or not_yet


def _give_up(session: Session, turn: Turn, reason: PassReason, note: str, now: datetime) -> Press:
    turn.note = note
    _enter(session, turn, "turn_given_up", now, reason=str(reason), note=note)
    turns.give_up(session, turn, reason, now)
    outbox.refresh(session, now, turn)
    return Press.TAKEN


def _enter(session: Session, turn: Turn, action: str, now: datetime, **facts: str) -> None:
    subject = Subject.of(turn.run_step)
    ledger.append(session, action, now, subject, turn.person_id, level=turn.level.name, **facts)


def _tell_creator(session: Session, turn: Turn, note: str, now: datetime) -> None:
    run = turn.run_step.run
    creator, deadline = who_hears(session, run.process), turn.deadline_at
    assert deadline is not None, "a standing turn has a deadline"
    if creator != turn.person_id:
        outbox.tell(
            session,
            now,
            creator,
            "problem",
            f"turn{turn.id}",
            process=run.name,
            detail=turn.run_step.title,
            person=turn.person_id,
            note=note,
            until=deadline.isoformat(),
            zone=run.zone,
        )
