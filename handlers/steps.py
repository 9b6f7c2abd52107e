"""`/baton steps`: the order of a process's steps, and what each has of its own.

What is arranged is kept in a draft, and becomes a version of the process by the way of `editing`.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from handlers.acting import Acting
from handlers.asking import Answer, Asked, ClickAnswer
from handlers.drafts import DraftGoneError, Drafts, rewrite
from handlers.naming import named_process
from handlers.responses import pushed, replaced
from handlers.reviewing import wrong_in_steps
from handlers.rooms import Response, Rooms
from handlers.row_ids import row_id
from handlers.saving import (
    NotSaved,
    changeable,
    open_change,
    own_change,
    plan_in,
    proposed,
    rebased,
    save,
    submit,
    why_not,
)
from handlers.slack_requests import SlackClick, SlackSubmission
from handlers.step_details import StepDetails, gone
from handlers.views import command_answers
from handlers.views import step_ids as ids
from handlers.views.edit_modals import change_preview, not_saved_modal, unchanged_modal
from handlers.views.modal import View
from handlers.views.step_list import list_gone, not_saved, step_list
from handlers.views.words import Message
from scheduler import versions
from scheduler.plan import ProcessPlan
from scheduler.step_checks import first_problem
from scheduler.step_order import NoSuchStepError, moved
from scheduler.versions import Basis
from storage.models import Member, Process

Change = Callable[[ProcessPlan], ProcessPlan]


class Steps:
    """Everything between the wish to arrange steps and the next version of their process."""

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
                ids.MOVE_UP: self.move_up,
                ids.MOVE_DOWN: self.move_down,
                ids.OPEN_DETAILS: self.details.open_form,
            },
        )

    # The command, and the button on the page of a process.

    def steps(self, asked: Asked) -> Answer:
        """Answer `/baton steps …` with the list."""
        with self.acting.database.look() as session:
            found = named_process(session, asked.rest, "steps")
            plan = found if isinstance(found, Message) else _seen(found, asked.member)
        return Answer(self._open(plan, asked.member, asked.trigger_id, asked.now))

    def open_list(self, click: SlackClick, now: datetime) -> ClickAnswer | None:
        """Open the list of the process that the clicked button names; None when it is open."""
        member = self.acting.directory.member(click.user.id, now)
        with self.acting.database.look() as session:
            plan = _seen(session.get(Process, row_id(click.value)), member)
        said = self._open(plan, member, click.trigger_id, now)
        return ClickAnswer(said) if said else None

    def _open(
        self,
        seen: tuple[ProcessPlan, Basis] | Message,
        member: Member | None,
        trigger_id: str,
        now: datetime,
    ) -> Message | None:
        if isinstance(seen, Message) or member is None:
            return seen if isinstance(seen, Message) else command_answers.failed()
        plan, basis = seen
        view = step_list(plan, self.drafts.keep(plan, member.id, now, basis))
        return self.acting.opened(trigger_id, view)

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
                draft = open_change(session, draft_id, person_id)
                plan = plan_in(draft)
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
        return step_list(self.drafts.plan(draft_id, click.user.id), draft_id)

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
            return not_saved_modal(command_answers.failed())
        prospect = proposed(self.acting.database, draft_id, member, now)
        if isinstance(prospect, NotSaved):
            return why_not(prospect, draft_id, ids.AGAIN_CALLBACK)
        if prospect.before == prospect.after:
            return unchanged_modal()
        # Each detail was right when it was typed; what others changed meanwhile may not go with it.
        wrong = first_problem(prospect.after, self.minimum_window)
        wrong = wrong or wrong_in_steps(
            prospect.after, self.acting.database, self.acting.directory, now
        )
        if wrong:
            return not_saved_modal(not_saved(wrong))
        preview = change_preview(prospect, draft_id, now, is_last=False)
        return preview | {"callback_id": ids.SAVE_CALLBACK}

    def submit_preview(self, submission: SlackSubmission, now: datetime) -> Response:
        """Save what was looked at, and close everything; if it cannot be, say why."""
        return submit(self.acting, submission, now, save, list_gone(), ids.AGAIN_CALLBACK)

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
                draft = own_change(session, draft_id, member.id if member else "")
                process = session.get(Process, draft.changes_id)
                seen = _seen(process, member)
                if process is None or member is None or isinstance(seen, Message):
                    return not_saved_modal(seen if isinstance(seen, Message) else list_gone())
                plan = rebased(session, draft, process)
        except DraftGoneError:
            return not_saved_modal(list_gone())
        return step_list(plan, self.drafts.keep(plan, member.id, now, seen[1]))

    def _draft_of(self, submission: SlackSubmission, now: datetime) -> tuple[str, Member | None]:
        member = self.acting.directory.member(submission.user.id, now)
        return submission.view.private_metadata, member


def _seen(process: Process | None, member: Member | None) -> tuple[ProcessPlan, Basis] | Message:
    """Return what a process is, and in which version, if this person may change it."""
    found = changeable(process, member)
    if isinstance(found, NotSaved):
        return found.message
    return versions.plan_of(found), Basis(found.id, found.version)
