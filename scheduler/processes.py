"""The life of a process: created, paused, resumed, archived, started by hand."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler import cadence, digest_schedule, runs
from scheduler.cadence import Cadence, Occurrence
from scheduler.plan import ProcessPlan
from storage import ledger
from storage.ledger import Subject
from storage.models import Process, Run, Step
from storage.states import ProcessKind, ProcessState, RunState

# Who gets no answer types the command again: that must not ask for the same work twice.
AGAIN = timedelta(minutes=2)


class NameTakenError(ValueError):
    """Another process that is not archived has this name."""


def name_key(name: str) -> str:
    """Return what two names share when people would call them the same."""
    return " ".join(name.casefold().split())


def cadence_of(process: Process) -> Cadence:
    """Return the cadence that a process keeps."""
    return Cadence(process.rule, process.start, process.zone)


def create(
    session: Session,
    plan: ProcessPlan,
    creator_id: str,
    now: datetime,
    *,
    kind: ProcessKind = ProcessKind.REGULAR,
    first: Occurrence | None = None,
) -> Process:
    """Save a plan as a running process whose first run is due at `first` or by its cadence.

    Raises NameTakenError when another live process has its name.
    """
    if named(session, plan.name) is not None:
        raise NameTakenError(plan.name)
    process = _process(plan, creator_id, now, kind)
    session.add(process)
    _schedule(process, first or cadence.next_occurrence(cadence_of(process), now))
    session.flush()
    if process.digest_channel_id:
        digest_schedule.ensure(session, process.digest_channel_id, process.zone, now)
    ledger.append(
        session, "process_created", now, Subject.of(process), creator_id, name=process.name
    )
    return process


def _process(plan: ProcessPlan, creator_id: str, now: datetime, kind: ProcessKind) -> Process:
    return Process(
        name=plan.name,
        name_key=name_key(plan.name),
        kind=kind,
        state=ProcessState.ACTIVE,
        sop_url=str(plan.sop_url) if plan.sop_url else None,
        rule=plan.rule,
        start=plan.start,
        zone=plan.zone,
        owner_id=plan.owner_id,
        backup_id=plan.backup_id,
        manager_id=plan.manager_id,
        owner_seconds=plan.owner_seconds,
        backup_seconds=plan.backup_seconds,
        manager_seconds=plan.manager_seconds,
        nudges=plan.nudges,
        opening=plan.opening,
        digest_channel_id=plan.digest_channel_id,
        creator_id=creator_id,
        created_at=now,
        steps=[
            Step(
                position=position,
                title=step.title,
                proof_kind=step.proof_kind,
                proof_count=step.proof_count,
            )
            for position, step in enumerate(plan.steps)
        ],
    )


def named(session: Session, name: str) -> Process | None:
    """Find the live process with this very name."""
    return session.scalar(
        select(Process).where(
            Process.name_key == name_key(name), Process.state != ProcessState.ARCHIVED
        )
    )


def pause(session: Session, process: Process, person_id: str, now: datetime) -> None:
    """Let nothing new fire; what is open goes on."""
    process.state = ProcessState.PAUSED
    _schedule(process, None)
    ledger.append(session, "process_paused", now, Subject.of(process), person_id)


def resume(session: Session, process: Process, person_id: str, now: datetime) -> None:
    """Fire again from the next occurrence on; what fell due meanwhile is not made up for."""
    process.state = ProcessState.ACTIVE
    _schedule(process, _following(process, now))
    ledger.append(session, "process_resumed", now, Subject.of(process), person_id)


def archive(session: Session, process: Process, person_id: str, now: datetime) -> None:
    """End a process: nothing fires again and its open runs are cancelled. History is kept."""
    process.state = ProcessState.ARCHIVED
    _schedule(process, None)
    for run in open_runs(session, process):
        runs.cancel(session, run, now, person_id, "archived")
    ledger.append(session, "process_archived", now, Subject.of(process), person_id)


def start(session: Session, process: Process, person_id: str, now: datetime) -> Run | None:
    """Open an extra run now; None when one that was opened a moment ago is still open."""
    if _was_just_started(session, process, now):
        return None
    at = now.astimezone(UTC).replace(microsecond=0)
    local = at.astimezone(ZoneInfo(process.zone)).replace(tzinfo=None)
    occurrence = Occurrence(local, at)
    return runs.open_run(session, process, occurrence, now, is_extra=True, person_id=person_id)


def _was_just_started(session: Session, process: Process, now: datetime) -> bool:
    return any(run.is_extra and now - run.opened_at < AGAIN for run in open_runs(session, process))


def open_runs(session: Session, process: Process) -> list[Run]:
    """Return the runs of a process that are not closed."""
    return list(
        session.scalars(select(Run).where(Run.process_id == process.id, Run.state == RunState.OPEN))
    )


def fire(session: Session, process: Process, now: datetime) -> Run | None:
    """Open the run that is due and look ahead to the next occurrence.

    Occurrences that a later one has overtaken while Baton was not running are written down as
    missed, each with its run, and the creator is told; only the last one is asked for, late.
    """
    run: Run | None = None
    while process.next_at is not None and process.next_at <= now:
        assert process.next_local is not None, "next_local and next_at go together"
        occurrence = Occurrence(process.next_local, process.next_at)
        following = _following(process, process.next_at)
        if following is not None and following.at <= now:
            _write_down_as_missed(session, process, occurrence, now)
        else:
            run = runs.open_run(session, process, occurrence, now)
        _schedule(process, following)
    return run


def _write_down_as_missed(
    session: Session, process: Process, occurrence: Occurrence, now: datetime
) -> None:
    run = runs.create_run(session, process, occurrence, now, is_extra=False)
    if run is not None:
        runs.miss_unasked(session, run, now)


def _following(process: Process, after: datetime) -> Occurrence | None:
    if process.kind == ProcessKind.DEMO:
        return None
    return cadence.next_occurrence(cadence_of(process), after)


def _schedule(process: Process, occurrence: Occurrence | None) -> None:
    process.next_local = occurrence.local if occurrence else None
    process.next_at = occurrence.at if occurrence else None


def soon(zone: str, now: datetime, seconds: int) -> Occurrence:
    """Return an occurrence `seconds` from now, to the second."""
    at = (now + timedelta(seconds=seconds)).astimezone(UTC).replace(microsecond=0)
    return Occurrence(at.astimezone(ZoneInfo(zone)).replace(tzinfo=None), at)
