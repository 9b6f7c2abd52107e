"""`/baton import` and `/baton scan`: documents given, and what is pressed under the answer."""

import re
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from handlers.acting import Acting
from handlers.asking import Answer, Asked, ClickAnswer
from handlers.creators import barred
from handlers.document_rendering import found_in
from handlers.giving import as_read, given_file, given_text
from handlers.responses import errors, told
from handlers.rooms import Response, Rooms
from handlers.row_ids import row_id
from handlers.slack_requests import SlackClick, SlackSubmission
from handlers.slack_shapes import SlackFile, parse_or_none
from handlers.views import document_ids as ids
from handlers.views import titles
from handlers.views.document_words import document_gone, will_be_read
from handlers.views.form_state import FormState
from handlers.views.import_form import MOST_FILES, NOTHING_GIVEN, import_form, scan_form
from handlers.views.words import Message
from scheduler import documents
from scheduler.documents import Given
from storage.models import Document, Member
from storage.states import DocumentPurpose, DocumentState

FORMS = {DocumentPurpose.IMPORT: import_form, DocumentPurpose.SCAN: scan_form}
_PAGE = re.compile(r"([0-9]{1,9}):([0-9]{1,4})")


class Importing:
    """Takes documents, and answers what is pressed on the message about one."""

    def __init__(self, acting: Acting, helper: str | None) -> None:
        """Act by way of `acting`; `helper` is who else is given the text of documents."""
        self.acting = acting
        self.helper = helper

    def rooms(self) -> Rooms:
        """Return what it answers."""
        return Rooms(
            verbs={"import": self.import_, "scan": self.scan},
            forms={
                ids.IMPORT_CALLBACK: self.submit_import,
                ids.SCAN_CALLBACK: self.submit_scan,
            },
            deeds={
                ids.READ_IT: self.read_it,
                ids.SCAN_IT: self.scan_it,
                ids.RUN_IT: self.run_it,
            },
        )

    # The commands and their modals.

    def import_(self, asked: Asked) -> Answer:
        """Answer `/baton import`: a modal, or a word that the text behind it is being read."""
        with self.acting.database.look() as session:
            refusal = barred(session, asked.member)
        return Answer(refusal) if refusal else self._asked(asked, DocumentPurpose.IMPORT)

    def scan(self, asked: Asked) -> Answer:
        """Answer `/baton scan` in the same way; looking is for everybody."""
        return self._asked(asked, DocumentPurpose.SCAN)

    def _asked(self, asked: Asked, purpose: DocumentPurpose) -> Answer:
        if not asked.rest.strip():
            form = FORMS[purpose](self.helper)
            return Answer(self.acting.opened(asked.trigger_id, form))
        with self.acting.database.work() as session:
            text = as_read(session, asked.rest)
            came_by = f"command:{asked.trigger_id}"
            _take(session, [given_text(text, came_by)], asked.member.id, purpose, asked.now)
            session.commit()
        return Answer(will_be_read(("",)))

    def submit_import(self, submission: SlackSubmission, now: datetime) -> Response:
        """Take what the modal of /baton import was given."""
        member = self.acting.full_member(submission.user.id, now)
        if isinstance(member, Member):
            with self.acting.database.look() as session:
                refusal = barred(session, member)
            if refusal:
                return told(titles.NOTHING_READ, refusal)
        return self._submitted(submission, member, DocumentPurpose.IMPORT, now)

    def submit_scan(self, submission: SlackSubmission, now: datetime) -> Response:
        """Take what the modal of /baton scan was given."""
        member = self.acting.full_member(submission.user.id, now)
        return self._submitted(submission, member, DocumentPurpose.SCAN, now)

    def _submitted(
        self,
        submission: SlackSubmission,
        member: Member | Message,
        purpose: DocumentPurpose,
        now: datetime,
    ) -> Response:
        if isinstance(member, Message):
            return told(titles.NOTHING_READ, member)
        given = _given(submission)
        if not given:
            return errors({ids.FILES: NOTHING_GIVEN})
        with self.acting.database.work() as session:
            _take(session, given, member.id, purpose, now)
            session.commit()
        return told(titles.READING, will_be_read(tuple(one.name for one in given)))

    # The buttons under an answer.

    def read_it(self, click: SlackClick, now: datetime) -> ClickAnswer:
        """Read a file that was posted beside a card."""
        with self.acting.database.work() as session:
            document = own_document(session, click)
            if document is None:
                return ClickAnswer(document_gone())
            documents.want(session, document, now)
            session.commit()
            return ClickAnswer(will_be_read((document.name,)))

    def scan_it(self, click: SlackClick, now: datetime) -> ClickAnswer | None:
        """Say where a document would slip, in the place of what was read of it."""
        return self._say_else(click, DocumentPurpose.SCAN, now)

    def run_it(self, click: SlackClick, now: datetime) -> ClickAnswer | None:
        """Say what was read of a document, in the place of where it would slip."""
        return self._say_else(click, DocumentPurpose.IMPORT, now)

    def _say_else(
        self, click: SlackClick, purpose: DocumentPurpose, now: datetime
    ) -> ClickAnswer | None:
        with self.acting.database.work() as session:
            document = own_document(session, click)
            if document is None:
                return ClickAnswer(document_gone())
            documents.repurpose(session, document, purpose, now)
            session.commit()
        return None

    def turn(self, member: Member, value: str, now: datetime) -> ClickAnswer:
        """Show another page of the processes that were found."""
        found = _PAGE.fullmatch(value)
        with self.acting.database.look() as session:
            document = _read_one(session, member.id, found[1]) if found else None
            if found is None or document is None:
                return ClickAnswer(document_gone())
            return ClickAnswer(found_in(session, document, now, int(found[2])), replaces=True)


def own_document(session: Session, click: SlackClick) -> Document | None:
    """Return the document that a button carries, if it is of whoever clicked."""
    document = session.get(Document, row_id(click.value))
    return document if document and document.person_id == click.user.id else None


def _read_one(session: Session, person_id: str, number: str) -> Document | None:
    document = session.get(Document, row_id(number))
    if document is None or document.person_id != person_id:
        return None
    return document if document.state == DocumentState.READ else None


def _given(submission: SlackSubmission) -> list[Given]:
    """Return the files and the text of a modal, as they are written down."""
    state, came_by = FormState(submission.view.state.values), f"view:{submission.view.id}"
    files = (parse_or_none(SlackFile, one) for one in state.files(ids.FILES)[:MOST_FILES])
    given = [given_file(file, came_by) for file in files if file]
    text = state.text(ids.TEXT)
    return [*given, given_text(text, came_by)] if text.strip() else given


def _take(
    session: Session,
    given: Sequence[Given],
    person_id: str,
    purpose: DocumentPurpose,
    now: datetime,
) -> None:
    for one in given:
        documents.want(session, documents.take(session, one, person_id, purpose, now), now)
