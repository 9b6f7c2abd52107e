"""`/baton steps`: the order of a process's or a family's steps, and what each has of its own.

What is arranged is kept in a draft, and becomes the next version the way that an edit does.
"""

from datetime import datetime, timedelta

from handlers import arranging
from handlers.acting import Acting
from handlers.arranging import Arranged, Looked
from handlers.asking import Answer, Asked, ClickAnswer
from handlers.drafts import DraftGoneError, Drafts, rewrite
from handlers.responses import pushed, replaced
from handlers.reviewing import wrong_in_steps
from handlers.rooms import Response, Rooms
from handlers.row_ids import row_id
from handlers.saving import NotSaved, submit, why_not
from handlers.slack_requests import SlackClick, SlackSubmission
from handlers.step_details import StepDetails, gone
from handlers.views import command_answers
from handlers.views import step_ids as ids
from handlers.views.edit_modals import not_saved_modal, unchanged_modal
from handlers.views.modal import View
from handlers.views.step_list import list_gone, not_saved, step_list
from handlers.views.words import Message
from scheduler.step_checks import first_problem
from scheduler.step_order import NoSuchStepError, moved
from storage.models import Member, Process


class Steps:
    """Everything between the wish to arrange steps and the next version of what has them."""

    def __init__(self, acting: Acting, minimum_window: timedelta) -> None:
        """Act by way of `acting`, with windows of at least `minimum_window`."""
        self.acting = acting
        self.minimum_window = minimum_window
        self.drafts = Drafts(acting.database)
        self.details = StepDetails(acting, minimum_window)

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

    # The command, and the button on the page of a process or a family.

    def steps(self, asked: Asked) -> Answer:
        """Answer `/baton steps …` with the list."""
        with self.acting.database.work() as session:
            seen = arranging.named(session, asked.rest, asked.member)
        view = self._list_of(seen, asked.member, asked.now)
        return Answer(self.acting.opened(asked.trigger_id, view))

    def open_list(self, click: SlackClick, now: datetime) -> ClickAnswer | None:
        """Open the list of the process that the clicked button names; None when it is open."""
        member = self.acting.directory.member(click.user.id, now)
        with self.acting.database.work() as session:
            process = session.get(Process, row_id(click.value))
            seen = arranging.of_process(session, process, member)
        return self.acting.open(click, self._list_of(seen, member, now))

    def open_family(self, click: SlackClick, now: datetime) -> ClickAnswer | None:
        """Do the same with the family that the clicked button names."""
        member = self.acting.directory.member(click.user.id, now)
        with self.acting.database.work() as session:
            seen = arranging.of_family(session, row_id(click.value), member)
        return self.acting.open(click, self._list_of(seen, member, now))

    def _list_of(
        self, seen: Arranged | Message, member: Member | None, now: datetime
    ) -> View | Message:
        if isinstance(seen, Message) or member is None:
            return seen if isinstance(seen, Message) else command_answers.failed()
        plan, basis = seen
        return step_list(plan, self.drafts.keep(plan, member.id, now, basis))

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
            with self.acting.database.work() as session:
                draft = arranging.open_draft(session, draft_id, person_id)
                plan = arranging.plan_in(draft)
                steps = moved(plan.steps, click.value, by)
                rewrite(draft, plan.model_copy(update={"steps": steps}))
                session.commit()
        except (DraftGoneError, NoSuchStepError):
            self.acting.desk.update_view(click.view.id, None, gone())
            return
        # Two quick clicks may be drawn in the wrong order: the later drawing reads what is there.
        if not self.acting.desk.update_view(click.view.id, click.view.hash, self._list(click)):
            self.acting.desk.update_view(click.view.id, None, self._list(click))

    def _list(self, click: SlackClick) -> View:
        assert click.view is not None, "it was clicked in the list"
        draft_id = click.view.private_metadata
        try:
            with self.acting.database.work() as session:
                draft = arranging.open_draft(session, draft_id, click.user.id)
                return step_list(arranging.plan_in(draft), draft_id)
        except DraftGoneError:
            return gone()

    # What it would make of it.

    def submit_list(self, submission: SlackSubmission, now: datetime) -> Response:
        """Put on top of the list what would become of the process or the family."""
        draft_id, member = self._draft_of(submission, now)
        try:
            return pushed(self._prospect(draft_id, member, now))
        except DraftGoneError:
            return replaced(gone())

    def _prospect(self, draft_id: str, member: Member | None, now: datetime) -> View:
        if member is None:
            return not_saved_modal(command_answers.failed())
        seen = arranging.look(self.acting.database, draft_id, member, now)
        if isinstance(seen, NotSaved):
            return why_not(seen, draft_id, ids.AGAIN_CALLBACK)
        if seen.before == seen.after:
            return unchanged_modal()
        # Each detail was right when it was typed; what others changed meanwhile may not go with it.
        wrong = self._wrong(seen, now)
        if wrong:
            return not_saved_modal(not_saved(wrong))
        return seen.preview | {"callback_id": ids.SAVE_CALLBACK}

    def _wrong(self, seen: Looked, now: datetime) -> str | None:
        found = (first_problem(one, self.minimum_window) for one in seen.runs)
        wrong = next(filter(None, found), None)
        # At most places the same people have them: each list is looked at once.
        lists = {one.steps: one for one in seen.runs}.values()
        database, directory = self.acting.database, self.acting.directory
        people = (wrong_in_steps(one, database, directory, now) for one in lists)
        return wrong or next(filter(None, people), None)

    def submit_preview(self, submission: SlackSubmission, now: datetime) -> Response:
        """Save what was looked at, and close everything; if it cannot be, say why."""
        return submit(self.acting, submission, now, arranging.save, list_gone(), ids.AGAIN_CALLBACK)

    def submit_again(self, submission: SlackSubmission, now: datetime) -> Response:
        """Draw the list below anew, with what was arranged on top of what is there now."""
        view = self._again(*self._draft_of(submission, now), now)
        below = submission.view.previous_view_id
        if below and self.acting.desk.update_view(below, None, view):
            return {}
        return replaced(view)

    def _again(self, draft_id: str, member: Member | None, now: datetime) -> View:
        try:
            with self.acting.database.work() as session:
                seen = arranging.again(session, draft_id, member)
        except DraftGoneError:
            return not_saved_modal(list_gone())
        view = self._list_of(seen, member, now)
        return not_saved_modal(view) if isinstance(view, Message) else view

    def _draft_of(self, submission: SlackSubmission, now: datetime) -> tuple[str, Member | None]:
        member = self.acting.directory.member(submission.user.id, now)
        return submission.view.private_metadata, member
