"""What a manager does with a step that nobody has resolved: each in the caller's unit of work."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from scheduler import outbox, runs, turns
from scheduler.away import absence_at
from scheduler.judging import Refusal
from scheduler.ladder import rungs
from storage import ledger
from storage.ledger import Subject
from storage.models import Proof, RunStep, Turn
from storage.states import ArchiveState, PassReason, StepState, Verdict

ACCEPTED = "accepted"
# What is refused as proof, and can be looked at all the same.
TO_BE_SEEN = frozenset(Refusal) - {
    Refusal.DELETED,
    Refusal.HIDDEN,
    Refusal.NOT_READABLE,
    Refusal.EMPTY,
}


class Handled(StrEnum):
    """What became of it; all but the first have changed nothing."""

    DONE = "done"
    # The same was asked for and done before: Slack may not have heard our answer.
    AGAIN = "again"
    CLOSED = "closed"
    MOVED_ON = "moved_on"
    LEAVING = "leaving"
    HAS_IT = "has_it"
    COMES_LATER = "comes_later"
    AWAY = "away"
    NO_PROOF = "no_proof"


@dataclass(frozen=True)
class Decision:
    """Who decided it, and why; `why` may be empty where a turn is given to somebody."""

    by_id: str
    why: str


def reassign(
    session: Session, turn: Turn, to_id: str, decision: Decision, now: datetime
) -> Handled:
    """Give a live turn to somebody else, who is asked once its step's threads were read.

    They take its place on the step's ladder, so that what comes behind them stays as it is.
    """
    if (turn.given_to_id, turn.given_by_id) == (to_id, decision.by_id):
        return Handled.AGAIN
    no = _cannot_be_given(session, turn, to_id, now)
    if no is not None:
        return no
    turn.given_to_id, turn.given_by_id = to_id, decision.by_id
    turn.given_why = decision.why or None
    facts = {"level": turn.level.name, "from": turn.person_id, "to": to_id, "reason": decision.why}
    subject = Subject.of(turn.run_step)
    ledger.append(session, "turn_reassigned", now, subject, decision.by_id, **facts)
    turns.give_up(session, turn, PassReason.REASSIGNED, now)
    outbox.refresh(session, now, turn)
    return Handled.DONE


def _cannot_be_given(session: Session, turn: Turn, to_id: str, now: datetime) -> Handled | None:
    step = turn.run_step
    if step.state != StepState.OPEN:
        return Handled.CLOSED
    if not turn.is_live:
        return Handled.MOVED_ON
    if turn.reason is not None:
        return Handled.LEAVING
    if turn.person_id == to_id:
        return Handled.HAS_IT
    # The work goes up one level at a time: nobody on the way is left out.
    if to_id in [rung.person_id for rung in rungs(step)[turn.level + 2 :]]:
        return Handled.COMES_LATER
    return Handled.AWAY if absence_at(session, to_id, now) is not None else None


def cancel_step(session: Session, step: RunStep, decision: Decision, now: datetime) -> Handled:
    """End an open step that is no longer wanted; its run goes on with the next one."""
    if step.state == StepState.CANCELLED and _decided(step, decision):
        return Handled.AGAIN
    if step.state != StepState.OPEN:
        return Handled.CLOSED
    _decide(step, decision)
    runs.close(session, step, StepState.CANCELLED, now)
    runs.withdraw(step, now)
    facts = {"title": step.title, "step": step.step_key, "reason": decision.why}
    ledger.append(session, "step_cancelled", now, Subject.of(step), decision.by_id, **facts)
    runs.refresh_cards(session, step, now)
    runs.go_on(session, step.run, now)
    return Handled.DONE


def accept(session: Session, proof: Proof, decision: Decision, now: datetime) -> Handled:
    """Let a file count that came too late or was refused, with what had come in time."""
    step = proof.run_step
    if step.state == StepState.DONE and _decided(step, decision):
        return Handled.AGAIN
    if step.state not in {StepState.OPEN, StepState.MISSED}:
        return Handled.CLOSED
    if proof not in acceptable(step):
        return Handled.NO_PROOF
    corrected = step.state == StepState.MISSED
    _decide(step, decision)
    _let_count(step, proof, now)
    runs.close(session, step, StepState.DONE, now)
    facts = {"proven_by": proof.person_id, "file": proof.file_id, "reason": decision.why}
    when = {"posted_at": proof.posted_at.isoformat(), "corrected": corrected}
    runs.enter_done(session, proof.turn, decision.by_id, ACCEPTED, now, **facts, **when)
    return Handled.DONE


def acceptable(step: RunStep) -> list[Proof]:
    """Return the files of a step that somebody can look at and let count, the earliest first."""
    if step.state not in {StepState.OPEN, StepState.MISSED}:
        return []
    return [proof for proof in step.proofs if _can_be_seen(proof)]


def live_turn(step: RunStep) -> Turn | None:
    """Return the turn of whoever is being asked; None when nobody is."""
    return next((turn for turn in step.turns if turn.is_live), None)


def _can_be_seen(proof: Proof) -> bool:
    is_there = proof.deleted_at is None or proof.archive == ArchiveState.KEPT
    return is_there and (proof.verdict != Verdict.REFUSED or proof.reason in TO_BE_SEEN)


def _let_count(step: RunStep, chosen: Proof, now: datetime) -> None:
    for proof in step.proofs:
        if proof is chosen or proof.verdict == Verdict.COUNTED:
            proof.verdict = Verdict.ACCEPTED
    if chosen.archive == ArchiveState.NOT_WANTED:
        chosen.archive, chosen.next_at = ArchiveState.WANTED, now


def _decide(step: RunStep, decision: Decision) -> None:
    step.closed_by_id, step.reason = decision.by_id, decision.why


def _decided(step: RunStep, decision: Decision) -> bool:
    return (step.closed_by_id, step.reason) == (decision.by_id, decision.why)
