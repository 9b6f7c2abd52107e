"""The life of a location: created, changed with all that runs there, retired."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scheduler import processes
from scheduler.location_plan import LocationPlan
from scheduler.names import name_key
from scheduler.parts import IS_LIVE
from storage import ledger
from storage.ledger import Subject
from storage.models import Location, Process

LOCATIONS_A_PAGE = 20
FIELDS = tuple(LocationPlan.model_fields)
LIVE = Location.retired_at.is_(None)


class LocationTakenError(ValueError):
    """Another location that is not retired has this name."""


def plan_of(location: Location) -> LocationPlan:
    """Return what a location is."""
    return LocationPlan(**{name: getattr(location, name) for name in FIELDS})


def create(session: Session, plan: LocationPlan, creator_id: str, now: datetime) -> Location:
    """Save a location. Raises LocationTakenError."""
    refuse_taken(session, plan.name)
    location = Location(creator_id=creator_id, created_at=now, version=1)
    fill(location, plan)
    session.add(location)
    session.flush()
    facts = {"location": location.id, **plan.model_dump(mode="json")}
    ledger.append(session, "location_created", now, Subject(), creator_id, **facts)
    return location


def fill(location: Location, plan: LocationPlan) -> None:
    """Give a location the fields of a plan."""
    for name in FIELDS:
        setattr(location, name, getattr(plan, name))
    location.name_key = name_key(plan.name)


def retire(session: Session, location: Location, person_id: str, now: datetime) -> None:
    """End a location and each process that runs there. What has happened is kept."""
    there = processes_at(session, location.id)
    for process in there:
        processes.archive(session, process, person_id, now)
    location.retired_at = now
    facts = {"location": location.id, "processes": [process.id for process in there]}
    ledger.append(session, "location_retired", now, Subject(), person_id, **facts)


def refuse_taken(session: Session, name: str, location_id: int | None = None) -> None:
    """Raise LocationTakenError where another live location than this one has the name."""
    other = named(session, name)
    if other is not None and other.id != location_id:
        raise LocationTakenError(name)


def named(session: Session, name: str) -> Location | None:
    """Find the live location with this very name."""
    return session.scalar(select(Location).where(LIVE, Location.name_key == name_key(name)))


def find(session: Session, asked: str) -> Location | list[Location]:
    """Find a live location by its name or a clear beginning of it; else those that begin so."""
    key = name_key(asked)
    known = live(session)
    exact = [location for location in known if location.name_key == key]
    fitting = exact or [one for one in known if key and one.name_key.startswith(key)]
    return fitting[0] if len(fitting) == 1 else fitting


def live(session: Session) -> list[Location]:
    """Return every location that is not retired, by name."""
    return list(session.scalars(select(Location).where(LIVE).order_by(Location.name_key)))


def processes_at(session: Session, location_id: int) -> list[Process]:
    """Return the live processes that run at a location, by name."""
    there = (Process.location_id == location_id, IS_LIVE)
    return list(session.scalars(select(Process).where(*there).order_by(Process.name_key)))


def counts(session: Session, locations: Sequence[Location]) -> dict[int, int]:
    """Return how many live processes run at each location, by its id; none where none do."""
    there = Process.location_id.in_([location.id for location in locations])
    query = (
        select(Process.location_id, func.count(Process.id))
        .where(there, IS_LIVE)
        .group_by(Process.location_id)
    )
    return {found: number for found, number in session.execute(query) if found is not None}
