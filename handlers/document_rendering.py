"""What is said of a document that somebody gave: one message, edited as it is read."""

from datetime import datetime

from sqlalchemy.orm import Session

from handlers.creators import barred
from handlers.reading import GUEST
from handlers.results import result_of
from handlers.views import command_answers
from handlers.views.document_page import one_found, several_found, where_it_slips
from handlers.views.document_words import being_read, not_read, nothing_in_it
from handlers.views.words import Message
from scheduler import documents
from scheduler.members import is_full_member
from storage.models import Document, Member, Outgoing
from storage.states import DocumentPurpose, DocumentState


def document_of(session: Session, message: Outgoing) -> Document:
    """Return the document that a message is about."""
    return session.get_one(Document, message.facts["document"])


def first(session: Session, message: Outgoing, now: datetime, helper: str | None) -> Message:
    """Render what is said of a document, as things stand; `helper` is given its text as well."""
    return said_of(session, document_of(session, message), now, helper)


def news(session: Session, message: Outgoing, now: datetime, helper: str | None) -> Message | None:
    """Render it anew; nothing where the first message is not posted yet, which says it all."""
    document = document_of(session, message)
    return said_of(session, document, now, helper) if place_of(session, message) else None


def place_of(session: Session, message: Outgoing) -> str | None:
    """Return the ts of the message that an edit replaces; None while it is not known."""
    told = documents.told(session, document_of(session, message))
    return told.message_ts if told else None


def said_of(
    session: Session, document: Document, now: datetime, helper: str | None = None
) -> Message:
    """Return what is to be said of a document now."""
    match document.state:
        case DocumentState.UNREADABLE if document.error == GUEST:
            return command_answers.guest()
        case DocumentState.UNREADABLE:
            return not_read(document)
        case DocumentState.READ:
            return found_in(session, document, now)
        case _:
            return being_read(document, helper)


def found_in(
    session: Session, document: Document, now: datetime, page: int | None = None
) -> Message:
    """Return what was found in a document that was read, a page where there is much."""
    member = session.get(Member, document.person_id)
    if member is None or not is_full_member(member):
        return command_answers.guest()
    result = result_of(session, document, member, now, page)
    assert result is not None, "the document was read"
    if not result.total:
        return nothing_in_it(document, result.read.intake.notes)
    if document.purpose == DocumentPurpose.SCAN:
        return where_it_slips(result)
    refusal = barred(session, member)
    if refusal is not None:
        return refusal
    return one_found(result) if result.total == 1 else several_found(result)
