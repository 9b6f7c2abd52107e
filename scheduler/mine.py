"""What concerns one person: open for them, coming to them today, and theirs to look after."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session, selectinload

from scheduler import cadence
from scheduler.cadence import Occurrence
from scheduler.processes import cadence_of
from scheduler.rota_runs import owners_ahead, takes_turns
from storage.models import Process, Run, RunStep, Turn
from storage.states import ProcessKind, ProcessState, RunState, StepState

PARTS_A_PAGE = 10
MOST_TURNS = 10
MOST_A_DAY = 4
PART_COLUMNS = (Process.owner_id, Process.backup_id, Process.manager_id, Process.creator_id)


@dataclass(frozen=True)
class Coming:
    """A process that comes to its owner today: the instants that are still ahead."""

    process: Process
    due_at: tuple[datetime, ...]


@dataclass(frozen=True)
class Following:
    """Steps of an open run that wait for the one before them."""

    run_name: str
    steps: int


@dataclass(frozen=True)
class Part:
    """A process that somebody has a part in, and its last run."""

    process: Process
    last_run: Run | None


@dataclass(frozen=True)
class PartsPage:
    """A page, counted from 0, of the processes that somebody has a part in."""

    parts: list[Part]
    number: int
    total: int

    @property
    def has_more(self) -> bool:
        """Whether there is a page behind this one."""
        return (self.number + 1) * PARTS_A_PAGE < self.total


@dataclass(frozen=True)
class Mine:
    """All that concerns a person, with the first page of their processes."""

    open_turns: list[Turn]
    coming: list[Coming]
    following: list[Following]
    parts: PartsPage


def look(session: Session, person_id: str, zone: str, now: datetime) -> Mine:
    """Return what concerns a person now, and until midnight in their own `zone`."""
    return Mine(
        open_turns(session, person_id),
        coming_today(session, person_id, zone, now),
        following(session, person_id),
        parts(session, person_id, 0),
    )


def open_turns(session: Session, person_id: str) -> list[Turn]:
    """Return a person's turns whose step is open, the oldest first, with what they need shown.

    Found by way of the open steps, of which there are few; a person's turns are many after years.
    """
    is_open = select(RunStep.id).where(RunStep.state == StepState.OPEN)
    turns = select(Turn).where(
        Turn.run_step_id.in_(is_open), Turn.person_id == person_id, Turn.channel_id.is_not(None)
    )
    proofs = selectinload(Turn.run_step).selectinload(RunStep.proofs)
    return list(session.scalars(turns.order_by(Turn.id).limit(MOST_TURNS + 1).options(proofs)))


def following(session: Session, person_id: str) -> list[Following]:
    """Return how many steps wait, in open runs, for the one before them and then for a person."""
    waiting = (
        select(Run.name, func.count(RunStep.id))
        .join(RunStep, RunStep.run_id == Run.id)
        .where(
            RunStep.state == StepState.WAITING,
            RunStep.owner_id == person_id,
            Run.state == RunState.OPEN,
        )
        .group_by(Run.id, Run.name)
        .order_by(Run.id)
        .limit(MOST_TURNS)
    )
    return [Following(name, steps) for name, steps in session.execute(waiting)]


def coming_today(session: Session, person_id: str, zone: str, now: datetime) -> list[Coming]:
    """Return what falls due for an owner until midnight in their own `zone`, the soonest first."""
    midnight = _midnight_after(now, zone)
    owned = or_(Process.owner_id == person_id, takes_turns(person_id))
    active = (Process.state == ProcessState.ACTIVE, Process.next_at < midnight)
    due = select(Process).where(owned, *active).order_by(Process.next_at, Process.id)
    theirs = (
        Coming(process, tuple(one.at for one in times))
        for process in session.scalars(due)
        if (times := _theirs(session, process, person_id, _until(process, midnight)))
    )
    return list(islice(theirs, MOST_TURNS + 1))


def _theirs(
    session: Session, process: Process, person_id: str, coming: Sequence[Occurrence]
) -> list[Occurrence]:
    """Leave out what is another's turn: of a rota, or while somebody of it is away."""
    if process.rota is None:
        return list(coming)
    owners = owners_ahead(session, process, coming)
    return [one for one, who in zip(coming, owners, strict=True) if who.owner_id == person_id]


def _midnight_after(now: datetime, zone: str) -> datetime:
    tomorrow = now.astimezone(ZoneInfo(zone)).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(), ZoneInfo(zone)).astimezone(UTC)


def _until(process: Process, midnight: datetime) -> tuple[Occurrence, ...]:
    assert process.next_at is not None, "only what is due is asked for"
    assert process.next_local is not None, "next_local and next_at go together"
    first = Occurrence(process.next_local, process.next_at)
    if process.kind == ProcessKind.DEMO:
        return (first,)
    behind = cadence.occurrences(cadence_of(process), first.at, MOST_A_DAY)
    return (first, *(one for one in behind if one.at < midnight))


def parts(session: Session, person_id: str, number: int) -> PartsPage:
    """Return a page of the live processes that a person has a part in.

    Those that they own come first, then those they back, manage, and created; by name in each.
    """
    mine = and_(_has_part(person_id), Process.state != ProcessState.ARCHIVED)
    total = session.scalar(select(func.count()).select_from(Process).where(mine)) or 0
    number = min(number, max(total - 1, 0) // PARTS_A_PAGE)
    wanted = select(Process).where(mine).order_by(_rank(person_id), Process.name_key)
    page = session.scalars(wanted.offset(number * PARTS_A_PAGE).limit(PARTS_A_PAGE)).all()
    last = _last_runs(session, page)
    return PartsPage([Part(each, last.get(each.id)) for each in page], number, total)


def _has_part(person_id: str) -> ColumnElement[bool]:
    return or_(*(column == person_id for column in PART_COLUMNS), takes_turns(person_id))


def _rank(person_id: str) -> ColumnElement[int]:
    parts = [*(column == person_id for column in PART_COLUMNS), takes_turns(person_id)]
    ranks = [(part, place) for place, part in enumerate(parts)]
    return case(*ranks, else_=len(ranks))


def _last_runs(session: Session, processes: Sequence[Process]) -> dict[int, Run]:
    last = (
        select(Run.process_id, func.max(Run.occurrence).label("occurrence"))
        .where(Run.process_id.in_([process.id for process in processes]))
        .group_by(Run.process_id)
        .subquery()
    )
    same = and_(Run.process_id == last.c.process_id, Run.occurrence == last.c.occurrence)
    return {run.process_id: run for run in session.scalars(select(Run).join(last, same))}
