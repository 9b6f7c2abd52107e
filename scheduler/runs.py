"""The life of a run: each function is one transition, in the caller's unit of work."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from scheduler import extensions, outbox, outcomes, turns
from scheduler.ladder import Rung, put, rung_after, rungs
from scheduler.responsible import who_hears
from storage import ledger
from storage.ledger import Subject
from storage.models import Run, RunStep, Turn
from storage.states import Level, Opening, PassReason, RunState, StepState, TurnState

CLOSED = {StepState.DONE, StepState.MISSED, StepState.CANCELLED}
UNREACHED = {
    PassReason.AWAY,
    PassReason.GONE,
    PassReason.UNREACHABLE,
    PassReason.EMPTY_GROUP,
}


def open_steps(session: Session, run: Run, now: datetime) -> None:
    """Open what may open: all steps at once, or the next one when none is open."""
    waiting = [step for step in run.steps if step.state == StepState.WAITING]
    if run.opening == Opening.ONE_BY_ONE:
        busy = any(step.state == StepState.OPEN for step in run.steps)
        waiting = [] if busy else waiting[:1]
    for step in waiting:
        step.state, step.opened_at = StepState.OPEN, now
        ledger.append(session, "step_opened", now, Subject.of(step), title=step.title)
        turns.ask(session, step, rungs(step)[Level.OWNER], now)


def pass_on(session: Session, turn: Turn, reason: PassReason, now: datetime) -> None:
    """End a turn without proof and ask the next person, or miss the step after the manager."""
    if not turn.is_live or turn.run_step.state != StepState.OPEN:
        turn.next_at = None
        return
    turns.end(session, turn, reason, now)
    step = turn.run_step
    # Nobody else is asked for a run whose next one has begun.
    following = _next_rung(turn) if step.run.yields_to is None else None
    if following is None:
        _miss(session, step, now)
    else:
        turns.ask(session, step, following, now)
    refresh_cards(session, step, now)


def _next_rung(turn: Turn) -> Rung | None:
    """Return who is next; whom a turn was given to by hand stands on the ladder from now on."""
    step, above = turn.run_step, rung_after(turn.run_step, turn.level)
    if turn.given_to_id is None or (above is not None and above.person_id == turn.given_to_id):
        return above
    put(step, turn.level, turn.given_to_id)
    return rungs(step)[turn.level]


def _miss(session: Session, step: RunStep, now: datetime) -> None:
    close(session, step, StepState.MISSED, now)
    write_missed(session, step, now)
    if all(turn.reason in UNREACHED for turn in step.turns):
        tell_creator(session, step.run, now, "nobody_reachable", f"step{step.id}", step.title)
    go_on(session, step.run, now)


def write_missed(session: Session, step: RunStep, now: datetime) -> None:
    """Enter in the ledger that a step, which is closed, was not proven."""
    facts = {"title": step.title, "step": step.step_key, "outcome": "missed"}
    if step.run.yields_to is not None:
        facts["reason"] = str(PassReason.OVERTAKEN)
    ledger.append(session, "step_missed", now, Subject.of(step), **facts)


def prove(session: Session, turn: Turn, posted_at: datetime, now: datetime) -> None:
    """Close a step with the proof that was posted in this turn's thread at `posted_at`."""
    step = turn.run_step
    corrected = step.state == StepState.MISSED
    close(session, step, StepState.DONE, posted_at if corrected else now)
    facts = {"posted_at": posted_at.isoformat(), "corrected": corrected}
    enter_done(session, turn, turn.person_id, outcomes.outcome_of(turn, posted_at), now, **facts)


def enter_done(
    session: Session, turn: Turn, by_id: str, outcome: str, now: datetime, **facts: Any
) -> None:
    """Write down that a closed step was proven in `turn`, and go on with its run."""
    step = turn.run_step
    withdraw(step, now)
    turn.state, turn.ended_at, turn.reason = TurnState.PROVEN, now, None
    what = {"title": step.title, "step": step.step_key, "outcome": outcome}
    ledger.append(session, "step_done", now, Subject.of(step), by_id, **what, **facts)
    refresh_cards(session, step, now)
    go_on(session, step.run, now)


def withdraw(step: RunStep, now: datetime) -> None:
    """Ask nobody any more for a step that is closed."""
    for turn in step.turns:
        if turn.is_live:
            turn.state, turn.ended_at, turn.reason = TurnState.WITHDRAWN, now, None


def refresh_cards(session: Session, step: RunStep, now: datetime) -> None:
    """Let every card of a step say how things stand."""
    for turn in step.turns:
        outbox.refresh(session, now, turn)
        extensions.amend(session, now, turn)


def close(session: Session, step: RunStep, state: StepState, now: datetime) -> None:
    """Let nothing happen to a step and its turns any more."""
    step.state, step.closed_at = state, now
    for turn in step.turns:
        turn.next_at = None
    session.flush()


def go_on(session: Session, run: Run, now: datetime) -> None:
    """Open what comes behind a closed step, or close the run when nothing does."""
    if run.state == RunState.CANCELLED:
        return  # a step of it was missed before that, and proven since
    open_steps(session, run, now)
    if any(step.state not in CLOSED for step in run.steps):
        return
    run.state, run.closed_at = _end_of(run), now
    ledger.append(session, "run_closed", now, Subject.of(run), state=str(run.state))
    if run.yields_to is not None:
        refresh_open(session, run.yields_to, now)


def refresh_open(session: Session, run: Run, now: datetime) -> None:
    """Let the cards of a run say what became of the one that it has overtaken."""
    for step in run.steps:
        if step.state == StepState.OPEN:
            refresh_cards(session, step, now)


def _end_of(run: Run) -> RunState:
    states = {step.state for step in run.steps}
    if StepState.MISSED in states:
        return RunState.MISSED
    return RunState.CANCELLED if states == {StepState.CANCELLED} else RunState.DONE


def tell_creator(
    session: Session, run: Run, now: datetime, code: str, about: str, detail: str
) -> None:
    """Tell the creator of a process, once, of trouble with a run of it."""
    creator = who_hears(session, run.process)
    outbox.tell(session, now, creator, code, about, process=run.name, detail=detail)
