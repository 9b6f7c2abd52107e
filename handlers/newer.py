"""A document that looks like a newer one of what a process was made of: what it would change."""

from datetime import datetime

from sqlalchemy.orm import Session

from handlers.prefilled import Prefilled
from handlers.prefilling import plan_from
from handlers.saving import NotSaved, changeable
from handlers.sourcing import ReadPiece, piece_of, without_clashes
from handlers.views.document_ids import Place
from handlers.views.document_newer import Newer
from scheduler import sources, versions
from scheduler.plan import ProcessPlan
from scheduler.step_keys import keyed
from scheduler.versions import Basis
from storage.models import Member, Process, ProcessSource


def newer_of(
    session: Session, found: ReadPiece, member: Member | None, now: datetime
) -> Newer | None:
    """Return what a piece of a document would change, if it is newer than a process's own.

    What people have changed since stays as they have it, unless the document has changed it too.
    """
    process = sources.made_before(session, found.origin)
    source = sources.source_of(session, process) if process else None
    if process is None or source is None:
        return None
    theirs = versions.plan_of(process)
    base = _base(session, source, theirs, now)
    mine = _as_plan(_in_its_zone(session, found, process), theirs, now)
    after = versions.merged(base or theirs, mine, theirs)
    others = (theirs.backup_id, theirs.manager_id)
    after = after.model_copy(update={"steps": without_clashes(after.steps, others)})
    can = changeable(process, member)
    why_not = can.message if isinstance(can, NotSaved) else None
    return Newer(process, source.document, theirs, after, why_not)


def _base(
    session: Session, source: ProcessSource, theirs: ProcessPlan, now: datetime
) -> ProcessPlan | None:
    """Return what the earlier document made of the process, its steps with their keys."""
    place = Place(source.document_id, source.number, source.part)
    old = piece_of(session, place, theirs.zone)
    made = versions.version_of(session, Basis(source.process_id, source.version))
    if old is None or made is None:
        return None
    plan = _as_plan(old.filled, theirs, now)
    return plan.model_copy(update={"steps": keyed(made.steps, plan.steps)})


def _in_its_zone(session: Session, found: ReadPiece, process: Process) -> Prefilled:
    piece = found.filled.piece
    place = Place(found.document.id, piece.number, piece.part)
    again = piece_of(session, place, process.zone)
    return again.filled if again else found.filled


def _as_plan(filled: Prefilled, theirs: ProcessPlan, now: datetime) -> ProcessPlan:
    """Return a process as a document has it; what that does not say is as it is."""
    read = plan_from(filled, now)
    when, cadence = filled.when, {}
    if when.rule is not None and when.at is not None:
        cadence = {name: getattr(read, name) for name in ("rule", "start", "zone")}
    said = {"name": read.name, "sop_url": read.sop_url or theirs.sop_url}
    steps = {"steps": read.steps} if filled.steps else {}
    return theirs.model_copy(update={**said, **cadence, **steps})
