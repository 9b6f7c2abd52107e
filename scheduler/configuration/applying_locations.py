"""Locations as a file says them."""

from scheduler import locations, relocating
from scheduler.configuration.context import Context, Deed
from scheduler.configuration.entries import LocationEntry
from scheduler.configuration.parsing import Path
from scheduler.definition import PlaceError
from scheduler.location_plan import LocationPlan, problems
from scheduler.processes import NameTakenError
from storage.models import Location


def settle_location(
    context: Context, path: Path, entry: LocationEntry, there: Location | None
) -> None:
    """Create a location, or change it with all that runs there."""
    plan = context.read(path, lambda: context.reader.location(entry))
    if plan is None or (there is not None and locations.plan_of(there) == plan):
        return
    people = (plan.owner_id, plan.backup_id, plan.manager_id)
    if not context.are_right(path, problems(plan), context.people.reasons(people)):
        return
    if there is None:
        locations.create(context.session, plan, context.by.person_id, context.now)
    elif context.may(path, Deed.CHANGE_LOCATION, there):
        _change(context, path, there, plan)


def _change(context: Context, path: Path, there: Location, plan: LocationPlan) -> None:
    try:
        relocating.change(context.session, there, plan, context.by.person_id, context.now)
    except PlaceError as problem:
        context.refuse(path, str(problem))
    except NameTakenError as taken:
        context.refuse(path, f"There is a process called “{taken}” already.")


def retire(context: Context, path: Path, there: Location) -> None:
    """End a location at which nothing runs any more."""
    if locations.processes_at(context.session, there.id):
        context.refuse(path, f"Something runs at {there.name} yet, so it cannot be retired.")
    elif context.may(path, Deed.RETIRE_LOCATION, there):
        locations.retire(context.session, there, context.by.person_id, context.now)
