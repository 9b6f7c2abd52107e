"""Runs come to be: the row of an occurrence and its steps, with the ladder as it is then."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler import rota_runs, runs
from scheduler.cadence import Occurrence
from scheduler.step_ladders import ladder_of
from storage import ledger
from storage.ledger import Subject
from storage.models import Process, Run, RunStep
from storage.states import RunState, StepState


def open_run(
    session: Session,
    process: Process,
    occurrence: Occurrence,
    now: datetime,
    *,
    is_extra: bool = False,
    person_id: str | None = None,
) -> Run | None:
    """Create the run of an occurrence and open what it opens with; None if it exists already."""
    run = create_run(session, process, occurrence, now, is_extra=is_extra)
    if run is None:
        return None
    facts = {"process": run.name, "extra": is_extra, **_of_rota(run)}
    ledger.append(session, "run_opened", now, Subject.of(run), person_id, **facts)
    runs.open_steps(session, run, now)
    return run


def _of_rota(run: Run) -> dict[str, Any]:
    """Return what the ledger says of a rota's run: whose it is, and who was passed over."""
    first = next(iter(rota_runs.in_turns(run)), None)
    if first is None:
        return {}
    over = [(one.person_id, str(one.reason)) for one in first.passed_over or ()]
    return {"owner": first.owner_id, "passed_over": over}


def create_run(
    session: Session, process: Process, occurrence: Occurrence, now: datetime, *, is_extra: bool
) -> Run | None:
    """Write down the run of an occurrence with the ladder as it is now; None if it exists."""
    if exists(session, process, occurrence):
        return None
    steps = [_run_step(process, position) for position in range(len(process.steps))]
    run = run_of(process, occurrence, now, is_extra=is_extra, state=RunState.OPEN, steps=steps)
    session.add(run)
    rota_runs.assign(session, run, now)
    session.flush()
    return run


def exists(session: Session, process: Process, occurrence: Occurrence) -> bool:
    """Tell whether an occurrence has its run already."""
    existing = select(Run.id).where(
        Run.process_id == process.id, Run.occurrence == occurrence.local
    )
    return session.scalar(existing) is not None


def run_of(process: Process, occurrence: Occurrence, now: datetime, **facts: Any) -> Run:
    """Return the row of an occurrence, by what its process says now."""
    return Run(
        process=process,
        occurrence=occurrence.local,
        version=process.version,
        due_at=occurrence.at,
        opened_at=now,
        name=process.name,
        sop_url=process.sop_url,
        zone=process.zone,
        opening=process.opening,
        **facts,
    )


def _run_step(process: Process, position: int) -> RunStep:
    step = process.steps[position]
    ladder = ladder_of(process, step)
    return RunStep(
        position=position,
        step_key=step.key,
        title=step.title,
        proof_kind=step.proof_kind,
        proof_count=step.proof_count,
        owner_id=ladder.owner_id,
        backup_id=ladder.backup_id,
        manager_id=ladder.manager_id,
        owner_seconds=ladder.owner_seconds,
        backup_seconds=ladder.backup_seconds,
        manager_seconds=ladder.manager_seconds,
        nudges=process.nudges,
        instruction=step.instruction,
        sop_url=step.sop_url,
        picture=step.picture,
        state=StepState.WAITING,
    )
