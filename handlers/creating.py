"""Creating a process: the form, the one line or a clone, its preview, the word that it is there."""

from datetime import datetime, timedelta
from typing import Any

from handlers.acting import Acting
from handlers.asking import Answer, Asked, ClickAnswer
from handlers.command_line import CommandError, parse_new
from handlers.creators import barred
from handlers.drafts import DraftGoneError, Drafts
from handlers.forms import FormErrors
from handlers.naming import named_process
from handlers.new_context import NewContext
from handlers.responses import closed, errors, pushed, told
from handlers.reviewing import outlook, reviewed, with_group, wrong_with
from handlers.rooms import Response, Rooms
from handlers.slack_requests import SlackClick, SlackSubmission
from handlers.sourcing import beside_form, without_clashes
from handlers.user_groups import GroupError
from handlers.views import command_answers, form_ids, titles
from handlers.views.form import preset_for, preset_from_plan, preset_from_state, process_form
from handlers.views.form_preset import source_of
from handlers.views.form_state import FormState
from handlers.views.notice import notice_modal
from handlers.views.preview import created_message, preview_message, preview_modal
from handlers.views.words import Message
from scheduler import cloning
from scheduler.creation import NotCreatorError
from scheduler.plan import ProcessPlan
from scheduler.processes import NameTakenError
from storage.models import Member, Process

NEW_PROCESS = "new_process"


class Creating:
    """Everything between the wish for a process and its creation."""

    def __init__(self, acting: Acting, minimum_window: timedelta) -> None:
        """Act by way of `acting`, with windows of at least `minimum_window`."""
        self.acting = acting
        self.minimum_window = minimum_window
        self.drafts = Drafts(acting.database)

    def rooms(self) -> Rooms:
        """Return what it answers."""
        return Rooms(
            verbs={"new": self.new, "clone": self.clone},
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

    # The commands and the button on the Home tab.

    def new(self, asked: Asked) -> Answer:
        """Answer `/baton new`: the form, or the preview of the line that follows."""
        zone, channel = asked.member.zone, asked.channel_id
        refusal = self.barred(asked.member)
        if refusal:
            return Answer(refusal)
        if not asked.rest:
            form = process_form(preset_for(zone, channel, self.minimum_window))
            return Answer(self.acting.opened(asked.trigger_id, form))
        context = NewContext(zone, channel, asked.now, self.minimum_window)
        try:
            plan = parse_new(asked.rest, context)
        except CommandError as error:
            return Answer(command_answers.not_understood(str(error)))
        return Answer(self._preview(plan, asked))

    def clone(self, asked: Asked) -> Answer:
        """Answer `/baton clone …` with the form of a new process, filled with this one."""
        refusal = self.barred(asked.member)
        if refusal:
            return Answer(refusal)
        with self.acting.database.look() as session:
            found = named_process(session, asked.rest, "clone")
            if isinstance(found, Message):
                return Answer(found)
            plan = cloning.copy_of(session, found)
        form = self.form_like(plan, asked.member.id, asked.now)
        return Answer(self.acting.opened(asked.trigger_id, form))

    def open_form(self, click: SlackClick, now: datetime) -> None:
        """Open an empty form from the Home tab, where a modal is the only way to say why not."""
        member = self.acting.full_member(click.user.id, now)
        refusal = member if isinstance(member, Message) else self.barred(member)
        if refusal:
            view = notice_modal(titles.NEW_PROCESS, refusal, close=titles.CLOSE)
        else:
            assert isinstance(member, Member), "anybody else was refused"
            view = process_form(preset_for(member.zone, None, self.minimum_window))
        self.acting.desk.open_view(click.trigger_id, view)

    def barred(self, member: Member) -> Message | None:
        """Return what somebody is told who may not create; None when they may."""
        with self.acting.database.look() as session:
            return barred(session, member)

    def _preview(self, plan: ProcessPlan, asked: Asked) -> Message:
        try:
            plan = with_group(plan, self.acting.directory, asked.now)
        except GroupError as problem:
            return command_answers.not_understood(str(problem))
        wrong = wrong_with(plan, self.acting.database, self.acting.directory, asked.now)
        if form_ids.NAME in wrong:
            return command_answers.name_taken(plan.name)
        if wrong:
            return command_answers.not_understood("\n".join(wrong.values()))
        draft = self.drafts.keep(plan, asked.member.id, asked.now)
        return preview_message(
            plan, draft, asked.now, outlook(plan, self.acting.database, asked.now)
        )

    # The form and its preview.

    def redraw_form(self, click: SlackClick, _now: datetime) -> None:
        """Show the details of what was chosen, cadence or owners; nothing typed is lost."""
        view = click.view
        if view is not None:
            preset = preset_from_state(view.state.values, view.private_metadata)
            with self.acting.database.look() as session:
                lines = beside_form(session, self.drafts.place(preset.source, click.user.id))
            self.acting.desk.update_view(view.id, view.hash, process_form(preset, lines))

    def submit_form(self, submission: SlackSubmission, now: datetime) -> Response:
        """Answer a submitted form: its errors, or the preview on top of it."""
        member = self.acting.full_member(submission.user.id, now)
        if isinstance(member, Message):
            return _not_created(member)
        refusal = self.barred(member)
        if refusal:
            return _not_created(refusal)
        context = NewContext(member.zone, None, now, self.minimum_window)
        source, values = source_of(submission.view.private_metadata), submission.view.state.values
        place = self.drafts.place(source, member.id)
        before = self.drafts.steps(source, member.id)
        if place is not None:
            before = without_clashes(before, others_in(values))
        try:
            plan = reviewed(self.acting, values, context, before)
        except FormErrors as wrong:
            return errors(wrong.errors)
        draft = self.drafts.keep(plan, member.id, now, place=place)
        return pushed(preview_modal(plan, draft, now, outlook(plan, self.acting.database, now)))

    def submit_preview(self, submission: SlackSubmission, now: datetime) -> Response:
        """Create what the preview showed; the creator gets a DM, as a modal cannot answer."""
        draft, person = submission.view.private_metadata, submission.user.id
        done = self._created(draft, person, now, announce=True)
        if isinstance(done, Message):
            return told(titles.NOT_CREATED, done, close=titles.BACK)
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
        return self.acting.open(click, form)

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
        member = self.acting.full_member(person, now)
        if isinstance(member, Message):
            return member
        try:
            return self.drafts.create(draft, member, now, announce=announce)
        except NotCreatorError:
            return self.barred(member) or command_answers.failed()
        except DraftGoneError:
            return command_answers.draft_gone()
        except NameTakenError as taken:
            return command_answers.name_taken(str(taken))


def others_in(values: Any) -> tuple[str, ...]:
    """Return who is asked after the owner, as it stands in the form."""
    state = FormState(values)
    return tuple(filter(None, (state.text(form_ids.BACKUP), state.text(form_ids.MANAGER))))


def _not_created(why: Message) -> Response:
    """Say why nothing is created; what was typed still stands in the form below."""
    return pushed(notice_modal(titles.NOT_CREATED, why, close=titles.BACK))
