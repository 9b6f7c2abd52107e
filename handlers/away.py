"""`/baton away` and `/baton back`, for oneself or for someone of one's own."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from handlers.acting import Acting
from handlers.asking import Answer, Asked, ClickAnswer
from handlers.away_fields import read_fields
from handlers.forms import FormErrors
from handlers.leave_words import read_leave
from handlers.permission import may_speak_for
from handlers.responses import errors, told
from handlers.rooms import Response, Rooms
from handlers.slack_requests import SlackClick, SlackSubmission
from handlers.slack_text import mention_at, plain
from handlers.views import away as views
from handlers.views import command_answers, titles
from handlers.views.away import About
from handlers.views.away_form import AWAY_CALLBACK, AwayForm, away_form
from handlers.views.words import Message
from scheduler import absences, finding, outbox
from scheduler.absences import Leave
from scheduler.away import absences_of
from scheduler.meanwhile import meanwhile
from scheduler.moments import MomentError
from storage.models import Absence, Member
from storage.states import AbsenceSource, OutgoingKind

Span = tuple[datetime, datetime]


class Away:
    """Says who is away; whether somebody may is asked in the unit of work that does it."""

    def __init__(self, acting: Acting) -> None:
        """Find people and open modals by way of `acting`."""
        self.acting = acting

    def rooms(self) -> Rooms:
        """Return what it answers."""
        return Rooms({"away": self.away, "back": self.back}, {AWAY_CALLBACK: self.submit})

    def away(self, asked: Asked) -> Answer:
        """Take words for an answer; open the modal where there are none, or none understood."""
        person_id, words = _whom(asked)
        refusal = self._refusal(asked.member, person_id, asked.now)
        if refusal is not None:
            return Answer(refusal)
        if not words:
            return self._open(asked, person_id, "", "")
        try:
            span = read_leave(words, asked.member.zone, asked.now)
        except MomentError as unclear:
            return self._open(asked, person_id, words, str(unclear))
        return Answer(self._say(asked.member, person_id, span, asked.now))

    def back(self, asked: Asked) -> Answer:
        """End an absence, or call off the next one."""
        person_id, rest = _whom(asked)
        refusal = self._refusal(asked.member, person_id, asked.now)
        if rest or refusal is not None:
            return Answer(refusal or views.whom())
        with self.acting.database.work() as session:
            if not _may(session, asked.member, person_id):
                return Answer(views.may_not_speak_for(person_id))
            message = _come_back(session, asked.member, person_id, asked.now)
            session.commit()
        return Answer(message)

    def submit(self, submission: SlackSubmission, now: datetime) -> Response:
        """Answer the submitted modal: its errors, or what the absence means in its place."""
        member = self.acting.full_member(submission.user.id, now)
        if isinstance(member, Message):
            return told(titles.NOT_SAVED, member)
        person_id = submission.view.private_metadata
        refusal = self._refusal(member, person_id, now)
        if refusal is not None:
            return told(titles.NOT_SAVED, refusal)
        try:
            span = read_fields(submission.view.state.values, member.zone, now)
        except FormErrors as wrong:
            return errors(wrong.errors)
        return told(titles.AWAY, self._say(member, person_id, span, now))

    def open_for_oneself(self, click: SlackClick, now: datetime) -> ClickAnswer | None:
        """Open the modal from a button; None when it is open."""
        member = self.acting.full_member(click.user.id, now)
        if isinstance(member, Message):
            return ClickAnswer(member)
        return self.acting.open(click, self._form(member, member.id, now, "", ""))

    def _open(self, asked: Asked, person_id: str, words: str, problem: str) -> Answer:
        form = self._form(asked.member, person_id, asked.now, words, problem)
        failed = self.acting.opened(asked.trigger_id, form)
        return Answer(command_answers.not_understood(problem) if failed and problem else failed)

    def _form(
        self, member: Member, person_id: str, now: datetime, words: str, problem: str
    ) -> dict[str, Any]:
        with self.acting.database.look() as session:
            known = absences_of(session, person_id, now)
        oneself = person_id == member.id
        return away_form(AwayForm(person_id, oneself, member.zone, words, problem, known), now)

    def _refusal(self, member: Member, person_id: str, now: datetime) -> Message | None:
        if person_id == member.id:
            return None
        if not person_id:
            return views.whom()
        why_not = self.acting.directory.why_not(person_id, now)
        if why_not:
            return command_answers.not_understood(why_not)
        with self.acting.database.look() as session:
            allowed = _may(session, member, person_id)
        return None if allowed else views.may_not_speak_for(person_id)

    def _say(self, member: Member, person_id: str, span: Span, now: datetime) -> Message:
        with self.acting.database.work() as session:
            if not _may(session, member, person_id):
                return views.may_not_speak_for(person_id)
            message = _gone_away(session, member, Leave(person_id, *span), now)
            session.commit()
        return message


def _gone_away(session: Session, member: Member, leave: Leave, now: datetime) -> Message:
    oneself = member.id == leave.person_id
    source = AbsenceSource.SELF if oneself else AbsenceSource.OTHER
    absence = absences.say(session, leave, member.id, source, now)
    session.flush()
    if not oneself:
        _tell(session, absence, "away_said", member.id, now)
    about = About(leave.person_id, is_reader=oneself, zone=member.zone)
    return views.away(absence, meanwhile(session, absence, now), about, now)


def _come_back(session: Session, member: Member, person_id: str, now: datetime) -> Message:
    about = About(person_id, is_reader=member.id == person_id, zone=member.zone)
    absence = absences.come_back(session, person_id, member.id, now)
    if absence is None:
        return views.not_away(about)
    if not about.is_reader:
        _tell(session, absence, "back_said", member.id, now)
    session.flush()
    following = next(iter(absences_of(session, person_id, now)), None)
    return views.back(absence, following, about, now)


def _tell(session: Session, absence: Absence, what: str, by_id: str, now: datetime) -> None:
    """Tell somebody what another person has said for them; once."""
    key, person = f"{what}:{absence.id}", absence.person_id
    said_once = (OutgoingKind.AWAY_SAID, key, person)
    outbox.say(session, now, *said_once, absence=absence.id, by=by_id)


def _may(session: Session, member: Member, person_id: str) -> bool:
    return may_speak_for(member, person_id, finding.processes_of(session, person_id))


def _whom(asked: Asked) -> tuple[str, str]:
    """Return who is meant and the words behind; an empty id where Slack recognised nobody."""
    text = asked.rest.strip()
    found = mention_at(text)
    if found is not None:
        meant, end = found
        return meant.id, plain(text[end:]).strip()
    return ("" if text.startswith("@") else asked.member.id), plain(text).strip()
