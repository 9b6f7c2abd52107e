"""What was read of a document, with what became of it so far."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.prefilled import Prefilled
from handlers.prefilling import prefilled
from handlers.readings import Piece, ReadDocument, pieces, reading_of
from handlers.views.document_ids import Place
from handlers.views.document_page import Result
from storage.models import Document, Member, Process, ProcessSource
from storage.states import ProcessState

# What a new process gives its owner, unless somebody says otherwise.
OWNER_WINDOW = timedelta(hours=1)
NO_ZONE = "UTC"


def result_of(session: Session, document: Document) -> Result | None:
    """Return what was read of a document; None where nothing was."""
    read = reading_of(document)
    if read is None:
        return None
    zone = zone_of(session, document)
    found = tuple(filled_with(piece, read, zone) for piece in pieces(read.intake))
    return Result(document, read, found, _made(session, document))


def filled_with(piece: Piece, read: ReadDocument, zone: str) -> Prefilled:
    """Return what the form of a new process is filled with."""
    return prefilled(piece, read, zone, OWNER_WINDOW)


def zone_of(session: Session, document: Document) -> str:
    """Return the zone of whoever gave a document."""
    member = session.get(Member, document.person_id)
    return member.zone if member else NO_ZONE


def _made(session: Session, document: Document) -> dict[Place, str]:
    """Return the live processes that were made of a document."""
    made = (
        select(ProcessSource.number, ProcessSource.part, Process.name)
        .join(Process, Process.id == ProcessSource.process_id)
        .where(
            ProcessSource.document_id == document.id,
            Process.state != ProcessState.ARCHIVED,
        )
    )
    return {Place(document.id, number, part): name for number, part, name in session.execute(made)}
