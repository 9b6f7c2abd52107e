"""Changing a process: its next version, in the caller's unit of work."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler import chain_reading, digest_schedule, outbox, processes, rota_runs, versions
from scheduler.cadence import Occurrence
from scheduler.chains import Odd
from scheduler.plan import ProcessPlan
from scheduler.processes import MOMENT, NameTakenError
from scheduler.rotas import Chosen
from scheduler.step_ladders import people
from storage import ledger
from storage.ledger import Subject
from storage.models import Process, Run
from storage.states import OutgoingKind, ProcessState

LOOK_AHEAD = 3


@dataclass(frozen=True)
class Prospect:
    """What a plan would make of a process; `typed` has the notes of how it was understood.

    `owners` are those of the `coming` runs, `odd` is what is odd about who is asked. `same_day` is
    the local time of a run that the day of the first coming one has seen already.
    """

    before: ProcessPlan
    after: ProcessPlan
    typed: ProcessPlan
    coming: tuple[Occurrence, ...]
    owners: tuple[Chosen, ...]
    same_day: datetime | None
    open_runs: int
    is_paused: bool
    odd: tuple[Odd, ...] = ()


def prospect(session: Session, process: Process, plan: ProcessPlan, now: datetime) -> Prospect:
    """Return what `change` would do, without doing it."""
    before = versions.plan_of(process)
    after = versions.settled(plan, before)
    coming = processes.upcoming(session, process.id, after.cadence, now, LOOK_AHEAD)
    return Prospect(
        before=before,
        after=after,
        typed=plan,
        coming=tuple(coming),
        owners=tuple(rota_runs.owners_of_plan(session, after, coming, process)),
        same_day=_run_of_the_day(session, process.id, coming[0].local),
        open_runs=len(processes.open_runs(session, process)),
        is_paused=process.state == ProcessState.PAUSED,
        odd=tuple(chain_reading.odd_of_plan(session, after, process, now)),
    )


def _run_of_the_day(session: Session, process_id: int, local: datetime) -> datetime | None:
    day = local.replace(hour=0, minute=0)
    mine = (Run.process_id == process_id, Run.is_extra.is_(False))
    same = (Run.occurrence >= day, Run.occurrence < day + timedelta(days=1))
    return session.scalar(select(Run.occurrence).where(*mine, *same).limit(1))


def change(
    session: Session, process: Process, plan: ProcessPlan, person_id: str, now: datetime
) -> bool:
    """Let a process follow a plan from its next run on; False when it does so already.

    Open runs keep what they started with, a paused process stays paused. Those whom it concerns
    are told. Raises NameTakenError.
    """
    before = versions.plan_of(process)
    after = versions.settled(plan, before)
    if not become(session, process, after, person_id, now):
        return False
    tell(session, process, before, after, person_id, now)
    return True


def tell(
    session: Session,
    process: Process,
    before: ProcessPlan,
    after: ProcessPlan,
    person_id: str,
    now: datetime,
) -> None:
    """Tell those whom the newest version of a process concerns, but for who made it."""
    newest = {"process": process.id, "version": process.version}
    key = f"changed:{process.id}:{process.version}"
    concerned = [*people(before), *people(after), process.creator_id]
    outbox.say_to_each(session, now, OutgoingKind.CHANGED, key, concerned, but=person_id, **newest)


def become(
    session: Session, process: Process, after: ProcessPlan, person_id: str, now: datetime
) -> bool:
    """Let a process follow a settled plan from its next run on, and tell nobody.

    False when it does so already. Raises NameTakenError.
    """
    before = versions.plan_of(process)
    if after == before:
        return False
    _take_name(session, process, after)
    roster, next_id = rota_runs.roster_of(session, process), process.owner_id
    _replace(session, process, before, after)
    if after.rota is not None and after.rota == before.rota:
        process.owner_id = next_id
    process.version += 1
    versions.record(session, process, person_id, now)
    if process.state == ProcessState.ACTIVE and before.cadence != after.cadence:
        _reschedule(session, process, now)
    if after.rota != before.rota:
        rota_runs.go_on(session, process, roster, next_id, now)
    if after.digest_channel_id:
        digest_schedule.ensure(session, after.digest_channel_id, after.zone, now)
    changes = differences(before, after, (*versions.FIELDS, "steps"))
    facts = {"version": process.version, "changes": changes}
    ledger.append(session, "process_changed", now, Subject.of(process), person_id, **facts)
    return True


def _take_name(session: Session, process: Process, plan: ProcessPlan) -> None:
    other = processes.named(session, plan.name)
    if other is not None and other.id != process.id:
        raise NameTakenError(plan.name)


def _replace(session: Session, process: Process, before: ProcessPlan, after: ProcessPlan) -> None:
    versions.fill(process, after)
    if before.steps == after.steps:
        return
    # The old rows first: two steps that change places would meet at one position.
    process.steps = []
    session.flush()
    process.steps = versions.steps_of(after)
    session.flush()


def _reschedule(session: Session, process: Process, now: datetime) -> None:
    """Find the next occurrence by the new cadence: that which was not fired follows it."""
    since = min(now, process.next_at - MOMENT) if process.next_at else now
    processes.schedule(process, processes.following(session, process, since))


def differences(before: BaseModel, after: BaseModel, names: Iterable[str]) -> dict[str, Any]:
    """Return each of these fields that changed, as {name: {"before": …, "after": …}}."""
    old, new = before.model_dump(mode="json"), after.model_dump(mode="json")
    changed = (name for name in names if old[name] != new[name])
    return {name: {"before": old[name], "after": new[name]} for name in changed}
