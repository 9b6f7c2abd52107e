"""`/baton steps`: the order of a process's or a family's steps, and what each has of its own.

What is arranged is kept in a draft, and becomes the next version the way that an edit does.
"""

from datetime import datetime, timedelta
from typing import Any

from handlers import arranging
from handlers.arranging import Arranged, Looked
from handlers.asking import Answer, Asked, ClickAnswer
from handlers.drafts import DraftGoneError, Drafts, rewrite
from handlers.people import Directory
from handlers.responses import closed, pushed, replaced
from handlers.reviewing import wrong_in_steps
from handlers.rooms import Response, Rooms
from handlers.row_ids import row_id
from handlers.saving import NotSaved
from handlers.slack_requests import SlackClick, SlackSubmission
from handlers.step_desk import StepDesk
from handlers.step_details import StepDetails, gone
from handlers.views import command_answers
from handlers.views import step_ids as ids
from handlers.views.edit_modals import again_modal, nothing_changed
from handlers.views.notice import notice_modal
from handlers.views.step_list import list_gone, not_saved, step_list
from handlers.views.words import Message
from scheduler.step_checks import first_problem
from scheduler.step_order import NoSuchStepError, moved
from storage.database import Database
from storage.models import Member, Process

NOT_SAVED = "Not saved"
View = dict[str, Any]


class Steps:
    """Everything between the wish to arrange steps and the next version of their process."""

    def __init__(
        self, database: Database, directory: Directory, desk: StepDesk, minimum_window: timedelta
    ) -> None:
        """Work on `database`, with windows of at least `minimum_window`."""
        self.database = database
        self.directory = directory
        self.desk = desk
        self.drafts = Drafts(database)
        self.minimum_window = minimum_window
        self.details = StepDetails(database, directory, desk, minimum_window)

    def rooms(self) -> Rooms:
        """Return what it answers."""
        return Rooms(
            verbs={"steps": self.steps},
            forms={
                ids.STEPS_CALLBACK: self.submit_list,
                ids.SAVE_CALLBACK: self.submit_preview,
                ids.AGAIN_CALLBACK: self.submit_again,
                ids.DETAILS_CALLBACK: self.details.submit,
            },
            clicks={
                ids.OPEN_STEPS: self.open_list,
                ids.OPEN_FAMILY_STEPS: self.open_family,
                ids.MOVE_UP: self.move_up,
                ids.MOVE_DOWN: self.move_down,
                ids.OPEN_DETAILS: self.details.open_form,
            },
        )

    # The command, and the button on the page of a process.

    def steps(self, asked: Asked) -> Answer:
        """Answer `/baton steps …` with the list."""
        with self.database.work() as session:
            seen = arranging.named(session, asked.rest, asked.member)
        return Answer(self._open(seen, asked.member, asked.trigger_id, asked.now))

    def open_list(self, click: SlackClick, now: datetime) -> ClickAnswer | None:
        """Open the list of the process that the clicked button names; None when it is open."""
        member = self.directory.member(click.user.id, now)
        with self.database.work() as session:
            process = session.get(Process, row_id(click.value))
            seen = arranging.of_process(session, process, member)
        said = self._open(seen, member, click.trigger_id, now)
        return ClickAnswer(said) if said else None

    def open_family(self, click: SlackClick, now: datetime) -> ClickAnswer | None:
        """Do the same with the family that the clicked button names."""
        member = self.directory.member(click.user.id, now)
        with self.database.work() as session:
            seen = arranging.of_family(session, row_id(click.value), member)
        said = self._open(seen, member, click.trigger_id, now)
        return ClickAnswer(said) if said else None

    def _open(
        self, seen: Arranged | Message, member: Member | None, trigger_id: str, now: datetime
    ) -> Message | None:
        if isinstance(seen, Message) or member is None:
            return seen if isinstance(seen, Message) else command_answers.failed()
        plan, basis = seen
        view = step_list(plan, self.drafts.keep(plan, member.id, now, basis))
        return None if self.desk.open_view(trigger_id, view) else command_answers.failed()

    # Their order.

    def move_up(self, click: SlackClick, _now: datetime) -> None:
        """Let a step change places with the one before it."""
        self._move(click, -1)

    def move_down(self, click: SlackClick, _now: datetime) -> None:
        """Let a step change places with the one behind it."""
        self._move(click, 1)

    def _move(self, click: SlackClick, by: int) -> None:
        """Move a step by one place, and draw the list anew."""
        if click.view is None:
            return
        draft_id, person_id = click.view.private_metadata, click.user.id
        try:
            with self.database.work() as session:
                draft = arranging.open_draft(session, draft_id, person_id)
                plan = arranging.plan_in(draft)
                steps = moved(plan.steps, click.value, by)
                rewrite(draft, plan.model_copy(update={"steps": steps}))
                session.commit()
        except (DraftGoneError, NoSuchStepError):
            self.desk.update_view(click.view.id, None, gone())
            return
        # Two quick clicks may be drawn in the wrong order: the later drawing reads what is there.
        if not self.desk.update_view(click.view.id, click.view.hash, self._list(click)):
            self.desk.update_view(click.view.id, None, self._list(click))

    def _list(self, click: SlackClick) -> View:
        assert click.view is not None, "it was clicked in the list"
        draft_id = click.view.private_metadata
        try:
            with self.database.work() as session:
                draft = arranging.open_draft(session, draft_id, click.user.id)
                return step_list(arranging.plan_in(draft), draft_id)
        except DraftGoneError:
            return gone()

    # What it would make of the process.

    def submit_list(self, submission: SlackSubmission, now: datetime) -> Response:
        """Put on top of the list what would become of the process."""
        draft_id, member = self._draft_of(submission, now)
        try:
            return pushed(self._prospect(draft_id, member, now))
        except DraftGoneError:
            return replaced(gone())

    def _prospect(self, draft_id: str, member: Member | None, now: datetime) -> View:
        if member is None:
            return _notice(command_answers.failed())
        seen = arranging.look(self.database, draft_id, member, now)
        if isinstance(seen, NotSaved):
            return _not_saved(seen, draft_id)
        if seen.before == seen.after:
            return _notice(nothing_changed(), "Nothing changed")
        # Each detail was right when it was typed; what others changed meanwhile may not go with it.
        wrong = self._wrong(seen, now)
        return _notice(wrong) if wrong else seen.preview | {"callback_id": ids.SAVE_CALLBACK}

    def _wrong(self, seen: Looked, now: datetime) -> Message | None:
        found = (first_problem(one, self.minimum_window) for one in seen.runs)
        wrong = next(filter(None, found), None)
        wrong = wrong or wrong_in_steps(seen.after, self.database, self.directory, now)
        return not_saved(wrong) if wrong else None

    def submit_preview(self, submission: SlackSubmission, now: datetime) -> Response:
        """Save what was looked at, and close everything; if it cannot be, say why."""
        draft_id, member = self._draft_of(submission, now)
        try:
            why = arranging.save(self.database, draft_id, member, now)
        except DraftGoneError:
            return replaced(_notice(list_gone()))
        return replaced(_not_saved(why, draft_id)) if why else closed()

    def submit_again(self, submission: SlackSubmission, now: datetime) -> Response:
        """Draw the list below anew, with what was arranged on top of what is there now."""
        view = self._again(*self._draft_of(submission, now), now)
        below = submission.view.previous_view_id
        if below and self.desk.update_view(below, None, view):
            return {}
        return replaced(view)

    def _again(self, draft_id: str, member: Member | None, now: datetime) -> View:
        try:
            with self.database.work() as session:
                seen = arranging.again(session, draft_id, member)
        except DraftGoneError:
            return _notice(list_gone())
        if isinstance(seen, Message) or member is None:
            return _notice(seen if isinstance(seen, Message) else list_gone())
        plan, basis = seen
        return step_list(plan, self.drafts.keep(plan, member.id, now, basis))

    def _draft_of(self, submission: SlackSubmission, now: datetime) -> tuple[str, Member | None]:
        member = self.directory.member(submission.user.id, now)
        return submission.view.private_metadata, member


def _not_saved(why: NotSaved, draft_id: str) -> View:
    if not why.can_go_on:
        return _notice(why.message)
    return again_modal(why.message, draft_id) | {"callback_id": ids.AGAIN_CALLBACK}


def _notice(message: Message, title: str = NOT_SAVED) -> View:
    return notice_modal(title, message, close="Back")
