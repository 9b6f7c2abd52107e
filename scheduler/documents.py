"""What people give to be read: written down once, wanted, and told of in one message."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler import outbox
from storage.models import Document, Outgoing
from storage.states import DocumentPurpose, DocumentState, OutgoingKind, OutgoingState

LONGEST_KEY = 160
# Slack takes no larger file in a modal's field for files than 10 MB, and a message any.
MOST_MEGABYTES = 25
UNSAID = {OutgoingState.CANCELLED, OutgoingState.REFUSED}


@dataclass(frozen=True)
class Given:
    """A file or a text as it came; `key` is what it came by.

    Of a file its `file_id` is known, and of the rest what Slack has told so far; of a text its
    `text`.
    """

    key: str
    name: str = ""
    text: str | None = None
    file_id: str | None = None
    mimetype: str = ""
    size: int = 0
    permalink: str | None = None
    download_url: str | None = None


def take(
    session: Session,
    given: Given,
    person_id: str,
    purpose: DocumentPurpose,
    now: datetime,
) -> Document:
    """Write down what somebody gave, to be read at their word; the same thing once."""
    key = given.key[:LONGEST_KEY]
    known = session.scalar(select(Document).where(Document.key == key))
    if known is not None:
        return known
    document = Document(
        key=key,
        person_id=person_id,
        purpose=purpose,
        state=DocumentState.OFFERED,
        name=given.name,
        text=given.text,
        file_id=given.file_id,
        mimetype=given.mimetype,
        size=given.size,
        permalink=given.permalink,
        download_url=given.download_url,
        came_at=now,
        attempts=0,
        edits=0,
    )
    session.add(document)
    session.flush()
    return document


def want(session: Session, document: Document, now: datetime) -> bool:
    """Have a document read and told of; False where it was wanted before."""
    if document.state != DocumentState.OFFERED:
        return False
    document.state, document.next_at = DocumentState.WANTED, now
    key, kind = _first_key(document), OutgoingKind.DOCUMENT
    outbox.say(session, now, kind, key, document.person_id, document=document.id)
    return True


def repurpose(
    session: Session, document: Document, purpose: DocumentPurpose, now: datetime
) -> None:
    """Let the message about a document say something else of it."""
    if document.purpose != purpose:
        document.purpose = purpose
        tell_news(session, document, now)


def tell_news(session: Session, document: Document, now: datetime) -> None:
    """Queue an edit of the message about a document, unless what is waiting says it all."""
    session.flush()
    first = told(session, document)
    if first is None or first.state in UNSAID | {OutgoingState.PENDING}:
        return
    last = select(Outgoing.state).where(Outgoing.key == _edit_key(document))
    if session.scalar(last) == OutgoingState.PENDING:
        return
    document.edits += 1
    key, kind = _edit_key(document), OutgoingKind.DOCUMENT_NEWS
    outbox.say(session, now, kind, key, document.person_id, document=document.id)


def corrected(session: Session, said: Outgoing, now: datetime) -> None:
    """Bring the message about a document up to date that may be of an earlier attempt."""
    tell_news(session, session.get_one(Document, said.facts["document"]), now)


def told(session: Session, document: Document) -> Outgoing | None:
    """Return the message about a document."""
    return session.scalar(select(Outgoing).where(Outgoing.key == _first_key(document)))


def _first_key(document: Document) -> str:
    return f"{OutgoingKind.DOCUMENT}:{document.id}"


def _edit_key(document: Document) -> str:
    return f"{OutgoingKind.DOCUMENT_NEWS}:{document.id}:{document.edits}"
