"""What is odd about the chains of all processes, or of a plan, read in a few questions."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from scheduler import cadence, chains, rota_runs
from scheduler.cadence import Occurrence
from scheduler.chains import Coming, Odd
from scheduler.meanwhile import Calendar
from scheduler.plan import ProcessPlan
from scheduler.processes import cadence_of
from scheduler.rotas import PassedOver, Roster
from storage.models import Member, Process, UserGroupMember
from storage.states import PassReason, ProcessKind, ProcessState

AHEAD = timedelta(days=7)
MOST_AHEAD = 7
REGULAR = (Process.kind == ProcessKind.REGULAR, Process.state != ProcessState.ARCHIVED)


@dataclass(frozen=True)
class Found:
    """Something odd, whom it is told to, and of which process; None where it is of several."""

    creator_id: str
    process_id: int | None
    odd: Odd

    @property
    def about(self) -> str:
        """What it is known by from night to night."""
        return f"{self.process_id or ''}:{self.odd.about}"


class _Known:
    """People, groups and absences, read once for all chains."""

    def __init__(self, session: Session, now: datetime) -> None:
        self.now = now
        self.calendar = Calendar(session, now)
        self.people: Mapping[str, Member] = {one.id: one for one in session.scalars(select(Member))}
        self._groups: dict[str, list[str]] = {}
        for row in session.execute(select(UserGroupMember.group_id, UserGroupMember.person_id)):
            self._groups.setdefault(row.group_id, []).append(row.person_id)

    def roster(self, process: Process) -> Roster | None:
        rota = process.rota
        if rota is None:
            return None
        people = rota.members or tuple(self._able(process, rota.group_id or ""))
        first = process.rota_first_id or rota.stand_in
        return Roster(rota, people, process.rota_since or process.start, first)

    def _able(self, process: Process, group_id: str) -> Iterator[str]:
        others = {process.backup_id, process.manager_id}
        for person_id in sorted(self._groups.get(group_id, ())):
            one = self.people.get(person_id)
            fit = one and one.is_active and one.is_human and not one.is_guest
            if fit and person_id not in others:
                yield person_id

    def hindrance(self, person_id: str, at: datetime) -> PassedOver | None:
        one = self.people.get(person_id)
        if one is not None and not one.is_active:
            return PassedOver(person_id, PassReason.GONE)
        return self.calendar.hindrance(person_id, at)


def find(session: Session, now: datetime) -> list[Found]:
    """Return what is odd about all live processes, but for demos; a few questions in all."""
    live = select(Process).where(*REGULAR).order_by(Process.id).options(selectinload(Process.steps))
    every = session.scalars(live).all()
    known = _Known(session, now)
    single = [found for process in every for found in _of_process(process, known)]
    return [*single, *_of_all(every)]


def _of_process(process: Process, known: _Known) -> Iterator[Found]:
    coming = list(_coming(process, known))
    for odd in chains.odd_of(process, coming, known.people, known.calendar):
        yield Found(process.creator_id, process.id, odd)


def _coming(process: Process, known: _Known) -> Iterator[Coming]:
    if process.state != ProcessState.ACTIVE or process.next_at is None:
        return
    assert process.next_local is not None, "next_local and next_at go together"
    coming = [Occurrence(process.next_local, process.next_at)]
    # Two who are next to each other can be away together only if the one between them is.
    if known.calendar.is_ever_away(process.backup_id):
        coming += cadence.occurrences(cadence_of(process), process.next_at, MOST_AHEAD - 1)
    soon = [one for one in coming if one.at <= known.now + AHEAD] or coming[:1]
    roster = known.roster(process)
    if roster is None:
        yield from (Coming(one.at, process.owner_id) for one in soon)
        return
    owners = rota_runs.ahead(roster, soon, 0, known.hindrance)
    yield from (Coming(one.at, who.owner_id) for one, who in zip(soon, owners, strict=True))


def _of_all(every: Iterable[Process]) -> Iterator[Found]:
    creators: dict[str, dict[str, None]] = {}
    for process in every:
        creators.setdefault(process.backup_id, {})[process.creator_id] = None
    for odd in chains.one_backup(process.backup_id for process in every):
        for creator_id in creators[odd.person_id]:
            yield Found(creator_id, None, odd)


def odd_of_plan(
    session: Session, plan: ProcessPlan, process: Process | None, now: datetime
) -> list[Odd]:
    """Return what is odd about a plan before it is saved; `process` is what it changes, if any.

    One backup for everything is odd only where the plan names that backup anew.
    """
    known = _Known(session, now)
    coming = cadence.occurrences(plan.cadence, now, MOST_AHEAD)
    soon = [one for one in coming if one.at <= now + AHEAD] or coming[:1]
    owners = rota_runs.owners_of_plan(session, plan, soon, process)
    ahead = [Coming(one.at, who.owner_id) for one, who in zip(soon, owners, strict=True)]
    odd = list(chains.odd_of(plan, ahead, known.people, known.calendar))
    if process is None or process.backup_id != plan.backup_id:
        odd += _one_backup(session, plan, process)
    return odd


def _one_backup(session: Session, plan: ProcessPlan, process: Process | None) -> Iterator[Odd]:
    others = select(Process.backup_id).where(*REGULAR)
    if process is not None:
        others = others.where(Process.id != process.id)
    backups = [*session.scalars(others), plan.backup_id]
    return (odd for odd in chains.one_backup(backups) if odd.person_id == plan.backup_id)
