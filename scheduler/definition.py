"""What a family's processes have in common, and what one of them is at its location: pure."""

from datetime import timedelta

from scheduler.cadence.public_holidays import Holidays
from scheduler.location_plan import LocationPlan, People
from scheduler.plan import LONGEST_NAME, ProcessPlan
from scheduler.plan_checks import problems
from storage.states import HolidayMove

BETWEEN = " \u2013 "
# What each location says for itself.
OF_THE_PLACE = frozenset(
    {"name", "owner_id", "rota", "backup_id", "manager_id", "zone", "holidays"}
)
COMMON = tuple(name for name in ProcessPlan.model_fields if name not in {*OF_THE_PLACE, "notes"})


class Definition(ProcessPlan):
    """A plan whose people, zone and holidays are left to each location.

    `start` is naive local time, the same by the clock of each; `holiday_move` is what becomes of
    work that falls on a public holiday of a location that has some.
    """

    owner_id: str = ""
    backup_id: str = ""
    manager_id: str = ""
    zone: str = "UTC"
    holidays: Holidays | None = None
    holiday_move: HolidayMove = HolidayMove.SKIP


class PlaceError(ValueError):
    """A process cannot run so at a location; the message is a sentence that says why."""


def definition_of(plan: ProcessPlan) -> Definition:
    """Return what of a plan holds wherever it runs."""
    move = plan.holidays.move if plan.holidays else HolidayMove.SKIP
    common = {name: getattr(plan, name) for name in COMMON}
    return Definition(name=plan.name, holiday_move=move, **common)


def place_name(family: str, location: str) -> str:
    """Return what a family's process at a location is called. Raises PlaceError."""
    name = f"{family}{BETWEEN}{location}"
    if len(name) > LONGEST_NAME:
        raise PlaceError(
            f"It would be called “{name}”, which has {len(name)} characters; a name has at most "
            f"{LONGEST_NAME}. Please choose a shorter one."
        )
    return name


def plan_at(definition: Definition, location: LocationPlan, people: People) -> ProcessPlan:
    """Return what a family is at a location with these people. Raises PlaceError."""
    place, move = location.holiday_place, definition.holiday_move
    return ProcessPlan(
        **{name: getattr(definition, name) for name in COMMON},
        name=place_name(definition.name, location.name),
        owner_id=people.owner_id,
        backup_id=people.backup_id,
        manager_id=people.manager_id,
        zone=location.zone,
        holidays=Holidays(place, move) if place else None,
    )


def refuse_wrong(plan: ProcessPlan) -> ProcessPlan:
    """Return a plan that can run as it is. Raises PlaceError."""
    # Windows were looked at when they were typed: what they may be is no matter of the place.
    for sentence in problems(plan, timedelta(0)).values():
        raise PlaceError(sentence)
    return plan
