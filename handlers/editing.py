"""Changing a process: its form, what it would become, and the word that it is saved."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from handlers.acting import Acting
from handlers.asking import Answer, Asked, ClickAnswer
from handlers.drafts import DraftGoneError, Drafts
from handlers.forms import FormErrors
from handlers.naming import named_process, place_of
from handlers.new_context import NewContext
from handlers.responses import errors, pushed, replaced
from handlers.reviewing import reviewed
from handlers.rooms import Response, Rooms
from handlers.row_ids import row_id
from handlers.saving import (
    NotSaved,
    basis_of,
    changeable,
    own_change,
    proposed,
    rebased,
    save,
    submit,
    why_not,
)
from handlers.slack_requests import SlackClick, SlackSubmission, SlackView
from handlers.views import command_answers, form_ids
from handlers.views.edit_modals import change_preview, not_saved_modal, unchanged_modal
from handlers.views.form import FormPreset, preset_from_plan, process_form
from handlers.views.form_preset import basis_of as basis_in
from handlers.views.modal import View
from handlers.views.words import Message
from scheduler import versions
from scheduler.plan import ProcessPlan
from scheduler.versions import Basis
from storage.models import Member, Process


class Editing:
    """Everything between the wish to change a process and its next version."""

    def __init__(self, acting: Acting, minimum_window: timedelta) -> None:
        """Act by way of `acting`, with windows of at least `minimum_window`."""
        self.acting = acting
        self.minimum_window = minimum_window
        self.drafts = Drafts(acting.database)

    def rooms(self) -> Rooms:
        """Return what it answers."""
        return Rooms(
            verbs={"edit": self.edit},
            forms={
                form_ids.EDIT_CALLBACK: self.submit_form,
                form_ids.SAVE_CALLBACK: self.submit_preview,
                form_ids.AGAIN_CALLBACK: self.submit_again,
            },
            clicks={
                form_ids.EDIT_PROCESS: self.open_form,
                form_ids.EDIT_AGAIN: self.redraw_preview,
            },
        )

    # The command, and the button on the page of a process.

    def edit(self, asked: Asked) -> Answer:
        """Answer `/baton edit …` with the form, filled with the process."""
        with self.acting.database.look() as session:
            found = named_process(session, asked.rest, "edit")
            form = found if isinstance(found, Message) else self._form(session, found, asked.member)
        return Answer(self.acting.opened(asked.trigger_id, form))

    def open_form(self, click: SlackClick, now: datetime) -> ClickAnswer | None:
        """Open the form of the process that the clicked button names; None when it is open."""
        member = self.acting.directory.member(click.user.id, now)
        with self.acting.database.look() as session:
            form = self._form(session, session.get(Process, row_id(click.value)), member)
        return self.acting.open(click, form)

    def _form(
        self, session: Session, process: Process | None, member: Member | None
    ) -> View | Message:
        if process is not None and process.family_id is not None:
            return place_of(session, process)
        found = changeable(process, member)
        if isinstance(found, NotSaved):
            return found.message
        return process_form(self._preset(versions.plan_of(found), found))

    def _preset(self, plan: ProcessPlan, process: Process) -> FormPreset:
        return preset_from_plan(plan, self.minimum_window, Basis(process.id, process.version))

    # The form and what it would make of the process.

    def submit_form(self, submission: SlackSubmission, now: datetime) -> Response:
        """Answer a submitted form: its errors, or on top of it what would become of the process."""
        try:
            said = self._said_back(submission, now)
        except FormErrors as wrong:
            return errors(wrong.errors)
        return replaced(said) if submission.view.is_last_layer else pushed(said)

    def _said_back(self, submission: SlackSubmission, now: datetime) -> View:
        view, member = submission.view, self.acting.directory.member(submission.user.id, now)
        basis = basis_in(view.private_metadata)
        if member is None or basis is None:
            return not_saved_modal(command_answers.failed())
        with self.acting.database.look() as session:
            found = changeable(session.get(Process, basis.process_id), member)
        if isinstance(found, NotSaved):
            return not_saved_modal(found.message)
        draft_id = self.drafts.keep(self._read(view, basis, member, now), member.id, now, basis)
        return self._prospect(draft_id, member, now, is_last=view.is_last_layer)

    def _read(self, view: SlackView, basis: Basis, member: Member, now: datetime) -> ProcessPlan:
        context = NewContext(member.zone, None, now, self.minimum_window)
        with self.acting.database.look() as session:
            seen = versions.version_of(session, basis)
        before = seen.steps if seen else ()
        return reviewed(self.acting, view.state.values, context, before, basis.process_id)

    def _prospect(self, draft_id: str, member: Member, now: datetime, *, is_last: bool) -> View:
        prospect = proposed(self.acting.database, draft_id, member, now)
        if isinstance(prospect, NotSaved):
            return why_not(prospect, draft_id)
        if prospect.before == prospect.after:
            return unchanged_modal()
        return change_preview(prospect, draft_id, now, is_last=is_last)

    def submit_preview(self, submission: SlackSubmission, now: datetime) -> Response:
        """Save what was looked at, and close everything; if it cannot be, say why."""
        gone, again = command_answers.draft_gone(), form_ids.AGAIN_CALLBACK
        return submit(self.acting, submission, now, save, gone, again)

    # The form once more, with what was typed on top of what is there now.

    def submit_again(self, submission: SlackSubmission, now: datetime) -> Response:
        """Put the form in the place of the word why it was not saved."""
        return replaced(self._again(submission.view.private_metadata, submission.user.id, now))

    def redraw_preview(self, click: SlackClick, now: datetime) -> None:
        """Put the form in the place of what was looked at."""
        if click.view is not None:
            form = self._again(click.value, click.user.id, now)
            self.acting.desk.update_view(click.view.id, click.view.hash, form)

    def _again(self, draft_id: str, person_id: str, now: datetime) -> View:
        member = self.acting.directory.member(person_id, now)
        try:
            with self.acting.database.work() as session:
                draft = own_change(session, draft_id, person_id)
                process = session.get(Process, basis_of(draft).process_id)
                found = changeable(process, member)
                if isinstance(found, NotSaved):
                    return not_saved_modal(found.message)
                return process_form(self._preset(rebased(session, draft, found), found))
        except DraftGoneError:
            return not_saved_modal(command_answers.draft_gone())
