"""`/baton open` and the modal by which a manager handles one step."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from handlers import acting
from handlers.acting import Acting
from handlers.asking import Answer, Asked, ClickAnswer
from handlers.pages import page_number
from handlers.permission import Action
from handlers.rooms import Rooms
from handlers.row_ids import row_id
from handlers.slack_requests import SlackClick
from handlers.views import command_answers, handle_answers, handle_forms, titles
from handlers.views import handle_ids as ids
from handlers.views.handle import handle_modal
from handlers.views.modal import View
from handlers.views.notice import notice_modal
from handlers.views.unresolved import HANDLE, open_list
from handlers.views.words import Message
from scheduler.handling import acceptable, live_turn
from scheduler.unresolved import open_past_owner
from storage.database import Database
from storage.models import Member, RunStep

Draw = Callable[[RunStep, str, datetime], View | Message]


class OpenList:
    """Lists what is open past its owner, for those who are responsible."""

    def __init__(self, database: Database) -> None:
        """Read `database`."""
        self.database = database

    def answer(self, asked: Asked) -> Answer:
        """Show the first page."""
        return Answer(self._page(asked.member, 0, asked.now))

    def turn(self, member: Member, value: str, now: datetime) -> ClickAnswer:
        """Show another page in place of the one with the button."""
        number = page_number(value)
        if number is None:
            return ClickAnswer(command_answers.page_gone("open"))
        return ClickAnswer(self._page(member, number, now), replaces=True)

    def _page(self, member: Member, number: int, now: datetime) -> Message:
        with self.database.look() as session:
            page = open_past_owner(session, None if member.is_admin else member.id, number)
            return open_list(page, now, is_admin=member.is_admin)


class Handling:
    """Opens the modal on a step, and in its place the form for each thing that can be done.

    A click on the Home tab or in a modal can be answered by a modal only, so all are.
    """

    def __init__(self, acting_: Acting) -> None:
        """Find people and processes by way of `acting_`."""
        self.acting = acting_

    def rooms(self) -> Rooms:
        """Return what it answers."""
        return Rooms(
            clicks={
                HANDLE: self.handle,
                ids.ASK_REASSIGN: self.ask_whom,
                ids.ASK_CANCEL_STEP: self.ask_why,
                ids.ASK_ACCEPT: self.ask_which,
            }
        )

    def handle(self, click: SlackClick, now: datetime) -> None:
        """Open the modal on a step."""
        self.acting.desk.open_view(
            click.trigger_id, self._view(click, Action.REASSIGN, handle_modal, now)
        )

    def ask_whom(self, click: SlackClick, now: datetime) -> None:
        """Ask whom the turn is to be given to."""
        self._ask(click, Action.REASSIGN, _reassign_form, now)

    def ask_why(self, click: SlackClick, now: datetime) -> None:
        """Ask why the step is to be cancelled."""
        self._ask(click, Action.CANCEL_STEP, _cancel_form, now)

    def ask_which(self, click: SlackClick, now: datetime) -> None:
        """Ask which file is to count."""
        self._ask(click, Action.ACCEPT, _accept_form, now)

    def _ask(self, click: SlackClick, action: Action, draw: Draw, now: datetime) -> None:
        if click.view is not None:
            view = self._view(click, action, draw, now)
            self.acting.desk.update_view(click.view.id, click.view.hash, view)

    def _view(self, click: SlackClick, action: Action, draw: Draw, now: datetime) -> View:
        member = self.acting.full_member(click.user.id, now)
        if isinstance(member, Message):
            return notice_modal(titles.NOTHING_DONE, member, close=titles.CLOSE)
        with self.acting.database.work() as session:
            step = step_for(session, member, action, click.value)
            drawn = step if isinstance(step, Message) else draw(step, member.zone, now)
        if isinstance(drawn, Message):
            return notice_modal(titles.NOTHING_DONE, drawn, close=titles.CLOSE)
        return drawn


def step_for(session: Session, member: Member, action: Action, value: str) -> RunStep | Message:
    """Return the step that a button or a form carries, if this may be done to it; else why not."""
    step = session.get(RunStep, row_id(value))
    if step is None:
        return handle_answers.gone()
    allowed = acting.allowed(session, member, action, step.run.process, step)
    return allowed if isinstance(allowed, Message) else step


def _reassign_form(step: RunStep, zone: str, now: datetime) -> View | Message:
    turn = live_turn(step)
    if turn is None:
        return handle_answers.nothing_to(step, zone, now)
    return handle_forms.reassign_form(turn, zone, now)


def _cancel_form(step: RunStep, zone: str, now: datetime) -> View | Message:
    if live_turn(step) is None:
        return handle_answers.nothing_to(step, zone, now)
    return handle_forms.cancel_form(step, zone, now)


def _accept_form(step: RunStep, zone: str, now: datetime) -> View | Message:
    proofs = acceptable(step)
    if not proofs:
        return handle_answers.nothing_to(step, zone, now)
    return handle_forms.accept_form(step, proofs, zone, now)
