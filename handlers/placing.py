"""`/baton places`, and the button “Locations…”: at which locations a process runs."""

import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from handlers.acting import Acting, allowed
from handlers.asking import Answer, Asked, ClickAnswer
from handlers.naming import QUOTES, which
from handlers.permission import Action, barred_at
from handlers.responses import replaced, told
from handlers.rooms import Response, Rooms
from handlers.row_ids import row_id
from handlers.slack_requests import SlackClick, SlackSubmission
from handlers.slack_text import plain
from handlers.views import act_answers, command_answers, places, titles
from handlers.views import family_ids as ids
from handlers.views.form_state import FormState
from handlers.views.location_answers import unknown_location
from handlers.views.modal import View
from handlers.views.words import Message
from scheduler import families, finding, locations, placing
from scheduler.definition import PlaceError
from scheduler.finding import OneFamily
from scheduler.placing import MOST_PLACES, Proposal, Prospect
from scheduler.processes import NameTakenError
from storage.models import Location, Member, Process
from storage.states import ProcessKind

APART = re.compile(r"\s*[,;]\s*")
AND = re.compile(r"\s+and\s+", re.IGNORECASE)
EVERYWHERE = {"all", "all locations", "everywhere"}
CARRIED = re.compile(r"(\d{1,9})\|([\d,]{1,2000})\|([0-9a-f]{12})")


@dataclass(frozen=True)
class Carried:
    """What a preview's button does: the process, its locations, and what was looked at."""

    process_id: int
    location_ids: tuple[int, ...]
    stamp: str

    @property
    def text(self) -> str:
        """What the button carries."""
        return f"{self.process_id}|{','.join(map(str, self.location_ids))}|{self.stamp}"


class Placing:
    """Lets a process run at locations, and nowhere else."""

    def __init__(self, acting: Acting) -> None:
        """Act by way of `acting`."""
        self.acting = acting

    def rooms(self) -> Rooms:
        """Return what it answers."""
        return Rooms(
            verbs={"places": self.places},
            forms={ids.PLACES_FORM: self.submit_form, ids.PLACES_CONFIRM: self.submit_preview},
            clicks={
                ids.PLACES_OPEN: self.open_form,
                ids.PLACES_SAVE: self.save,
                ids.PLACES_DROP: lambda _click, _now: ClickAnswer(places.nothing_done(), True),
            },
        )

    def places(self, asked: Asked) -> Answer:
        """Answer the command: with a preview of the places behind the colon, or with the modal."""
        line = plain(asked.rest).strip()
        if not line:
            return Answer(places.which_process())
        with self.acting.database.work() as session:
            shown = _asked(session, asked, line)
        return Answer(self.acting.opened(asked.trigger_id, shown))

    def open_form(self, click: SlackClick, now: datetime) -> ClickAnswer | None:
        """Answer the button on the page of a process or a family."""
        member = self.acting.full_member(click.user.id, now)
        if isinstance(member, Message):
            return ClickAnswer(member)
        with self.acting.database.work() as session:
            found = _allowed(session, member, session.get(Process, row_id(click.value)))
            shown = found if isinstance(found, Message) else _form(session, found)
        return self.acting.open(click, shown)

    def submit_form(self, submission: SlackSubmission, now: datetime) -> Response:
        """Answer the modal with what its choice would mean."""
        member = self.acting.full_member(submission.user.id, now)
        if isinstance(member, Message):
            return told(titles.LOCATIONS, member)
        ticked = FormState(submission.view.state.values).chosen(ids.PLACES)[:MOST_PLACES]
        with self.acting.database.work() as session:
            process_id = row_id(submission.view.private_metadata)
            found = _allowed(session, member, session.get(Process, process_id))
            if isinstance(found, Message):
                return told(titles.LOCATIONS, found)
            chosen = _with_ids(session, [row_id(one) for one in ticked])
            proposed = placing.proposal(session, found, chosen)
            seen = placing.prospect(session, proposed, now)
            return _previewed(found, proposed, seen, now, is_stale=False)

    def submit_preview(self, submission: SlackSubmission, now: datetime) -> Response:
        """Do what the preview showed, or show it anew where it is another by now."""
        member = self.acting.full_member(submission.user.id, now)
        carried = _carried(submission.view.private_metadata)
        if isinstance(member, Message) or carried is None:
            said = member if isinstance(member, Message) else command_answers.failed()
            return told(titles.LOCATIONS, said)
        with self.acting.database.work() as session:
            done = _placed(session, member, carried, now)
            session.commit()
            if isinstance(done, Message):
                return told(titles.LOCATIONS, done)
            process, proposed, seen = done
            return _previewed(process, proposed, seen, now, is_stale=True)

    def save(self, click: SlackClick, now: datetime) -> ClickAnswer:
        """Do the same by the button below a message."""
        member = self.acting.full_member(click.user.id, now)
        carried = _carried(click.value)
        if isinstance(member, Message) or carried is None:
            return ClickAnswer(member if isinstance(member, Message) else command_answers.failed())
        with self.acting.database.work() as session:
            done = _placed(session, member, carried, now)
            session.commit()
            if isinstance(done, Message):
                return ClickAnswer(done, replaces=True)
            process, proposed, seen = done
            text = _text(process, proposed, seen)
            question = places.places_question(seen, now, text, is_stale=True)
            return ClickAnswer(question, replaces=True)


def _asked(session: Session, asked: Asked, line: str) -> View | Message:
    process, named = _subject(session, line)
    found = process if isinstance(process, Message) else _allowed(session, asked.member, process)
    if isinstance(found, Message):
        return found
    if named is None:
        return _form(session, found)
    chosen = _locations(session, named)
    if isinstance(chosen, Message):
        return chosen
    proposed = placing.proposal(session, found, chosen)
    seen = placing.prospect(session, proposed, asked.now)
    text = _text(found, proposed, seen)
    return _no_question(seen) or places.places_question(seen, asked.now, text, is_stale=False)


def _form(session: Session, process: Process) -> View | Message:
    known = locations.live(session)
    if not known:
        return places.no_location_yet()
    here = families.places_of(session, process.family_id) if process.family_id else []
    chosen = [place.location_id for place in here if place.location_id]
    name = process.family.name if process.family else process.name
    return places.places_form(name, known, chosen, str(process.id))


def _subject(session: Session, line: str) -> tuple[Process | Message, str | None]:
    """Cut a line into what it is about and the places behind a colon; names may have colons."""
    colons = [at for at, letter in enumerate(line) if letter == ":"]
    for at in reversed(colons):
        process = _named(session, line[:at])
        if isinstance(process, Process):
            return process, line[at + 1 :]
    whole = _named(session, line)
    if colons and not isinstance(whole, Process):
        return _named(session, line[: colons[-1]]), line[colons[-1] + 1 :]
    return whole, None


def _named(session: Session, name: str) -> Process | Message:
    found = finding.find(session, name.strip(QUOTES))
    if isinstance(found, OneFamily):
        return families.places_of(session, found.family_id)[0]
    return found if isinstance(found, Process) else which(found)


def _allowed(session: Session, member: Member, process: Process | None) -> Process | Message:
    """Return what is to run elsewhere, if this person may change it wherever it runs."""
    if process is None:
        return act_answers.gone()
    whole = families.places_of(session, process.family_id) if process.family_id else [process]
    found = allowed(session, member, Action.EDIT, whole[0] if whole else process)
    if isinstance(found, Message):
        return found
    if found.kind == ProcessKind.DEMO:
        return places.demo_stays()
    barred = barred_at(member, Action.EDIT, whole)
    return command_answers.not_allowed(Action.EDIT, barred) if barred else found


def _locations(session: Session, named: str) -> list[Location] | Message:
    if named.strip().casefold() in EVERYWHERE:
        return locations.live(session)
    found: list[Location] = []
    for chunk in filter(None, APART.split(named.strip())):
        whole = locations.find(session, chunk.strip(QUOTES))
        parts = [chunk] if isinstance(whole, Location) else AND.split(chunk)
        for part in parts:
            one = locations.find(session, part.strip(QUOTES))
            if not isinstance(one, Location):
                return unknown_location(part, one)
            found.append(one)
    return found


def _with_ids(session: Session, wanted: list[int]) -> list[Location]:
    """Return the live locations of these, in their order."""
    known = {location.id: location for location in locations.live(session)}
    return [known[one] for one in dict.fromkeys(wanted) if one in known]


def _previewed(
    process: Process, proposed: Proposal, seen: Prospect, now: datetime, *, is_stale: bool
) -> Response:
    wrong = _no_question(seen)
    if wrong:
        return told(titles.LOCATIONS, wrong)
    text = _text(process, proposed, seen)
    return replaced(places.places_preview(seen, now, text, is_stale=is_stale))


def _no_question(seen: Prospect) -> Message | None:
    if seen.problems:
        return places.wrong(seen)
    return places.runs_there_already(seen) if seen.changes_nothing else None


def _text(process: Process, proposed: Proposal, seen: Prospect) -> str:
    chosen = tuple(location.id for location in proposed.chosen)
    return Carried(process.id, chosen, seen.stamp).text


def _carried(text: str) -> Carried | None:
    found = CARRIED.fullmatch(text)
    if found is None:
        return None
    chosen = tuple(row_id(one) for one in found[2].split(","))
    return Carried(row_id(found[1]), chosen, found[3])


def _placed(
    session: Session, member: Member, carried: Carried, now: datetime
) -> Message | tuple[Process, Proposal, Prospect]:
    """Do what was looked at; what it would be by now where that is something else."""
    process = _allowed(session, member, session.get(Process, carried.process_id))
    if isinstance(process, Message):
        return process
    chosen = _with_ids(session, list(carried.location_ids))
    proposed = placing.proposal(session, process, chosen)
    seen = placing.prospect(session, proposed, now)
    if seen.problems or seen.changes_nothing:
        return _no_question(seen) or command_answers.failed()
    if seen.stamp != carried.stamp:
        return process, proposed, seen
    try:
        placing.place(session, proposed, member.id, now)
    except (PlaceError, NameTakenError) as problem:
        session.rollback()
        return command_answers.not_understood(str(problem))
    return places.placed(seen)
