"""A family as it is: each place with its last run, in a fixed number of questions."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from scheduler import families, family_versions
from scheduler.definition import Definition
from scheduler.mine import last_runs
from storage.models import Family, Process, Run


@dataclass(frozen=True)
class PlaceLook:
    """A family's process at a location, and its last run."""

    process: Process
    location: str
    last_run: Run | None


@dataclass(frozen=True)
class FamilyLook:
    """A family, how it is defined, and its live places by name."""

    family: Family
    definition: Definition
    places: list[PlaceLook]


def look(session: Session, family_id: int, now: datetime) -> FamilyLook:
    """Return a family with its places, as it is at the instant `now`."""
    family = session.get_one(Family, family_id)
    places = families.places_of(session, family_id)
    last = last_runs(session, places, now)
    shown = [
        PlaceLook(place, families.location_of(place).name, last.get(place.id)) for place in places
    ]
    return FamilyLook(family, family_versions.defined(session, family), shown)
