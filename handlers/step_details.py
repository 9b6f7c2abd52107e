"""What one step has of its own: its modal, on top of the list, and what was typed into it."""

from datetime import datetime, timedelta
from typing import Any

from handlers.acting import Acting
from handlers.arranging import open_draft, plan_in, would_run
from handlers.drafts import DraftGoneError, rewrite
from handlers.forms import FormErrors
from handlers.responses import errors, replaced
from handlers.rooms import Response
from handlers.slack_requests import SlackClick, SlackSubmission
from handlers.step_fields import read_details, refuse_wrong_people, refuse_wrong_step
from handlers.views import titles
from handlers.views.edit_modals import not_saved_modal
from handlers.views.notice import notice_modal
from handlers.views.step_form import remembered, step_form
from handlers.views.step_list import list_gone, step_list
from handlers.views.words import Message
from scheduler.plan import ProcessPlan
from scheduler.step_order import NoSuchStepError, changed, place_of

GONE = (DraftGoneError, NoSuchStepError)


class StepDetails:
    """Keeps the details of steps in the draft of their list; nothing of it holds until saved."""

    def __init__(self, acting: Acting, minimum_window: timedelta) -> None:
        """Act by way of `acting`, with windows of at least `minimum_window`."""
        self.acting = acting
        self.minimum_window = minimum_window

    def open_form(self, click: SlackClick, _now: datetime) -> None:
        """Put the modal of the step that the clicked button names on top of the list."""
        if click.view is None:
            return
        draft_id = click.view.private_metadata
        try:
            plan = self._plan(draft_id, click.user.id)
            form = step_form(plan, click.value, draft_id, self.minimum_window)
        except GONE:
            self.acting.desk.update_view(click.view.id, None, gone())
            return
        self.acting.desk.push_view(click.trigger_id, form)

    def submit(self, submission: SlackSubmission, now: datetime) -> Response:
        """Keep what was typed, draw the list below anew and show it; or say what is wrong."""
        member = self.acting.full_member(submission.user.id, now)
        if isinstance(member, Message):
            return replaced(not_saved_modal(member))
        draft_id, key = remembered(submission.view.private_metadata)
        try:
            own = read_details(submission.view.state.values, self.minimum_window)
            refuse_wrong_people(own, self.acting.directory, now)
            plan = self._kept(draft_id, submission.user.id, key, own)
        except FormErrors as wrong:
            return errors(wrong.errors)
        except GONE:
            return replaced(not_saved_modal(list_gone()))
        below = submission.view.previous_view_id
        if below:
            self.acting.desk.update_view(below, None, step_list(plan, draft_id))
        return {}

    def _kept(self, draft_id: str, person_id: str, key: str, own: dict[str, Any]) -> ProcessPlan:
        with self.acting.database.work() as session:
            draft = open_draft(session, draft_id, person_id)
            plan = plan_in(draft)
            plan = plan.model_copy(update={"steps": changed(plan.steps, key, own)})
            for place, runs in would_run(session, draft, plan):
                step = runs.steps[place_of(runs.steps, key)]
                refuse_wrong_step(runs, step, self.minimum_window, place)
            rewrite(draft, plan)
            session.commit()
        return plan

    def _plan(self, draft_id: str, person_id: str) -> ProcessPlan:
        with self.acting.database.work() as session:
            return plan_in(open_draft(session, draft_id, person_id))


def gone() -> dict[str, Any]:
    """Return what stands in the place of a list that can no longer be worked on."""
    return notice_modal(titles.NOT_SAVED, list_gone(), close=titles.CLOSE)
