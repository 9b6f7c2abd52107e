"""What is odd about the chains of all processes, or of a plan, read in a few questions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from scheduler import cadence, chains, rota_runs
from scheduler.cadence import Occurrence
from scheduler.chains import Coming, Odd
from scheduler.parts import IS_LIVE
from scheduler.plan import ProcessPlan
from scheduler.processes import ahead
from scheduler.responsible import first_there
from scheduler.rosters import Rosters
from scheduler.step_ladders import ladders
from storage.models import Process
from storage.states import ProcessKind

AHEAD = timedelta(days=7)
MOST_AHEAD = 7
REGULAR = (Process.kind == ProcessKind.REGULAR, IS_LIVE)


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


def find(session: Session, now: datetime) -> list[Found]:
    """Return what is odd about all live processes, but for demos; a few questions in all."""
    live = select(Process).where(*REGULAR).order_by(Process.id).options(selectinload(Process.steps))
    every = session.scalars(live).all()
    known = Rosters(session, now)
    single = [found for process in every for found in _of_process(process, known)]
    return [*single, *_of_all(every, known)]


def _of_process(process: Process, known: Rosters) -> Iterator[Found]:
    coming = list(_coming(process, known))
    for odd in chains.odd_of(process, coming, known.people, known.calendar):
        yield Found(first_there(process, known.people.get), process.id, odd)


def _coming(process: Process, known: Rosters) -> Iterator[Coming]:
    # Two who are next to each other can be away together only if the one between them is.
    is_away = any(known.calendar.is_ever_away(one.backup_id) for one in ladders(process))
    soon = _soon(ahead(process, MOST_AHEAD if is_away else 1), known.now)
    owners = known.owners(process, soon)
    yield from (Coming(one.at, who.owner_id) for one, who in zip(soon, owners, strict=True))


def _soon(coming: list[Occurrence], now: datetime) -> list[Occurrence]:
    """Leave out what is more than a week ahead, but for the first."""
    return [one for one in coming if one.at <= now + AHEAD] or coming[:1]


def _of_all(every: Iterable[Process], known: Rosters) -> Iterator[Found]:
    creators: dict[str, dict[str, None]] = {}
    for process in every:
        told = first_there(process, known.people.get)
        creators.setdefault(process.backup_id, {})[told] = None
    for odd in chains.one_backup(process.backup_id for process in every):
        for creator_id in creators[odd.person_id]:
            yield Found(creator_id, None, odd)


def odd_of_plan(
    session: Session, plan: ProcessPlan, process: Process | None, now: datetime
) -> list[Odd]:
    """Return what is odd about a plan before it is saved; `process` is what it changes, if any.

    One backup for everything is odd only where the plan names that backup anew.
    """
    known = Rosters(session, now)
    soon = _soon(cadence.occurrences(plan.cadence, now, MOST_AHEAD), now)
    owners = rota_runs.owners_of_plan(session, plan, soon, process)
    coming = [Coming(one.at, who.owner_id) for one, who in zip(soon, owners, strict=True)]
    odd = list(chains.odd_of(plan, coming, known.people, known.calendar))
    if process is None or process.backup_id != plan.backup_id:
        odd += _one_backup(session, plan, process)
    return odd


def _one_backup(session: Session, plan: ProcessPlan, process: Process | None) -> Iterator[Odd]:
    others = select(Process.backup_id).where(*REGULAR)
    if process is not None:
        others = others.where(Process.id != process.id)
    backups = [*session.scalars(others), plan.backup_id]
    return (odd for odd in chains.one_backup(backups) if odd.person_id == plan.backup_id)
