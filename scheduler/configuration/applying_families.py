"""Processes that run at several locations, as a file says them."""

from collections.abc import Sequence

from scheduler import families, family_versions, locations, versions
from scheduler.configuration.applying_processes import become, create
from scheduler.configuration.context import Context, Deed
from scheduler.configuration.entries import FamilyEntry
from scheduler.configuration.parsing import Path
from scheduler.configuration.pauses import settle_pause
from scheduler.definition import Definition, PlaceError
from scheduler.families import location_of
from scheduler.placing import TAKE_TURNS
from scheduler.plan import ProcessPlan
from storage.models import Family, Location, Process

Chosen = Sequence[Location]


def settle_family(
    context: Context, path: Path, entry: FamilyEntry, there: Family | Process | None, *, prune: bool
) -> Family | None:
    """Create a family, make one of a process, or change one; None where that is refused.

    A place that the file does not have is taken away with `prune` alone. Raises NameTakenError.
    """
    chosen = _chosen(context, path, entry)
    if chosen is None:
        return None
    try:
        family = there if isinstance(there, Family) else _found(context, path, entry, chosen, there)
        if family is not None and _change(context, path, entry, family, chosen, prune=prune):
            return family
    except PlaceError as problem:
        context.refuse(path, str(problem))
    return None


def unmentioned(context: Context, family: Family, entry: FamilyEntry) -> list[Process]:
    """Return the places of a family that its entry does not have."""
    known = {locations.named(context.session, one.location) for one in entry.places}
    places = families.places_of(context.session, family.id)
    return [place for place in places if place.location not in known]


def _chosen(context: Context, path: Path, entry: FamilyEntry) -> Chosen | None:
    found = [locations.named(context.session, one.location) for one in entry.places]
    for number, one in enumerate(found):
        if one is None:
            where = (*path, "places", number, "location")
            context.refuse(where, "There is no such location; add it to the locations of the file.")
    known = [one for one in found if one is not None]
    return known if len(known) == len(found) else None


def _found(
    context: Context, path: Path, entry: FamilyEntry, chosen: Chosen, process: Process | None
) -> Family | None:
    """Make a family of a process, or of one that is created for it at the first location."""
    if process is None:
        process = _created(context, path, entry, chosen[0])
    elif process.rota is not None:
        context.refuse(path, TAKE_TURNS)
        return None
    elif not context.may(path, Deed.CHANGE, process):
        return None
    if process is None:
        return None
    by_id, now = context.by.person_id, context.now
    return families.found(context.session, process, chosen, by_id, now)


def _created(context: Context, path: Path, entry: FamilyEntry, first: Location) -> Process | None:
    read = context.reader
    definition = context.read(path, lambda: read.definition(entry, None, first.zone))
    if definition is None or not context.may(path, Deed.CREATE, None):
        return None
    plan = families.plan_of_new(definition, locations.plan_of(first))
    plan = plan.model_copy(update={"name": entry.name})
    return create(context, plan) if context.is_right(path, plan) else None


def _change(
    context: Context, path: Path, entry: FamilyEntry, family: Family, chosen: Chosen, *, prune: bool
) -> bool:
    """Let a family and each of its places be as the file says; False where it is refused."""
    before, zone = family_versions.defined(context.session, family), chosen[0].zone
    read = context.reader
    definition = context.read(path, lambda: read.definition(entry, before, zone))
    wanted = definition and _wanted(context, path, entry, definition, chosen)
    if definition is None or not wanted or not _is_right(context, path, family, wanted):
        return False
    places = families.places_of(context.session, family.id)
    kept = [] if prune else [location_of(one) for one in unmentioned(context, family, entry)]
    is_moved = {one.location_id for one in places} != {one.id for one in (*chosen, *kept)}
    if definition != before or is_moved:
        if not all(context.may(path, Deed.CHANGE, place) for place in places):
            return False
        by = (context.by.person_id, context.now)
        families.become(context.session, family, definition, *by)
        if is_moved:
            families.settle(context.session, family, [*chosen, *kept], *by)
    return _settle_places(context, path, entry, family, wanted)


def _wanted(
    context: Context, path: Path, entry: FamilyEntry, definition: Definition, chosen: Chosen
) -> dict[int, ProcessPlan] | None:
    """Return what is wanted at each location, by its id."""
    found: dict[int, ProcessPlan] = {}
    for number, (one, location) in enumerate(zip(entry.places, chosen, strict=True)):
        there, where = locations.plan_of(location), (*path, "places", number)
        plan = context.read(
            where,
            lambda: context.reader.place(one, entry, definition, there),  # noqa: B023 - called at once
        )
        if plan is None:
            return None
        found[location.id] = plan
    return found


def _is_right(context: Context, path: Path, family: Family, wanted: dict[int, ProcessPlan]) -> bool:
    """Look at each place that would change or be new."""
    places = families.places_of(context.session, family.id)
    here = {place.location_id: versions.plan_of(place) for place in places}
    fresh = enumerate((here.get(at), plan) for at, plan in wanted.items())
    looked_at = [
        context.is_right((*path, "places", number), plan)
        for number, (before, plan) in fresh
        if plan != before
    ]
    return all(looked_at)


def _settle_places(
    context: Context, path: Path, entry: FamilyEntry, family: Family, wanted: dict[int, ProcessPlan]
) -> bool:
    places = {one.location_id: one for one in families.places_of(context.session, family.id)}
    for number, (at, plan) in enumerate(wanted.items()):
        where = (*path, "places", number)
        if become(context, where, places[at], plan) is None:
            return False
        settle_pause(context, where, places[at], entry.places[number].paused)
    return True
