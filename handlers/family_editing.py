"""Changing a family at all its places: its form, what it would become, and that it is saved."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from handlers.acting import Acting
from handlers.asking import ClickAnswer
from handlers.drafts import DraftGoneError, Drafts
from handlers.family_saving import (
    basis_of,
    changeable,
    own_change,
    place_plan,
    proposed,
    rebased,
    save,
)
from handlers.forms import FormErrors, read_form
from handlers.new_context import NewContext
from handlers.responses import errors, pushed, replaced, told
from handlers.rooms import Response, Rooms
from handlers.row_ids import row_id
from handlers.saving import NotSaved, submit, why_not
from handlers.slack_requests import SlackClick, SlackSubmission
from handlers.views import command_answers, form_ids, titles
from handlers.views import family_ids as ids
from handlers.views.edit_modals import not_saved_modal, unchanged_modal
from handlers.views.family_changes import family_preview
from handlers.views.form import preset_from_plan, process_form
from handlers.views.form_preset import family_in
from handlers.views.form_refusals import FAMILY_NAME_TAKEN
from handlers.views.form_state import FormState
from handlers.views.modal import View
from handlers.views.words import Message
from scheduler import families, family_versions, processes
from scheduler.definition import Definition, PlaceError, definition_of
from scheduler.family_versions import FamilyBasis
from scheduler.plan import ProcessPlan, StepPlan
from storage.models import Family, Member, Process
from storage.states import HolidayMove


class FamilyEditing:
    """Everything between the wish to change a family and its next version."""

    def __init__(self, acting: Acting, minimum_window: timedelta) -> None:
        """Act by way of `acting`, with windows of at least `minimum_window`."""
        self.acting = acting
        self.minimum_window = minimum_window
        self.drafts = Drafts(acting.database)

    def rooms(self) -> Rooms:
        """Return what it answers."""
        return Rooms(
            forms={
                ids.FAMILY_FORM: self.submit_form,
                ids.FAMILY_SAVE: self.submit_preview,
                ids.FAMILY_AGAIN: self.submit_again,
            },
            clicks={
                ids.FAMILY_EDIT: self.open_form,
                ids.FAMILY_AGAIN_PRESS: self.redraw_preview,
            },
        )

    def open_form(self, click: SlackClick, now: datetime) -> ClickAnswer | None:
        """Open the form of the family that the clicked button names; None when it is open."""
        member = self.acting.directory.member(click.user.id, now)
        with self.acting.database.work() as session:
            found = changeable(session, row_id(click.value), member)
            if isinstance(found, NotSaved):
                return ClickAnswer(found.message)
            form = self._form(found, family_versions.defined(session, found))
        return self.acting.open(click, form)

    def _form(self, family: Family, definition: Definition) -> View:
        preset = preset_from_plan(definition, self.minimum_window)
        basis = FamilyBasis(family.id, family.version)
        return process_form(replace(preset, holiday_move=definition.holiday_move, family=basis))

    def submit_form(self, submission: SlackSubmission, now: datetime) -> Response:
        """Answer a submitted form: its errors, or on top of it what would become of the family."""
        member = self.acting.full_member(submission.user.id, now)
        basis = family_in(submission.view.private_metadata)
        if isinstance(member, Message) or basis is None:
            said = member if isinstance(member, Message) else command_answers.failed()
            return told(titles.NOTHING_DONE, said)
        try:
            definition = self._read(submission, basis, member, now)
        except FormErrors as wrong:
            return errors(wrong.errors)
        except NotThereError as gone:
            return told(titles.NOTHING_DONE, gone.message, close=titles.BACK)
        draft_id = self.drafts.keep(definition, member.id, now, basis)
        is_last = submission.view.is_last_layer
        seen = self._seen(draft_id, member, now, is_last=is_last)
        return replaced(seen) if is_last else pushed(seen)

    def _read(
        self, submission: SlackSubmission, basis: FamilyBasis, member: Member, now: datetime
    ) -> Definition:
        values = submission.view.state.values
        with self.acting.database.work() as session:
            found = changeable(session, basis.family_id, member)
            if isinstance(found, NotSaved):
                raise NotThereError(found.message)
            places = families.places_of(session, found.id)
            context = NewContext(places[0].zone, None, now, self.minimum_window)
            seen = family_versions.version_of(session, basis)
            plan = _read_at(values, places[0], context, seen.steps if seen else ())
            move = FormState(values).text(form_ids.HOLIDAY_MOVE)
            definition = definition_of(plan).model_copy(
                update={"notes": plan.notes, "holiday_move": _move(move)}
            )
            other = processes.named(session, definition.name)
            if other is not None and other.family_id != found.id:
                raise FormErrors({form_ids.NAME: FAMILY_NAME_TAKEN})
            _refuse_wrong_places(places, family_versions.defined(session, found), definition)
        return definition

    def _seen(self, draft_id: str, member: Member, now: datetime, *, is_last: bool) -> View:
        seen = proposed(self.acting.database, draft_id, member, now)
        if isinstance(seen, NotSaved):
            return why_not(seen, draft_id, ids.FAMILY_AGAIN)
        if seen.before == seen.after:
            return unchanged_modal()
        return family_preview(seen, draft_id, now, is_last=is_last)

    def submit_preview(self, submission: SlackSubmission, now: datetime) -> Response:
        """Save what was looked at, and close everything; if it cannot be, say why."""
        gone = command_answers.draft_gone()
        return submit(self.acting, submission, now, save, gone, ids.FAMILY_AGAIN)

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
                found = changeable(session, basis_of(draft).family_id, member)
                if isinstance(found, NotSaved):
                    return not_saved_modal(found.message)
                return self._form(found, rebased(session, draft, found))
        except DraftGoneError:
            return not_saved_modal(command_answers.draft_gone())


class NotThereError(Exception):
    """The family cannot be changed by this person, or not any more; `message` says why."""

    def __init__(self, message: Message) -> None:
        """Keep what is to be said."""
        super().__init__(message.text)
        self.message = message


def _read_at(
    values: Any, place: Process, context: NewContext, before: Sequence[StepPlan]
) -> ProcessPlan:
    """Read the form with what one place says for itself; its errors at fields that are shown."""
    typed = values if isinstance(values, Mapping) else {}
    try:
        return read_form({**typed, **_of(place)}, context, before)
    except FormErrors as wrong:
        raise FormErrors(_shown(wrong.errors)) from wrong


def _of(place: Process) -> dict[str, Any]:
    people = {role: {"selected_user": getattr(place, role)} for role in _ROLES}
    texts = {
        form_ids.ZONE: {"value": place.zone},
        form_ids.HOLIDAY_PLACE: {"value": place.holidays.place if place.holidays else ""},
    }
    return {name: {name: content} for name, content in (people | texts).items()}


_ROLES = (form_ids.OWNER, form_ids.BACKUP, form_ids.MANAGER)


def _shown(wrong: Mapping[str, str]) -> dict[str, str]:
    """Move what is said of a field that the form does not show to one that it does."""
    hidden = form_ids.OF_THE_PLACE
    shown = {block: text for block, text in wrong.items() if block not in hidden}
    moved = next((text for block, text in wrong.items() if block in hidden), None)
    return ({form_ids.NAME: moved} if moved else {}) | shown


def _move(chosen: str) -> HolidayMove:
    return HolidayMove(chosen) if chosen in set(HolidayMove) else HolidayMove.SKIP


def _refuse_wrong_places(
    places: Sequence[Process], before: Definition, definition: Definition
) -> None:
    after = families.settled(definition, before)
    for place in places:
        try:
            place_plan(place, before, after)
        except PlaceError as problem:
            raise FormErrors({form_ids.NAME: str(problem)}) from problem
