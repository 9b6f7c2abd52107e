"""Creating a process: the form or the one line, its preview, and the word that it is created."""

from datetime import datetime, timedelta
from typing import Any, Protocol

from handlers.asking import Answer, Asked, ClickAnswer
from handlers.command_line import CommandError, parse_new
from handlers.creators import barred
from handlers.drafts import DraftGoneError, Drafts
from handlers.forms import FormErrors, read_form
from handlers.new_context import NewContext
from handlers.people import Directory
from handlers.permission import is_full_member
from handlers.responses import closed, errors, pushed, told
from handlers.reviewing import outlook, with_group, wrong_with
from handlers.rooms import Response, Rooms
from handlers.slack_requests import SlackClick, SlackSubmission
from handlers.user_groups import GroupError
from handlers.views import command_answers, form_ids
from handlers.views.form import preset_for, preset_from_plan, preset_from_state, process_form
from handlers.views.form_preset import source_of
from handlers.views.notice import notice_modal
from handlers.views.preview import created_message, preview_message, preview_modal
from handlers.views.words import Message
from scheduler.creation import NotCreatorError
from scheduler.plan import ProcessPlan
from scheduler.processes import NameTakenError
from storage.database import Database
from storage.models import Member, Process

NEW_PROCESS = "new_process"


class ViewDesk(Protocol):
    """What creating a process needs of Slack."""

    def open_view(self, trigger_id: str, view: dict[str, Any]) -> bool:
        """Open a modal; False when Slack does not."""
        ...

    def update_view(self, view_id: str, view_hash: str | None, view: dict[str, Any]) -> bool:
        """Draw an open modal anew; False when Slack does not."""
        ...


class Creating:
    """Everything between the wish for a process and its creation."""

    def __init__(
        self, database: Database, directory: Directory, desk: ViewDesk, minimum_window: timedelta
    ) -> None:
        """Create in `database` with windows of at least `minimum_window`."""
        self.database = database
        self.directory = directory
        self.desk = desk
        self.minimum_window = minimum_window
        self.drafts = Drafts(database)

    def rooms(self) -> Rooms:
        """Return what it answers."""
        return Rooms(
            verbs={"new": self.new},
            forms={
                form_ids.FORM_CALLBACK: self.submit_form,
                form_ids.CREATE_CALLBACK: self.submit_preview,
            },
            clicks={
                NEW_PROCESS: self.open_form,
                form_ids.CADENCE_KIND_ACTION: self.redraw_form,
                form_ids.OWNER: self.redraw_form,
                form_ids.CREATE_DRAFT: self.create_draft,
                form_ids.EDIT_DRAFT: self.edit_draft,
                form_ids.DROP_DRAFT: self.drop_draft,
            },
        )

    # The command and the button on the Home tab.

    def new(self, asked: Asked) -> Answer:
        """Answer `/baton new`: the form, or the preview of the line that follows."""
        zone, channel = asked.member.zone, asked.channel_id
        refusal = self.barred(asked.member)
        if refusal:
            return Answer(refusal)
        if not asked.rest:
            form = process_form(preset_for(zone, channel, self.minimum_window))
            opened = self.desk.open_view(asked.trigger_id, form)
            return Answer(None if opened else command_answers.failed())
        context = NewContext(zone, channel, asked.now, self.minimum_window)
        try:
            plan = parse_new(asked.rest, context)
        except CommandError as error:
            return Answer(command_answers.not_understood(str(error)))
        return Answer(self._preview(plan, asked))

    def open_form(self, click: SlackClick, now: datetime) -> None:
        """Open an empty form from the Home tab, where a modal is the only way to say why not."""
        member = self.directory.member(click.user.id, now)
        if member is None or not is_full_member(member):
            view = notice_modal("New process", command_answers.guest(), close="Close")
        elif refusal := self.barred(member):
            view = notice_modal("New process", refusal, close="Close")
        else:
            view = process_form(preset_for(member.zone, None, self.minimum_window))
        self.desk.open_view(click.trigger_id, view)

    def barred(self, member: Member) -> Message | None:
        """Return what somebody is told who may not create; None when they may."""
        with self.database.look() as session:
            return barred(session, member)

    def _preview(self, plan: ProcessPlan, asked: Asked) -> Message:
        try:
            plan = with_group(plan, self.directory, asked.now)
        except GroupError as problem:
            return command_answers.not_understood(str(problem))
        wrong = wrong_with(plan, self.database, self.directory, asked.now)
        if form_ids.NAME in wrong:
            return command_answers.name_taken(plan.name)
        if wrong:
            return command_answers.not_understood("\n".join(wrong.values()))
        draft = self.drafts.keep(plan, asked.member.id, asked.now)
        return preview_message(plan, draft, asked.now, outlook(plan, self.database, asked.now))

    # The form and its preview.

    def redraw_form(self, click: SlackClick, _now: datetime) -> None:
        """Show the details of what was chosen, cadence or owners; nothing typed is lost."""
        view = click.view
        if view is not None:
            preset = preset_from_state(view.state.values, view.private_metadata)
            self.desk.update_view(view.id, view.hash, process_form(preset))

    def submit_form(self, submission: SlackSubmission, now: datetime) -> Response:
        """Answer a submitted form: its errors, or the preview on top of it."""
        member = self.directory.member(submission.user.id, now)
        if member is None or not is_full_member(member):
            return _not_created(command_answers.guest())
        refusal = self.barred(member)
        if refusal:
            return _not_created(refusal)
        context = NewContext(member.zone, None, now, self.minimum_window)
        before = self.drafts.steps(source_of(submission.view.private_metadata), member.id)
        try:
            plan = read_form(submission.view.state.values, context, before)
            plan = with_group(plan, self.directory, now)
        except FormErrors as wrong:
            return errors(wrong.errors)
        except GroupError as problem:
            return errors({form_ids.OWNER_GROUP: str(problem)})
        found = wrong_with(plan, self.database, self.directory, now)
        if found:
            return errors(found)
        draft = self.drafts.keep(plan, member.id, now)
        return pushed(preview_modal(plan, draft, now, outlook(plan, self.database, now)))

    def submit_preview(self, submission: SlackSubmission, now: datetime) -> Response:
        """Create what the preview showed; the creator gets a DM, as a modal cannot answer."""
        draft, person = submission.view.private_metadata, submission.user.id
        done = self._created(draft, person, now, announce=True)
        if isinstance(done, Message):
            return told("Not created", done, close="Back")
        return closed()

    # The buttons under the preview of a line.

    def create_draft(self, click: SlackClick, now: datetime) -> ClickAnswer:
        """Create what the preview showed and say so in its place; if not, the preview stays."""
        done = self._created(click.value, click.user.id, now, announce=False)
        if isinstance(done, Message):
            return ClickAnswer(done)
        return ClickAnswer(created_message(done, now), replaces=True)

    def form_like(self, plan: ProcessPlan, person_id: str, now: datetime) -> dict[str, Any]:
        """Return the form of a new process, filled with a plan; its steps keep all their own."""
        source = self.drafts.keep(plan, person_id, now)
        return process_form(preset_from_plan(plan, self.minimum_window, source=source))

    def edit_draft(self, click: SlackClick, _now: datetime) -> ClickAnswer | None:
        """Open the form with what the preview showed; None when it is open."""
        try:
            plan = self.drafts.plan(click.value, click.user.id)
        except DraftGoneError:
            return ClickAnswer(command_answers.draft_gone(), replaces=True)
        form = process_form(preset_from_plan(plan, self.minimum_window, source=click.value))
        if self.desk.open_view(click.trigger_id, form):
            return None
        return ClickAnswer(command_answers.failed())

    def drop_draft(self, click: SlackClick, _now: datetime) -> ClickAnswer:
        """Forget what the preview showed."""
        try:
            self.drafts.drop(click.value, click.user.id)
        except DraftGoneError:
            return ClickAnswer(command_answers.draft_gone())
        return ClickAnswer(command_answers.draft_dropped(), replaces=True)

    def _created(
        self, draft: str, person: str, now: datetime, *, announce: bool
    ) -> Process | Message:
        member = self.directory.member(person, now)
        if member is None or not is_full_member(member):
            return command_answers.guest()
        try:
            return self.drafts.create(draft, member, now, announce=announce)
        except NotCreatorError:
            return self.barred(member) or command_answers.failed()
        except DraftGoneError:
            return command_answers.draft_gone()
        except NameTakenError as taken:
            return command_answers.name_taken(str(taken))


def _not_created(why: Message) -> Response:
    """Say why nothing is created; what was typed still stands in the form below."""
    return pushed(notice_modal("Not created", why, close="Back"))
