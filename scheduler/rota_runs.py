"""Rotas of processes: who owns a run when it is created, and who is next."""

import dataclasses
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scheduler import groups
from scheduler.away import absence_at
from scheduler.cadence import Occurrence
from scheduler.plan import ProcessPlan
from scheduler.rotas import Chosen, PassedOver, Roster, choose, following
from scheduler.step_ladders import WithSteps, asked, asked_later, is_in_turns
from storage.models import Member, Process, Run, RunStep
from storage.states import PassReason, RunState

# Why a person cannot take a turn at an instant; None when they can.
Hindered = Callable[[str, datetime], PassedOver | None]


def people_of(session: Session, work: WithSteps) -> tuple[str, ...]:
    """Return who takes turns in a process or plan, in their order.

    Of a group only full, active members do, and nobody who is asked later anyway.
    """
    rota = work.rota
    if rota is None:
        return ()
    if rota.group_id is None:
        return rota.members
    others = asked_later(work)
    return tuple(p for p in groups.able_members(session, rota.group_id) if p not in others)


def roster_of(session: Session, process: Process) -> Roster | None:
    """Return the rota of a process with its people; None where it has one owner."""
    if process.rota is None:
        return None
    return Roster(
        process.rota,
        people_of(session, process),
        process.rota_since or process.start,
        process.rota_first_id or process.rota.stand_in,
    )


def begin(session: Session, process: Process, at: datetime, now: datetime) -> None:
    """Let the first of a rota have the turn of the occurrence at the wall time `at`."""
    rota = process.rota
    if rota is None:
        return
    if rota.group_id is not None:
        groups.want(session, rota.group_id, rota.group_handle, now)
    people = people_of(session, process)
    process.rota_since, process.rota_first_id = at, next(iter(people), rota.stand_in)
    process.owner_id = process.rota_first_id


def look_ahead(session: Session, process: Process) -> None:
    """Let `owner_id` be whose turn the next occurrence is, and count from it from now on.

    To be called whenever another occurrence has become the next one.
    """
    roster = roster_of(session, process)
    if roster is None or process.next_local is None or process.rota_since is None:
        return
    order = roster.order(process.next_local, _runs_between(session, process, process.next_local))
    process.rota_since, process.rota_first_id = process.next_local, next(iter(order), None)
    still_here = (person for person in order if _gone(session, person) is None)
    process.owner_id = next(still_here, roster.rota.stand_in if not order else order[0])


def go_on(
    session: Session, process: Process, before: Roster | None, next_id: str, now: datetime
) -> None:
    """Begin the rota that a process was given, with `next_id`, who was next, if they are in it.

    If not, it goes on with whoever came behind them and is still in it, else with its first.
    """
    # Of a paused process it is the turn of this week, or of the first run that comes.
    today = now.astimezone(ZoneInfo(process.zone)).replace(tzinfo=None)
    begin(session, process, process.next_local or today, now)
    after = people_of(session, process)
    first = following(before, after, next_id) if before else None
    if first is not None:
        process.rota_first_id = process.owner_id = first


def asked_in(session: Session, run: Run) -> list[str]:
    """Return everybody who is asked, or would have been, in a run of a process, each once.

    Of a rota that is who would have got the turn: whoever is away then is passed over.
    """
    occurrence = Occurrence(run.occurrence, run.due_at)
    (chosen,) = owners_ahead(session, run.process, [occurrence])
    return asked(run.process, chosen.owner_id)


def replace(process: Process, gone_id: str, successor_id: str) -> None:
    """Put somebody in the place of one who has left a rota, with all the turns that were theirs."""
    assert process.rota is not None, "only a rota has places"
    members = tuple(successor_id if one == gone_id else one for one in process.rota.members)
    process.rota = dataclasses.replace(process.rota, members=members)
    for place in ("rota_first_id", "owner_id"):
        if getattr(process, place) == gone_id:
            setattr(process, place, successor_id)


def assign(session: Session, run: Run, now: datetime) -> None:
    """Give a run that was just created its owner; `now` is when they are asked.

    An extra run is of whoever would have a regular one then, and takes no turn away. A step with
    an owner of its own stays theirs.
    """
    process = run.process
    roster = roster_of(session, process)
    if roster is None:
        return
    order = roster.order(run.occurrence, _runs_between(session, process, run.occurrence))
    chosen = choose(roster, order, lambda person: hindrance(session, person, now))
    for step in in_turns(run):
        step.owner_id, step.passed_over = chosen.owner_id, chosen.passed_over or None


def in_turns(run: Run) -> list[RunStep]:
    """Return the steps of a run that was just created that are of whoever has the turn."""
    if run.process.rota is None:
        return []
    of_process = {step.key for step in run.process.steps if is_in_turns(step)}
    return [step for step in run.steps if step.step_key in of_process]


def owners_ahead(
    session: Session,
    process: Process,
    coming: Sequence[Occurrence],
    hindered: Hindered | None = None,
) -> list[Chosen]:
    """Return who owns each of the next occurrences of a process, in their order."""
    roster = roster_of(session, process)
    if roster is None:
        return [Chosen(process.owner_id) for _ in coming]
    before = _runs_between(session, process, coming[0].local) if coming else 0
    return ahead(roster, coming, before, hindered or partial(hindrance, session))


def owners_of_plan(
    session: Session, plan: ProcessPlan, coming: Sequence[Occurrence], process: Process | None
) -> list[Chosen]:
    """Return who would own the next occurrences of a plan; `process` is what it changes, if any."""
    if plan.rota is None or not coming:
        return [Chosen(plan.owner_id) for _ in coming]
    if process is not None and process.rota == plan.rota:
        return owners_ahead(session, process, coming)
    people = people_of(session, plan)
    before = roster_of(session, process) if process else None
    first = following(before, people, process.owner_id) if process and before else None
    first = first or next(iter(people), plan.rota.stand_in)
    roster = Roster(plan.rota, people, coming[0].local, first)
    return ahead(roster, coming, 0, partial(hindrance, session))


def ahead(
    roster: Roster, coming: Sequence[Occurrence], before: int, hindered: Hindered
) -> list[Chosen]:
    """Return who owns each of the next occurrences; `before` runs lie between `since` and them."""

    def chosen(number: int, one: Occurrence) -> Chosen:
        order = roster.order(one.local, before + number)
        return choose(roster, order, lambda person: hindered(person, one.at))

    return [chosen(number, one) for number, one in enumerate(coming)]


def hindrance(session: Session, person_id: str, at: datetime) -> PassedOver | None:
    """Return why somebody cannot take a turn at the instant `at`; None when they can."""
    gone = _gone(session, person_id)
    if gone is not None:
        return gone
    absence = absence_at(session, person_id, at)
    return PassedOver(person_id, PassReason.AWAY, absence.until_at) if absence else None


def _gone(session: Session, person_id: str) -> PassedOver | None:
    member = session.get(Member, person_id)
    # Somebody whom we have not looked at yet was there when the rota was made.
    gone = member is not None and not member.is_active
    return PassedOver(person_id, PassReason.GONE) if gone else None


def _runs_between(session: Session, process: Process, local: datetime) -> int:
    """Count the regular runs, skipped ones left out, since the occurrence that is counted from."""
    if local == process.rota_since:
        return 0
    mine = (Run.process_id == process.id, Run.is_extra.is_(False))
    span = (Run.occurrence >= process.rota_since, Run.occurrence < local)
    counted = select(func.count()).select_from(Run)
    return session.scalar(counted.where(*mine, *span, Run.state != RunState.SKIPPED)) or 0
