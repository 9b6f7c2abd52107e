"""Changing a location: everything that runs there goes with it, in one unit of work."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from scheduler import changing, families, locations, outbox, versions
from scheduler.definition import Definition, PlaceError, plan_at, refuse_wrong
from scheduler.location_plan import LocationPlan, following
from scheduler.plan import ProcessPlan
from storage import ledger
from storage.ledger import Subject
from storage.models import Family, FamilyVersion, Location, Process
from storage.states import OutgoingKind


@dataclass(frozen=True)
class Move:
    """What a process is, and what it would be at its changed location."""

    process: Process
    after: ProcessPlan


def moves(session: Session, location: Location, plan: LocationPlan) -> list[Move]:
    """Return what would change of what runs at a location, by name. Raises PlaceError."""
    before = locations.plan_of(location)
    places = locations.processes_at(session, location.id)
    definitions = _definitions(session, places)
    there = [_move(place, definitions[place.family_id or 0], before, plan) for place in places]
    return [move for move in there if move.after != versions.plan_of(move.process)]


def change(
    session: Session, location: Location, plan: LocationPlan, person_id: str, now: datetime
) -> bool:
    """Change a location and the next version of each process there; False when it is so already.

    Open runs keep what they started with. Each whom it concerns is told once. Raises
    LocationTakenError, PlaceError and NameTakenError.
    """
    before = locations.plan_of(location)
    if plan == before:
        return False
    locations.refuse_taken(session, plan.name, location.id)
    moved = moves(session, location, plan)
    processes = [move.process for move in moved]
    told = families.concerned(processes)
    locations.fill(location, plan)
    location.version += 1
    for move in moved:
        changing.become(session, move.process, move.after, person_id, now)
    changes = changing.differences(before, plan, locations.FIELDS)
    facts = {"location": location.id, "changes": changes, "processes": len(moved)}
    entry = ledger.append(session, "location_changed", now, Subject(), person_id, **facts)
    kind, said = OutgoingKind.LOCATION, {"location": location.id, "entry": entry.seq}
    key, everyone = f"location:{location.id}:{location.version}", families.concerned(processes)
    outbox.say_to_each(session, now, kind, key, [*told, *everyone], but=person_id, **said)
    return True


def _move(place: Process, definition: Definition, before: LocationPlan, plan: LocationPlan) -> Move:
    people, steps = following(before, place, plan), versions.plan_of(place).steps
    after = plan_at(definition, plan, people).model_copy(update={"steps": steps})
    try:
        return Move(place, refuse_wrong(after))
    except PlaceError as problem:
        raise PlaceError(f"{place.name}: {problem}") from problem


def _definitions(session: Session, places: Iterable[Process]) -> dict[int, Definition]:
    newest = and_(FamilyVersion.family_id == Family.id, FamilyVersion.version == Family.version)
    theirs = Family.id.in_({place.family_id for place in places})
    rows = session.scalars(select(FamilyVersion).join(Family, newest).where(theirs))
    return {row.family_id: Definition.model_validate(row.definition) for row in rows}
