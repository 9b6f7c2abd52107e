"""`/baton list`, `show`, `resume`, `archive` and `start`."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from handlers import acting
from handlers.asking import Answer, Asked, ClickAnswer, Verb
from handlers.lessons import learned
from handlers.naming import named_process, typed_name
from handlers.pages import page_number
from handlers.permission import Action, barred_at, may
from handlers.slack_text import plain
from handlers.views import command_answers
from handlers.views.family_page import family_page
from handlers.views.process_list import process_list
from handlers.views.process_page import Beside, process_page
from handlers.views.words import Message
from scheduler import (
    family_look,
    finding,
    processes,
    rota_runs,
    skipping,
    sources,
    versions,
)
from scheduler.away import away_of
from scheduler.cadence import Occurrence
from scheduler.finding import OneFamily
from scheduler.rotas import Chosen
from scheduler.step_ladders import people
from scheduler.versions import Basis
from storage.database import Database
from storage.models import Member, Process, Run, RunStep, Turn
from storage.states import ProcessState, StepState

RUNS_SHOWN = 5
TURNS_SHOWN = 3

Do = Callable[[Session, Process, str, datetime], Message]


class ProcessCommands:
    """What people ask about their processes, and do to them."""

    def __init__(self, database: Database) -> None:
        """Work on `database`."""
        self.database = database

    def verbs(self) -> dict[str, Verb]:
        """Return the verbs by name."""
        return {
            "list": self.list_all,
            Action.SHOW: self.show,
            Action.RESUME: lambda asked: self._change(asked, Action.RESUME, _resume),
            Action.ARCHIVE: lambda asked: self._change(asked, Action.ARCHIVE, _archive),
            Action.START: lambda asked: self._change(asked, Action.START, _start),
        }

    def list_all(self, _asked: Asked) -> Answer:
        """List the first processes."""
        return Answer(self._listed(0))

    def turn(self, _member: Member, value: str, _now: datetime) -> ClickAnswer:
        """List another page of them in place of the one with the button."""
        number = page_number(value)
        if number is None:
            return ClickAnswer(command_answers.page_gone("list"))
        return ClickAnswer(self._listed(number), replaces=True)

    def _listed(self, number: int) -> Message:
        with self.database.look() as session:
            return process_list(finding.live_page(session, number))

    def show(self, asked: Asked) -> Answer:
        """Show everything about one process, or about a family."""
        with self.database.look() as session:
            found = finding.find(session, typed_name(asked.rest))
            if isinstance(found, OneFamily):
                return Answer(_show_family(asked.member, session, found, asked.now))
            process = named_process(session, asked.rest, Action.SHOW)
            if isinstance(process, Message):
                return Answer(process)
            return Answer(_show(asked.member, session, process, asked.now))

    def _change(self, asked: Asked, action: Action, do: Do) -> Answer:
        with self.database.work() as session:
            process = acting.named(session, asked, action, plain(asked.rest))
            if isinstance(process, Message):
                return Answer(process)
            message = do(session, process, asked.member.id, asked.now)
            session.commit()
            return Answer(message)


def _show(member: Member, session: Session, process: Process, now: datetime) -> Message:
    if not may(member, Action.SHOW, process):
        return command_answers.not_allowed(Action.SHOW, process)
    beside = Beside(
        last_change=versions.change_to(session, Basis(process.id, process.version)),
        coming=_turns_ahead(session, process, now),
        away=away_of(session, people(process), now),
        can_act=may(member, Action.EDIT, process),
        learned=learned(session, process, member),
        source=sources.source_of(session, process),
    )
    recent, turns = _recent_runs(session, process), _turns_of_open_steps(session, process)
    return process_page(process, recent, turns, now, beside)


def _recent_runs(session: Session, process: Process) -> list[Run]:
    with_turns = selectinload(Run.steps).selectinload(RunStep.turns)
    runs = select(Run).where(Run.process_id == process.id).order_by(Run.id.desc())
    return list(session.scalars(runs.limit(RUNS_SHOWN).options(with_turns)))


def _turns_of_open_steps(session: Session, process: Process) -> list[Turn]:
    open_ones = (Run.process_id == process.id, RunStep.state == StepState.OPEN)
    turns = select(Turn).join(RunStep).join(Run).where(*open_ones)
    return list(session.scalars(turns.order_by(Turn.id)))


def _show_family(member: Member, session: Session, found: OneFamily, now: datetime) -> Message:
    seen = family_look.look(session, found.family_id, now)
    places = (one.process for one in seen.places)
    return family_page(seen, can_act=barred_at(member, Action.EDIT, places) is None)


def _turns_ahead(
    session: Session, process: Process, now: datetime
) -> list[tuple[Occurrence, Chosen]]:
    """Return the next turns of a rota; none where one person owns all."""
    if process.rota is None:
        return []
    coming = skipping.coming(session, process, now)[:TURNS_SHOWN]
    return list(zip(coming, rota_runs.owners_ahead(session, process, coming), strict=True))


def _resume(session: Session, process: Process, person: str, now: datetime) -> Message:
    if process.state == ProcessState.ACTIVE:
        return command_answers.already_active(process)
    processes.resume(session, process, person, now)
    return command_answers.resumed(process)


def _archive(session: Session, process: Process, person: str, now: datetime) -> Message:
    processes.archive(session, process, person, now)
    return command_answers.archived(process)


def _start(session: Session, process: Process, person: str, now: datetime) -> Message:
    return command_answers.started(process, processes.start(session, process, person, now))
