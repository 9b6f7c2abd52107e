"""Runs that end from outside: cancelled, or overtaken by the next one of their process.

Each function is one transition, in the caller's unit of work.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from scheduler import outbox, runs
from scheduler.responsible import who_hears
from scheduler.runs import CLOSED
from storage import ledger
from storage.ledger import Subject
from storage.models import Process, Run
from storage.states import PassReason, RunState, StepState


def cancel(session: Session, run: Run, now: datetime, person_id: str, reason: str) -> None:
    """End an open run whose work is no longer wanted; those who were asked see it on their card.

    What has been proven stays so. Does nothing to a run that is not open.
    """
    if run.state != RunState.OPEN:
        return
    run.closed_by_id, run.reason = person_id, reason
    for step in run.steps:
        if step.state in CLOSED:
            continue
        runs.close(session, step, StepState.CANCELLED, now)
        runs.withdraw(step, now)
        runs.refresh_cards(session, step, now)
    run.state, run.closed_at = RunState.CANCELLED, now
    if run.yields_to is not None:
        runs.refresh_open(session, run.yields_to, now)
    ledger.append(session, "run_cancelled", now, Subject.of(run), person_id, reason=reason)


def overtake(session: Session, run: Run, by: Run, now: datetime) -> None:
    """Let an open run close, because the next one of its process has begun.

    What still waits is missed at once; what somebody is asked for, once its threads have been read.
    """
    run.yields_to = by
    of = by.occurrence.isoformat()
    ledger.append(session, "run_overtaken", now, Subject.of(run), by=by.id, occurrence=of)
    for step in run.steps:
        if step.state == StepState.WAITING:
            runs.close(session, step, StepState.MISSED, now)
            runs.write_missed(session, step, now)
        for turn in step.turns:
            if turn.is_live:
                # Whatever else would have ended it: there is nobody to go on to.
                turn.reason, turn.next_at = PassReason.OVERTAKEN, now
        runs.refresh_cards(session, step, now)


def miss_unasked(session: Session, run: Run, now: datetime) -> None:
    """Close a run that fell due, and was overtaken by the next one, while Baton was not running."""
    for step in run.steps:
        runs.close(session, step, StepState.MISSED, now)
        runs.write_missed(session, step, now)
    runs.go_on(session, run, now)


def tell_unasked(session: Session, process: Process, unasked: Sequence[Run], now: datetime) -> None:
    """Tell whoever hears of a process once of all its runs that nobody was asked for."""
    if not unasked:
        return
    first, last = unasked[0], unasked[-1]
    span = {"due": first.due_at.isoformat(), "until": last.due_at.isoformat(), "zone": last.zone}
    facts = {"process": process.name, "count": len(unasked), **span}
    outbox.tell(session, now, who_hears(session, process), "overtaken", f"run{last.id}", **facts)
