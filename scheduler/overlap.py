"""What an occurrence that is due finds still open of its process."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler import new_runs, outbox, rota_runs
from scheduler.cadence import Occurrence
from scheduler.ladder import rung_after
from scheduler.sweep import Thread, threads_of
from storage import ledger
from storage.ledger import Subject
from storage.models import Outgoing, Process, Run, Turn
from storage.states import OutgoingKind, OutgoingState, Overlap, PassReason, RunState, StepState

STILL_OPEN = "still_open"
IN_DOUBT = (OutgoingState.SENDING, OutgoingState.UNKNOWN)


def open_before(session: Session, process: Process) -> list[Run]:
    """Return what is open of a process by its cadence, oldest first; extra runs are apart."""
    regular = (Run.state == RunState.OPEN, Run.is_extra.is_(False))
    mine = select(Run).where(Run.process_id == process.id, *regular)
    return list(session.scalars(mine.order_by(Run.due_at, Run.id)))


def holds_back(process: Process, run: Run, now: datetime) -> bool:
    """Tell whether an open run is why the next one of its process is skipped.

    One whose time is over holds nothing back, though its threads may still have to be read: what
    was missed never keeps the next run from being asked for.
    """
    return process.overlap == Overlap.SKIP and run.yields_to is None and _goes_on(run, now)


def _goes_on(run: Run, now: datetime) -> bool:
    live = (turn for step in run.steps for turn in step.turns if turn.is_live)
    waits = any(step.state == StepState.WAITING for step in run.steps)
    return waits or not all(_is_at_the_end(turn, now) for turn in live)


def _is_at_the_end(turn: Turn, now: datetime) -> bool:
    if rung_after(turn.run_step, turn.level) is not None:
        return False
    is_over = turn.deadline_at is not None and turn.deadline_at <= now
    return is_over or turn.reason is not None


def threads_to_read(session: Session, process: Process, now: datetime) -> list[Thread]:
    """Return the threads in which a proof may lie that ends what holds the next run back."""
    if process.overlap != Overlap.SKIP:
        return []
    return [
        thread
        for run in open_before(session, process)
        if holds_back(process, run, now)
        for step in run.steps
        if step.state == StepState.OPEN
        for thread in threads_of(step)
    ]


def leave_out(
    session: Session, process: Process, occurrence: Occurrence, holding: Run, now: datetime
) -> Run | None:
    """Write an occurrence down as skipped, because `holding` goes on; None if it has its run."""
    if new_runs.exists(session, process, occurrence):
        return None
    run = new_runs.run_of(process, occurrence, now, is_extra=False, state=RunState.SKIPPED)
    run.closed_at, run.yields_to = now, holding
    session.add(run)
    session.flush()
    facts = {"occurrence": occurrence.local.isoformat(), "reason": STILL_OPEN}
    ledger.append(session, "occurrence_skipped", now, Subject.of(run), None, of=holding.id, **facts)
    return run


def tell(session: Session, process: Process, left_out: Sequence[Run], now: datetime) -> None:
    """Queue one message on what was left out, for each person who would have been asked."""
    if not left_out:
        return
    facts: dict[str, Any] = {"process": process.id, "runs": [run.id for run in left_out]}
    asked = (rota_runs.asked_in(session, run) for run in left_out)
    kind, people = OutgoingKind.LEFT_OUT, [person for those in asked for person in those]
    outbox.say_to_each(session, now, kind, f"{kind}:{left_out[-1].id}", people, **facts)


def is_arriving(session: Session, turn: Turn) -> bool:
    """Tell whether the card of an overtaken turn may be in Slack without our knowing where.

    Until that is known, its thread cannot be read, and its step must not close.
    """
    if turn.reason != PassReason.OVERTAKEN or turn.channel_id is not None:
        return False
    ask = select(Outgoing.id).where(
        Outgoing.turn_id == turn.id,
        Outgoing.kind == OutgoingKind.ASK,
        Outgoing.state.in_(IN_DOUBT),
        Outgoing.next_at.is_not(None),
    )
    return session.scalar(ask.limit(1)) is not None
