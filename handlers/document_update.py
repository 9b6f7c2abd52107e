"""A process brought up to date from a newer document, on one tap."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from handlers.acting import Acting
from handlers.asking import ClickAnswer
from handlers.newer import newer_of
from handlers.responses import closed, told
from handlers.rooms import Response, Rooms
from handlers.slack_requests import SlackClick, SlackSubmission
from handlers.sourcing import ReadPiece, piece_of
from handlers.views import command_answers, titles
from handlers.views import document_ids as ids
from handlers.views.document_ids import place_in
from handlers.views.document_newer import Newer, changed_meanwhile, compared, updated
from handlers.views.document_words import document_gone
from handlers.views.modal import View
from handlers.views.words import Message
from scheduler import changing, documents, sources
from scheduler.plan_checks import problems
from scheduler.processes import NameTakenError
from storage.models import Member, Process


class DocumentUpdate:
    """Shows what a newer document would change, and changes it as an edit does."""

    def __init__(self, acting: Acting, minimum_window: timedelta) -> None:
        """Act by way of `acting`, with windows of at least `minimum_window`."""
        self.acting = acting
        self.minimum_window = minimum_window

    def rooms(self) -> Rooms:
        """Return what it answers."""
        return Rooms(
            forms={ids.COMPARED_CALLBACK: self.submit},
            clicks={ids.COMPARE: self.compare},
            deeds={ids.UPDATE: self.press},
        )

    def compare(self, click: SlackClick, now: datetime) -> ClickAnswer | None:
        """Open what would change; None when it is open."""
        member = self.acting.full_member(click.user.id, now)
        if isinstance(member, Message):
            return ClickAnswer(member)
        with self.acting.database.look() as session:
            found = _own(session, click.value, member)
            newer = newer_of(session, found, member, now) if found else None
        place = place_in(click.value)
        view: View | Message = compared(newer, place) if newer and place else document_gone()
        return self.acting.open(click, view)

    def press(self, click: SlackClick, now: datetime) -> ClickAnswer:
        """Bring a process up to date by the button of a message."""
        done = self._done(click.value, click.user.id, now)
        return ClickAnswer(done if isinstance(done, Message) else updated(done))

    def submit(self, submission: SlackSubmission, now: datetime) -> Response:
        """Bring a process up to date by the modal that says what changes."""
        done = self._done(submission.view.private_metadata, submission.user.id, now)
        return told(titles.NOT_SAVED, done) if isinstance(done, Message) else closed()

    def _done(self, value: str, person_id: str, now: datetime) -> Process | Message:
        member = self.acting.full_member(person_id, now)
        if isinstance(member, Message):
            return member
        place, _, version = value.rpartition(":")
        with self.acting.database.work() as session:
            found = _own(session, place, member)
            newer = newer_of(session, found, member, now) if found else None
            if found is None or newer is None:
                return document_gone()
            # Either way the message then says how things stand.
            documents.tell_news(session, found.document, now)
            done = self._updated(session, newer, version, member, now)
            if isinstance(done, Process):
                sources.note(session, done, found.origin, member.id, now)
                session.commit()
            return done

    def _updated(
        self, session: Session, newer: Newer, version: str, member: Member, now: datetime
    ) -> Process | Message:
        process = newer.process
        if newer.why_not is not None:
            return newer.why_not
        if version != str(process.version):
            session.commit()
            return changed_meanwhile(process)
        wrong = problems(newer.after, self.minimum_window)
        if wrong:
            return command_answers.not_understood("\n".join(wrong.values()))
        try:
            changing.change(session, process, newer.after, member.id, now)
        except NameTakenError as taken:
            return command_answers.name_taken(str(taken))
        return process


def _own(session: Session, value: str, member: Member) -> ReadPiece | None:
    """Return the piece at the place that a button carries, if whoever clicked gave it."""
    found = piece_of(session, place_in(value))
    return found if found and found.document.person_id == member.id else None
