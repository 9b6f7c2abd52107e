"""Places of people who have left: who is asked to fill them, and what follows when they do."""

from collections.abc import Iterator, Sequence
from datetime import datetime

import structlog
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from scheduler import finding, outbox, rota_runs, versions
from scheduler.ladder import put, rungs
from scheduler.members import is_full_member
from scheduler.responsible import can_be_asked
from scheduler.step_ladders import every_ladder, own_parts, own_person
from storage import ledger
from storage.ledger import Subject
from storage.models import Member, Process, Run, RunStep, Step, Vacancy
from storage.states import Level, OutgoingKind, ProcessState, RunState

log = structlog.get_logger()


class NotVacantError(Exception):
    """The place has been filled, or is no longer one of somebody who has left."""


class OnLadderError(Exception):
    """The person chosen is on this ladder already, or on that of the step of this title."""

    def __init__(self, level: Level, step: str | None = None) -> None:
        """Name the place that they have."""
        super().__init__(level.name)
        self.level, self.step = level, step


def left(session: Session, person_id: str, now: datetime) -> None:
    """Ask, once, for somebody in each place of a person who has left.

    What they were asked to fill themselves is asked of the next who can.
    """
    _remember(session, person_id, now)
    vacancies = [*_handed_on(session, person_id, now), *_vacated(session, person_id, now)]
    session.flush()
    for gone_id, asked_id in dict.fromkeys((one.gone_id, one.asked_id) for one in vacancies):
        first = next(v for v in vacancies if (v.gone_id, v.asked_id) == (gone_id, asked_id))
        key = f"leaver:{first.id}:{asked_id}"
        outbox.say(session, now, OutgoingKind.LEAVER, key, asked_id, gone=gone_id)


def _remember(session: Session, person_id: str, now: datetime) -> None:
    member = session.get(Member, person_id)
    if member is None:
        member = Member(id=person_id, name=person_id, zone="UTC", seen_at=now)
        member.is_human, member.is_guest, member.is_admin = True, False, False
        session.add(member)
    member.is_active = False
    session.flush()


def returned(session: Session, person_id: str, now: datetime) -> None:
    """Close what nobody has filled for a person who is back."""
    for vacancy in _open(session, Vacancy.gone_id == person_id):
        vacancy.closed_at = now
        rota_runs.look_ahead(session, vacancy.process)


def asked_of(session: Session, asked_id: str, gone_id: str) -> Sequence[Vacancy]:
    """Return the places of `gone_id` that somebody was asked about, by their process's name.

    One for each part that they had in a process, be it in the whole or in some of its steps.
    """
    mine = (Vacancy.asked_id == asked_id, Vacancy.gone_id == gone_id)
    query = select(Vacancy).join(Process).where(*mine).order_by(Process.name_key, Vacancy.id)
    every = session.scalars(query).all()
    newest = {(vacancy.process_id, vacancy.level): vacancy for vacancy in every}
    return list(newest.values())


def is_vacant(vacancy: Vacancy) -> bool:
    """Tell whether a place still waits for somebody."""
    live = vacancy.process.state != ProcessState.ARCHIVED
    return vacancy.closed_at is None and live and bool(_works(vacancy))


def steps_of(vacancy: Vacancy) -> list[str]:
    """Return the titles of the steps that a vacancy is about; empty where it is the process's.

    For a place that is filled they are those that have who took over.
    """
    process, level = vacancy.process, vacancy.level
    holder = vacancy.successor_id or vacancy.gone_id
    if _is_named(process, level, holder):
        return []
    return [step.title for step in process.steps if own_person(step, level) == holder]


def _works(vacancy: Vacancy) -> list[Process | Step]:
    """Return what itself names the person who has left: the process, steps of it, or both."""
    process = vacancy.process
    on_it = [process] if _is_named(process, vacancy.level, vacancy.gone_id) else []
    own = [s for s in process.steps if own_person(s, vacancy.level) == vacancy.gone_id]
    return [*on_it, *own]


def _is_named(process: Process, level: Level, person_id: str) -> bool:
    """Tell whether a process itself names somebody; those of a user group are Slack's to name."""
    if level == Level.OWNER and process.rota is not None:
        return person_id in process.rota.members
    return rungs(process)[level].person_id == person_id


def fill(session: Session, vacancy: Vacancy, successor_id: str, by_id: str, now: datetime) -> None:
    """Put somebody in the place of one who has left: in the process, its steps and its open runs.

    What has been asked stays as it is. Raises NotVacantError and OnLadderError.
    """
    if not is_vacant(vacancy):
        raise NotVacantError(vacancy.id)
    process = vacancy.process
    _refuse_who_is_there(vacancy, successor_id)
    for work in _works(vacancy):
        _take_over(session, work, vacancy, successor_id)
    process.version += 1
    versions.record(session, process, by_id, now)
    steps = sum(_replace(step, vacancy, successor_id) for step in _open_steps(session, process))
    vacancy.closed_at, vacancy.filled_by_id, vacancy.successor_id = now, by_id, successor_id
    who = {"role": vacancy.level.role, "gone": vacancy.gone_id, "successor": successor_id}
    subject = Subject.of(process)
    ledger.append(session, "person_replaced", now, subject, by_id, **who, open_steps=steps)
    if successor_id != by_id:
        key, kind = f"took_over:{vacancy.id}", OutgoingKind.TOOK_OVER
        outbox.say(session, now, kind, key, successor_id, vacancy=vacancy.id)


def _take_over(session: Session, work: Process | Step, vacancy: Vacancy, successor_id: str) -> None:
    if isinstance(work, Process) and work.rota is not None and vacancy.level == Level.OWNER:
        rota_runs.replace(work, vacancy.gone_id, successor_id)
        rota_runs.look_ahead(session, work)
    else:
        put(work, vacancy.level, successor_id)


def _refuse_who_is_there(vacancy: Vacancy, successor_id: str) -> None:
    """Raise OnLadderError where somebody would stand twice on a ladder that has the vacancy."""
    process = vacancy.process
    if _works(vacancy)[0] is process and _is_named(process, vacancy.level, successor_id):
        raise OnLadderError(vacancy.level)  # they take turns at it as well
    for ladder, title in every_ladder(process):
        people = [rung.person_id for rung in rungs(ladder)]
        if people[vacancy.level] == vacancy.gone_id and successor_id in people:
            raise OnLadderError(Level(people.index(successor_id)), title)


def _open_steps(session: Session, process: Process) -> Sequence[RunStep]:
    open_ones = (Run.process_id == process.id, Run.state == RunState.OPEN)
    return session.scalars(select(RunStep).join(Run).where(*open_ones)).all()


def _replace(step: RunStep, vacancy: Vacancy, successor_id: str) -> bool:
    """Change the ladder of a step of an open run, unless that rung has been asked already."""
    people = [rung.person_id for rung in rungs(step)]
    was_asked = any(turn.level == vacancy.level for turn in step.turns)
    if people[vacancy.level] != vacancy.gone_id or was_asked or successor_id in people:
        return False
    put(step, vacancy.level, successor_id)
    if vacancy.level == Level.OWNER:
        step.passed_over = None
    return True


def _vacated(session: Session, person_id: str, now: datetime) -> Iterator[Vacancy]:
    known = _open(session, Vacancy.gone_id == person_id)
    places = {(vacancy.process_id, vacancy.level) for vacancy in known if is_vacant(vacancy)}
    for process in finding.processes_of(session, person_id):
        if process.rota is not None:
            rota_runs.look_ahead(session, process)
        asked_id = _who_decides(session, process)
        if asked_id is None:
            log.error("nobody can fill a place", action="nobody_decides", process=process.id)
            continue
        for level in _levels(process, person_id):
            if (process.id, level) not in places:
                vacancy = Vacancy(process=process, level=level, gone_id=person_id)
                vacancy.asked_id, vacancy.asked_at = asked_id, now
                session.add(vacancy)
                yield vacancy


def _levels(process: Process, person_id: str) -> list[Level]:
    """Return the parts that a process, or a step of it, itself names somebody for."""
    on_it = {level for level in Level if _is_named(process, level, person_id)}
    return sorted(on_it | set(own_parts(process, person_id)))


def _handed_on(session: Session, person_id: str, now: datetime) -> Iterator[Vacancy]:
    for vacancy in _open(session, Vacancy.asked_id == person_id):
        asked_id = _who_decides(session, vacancy.process)
        if is_vacant(vacancy) and asked_id is not None:
            vacancy.asked_id, vacancy.asked_at = asked_id, now
            yield vacancy


def _open(session: Session, which: ColumnElement[bool]) -> Sequence[Vacancy]:
    still = select(Vacancy).where(Vacancy.closed_at.is_(None), which)
    return session.scalars(still.order_by(Vacancy.id)).all()


def _who_decides(session: Session, process: Process) -> str | None:
    """Return the manager, else the creator, else an admin, as far as they can be asked."""
    for person_id in (process.manager_id, process.creator_id):
        if can_be_asked(session.get(Member, person_id)):
            return person_id
    admins = select(Member).where(Member.is_admin, Member.is_active).order_by(Member.id)
    return next((admin.id for admin in session.scalars(admins) if is_full_member(admin)), None)
