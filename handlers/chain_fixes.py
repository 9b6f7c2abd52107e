"""Putting right what the night has found: another person, picked right in the message."""

from datetime import datetime

from sqlalchemy.orm import Session

from handlers.acting import Acting
from handlers.asking import ClickAnswer
from handlers.permission import Action, may
from handlers.rooms import Rooms
from handlers.row_ids import row_id
from handlers.slack_requests import SlackClick
from handlers.views import chain as views
from handlers.views import command_answers
from handlers.views.words import Message
from scheduler import chain_watch, changing, groups, versions
from scheduler.chain_watch import is_open, odd_in
from scheduler.plan import ProcessPlan
from scheduler.plan_checks import people_problems
from scheduler.step_checks import people_problem
from storage.models import ChainFinding, Member, Process
from storage.states import Level


class ChainFixes:
    """Answers the pickers; who may choose is asked anew at each choice."""

    def __init__(self, acting: Acting) -> None:
        """Act by way of `acting`."""
        self.acting = acting

    def rooms(self) -> Rooms:
        """Return what it answers."""
        return Rooms(clicks={views.FIX: self.choose})

    def choose(self, click: SlackClick, now: datetime) -> ClickAnswer:
        """Put the person who was picked in the place, and draw the message anew."""
        member = self.acting.full_member(click.user.id, now)
        if isinstance(member, Message):
            return ClickAnswer(member)
        person_id = click.chosen_person
        why_not = self.acting.directory.why_not(person_id, now)
        if why_not:
            return ClickAnswer(command_answers.not_understood(why_not))
        with self.acting.database.work() as session:
            row = session.get(ChainFinding, row_id(click.place.removeprefix(views.PLACE)))
            if row is None or row.process is None:
                return ClickAnswer(views.nothing_to_fix())
            answer = _put(session, row, row.process, person_id, member, now)
            session.commit()
            return answer


def _put(
    session: Session,
    row: ChainFinding,
    process: Process,
    person_id: str,
    member: Member,
    now: datetime,
) -> ClickAnswer:
    if not may(member, Action.STAFF, process):
        return ClickAnswer(command_answers.not_allowed(Action.STAFF, process))
    level = odd_in(row).level
    has_rota = process.rota is not None
    if level is None or not is_open(row) or not views.can_be_picked(odd_in(row), has_rota=has_rota):
        return ClickAnswer(views.nothing_to_fix())
    plan = _with(process, level, person_id)
    why = _problem(session, plan, person_id)
    if why:
        return ClickAnswer(views.not_fitting(row, person_id, why))
    changing.change(session, process, plan, member.id, now)
    row.over_at = now
    return ClickAnswer(views.chain_message(chain_watch.told_with(session, row.id)), replaces=True)


def _with(process: Process, level: Level, person_id: str) -> ProcessPlan:
    return versions.plan_of(process).model_copy(update={f"{level.role}_id": person_id})


def _problem(session: Session, plan: ProcessPlan, person_id: str) -> str | None:
    rota = plan.rota
    if rota is not None and rota.group_id and groups.is_member(session, rota.group_id, person_id):
        return views.TAKES_TURNS
    return next(iter(people_problems(plan).values()), None) or people_problem(plan)
