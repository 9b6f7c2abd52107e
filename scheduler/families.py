"""The life of a family: a process becomes one, gets and loses places, and is changed at all."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from scheduler import changing, family_versions, locations, outbox, processes, versions
from scheduler.definition import Definition, definition_of, plan_at, refuse_wrong
from scheduler.location_plan import LocationPlan, people_of
from scheduler.names import name_key
from scheduler.parts import IS_LIVE
from scheduler.plan import ProcessPlan
from scheduler.processes import NameTakenError
from scheduler.step_ladders import people
from scheduler.step_merge import merged_steps
from storage import ledger
from storage.ledger import Subject
from storage.models import Family, Location, Process
from storage.states import OutgoingKind


def places_of(session: Session, family_id: int) -> list[Process]:
    """Return a family's live processes with their locations and steps, by their names."""
    mine = (Process.family_id == family_id, IS_LIVE)
    # Not in one join: a row of it could not be locked later, as PostgreSQL refuses outer joins.
    whole = (selectinload(Process.location), selectinload(Process.steps))
    query = select(Process).where(*mine).order_by(Process.name_key).options(*whole)
    return list(session.scalars(query))


def location_of(place: Process) -> Location:
    """Return where a family's process runs."""
    assert place.location is not None, "a family's process has a location"
    return place.location


def found(
    session: Session,
    process: Process,
    chosen: Sequence[Location],
    person_id: str,
    now: datetime,
) -> Family:
    """Let a process run at locations from now on.

    The process itself, with all that it has done, becomes the place at the first of them.
    Raises PlaceError and NameTakenError.
    """
    assert process.family_id is None, "it is of no family yet"
    before = versions.plan_of(process)
    definition = definition_of(before)
    family = Family(version=1, created_at=now)
    _define(session, family, definition, person_id, now)
    first, *others = chosen
    process.family_id, process.location_id = family.id, first.id
    after = _plan_at(definition, first)
    changing.become(session, process, after, person_id, now)
    changing.tell(session, process, before, after, person_id, now)
    facts = {"family": family.id, "name": family.name, "places": [one.id for one in chosen]}
    ledger.append(session, "family_created", now, Subject.of(process), person_id, **facts)
    for location in others:
        processes.create_at(
            session, _plan_at(definition, location), family, location, process.creator_id, now
        )
    return family


def settle(
    session: Session,
    family: Family,
    chosen: Sequence[Location],
    person_id: str,
    now: datetime,
) -> None:
    """Let a family run at these locations alone: the process at any other is archived.

    Raises PlaceError and NameTakenError.
    """
    places = places_of(session, family.id)
    creator_id = places[0].creator_id if places else person_id
    kept, wanted = {place.location_id for place in places}, {one.id for one in chosen}
    leaving = [place for place in places if place.location_id not in wanted]
    new = [location for location in chosen if location.id not in kept]
    for place in leaving:
        processes.archive(session, place, person_id, now)
    definition = family_versions.defined(session, family)
    for location in new:
        plan = _plan_at(definition, location)
        processes.create_at(session, plan, family, location, creator_id, now)
    facts = {
        "family": family.id,
        "added": [location.id for location in new],
        "taken_away": [place.location_id for place in leaving],
    }
    ledger.append(session, "family_places", now, Subject(), person_id, **facts)


def change(
    session: Session, family: Family, definition: Definition, person_id: str, now: datetime
) -> bool:
    """Make the next version of a family and of each of its processes; False when it is so already.

    Open runs keep what they started with. Each whom it concerns is told once, however many places
    they have a part in. Raises PlaceError and NameTakenError.
    """
    before = family_versions.defined(session, family)
    return become(session, family, settled(definition, before), person_id, now)


def become(
    session: Session, family: Family, after: Definition, person_id: str, now: datetime
) -> bool:
    """Do what `change` does, with a definition that is settled already."""
    before = family_versions.defined(session, family)
    if after == before:
        return False
    refuse_taken(session, family, after.name)
    family.version += 1
    _define(session, family, after, person_id, now)
    places = places_of(session, family.id)
    told = concerned(places)
    for place in places:
        plan = refuse_wrong(plan_of_place(place, before, after))
        changing.become(session, place, plan, person_id, now)
    facts: dict[str, Any] = {"family": family.id, "version": family.version}
    ledger.append(session, "family_changed", now, Subject(), person_id, **facts)
    kind, key = OutgoingKind.FAMILY, f"family:{family.id}:{family.version}"
    facts["by"], everyone = person_id, [*told, *concerned(places)]
    outbox.say_to_each(session, now, kind, key, everyone, but=person_id, **facts)
    return True


def settled(definition: Definition, before: Definition) -> Definition:
    """Return a definition as it will be kept in place of `before`; see `versions.settled`."""
    return _kept(versions.settled(definition, before))


def merged(base: Definition, mine: Definition, theirs: Definition) -> Definition:
    """Return `theirs` with what `mine` changes of `base`; see `versions.merged`."""
    changed = mine.holiday_move != base.holiday_move
    move = (mine if changed else theirs).holiday_move
    whole = versions.merged(base, mine, theirs).model_copy(update={"holiday_move": move})
    return _kept(whole)


def _kept(copy: ProcessPlan) -> Definition:
    assert isinstance(copy, Definition), "a copy of a definition is one"
    return copy


def refuse_taken(session: Session, family: Family, name: str) -> None:
    """Raise NameTakenError where something else that is live has the name."""
    other = processes.named(session, name)
    if other is not None and other.family_id != family.id:
        raise NameTakenError(name)


def concerned(places: Iterable[Process]) -> list[str]:
    """Return everyone who is asked in these processes and who created them, each once."""
    everyone = (one for place in places for one in (*people(place), place.creator_id))
    return list(dict.fromkeys(everyone))


def plan_of_place(place: Process, before: Definition, after: Definition) -> ProcessPlan:
    """Return what a place would be by a changed definition. Raises PlaceError.

    Whom a leaver's step was given to at this place alone keeps it, unless it is changed for all.
    """
    plan = plan_at(after, locations.plan_of(location_of(place)), people_of(place))
    steps = merged_steps(before.steps, after.steps, versions.plan_of(place).steps)
    return plan.model_copy(update={"steps": steps})


def plan_of_new(definition: Definition, location: LocationPlan) -> ProcessPlan:
    """Return what a family is at a location with that location's people. Raises PlaceError."""
    return refuse_wrong(plan_at(definition, location, people_of(location)))


def _plan_at(definition: Definition, location: Location) -> ProcessPlan:
    return plan_of_new(definition, locations.plan_of(location))


def _define(
    session: Session, family: Family, definition: Definition, person_id: str, at: datetime
) -> None:
    family.name, family.name_key = definition.name, name_key(definition.name)
    session.add(family)
    session.flush()
    family_versions.record(session, family, definition, person_id, at)
