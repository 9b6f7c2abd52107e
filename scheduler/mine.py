"""What concerns one person: open for them, coming to them today, and theirs to look after."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session, aliased, selectinload

from scheduler.cadence import Occurrence
from scheduler.parts import IS_LIVE, has_part, is_asked_first, is_asked_in_turns, takes_turns
from scheduler.processes import ahead
from scheduler.rosters import Rosters
from storage.models import Process, Run, RunStep, Turn
from storage.states import ProcessState, RunState, StepState, TurnState

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
        parts(session, person_id, 0, now),
    )


def open_turns(session: Session, person_id: str) -> list[Turn]:
    """Return a person's turns whose step is open, the oldest first, with what they need shown.

    Also what Slack has not taken yet, but not what passed them by unasked.

    Found by way of the open steps, of which there are few; a person's turns are many after years.
    """
    is_open = select(RunStep.id).where(RunStep.state == StepState.OPEN)
    has_a_card, has_none_yet = Turn.channel_id.is_not(None), Turn.state == TurnState.ASKED
    turns = select(Turn).where(
        Turn.run_step_id.in_(is_open), Turn.person_id == person_id, or_(has_a_card, has_none_yet)
    )
    step = selectinload(Turn.run_step)
    shown = (
        step.selectinload(RunStep.proofs),
        step.joinedload(RunStep.run).joinedload(Run.process),
    )
    return list(session.scalars(turns.order_by(Turn.id).limit(MOST_TURNS + 1).options(*shown)))


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
    midnight = midnight_after(now, zone)
    active = (Process.state == ProcessState.ACTIVE, Process.next_at < midnight)
    due = select(Process).where(*active).order_by(Process.next_at, Process.id)
    always = session.scalars(due.where(is_asked_first(person_id)).limit(MOST_TURNS + 1))
    found = [(process, _until(process, midnight)) for process in always]
    rosters = Rosters(session, now)
    in_turns = due.where(is_asked_in_turns(person_id)).options(selectinload(Process.steps))
    for process in session.scalars(in_turns):
        times = _theirs(rosters, process, person_id, _until(process, midnight))
        found += [(process, times)] if times else []
    found.sort(key=lambda one: (one[1][0].at, one[0].id))
    some = found[: MOST_TURNS + 1]
    return [Coming(process, tuple(one.at for one in times)) for process, times in some]


def _theirs(
    rosters: Rosters, process: Process, person_id: str, coming: Sequence[Occurrence]
) -> tuple[Occurrence, ...]:
    """Leave out what is another's turn, or is while they are away."""
    owners = rosters.owners(process, coming)
    chosen = zip(coming, owners, strict=True)
    return tuple(one for one, who in chosen if who.owner_id == person_id)


def midnight_after(now: datetime, zone: str) -> datetime:
    """Return the next midnight in a `zone`, in UTC."""
    tomorrow = now.astimezone(ZoneInfo(zone)).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(), ZoneInfo(zone)).astimezone(UTC)


def _until(process: Process, midnight: datetime) -> tuple[Occurrence, ...]:
    return tuple(one for one in ahead(process, MOST_A_DAY + 1) if one.at < midnight)


def parts(session: Session, person_id: str, number: int, now: datetime) -> PartsPage:
    """Return a page of the live processes that a person has a part in.

    Those that they own come first, then those they back, manage, and created, then those of which
    they have single steps; by name in each.
    """
    mine = and_(has_part(person_id), IS_LIVE)
    total = session.scalar(select(func.count()).select_from(Process).where(mine)) or 0
    number = min(number, max(total - 1, 0) // PARTS_A_PAGE)
    wanted = select(Process).where(mine).order_by(_rank(person_id), Process.name_key)
    wanted = wanted.offset(number * PARTS_A_PAGE).limit(PARTS_A_PAGE)
    page = session.scalars(wanted.options(selectinload(Process.steps))).all()
    last = last_runs(session, page, now)
    return PartsPage([Part(each, last.get(each.id)) for each in page], number, total)


def _rank(person_id: str) -> ColumnElement[int]:
    parts = [*(column == person_id for column in PART_COLUMNS), takes_turns(person_id)]
    ranks = [(part, place) for place, part in enumerate(parts)]
    return case(*ranks, else_=len(ranks))


def last_runs(session: Session, processes: Sequence[Process], now: datetime) -> dict[int, Run]:
    """Return the last run of each process that has one, by the process's id.

    What is skipped and still to come is none.
    """
    earlier = aliased(Run)
    last = (
        select(earlier.id)
        .where(earlier.process_id == Process.id, earlier.due_at <= now)
        .order_by(earlier.occurrence.desc())
        .limit(1)
        .correlate(Process)
        .scalar_subquery()
    )
    theirs = Process.id.in_([process.id for process in processes])
    found = select(Run).join(Process, Run.id == last).where(theirs)
    return {run.process_id: run for run in session.scalars(found)}
