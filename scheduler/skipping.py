"""Skipping an occurrence that is still to come, and taking that back."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

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


@dataclass(frozen=True)
class _Skip:
    """A run that was just skipped, and the number of its entry in the ledger."""

    entry: int
    run: Run


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

    Raises SkipError where it is not among those to come.
    """
    skip_ = _skip(session, process, local, person_id, reason, now)
    _tell_skipped(session, [skip_], person_id, now)
    return skip_.run


def skip_all(
    session: Session,
    chosen: Iterable[tuple[Process, datetime]],
    person_id: str,
    reason: str,
    now: datetime,
) -> list[Run]:
    """Do the same with one occurrence of each of several processes, as far as it can be skipped.

    Each person whom they concern is told once, of all of them.
    """
    skips: list[_Skip] = []
    for process, local in chosen:
        with suppress(SkipError):
            skips.append(_skip(session, process, local, person_id, reason, now))
    _tell_skipped(session, skips, person_id, now)
    return [skip_.run for skip_ in skips]


def _skip(
    session: Session, process: Process, local: datetime, person_id: str, reason: str, now: datetime
) -> _Skip:
    """Give the occurrence a run of its own, so that nothing can open it any more."""
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
    return _Skip(entry.seq, run)


def take_back(session: Session, run: Run, person_id: str, now: datetime) -> None:
    """Let a skipped occurrence fire after all; those who were told are told.

    The run's row goes, as the occurrence will have a run of its own; the ledger keeps both. Raises
    SkipError where it would have fired by now.
    """
    if run.state != RunState.SKIPPED or run.due_at <= now or run.yields_to_id is not None:
        raise SkipError(run.occurrence.isoformat())
    process = run.process
    entry = _enter(session, "skip_taken_back", run, person_id, now)
    _tell_taken_back(session, entry, run, person_id, now)
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


def still_skipped(session: Session, told: Iterable[Mapping[str, Any]]) -> list[Run]:
    """Return what one message told of as far as it is still skipped, the next one first."""
    wanted = {(int(one["process"]), datetime.fromisoformat(one["occurrence"])) for one in told}
    ahead = select(Run).where(
        Run.process_id.in_({process_id for process_id, _ in wanted}),
        Run.occurrence.in_({occurrence for _, occurrence in wanted}),
        Run.state == RunState.SKIPPED,
    )
    whole = selectinload(Run.process)
    of_it = (whole.selectinload(Process.location), whole.selectinload(Process.steps))
    found = session.scalars(ahead.order_by(Run.due_at, Run.name).options(*of_it))
    return [run for run in found if (run.process_id, run.occurrence) in wanted]


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


def _tell_skipped(session: Session, skips: Sequence[_Skip], by: str, now: datetime) -> None:
    """Tell everybody who would be asked, once, but the one who did it, who has been answered."""
    concerned: dict[str, list[_Skip]] = {}
    for skip_ in skips:
        for person_id in rota_runs.asked_in(session, skip_.run):
            concerned.setdefault(person_id, []).append(skip_)
    kind = OutgoingKind.SKIPPED
    for person_id, theirs in concerned.items():
        about, facts = f"{kind}:{theirs[0].entry}", [_facts(skip_.run) for skip_ in theirs]
        outbox.say_to_each(session, now, kind, about, [person_id], but=by, skips=facts)


def _tell_taken_back(
    session: Session, entry: LedgerEntry, run: Run, by: str, now: datetime
) -> None:
    kind, asked = OutgoingKind.UNSKIPPED, rota_runs.asked_in(session, run)
    facts = {**_facts(run), "due": run.due_at.isoformat(), "by": by}
    outbox.say_to_each(session, now, kind, f"{kind}:{entry.seq}", asked, but=by, **facts)


def _facts(run: Run) -> dict[str, Any]:
    return {"process": run.process_id, "occurrence": run.occurrence.isoformat()}
