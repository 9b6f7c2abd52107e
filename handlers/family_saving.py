"""What somebody typed into the form of a family, saved on the version that they have seen."""

from datetime import datetime

from sqlalchemy.orm import Session

from handlers.drafts import DraftGoneError, own_draft
from handlers.permission import Action, barred_at
from handlers.saving import NotSaved
from handlers.views import command_answers
from handlers.views.at_places import nothing_there
from handlers.views.family_changes import FamilyProspect, PlaceAfter, family_overtaken
from scheduler import cadence, families, family_versions, processes
from scheduler.definition import Definition, PlaceError, refuse_wrong
from scheduler.families import location_of
from scheduler.family_versions import FamilyBasis
from scheduler.members import is_full_member
from scheduler.plan import ProcessPlan
from scheduler.processes import NameTakenError
from storage.database import Database
from storage.models import Draft, Family, Member, Process
from storage.states import ProcessState


def changeable(session: Session, family_id: int, member: Member | None) -> Family | NotSaved:
    """Return the family if this person may change it, at every place, now."""
    family = session.get(Family, family_id, with_for_update=True)
    places = families.places_of(session, family.id) if family else []
    if family is None or not places:
        return NotSaved(nothing_there())
    if member is None or not is_full_member(member):
        return NotSaved(command_answers.guest())
    barred = barred_at(member, Action.EDIT, places)
    return NotSaved(command_answers.not_allowed(Action.EDIT, barred)) if barred else family


def checked(
    session: Session, draft: Draft, member: Member | None, now: datetime
) -> Family | NotSaved:
    """Return the family that a draft changes, if it can be saved as things stand."""
    basis = basis_of(draft)
    found = changeable(session, basis.family_id, member)
    if isinstance(found, Family) and found.version != basis.version:
        since = family_versions.changes_since(session, basis)
        zone = families.places_of(session, found.id)[0].zone
        return NotSaved(family_overtaken(found.name, zone, since, now), can_go_on=True)
    return found


def proposed(
    database: Database, draft_id: str, member: Member, now: datetime
) -> FamilyProspect | NotSaved:
    """Return what a draft would make of its family, if it can be saved.

    Raises DraftGoneError and PlaceError.
    """
    with database.work() as session:
        draft = own_change(session, draft_id, member.id)
        found = checked(session, draft, member, now)
        return found if isinstance(found, NotSaved) else _prospect(session, found, draft, now)


def save(session: Session, draft_id: str, member: Member, now: datetime) -> Family | NotSaved:
    """Make a draft the next version of its family, once. Raises DraftGoneError."""
    draft = own_change(session, draft_id, member.id)
    if draft.process_id is not None:
        return session.get_one(Family, draft.family_id)
    found = checked(session, draft, member, now)
    if isinstance(found, NotSaved):
        return found
    try:
        families.change(session, found, definition_in(draft), member.id, now)
    except NameTakenError as taken:
        return NotSaved(command_answers.name_taken(str(taken)), can_go_on=True)
    except PlaceError as problem:
        return NotSaved(command_answers.not_understood(str(problem)), can_go_on=True)
    # Used up: which of its processes says so is all one.
    draft.process_id = families.places_of(session, found.id)[0].id
    return found


def _prospect(session: Session, family: Family, draft: Draft, now: datetime) -> FamilyProspect:
    before, typed = family_versions.defined(session, family), definition_in(draft)
    after = families.settled(typed, before)
    places = families.places_of(session, family.id)
    return FamilyProspect(
        before=before,
        after=after,
        typed=typed,
        places=[_after(place, before, after, now) for place in places],
        open_runs=processes.count_open(session, places),
    )


def _after(place: Process, before: Definition, definition: Definition, now: datetime) -> PlaceAfter:
    plan = place_plan(place, before, definition)
    is_paused = place.state == ProcessState.PAUSED
    first = None if is_paused else cadence.next_occurrence(plan.cadence, now)
    return PlaceAfter(location_of(place).name, plan, first, is_paused)


def place_plan(place: Process, before: Definition, definition: Definition) -> ProcessPlan:
    """Return what a place would be by a definition. Raises PlaceError, which names the place."""
    try:
        return refuse_wrong(families.plan_of_place(place, before, definition))
    except PlaceError as problem:
        raise PlaceError(f"{location_of(place).name}: {problem}") from problem


def own_change(session: Session, draft_id: str, person_id: str) -> Draft:
    """Return a person's own draft of a family's change. Raises DraftGoneError."""
    draft = own_draft(session, draft_id, person_id)
    if draft.family_id is None:
        raise DraftGoneError(draft_id)
    return draft


def rebased(session: Session, draft: Draft, family: Family) -> Definition:
    """Return what a draft changes, on top of the version that its family now has."""
    theirs = family_versions.defined(session, family)
    base = family_versions.version_of(session, basis_of(draft))
    return families.merged(base or theirs, definition_in(draft), theirs)


def basis_of(draft: Draft) -> FamilyBasis:
    """Return the version that a draft changes."""
    assert draft.family_id is not None, "the draft changes a family"
    assert draft.changes_version is not None, "and one version of it"
    return FamilyBasis(draft.family_id, draft.changes_version)


def definition_in(draft: Draft) -> Definition:
    """Return the definition that a draft holds."""
    return Definition.model_validate(draft.plan)
