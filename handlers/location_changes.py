"""Saving, changing and retiring a location: checked and done at the moment at which it is done."""

from datetime import datetime

from sqlalchemy.orm import Session

from handlers.acting import Acting
from handlers.asking import ClickAnswer
from handlers.location_reading import (
    Carried,
    in_words,
    read_carried,
    read_form,
    wrong_people,
)
from handlers.permission import Action, may
from handlers.responses import closed, errors, pushed, told
from handlers.rooms import Response, Rooms
from handlers.row_ids import row_id
from handlers.slack_requests import SlackClick, SlackSubmission
from handlers.views import command_answers, form_ids, places, titles
from handlers.views import family_ids as ids
from handlers.views import location_answers as views
from handlers.views.location_form import NAME_TAKEN, LocationChange, change_modal, change_question
from handlers.views.notice import notice_modal
from handlers.views.words import Message
from scheduler import locations, relocating
from scheduler.definition import PlaceError
from scheduler.location_plan import LocationPlan
from scheduler.locations import LocationTakenError
from scheduler.processes import NameTakenError
from storage.models import Location, Member

WRONG = (LocationTakenError, PlaceError, NameTakenError)


class LocationChanges:
    """Does what the modals and buttons of locations ask for."""

    def __init__(self, acting: Acting) -> None:
        """Act by way of `acting`."""
        self.acting = acting

    def rooms(self) -> Rooms:
        """Return what it answers."""
        return Rooms(
            forms={
                ids.LOCATION_FORM: self.submit_form,
                ids.LOCATION_CONFIRM: self.submit_change,
            },
            clicks={
                ids.LOCATION_SAVE: self.press_save,
                ids.LOCATION_DROP: lambda _click, _now: ClickAnswer(places.nothing_done(), True),
                ids.LOCATION_RETIRE: self.press_retire,
                ids.LOCATION_END: self.press_end,
            },
        )

    def created(self, plan: LocationPlan, person_id: str, now: datetime) -> Message:
        """Create a location; say so, or that its name is taken."""
        with self.acting.database.work() as session:
            try:
                location = locations.create(session, plan, person_id, now)
            except LocationTakenError:
                return views.location_taken(plan.name)
            session.commit()
            return views.created(location)

    def question(self, location: Location, plan: LocationPlan, now: datetime) -> Message:
        """Say back what a change would mean, and ask whether it is right."""
        change = self._looked_at(location, plan)
        if isinstance(change, Message):
            return change
        carried = Carried(location=location.id, version=location.version, plan=plan)
        return change_question(change, now, carried.model_dump_json())

    def _looked_at(self, location: Location, plan: LocationPlan) -> LocationChange | Message:
        before = locations.plan_of(location)
        if before == plan:
            return views.nothing_changed(location)
        with self.acting.database.look() as session:
            try:
                locations.refuse_taken(session, plan.name, location.id)
                moves = relocating.moves(session, location, plan)
            except WRONG as problem:
                return _why(problem)
            return LocationChange(before, plan, moves)

    def submit_form(self, submission: SlackSubmission, now: datetime) -> Response:
        """Answer the modal: with its errors, with what a change would mean, or by saving it."""
        member = self.acting.full_member(submission.user.id, now)
        if isinstance(member, Message):
            return told(titles.NOTHING_DONE, member)
        form = read_form(submission.view.state.values)
        if form.plan is None:
            return errors(form.errors)
        wrong = wrong_people(form.plan, self.acting.directory, now)
        if wrong:
            return errors(wrong)
        about = submission.view.private_metadata
        if not about:
            return self._create(form.plan, member, now)
        return self._change(about, form.plan, member, now)

    def _create(self, plan: LocationPlan, member: Member, now: datetime) -> Response:
        with self.acting.database.look() as session:
            if locations.named(session, plan.name) is not None:
                return errors({form_ids.NAME: NAME_TAKEN})
        return told(titles.LOCATION, self.created(plan, member.id, now))

    def _change(self, about: str, plan: LocationPlan, member: Member, now: datetime) -> Response:
        location_id, _, version = about.partition(".")
        with self.acting.database.look() as session:
            found = editable(member, with_id(session, location_id))
        if isinstance(found, Message):
            return _on_top(found)
        change = self._looked_at(found, plan)
        if isinstance(change, Message):
            return _on_top(change)
        carried = Carried(location=found.id, version=row_id(version), plan=plan)
        return pushed(change_modal(change, now, carried.model_dump_json()))

    def submit_change(self, submission: SlackSubmission, now: datetime) -> Response:
        """Save what was looked at and close the modals; if it cannot be, say why."""
        done = self._saved(submission.view.private_metadata, submission.user.id, now)
        return told(titles.NOT_SAVED, done[0], close=titles.BACK) if not done[1] else closed()

    def press_save(self, click: SlackClick, now: datetime) -> ClickAnswer:
        """Save what was looked at, and say so in its place."""
        message, is_saved = self._saved(click.value, click.user.id, now)
        return ClickAnswer(message, replaces=is_saved)

    def _saved(self, text: str, person_id: str, now: datetime) -> tuple[Message, bool]:
        member, carried = self.acting.full_member(person_id, now), read_carried(text)
        if isinstance(member, Message):
            return member, False
        if carried is None:
            return command_answers.failed(), False
        # Somebody may have left since it was looked at.
        wrong = wrong_people(carried.plan, self.acting.directory, now)
        if wrong:
            return command_answers.not_understood(in_words(wrong)), False
        with self.acting.database.work() as session:
            found = editable(member, with_id(session, str(carried.location)))
            if isinstance(found, Message):
                return found, False
            if locations.plan_of(found) == carried.plan:
                return views.nothing_changed(found), True
            if found.version != carried.version:
                return views.location_overtaken(found), False
            return _save(session, found, carried.plan, member, now)

    # Retiring.

    def press_retire(self, click: SlackClick, now: datetime) -> ClickAnswer:
        """Say how much ends with a location, and ask once more."""
        member = self.acting.full_member(click.user.id, now)
        if isinstance(member, Message):
            return ClickAnswer(member)
        with self.acting.database.look() as session:
            found = with_id(session, click.value)
            return ClickAnswer(self.retire_question(session, member, found))

    def retire_question(
        self, session: Session, member: Member, found: Location | Message
    ) -> Message:
        """Return the question, or why it is not asked."""
        if isinstance(found, Message):
            return found
        if not may(member, Action.RETIRE_LOCATION, found):
            return views.location_not_allowed(Action.RETIRE_LOCATION, found)
        there = locations.processes_at(session, found.id)
        return views.retire_question(found, there, f"{found.id}.{len(there)}")

    def press_end(self, click: SlackClick, now: datetime) -> ClickAnswer:
        """Retire a location with as many processes as were asked about; else ask anew."""
        member = self.acting.full_member(click.user.id, now)
        if isinstance(member, Message):
            return ClickAnswer(member)
        location_id, _, count = click.value.partition(".")
        with self.acting.database.work() as session:
            found = with_id(session, location_id)
            question = self.retire_question(session, member, found)
            if isinstance(found, Message) or not may(member, Action.RETIRE_LOCATION, found):
                return ClickAnswer(question)
            there = locations.processes_at(session, found.id)
            if count != str(len(there)):
                return ClickAnswer(question, replaces=True)
            locations.retire(session, found, member.id, now)
            session.commit()
            return ClickAnswer(views.retired(found, len(there)), replaces=True)


def with_id(session: Session, text: str) -> Location | Message:
    """Find the live location that a form or a button carries."""
    found = session.get(Location, row_id(text))
    return found if found is not None and found.retired_at is None else views.location_gone()


def editable(member: Member, found: Location | Message) -> Location | Message:
    """Return the location, if this person may change it; else who may."""
    if isinstance(found, Message) or may(member, Action.EDIT_LOCATION, found):
        return found
    return views.location_not_allowed(Action.EDIT_LOCATION, found)


def _save(
    session: Session, location: Location, plan: LocationPlan, member: Member, now: datetime
) -> tuple[Message, bool]:
    try:
        moved = len(relocating.moves(session, location, plan))
        relocating.change(session, location, plan, member.id, now)
    except WRONG as problem:
        return _why(problem), False
    session.commit()
    return views.changed(location, moved), True


def _on_top(message: Message) -> Response:
    """Say why nothing is saved; what was typed still stands in the form below."""
    return pushed(notice_modal(titles.NOT_SAVED, message, close=titles.BACK))


def _why(problem: Exception) -> Message:
    if isinstance(problem, LocationTakenError):
        return views.location_taken(str(problem))
    if isinstance(problem, NameTakenError):
        return command_answers.name_taken(str(problem))
    return command_answers.not_understood(str(problem))
