"""Which document a process was made of, and which process a newer one of it means."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.names import name_key
from storage import ledger
from storage.ledger import Subject
from storage.models import Document, Process, ProcessSource
from storage.states import ProcessState

LONGEST_SYSTEM = 64
LONGEST_KEY = 400


@dataclass(frozen=True)
class Origin:
    """One process as a document has it: where it stands there, and what it is known by.

    `key` is "" where its source gives it none. `is_alone` if the document has no other.
    """

    document_id: int
    number: int
    part: int
    system: str
    key: str
    name: str
    is_alone: bool


def note(session: Session, process: Process, origin: Origin, person_id: str, now: datetime) -> None:
    """Write down what a process was made of, or has been brought up to date from."""
    session.flush()
    document = session.get_one(Document, origin.document_id)
    source = session.get(ProcessSource, process.id) or ProcessSource(process_id=process.id)
    source.document_id, source.number, source.part = document.id, origin.number, origin.part
    source.system, source.key = origin.system[:LONGEST_SYSTEM], origin.key[:LONGEST_KEY]
    source.file_key, source.name_key = _compared(document.name), _compared(origin.name)
    source.version, source.made_at = process.version, now
    session.add(source)
    facts = {"document": document.id, "file": document.name, "sha256": document.sha256}
    subject = Subject.of(process)
    ledger.append(session, "process_sourced", now, subject, person_id, **facts)


def source_of(session: Session, process: Process) -> ProcessSource | None:
    """Return what a process was made of; None where somebody typed it."""
    return session.get(ProcessSource, process.id)


def made_before(session: Session, origin: Origin) -> Process | None:
    """Return the live process that an earlier document has become in the place of this one.

    It is known by its key where its source has one, and else by the name of the file, with what
    the file calls it where either has several.
    """
    mine = (
        ProcessSource.document_id != origin.document_id,
        ProcessSource.part == origin.part,
        Process.state != ProcessState.ARCHIVED,
    )
    joined = select(ProcessSource).join(Process, Process.id == ProcessSource.process_id)
    newest = joined.where(*mine).order_by(ProcessSource.made_at.desc())
    if origin.key:
        key = origin.key[:LONGEST_KEY]
        system = origin.system[:LONGEST_SYSTEM]
        known = newest.where(ProcessSource.system == system, ProcessSource.key == key)
        found = session.scalar(known.limit(1))
    else:
        document = session.get_one(Document, origin.document_id)
        file = _compared(document.name)
        known = newest.where(ProcessSource.file_key == file, ProcessSource.key == "")
        found = _named(list(session.scalars(known)), origin) if file else None
    return session.get(Process, found.process_id) if found else None


def _named(made: list[ProcessSource], origin: Origin) -> ProcessSource | None:
    name = _compared(origin.name)
    found = next((one for one in made if one.name_key == name), None)
    is_only_one = origin.is_alone and len({one.name_key for one in made}) == 1
    return found or (made[0] if is_only_one else None)


def _compared(name: str) -> str:
    return name_key(name)[:LONGEST_KEY]
