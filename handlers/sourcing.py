"""From a place in a document to what was read there, and to the process that is made of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from handlers.prefilled import Prefilled
from handlers.prefilling import prefilled
from handlers.readings import Piece, ReadDocument, piece_at, reading_of
from handlers.views.beside import NOTHING_BESIDE, Beside, beside
from handlers.views.document_ids import Place
from scheduler import documents, sources
from scheduler.plan import StepPlan
from scheduler.sources import Origin
from storage.models import Document, Member, Process

# What a new process gives its owner, unless somebody says otherwise.
OWNER_WINDOW = timedelta(hours=1)
NO_ZONE = "UTC"


@dataclass(frozen=True)
class ReadPiece:
    """One piece of a document, with all that was read of this."""

    document: Document
    read: ReadDocument
    filled: Prefilled

    @property
    def origin(self) -> Origin:
        """What a process that is made of it is known by."""
        piece = self.filled.piece
        return Origin(
            document_id=self.document.id,
            number=piece.number,
            part=piece.part,
            system=piece.draft.source.system,
            key=piece.draft.key,
            name=piece.draft.name,
            is_alone=len(self.read.intake.processes) == 1,
        )


def piece_of(session: Session, place: Place | None, zone: str | None = None) -> ReadPiece | None:
    """Return what was read at a place; None where nothing was.

    Where it names no zone it is in `zone`, else in that of whoever gave the document.
    """
    document = session.get(Document, place.document_id) if place else None
    read = reading_of(document) if document else None
    if place is None or document is None or read is None:
        return None
    piece = piece_at(read.intake, place.number, place.part)
    if piece is None:
        return None
    filled = filled_with(piece, read, zone or zone_of(session, document))
    return ReadPiece(document, read, filled)


def filled_with(piece: Piece, read: ReadDocument, zone: str) -> Prefilled:
    """Return what the form of a new process is filled with."""
    return prefilled(piece, read, zone, OWNER_WINDOW)


def zone_of(session: Session, document: Document) -> str:
    """Return the zone of whoever gave a document."""
    member = session.get(Member, document.person_id)
    return member.zone if member else NO_ZONE


def made_of(session: Session, process: Process, place: Place | None, now: datetime) -> None:
    """Write down what a new process was made of, if it was, and say so below the document."""
    found = piece_of(session, place)
    if found is not None:
        sources.note(session, process, found.origin, process.creator_id, now)
        documents.tell_news(session, found.document, now)


def beside_form(session: Session, place: Place | None) -> Beside:
    """Return what stands beside the fields of a form that was filled from a place."""
    found = piece_of(session, place)
    return beside(found.document, found.read, found.filled) if found else NOTHING_BESIDE


def without_clashes(steps: Sequence[StepPlan], others: Sequence[str]) -> tuple[StepPlan, ...]:
    """Return steps whose owners, as read, are not those who are asked after them."""
    return tuple(
        step.model_copy(update={"owner_id": None}) if step.owner_id in others else step
        for step in steps
    )
