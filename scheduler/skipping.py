"""Skipping an occurrence that is still to come, and taking that back."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler import new_runs, outbox, processes, rota_runs
from scheduler.cadence import Occurrence
from scheduler.processes import AGAIN, MOMENT
from storage import ledger
from storage.ledger import Subject
from storage.models import LedgerEntry, Process, Run
from storage.states import OutgoingKind, ProcessKind, ProcessState, RunState

CHOICE = 5


class SkipError(ValueError):
    """The occurrence is not, or no longer, one that can be skipped or taken back."""


def coming(session: Session, process: Process, now: datetime) -> list[Occurrence]:
    """Return the next few occurrences that can be skipped; none of a process that is at rest."""
    following = processes.next_of(process)
    if following is not None:
        later = processes.occurrences(session, process, following.at, CHOICE)
        return [one for one in (following, *later) if one.at > now][:CHOICE]
    if process.next_at is None:
        return []
    # A pause with an end.
    return processes.occurrences(session, process, max(now, process.next_at - MOMENT), CHOICE)


def skip(
    session: Session, process: Process, local: datetime, person_id: str, reason: str, now: datetime
) -> Run:
    """Let the occurrence at the wall time `local` never fire; its ladder is told.

    It is a run of its own, so that nothing can open it any more. Raises SkipError where it is not
    among those to come.
    """
    chosen = next((one for one in coming(session, process, now) if one.local == local), None)
    if chosen is None:
        raise SkipError(local.isoformat())
    by = {"closed_by_id": person_id, "reason": reason}
    run = new_runs.run_of(process, chosen, now, is_extra=False, state=RunState.SKIPPED, **by)
    run.closed_at = now
    session.add(run)
    session.flush()
    if process.next_local == local:
        processes.schedule(process, processes.following(session, process, chosen.at))
    entry = _enter(session, "occurrence_skipped", run, person_id, now, reason=reason)
    _tell(session, OutgoingKind.SKIPPED, entry, run, person_id, now)
    return run


def take_back(session: Session, run: Run, person_id: str, now: datetime) -> None:
    """Let a skipped occurrence fire after all; those who were told are told.

    The run's row goes, as the occurrence will have a run of its own; the ledger keeps both. Raises
    SkipError where it would have fired by now.
    """
    if run.state != RunState.SKIPPED or run.due_at <= now or run.yields_to_id is not None:
        raise SkipError(run.occurrence.isoformat())
    process = run.process
    entry = _enter(session, "skip_taken_back", run, person_id, now)
    _tell(session, OutgoingKind.UNSKIPPED, entry, run, person_id, now)
    session.delete(run)
    session.flush()
    again = _as_due_now(session, process, run, now)
    is_next = again is not None and (process.next_at is None or again.at < process.next_at)
    if process.state == ProcessState.ACTIVE and is_next:
        processes.schedule(process, again)


def was_just_skipped(
    session: Session, process: Process, person_id: str, reason: str, now: datetime
) -> bool:
    """Tell whether somebody has left one out for this reason a moment ago: a tap may come twice."""
    mine = (Run.closed_by_id == person_id, Run.reason == reason, Run.closed_at > now - AGAIN)
    theirs = (Run.process_id == process.id, Run.state == RunState.SKIPPED, *mine)
    return session.scalar(select(Run.id).where(*theirs).limit(1)) is not None


def skipped(session: Session, process: Process, now: datetime) -> list[Run]:
    """Return what is skipped and still to come, the next one first."""
    ahead = select(Run).where(
        Run.process_id == process.id,
        Run.state == RunState.SKIPPED,
        Run.due_at > now,
        Run.yields_to_id.is_(None),
    )
    return list(session.scalars(ahead.order_by(Run.due_at)))


def skipped_at(session: Session, process_id: int, local: datetime) -> Run | None:
    """Return the skipped run of this very occurrence."""
    return session.scalar(
        select(Run).where(
            Run.process_id == process_id,
            Run.occurrence == local,
            Run.state == RunState.SKIPPED,
        )
    )


def _as_due_now(session: Session, process: Process, run: Run, now: datetime) -> Occurrence | None:
    """Return the occurrence of a run that is gone; None where a changed cadence has none of it.

    By the clock of another zone the same wall time is another instant.
    """
    if process.kind == ProcessKind.DEMO:
        return Occurrence(run.occurrence, run.due_at)
    after = max(now, run.due_at - processes.ALL_ZONES)
    coming = processes.occurrences(session, process, after, CHOICE)
    return next((one for one in coming if one.local == run.occurrence), None)


def _enter(
    session: Session, action: str, run: Run, person_id: str, now: datetime, **facts: str
) -> LedgerEntry:
    subject, occurrence = Subject(run.process_id), run.occurrence.isoformat()
    return ledger.append(session, action, now, subject, person_id, occurrence=occurrence, **facts)


def _tell(
    session: Session,
    kind: OutgoingKind,
    entry: LedgerEntry,
    run: Run,
    by: str,
    now: datetime,
) -> None:
    """Tell everybody who would be asked but the one who did it, who has been answered."""
    facts: dict[str, Any] = {
        "process": run.process_id,
        "occurrence": run.occurrence.isoformat(),
        "due": run.due_at.isoformat(),
        "by": by,
    }
    asked = rota_runs.asked_at(session, run.process, run.occurrence)
    outbox.say_to_each(session, now, kind, f"{kind}:{entry.seq}", asked, but=by, **facts)
