"""`/baton locations` and `/baton location …`: where processes run, and with whom."""

from datetime import datetime

from sqlalchemy.orm import Session

from handlers.acting import Acting
from handlers.asking import Answer, Asked, ClickAnswer
from handlers.location_changes import LocationChanges, editable, with_id
from handlers.location_line import LocationLineError, missing, read_line
from handlers.location_reading import in_words, wrong_people
from handlers.naming import QUOTES
from handlers.pages import page_number
from handlers.permission import Action, may
from handlers.rooms import Rooms
from handlers.slack_requests import SlackClick
from handlers.slack_text import plain
from handlers.views import command_answers
from handlers.views import family_ids as ids
from handlers.views import location_answers as views
from handlers.views.location_form import LocationPreset, location_form, preset_of
from handlers.views.modal import View
from handlers.views.words import Message
from scheduler import locations
from scheduler.location_plan import LocationPlan, problems
from storage.models import Location, Member

VERBS = ("new", "edit", "retire")


class Locations:
    """Shows, creates and changes locations."""

    def __init__(self, acting: Acting) -> None:
        """Act by way of `acting`."""
        self.acting = acting
        self.changes = LocationChanges(acting)

    def rooms(self) -> Rooms:
        """Return what it answers."""
        return Rooms(
            verbs={"locations": self.list_all, "location": self.location},
            clicks={
                ids.LOCATION_NEW: self.press_new,
                ids.LOCATION_SHOW: self.press_show,
                ids.LOCATION_EDIT: self.press_edit,
            },
        )

    def list_all(self, asked: Asked) -> Answer:
        """List the first locations."""
        return Answer(self._listed(asked.member, 0))

    def turn(self, member: Member, value: str, _now: datetime) -> ClickAnswer:
        """List another page of them in place of the one with the button."""
        number = page_number(value)
        if number is None:
            return ClickAnswer(command_answers.page_gone("locations"))
        return ClickAnswer(self._listed(member, number), replaces=True)

    def _listed(self, member: Member, number: int) -> Message:
        with self.acting.database.look() as session:
            every = locations.live(session)
            number = min(number, max(len(every) - 1, 0) // locations.LOCATIONS_A_PAGE)
            theirs = frozenset(one.id for one in every if may(member, Action.EDIT_LOCATION, one))
            return views.location_list(every, locations.counts(session, every), theirs, number)

    def location(self, asked: Asked) -> Answer:
        """Answer `/baton location`, with `new`, `edit`, `retire` or a name behind it."""
        verb, _, rest = asked.rest.strip().partition(" ")
        if self._is_name(asked.rest):
            return Answer(self._show(asked))  # it may begin like a verb: New York
        does = {"new": self._new, "edit": self._edit, "retire": self._retire}.get(verb.casefold())
        return Answer(does(asked, rest.strip()) if does else self._show(asked))

    def _is_name(self, typed: str) -> bool:
        with self.acting.database.look() as session:
            return locations.named(session, plain(typed).strip(QUOTES)) is not None

    def _show(self, asked: Asked) -> Message:
        name = plain(asked.rest).strip(QUOTES)
        if not name:
            return views.which_location()
        with self.acting.database.look() as session:
            found = named(session, name)
            return found if isinstance(found, Message) else _page(session, asked.member, found)

    def _new(self, asked: Asked, line: str) -> Message | None:
        if not line:
            form = location_form(LocationPreset(zone=asked.member.zone))
            return self.acting.opened(asked.trigger_id, form)
        try:
            name, fields = read_line(line)
        except LocationLineError as unclear:
            return command_answers.not_understood(str(unclear))
        lacking = list(missing(name, fields))
        if lacking:
            return command_answers.not_understood("\n".join(lacking))
        plan = LocationPlan(**{"name": name, "zone": asked.member.zone, **fields})
        wrong = problems(plan) or wrong_people(plan, self.acting.directory, asked.now)
        if wrong:
            return command_answers.not_understood(in_words(wrong))
        return self.changes.created(plan, asked.member.id, asked.now)

    def _edit(self, asked: Asked, line: str) -> Message | None:
        try:
            name, fields = read_line(line)
        except LocationLineError as unclear:
            return command_answers.not_understood(str(unclear))
        with self.acting.database.look() as session:
            found = editable(asked.member, named(session, name.strip(QUOTES)))
        if isinstance(found, Message):
            return found
        if not fields:
            return self.acting.opened(asked.trigger_id, _form(found))
        plan = locations.plan_of(found).model_copy(update=fields)
        wrong = problems(plan) or wrong_people(plan, self.acting.directory, asked.now)
        if wrong:
            return command_answers.not_understood(in_words(wrong))
        return self.changes.question(found, plan, asked.now)

    def _retire(self, asked: Asked, line: str) -> Message:
        with self.acting.database.look() as session:
            found = named(session, plain(line).strip(QUOTES))
            return self.changes.retire_question(session, asked.member, found)

    # The buttons.

    def press_new(self, click: SlackClick, now: datetime) -> ClickAnswer | None:
        """Open the empty form."""
        member = self.acting.full_member(click.user.id, now)
        if isinstance(member, Message):
            return ClickAnswer(member)
        return self.acting.open(click, location_form(LocationPreset(zone=member.zone)))

    def press_show(self, click: SlackClick, now: datetime) -> ClickAnswer:
        """Show the location that the button carries."""
        member = self.acting.full_member(click.user.id, now)
        if isinstance(member, Message):
            return ClickAnswer(member)
        with self.acting.database.look() as session:
            found = with_id(session, click.value)
            page = found if isinstance(found, Message) else _page(session, member, found)
            return ClickAnswer(page)

    def press_edit(self, click: SlackClick, now: datetime) -> ClickAnswer | None:
        """Open the form of the location that the button carries."""
        member = self.acting.full_member(click.user.id, now)
        if isinstance(member, Message):
            return ClickAnswer(member)
        with self.acting.database.look() as session:
            found = editable(member, with_id(session, click.value))
        return self.acting.open(click, found if isinstance(found, Message) else _form(found))


def named(session: Session, name: str) -> Location | Message:
    """Return the live location that somebody names, or what to say when it is not clear."""
    if not name:
        return views.which_location()
    found = locations.find(session, name)
    return found if isinstance(found, Location) else views.unknown_location(name, found)


def _page(session: Session, member: Member, location: Location) -> Message:
    there = locations.processes_at(session, location.id)
    can_edit = may(member, Action.EDIT_LOCATION, location)
    return views.location_page(location, there, can_edit=can_edit)


def _form(location: Location) -> View:
    about = f"{location.id}.{location.version}"
    return location_form(preset_of(locations.plan_of(location), about))
