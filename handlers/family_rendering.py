"""What is said of families and locations that were changed, as they are when it goes out."""

from datetime import datetime

from sqlalchemy.orm import Session

from handlers.views import family_changes, location_notes
from handlers.views.words import Message
from scheduler import families, family_versions, locations
from scheduler.family_versions import FamilyBasis
from storage.models import LedgerEntry, Location, Outgoing


def family_changed(session: Session, message: Outgoing, _now: datetime) -> Message | None:
    """Render a change of a family for one whom it concerns; nothing once it runs nowhere."""
    family_id, version = int(message.facts["family"]), int(message.facts["version"])
    places = families.places_of(session, family_id)
    change = family_versions.change_to(session, FamilyBasis(family_id, version))
    if not places or change is None:
        return None
    named = [(place, families.location_of(place).name) for place in places]
    return family_changes.family_changed(change, named, message.conversation)


def location_changed(session: Session, message: Outgoing, _now: datetime) -> Message | None:
    """Render a change of a location for one whom it concerns; nothing once it is retired."""
    location = session.get_one(Location, message.facts["location"])
    entry = session.get_one(LedgerEntry, message.facts["entry"])
    if location.retired_at is not None:
        return None
    there = locations.processes_at(session, location.id)
    return location_notes.location_changed(location, entry, there, message.conversation)
