"""Whose steps are arranged: those of a process, or those of a family at all its places."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from handlers import family_saving, saving
from handlers.drafts import DraftGoneError, own_draft
from handlers.naming import typed_name, which
from handlers.saving import NotSaved
from handlers.views import command_answers
from handlers.views.edit_modals import change_preview
from handlers.views.family_changes import family_preview
from handlers.views.modal import View
from handlers.views.step_list import not_saved, steps_of_family
from handlers.views.words import Message
from scheduler import families, family_versions, finding, versions
from scheduler.definition import Definition, PlaceError
from scheduler.family_versions import FamilyBasis
from scheduler.finding import OneFamily
from scheduler.plan import ProcessPlan
from scheduler.versions import Basis
from storage.database import Database
from storage.models import Draft, Family, Member, Process
from storage.states import ProcessState

VERB = "steps"
# What is arranged, and the version of it that its person has seen.
Arranged = tuple[ProcessPlan, Basis | FamilyBasis]


@dataclass(frozen=True)
class Looked:
    """What a draft would make of it: all that would run then, and the modal that says it back."""

    before: ProcessPlan
    after: ProcessPlan
    runs: Sequence[ProcessPlan]
    preview: View


def named(session: Session, typed: str, member: Member) -> Arranged | Message:
    """Return what is meant behind the verb, if this person may change it."""
    name = typed_name(typed)
    if not name:
        return command_answers.name_missing(VERB)
    found = finding.find(session, name)
    if isinstance(found, OneFamily):
        return of_family(session, found.family_id, member)
    return of_process(session, found, member) if isinstance(found, Process) else which(found)


def of_process(
    session: Session, process: Process | None, member: Member | None
) -> Arranged | Message:
    """Return what a process is; of a family's place, the way to the steps of all its places."""
    family = process.family if process is not None else None
    if process is not None and family is not None and process.state != ProcessState.ARCHIVED:
        return steps_of_family(process, family, len(families.places_of(session, family.id)))
    found = saving.changeable(process, member)
    if isinstance(found, NotSaved):
        return found.message
    return versions.plan_of(found), Basis(found.id, found.version)


def of_family(session: Session, family_id: int, member: Member | None) -> Arranged | Message:
    """Return how a family is defined, if this person may change it at every place."""
    found = family_saving.changeable(session, family_id, member)
    if isinstance(found, NotSaved):
        return found.message
    return family_versions.defined(session, found), FamilyBasis(found.id, found.version)


def open_draft(session: Session, draft_id: str, person_id: str) -> Draft:
    """Return a person's own draft of a change that is not saved yet. Raises DraftGoneError."""
    draft = _change(session, draft_id, person_id)
    if draft.process_id is not None:
        raise DraftGoneError(draft_id)
    return draft


def plan_in(draft: Draft) -> ProcessPlan:
    """Return the plan or the definition that a draft holds."""
    return saving.plan_in(draft) if draft.family_id is None else family_saving.definition_in(draft)


def would_run(session: Session, draft: Draft, plan: ProcessPlan) -> list[tuple[str, ProcessPlan]]:
    """Return what would run if a draft held this plan; of a family at each place, by its name."""
    if not isinstance(plan, Definition):
        return [("", plan)]
    family = session.get_one(Family, draft.family_id)
    before = family_versions.defined(session, family)
    return [
        (families.location_of(place).name, families.plan_of_place(place, before, plan))
        for place in families.places_of(session, family.id)
    ]


def look(database: Database, draft_id: str, member: Member, now: datetime) -> Looked | NotSaved:
    """Return what a draft would make of it, if it can be saved. Raises DraftGoneError."""
    with database.work() as session:
        is_of_family = _change(session, draft_id, member.id).family_id is not None
    look_ = _look_at_family if is_of_family else _look_at_process
    return look_(database, draft_id, member, now)


def _look_at_process(
    database: Database, draft_id: str, member: Member, now: datetime
) -> Looked | NotSaved:
    seen = saving.proposed(database, draft_id, member, now)
    if isinstance(seen, NotSaved):
        return seen
    preview = change_preview(seen, draft_id, now, is_last=False)
    return Looked(seen.before, seen.after, [seen.after], preview)


def _look_at_family(
    database: Database, draft_id: str, member: Member, now: datetime
) -> Looked | NotSaved:
    try:
        seen = family_saving.proposed(database, draft_id, member, now)
    except PlaceError as problem:
        return NotSaved(not_saved(str(problem)))
    if isinstance(seen, NotSaved):
        return seen
    preview = family_preview(seen, draft_id, now, is_last=False)
    return Looked(seen.before, seen.after, [place.plan for place in seen.places], preview)


def save(
    session: Session, draft_id: str, member: Member, now: datetime
) -> Process | Family | NotSaved:
    """Make a draft the next version of what it changes, once. Raises DraftGoneError."""
    if _change(session, draft_id, member.id).family_id is not None:
        return family_saving.save(session, draft_id, member, now)
    return saving.save(session, draft_id, member, now)


def again(session: Session, draft_id: str, member: Member | None) -> Arranged | Message:
    """Return what a draft changes, on top of what is there now. Raises DraftGoneError."""
    draft = _change(session, draft_id, member.id if member else "")
    if draft.family_id is not None:
        family = family_saving.changeable(session, draft.family_id, member)
        if isinstance(family, NotSaved):
            return family.message
        plan: ProcessPlan = family_saving.rebased(session, draft, family)
        return plan, FamilyBasis(family.id, family.version)
    process = saving.changeable(session.get(Process, draft.changes_id), member)
    if isinstance(process, NotSaved):
        return process.message
    return saving.rebased(session, draft, process), Basis(process.id, process.version)


def _change(session: Session, draft_id: str, person_id: str) -> Draft:
    draft = own_draft(session, draft_id, person_id)
    if draft.changes_id is None and draft.family_id is None:
        raise DraftGoneError(draft_id)
    return draft
