"""What was read of a document, a page of it, with what became of it so far."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.newer import newer_of
from handlers.readings import pieces, reading_of
from handlers.sourcing import ReadPiece, filled_with, zone_of
from handlers.views.document_ids import Place
from handlers.views.document_page import PAGE, Result
from storage.models import Document, Member, Process, ProcessSource
from storage.states import ProcessState


def result_of(
    session: Session, document: Document, member: Member, now: datetime, page: int | None = None
) -> Result | None:
    """Return what was read of a document, as a member sees it; None where nothing was.

    Without a `page` it is that of the last piece that a process was made of.
    """
    read = reading_of(document)
    if read is None:
        return None
    made, found = _made(session, document), pieces(read.intake)
    places = [Place(document.id, one.number, one.part) for one in found]
    newest = max((at for at, place in enumerate(places) if place in made), default=0)
    number = newest // PAGE if page is None else page
    zone = zone_of(session, document)
    shown = found[number * PAGE : (number + 1) * PAGE]
    filled = [filled_with(piece, read, zone) for piece in shown]
    result = Result(document, read, filled, number, len(found), made)
    newer = {
        result.place(one): newer_of(session, ReadPiece(document, read, one), member, now)
        for one in filled
        if result.place(one) not in made
    }
    known = {place: one for place, one in newer.items() if one}
    return Result(document, read, filled, number, len(found), made, known)


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
