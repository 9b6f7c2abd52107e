"""A location as someone means it, before it is saved, and what is wrong with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from scheduler import zones
from scheduler.cadence.public_holidays import PlaceError, read_place
from scheduler.ladder import Staffed
from scheduler.plan_checks import Problem, same_person

LONGEST_LOCATION = 30
# A line that names several locations tells them apart by these.
SEPARATORS = ",;:"
ROLES = ("owner_id", "backup_id", "manager_id")


@dataclass(frozen=True)
class People:
    """Who is asked first, second and last."""

    owner_id: str
    backup_id: str
    manager_id: str


class LocationPlan(BaseModel):
    """Where processes run: `zone` is an IANA zone, `holiday_place` as “DE-BE”, or None."""

    model_config = ConfigDict(frozen=True)

    name: Annotated[str, Field(min_length=1, max_length=LONGEST_LOCATION)]
    zone: str
    holiday_place: str | None = None
    owner_id: str
    backup_id: str
    manager_id: str


def people_of(work: Staffed) -> People:
    """Return the people whom something names."""
    return People(work.owner_id, work.backup_id, work.manager_id)


def following(before: Staffed, mine: Staffed, after: Staffed) -> People:
    """Return `mine` as it follows a location from `before` to `after`.

    Whoever was the location's goes with it; whoever was set for this process alone stays.
    """
    return People(
        *(
            getattr(after if getattr(mine, role) == getattr(before, role) else mine, role)
            for role in ROLES
        )
    )


def name_problem(name: str) -> str | None:
    """Say why a location cannot be called so; None when it can. `name` is one line."""
    if not name:
        return "Give the location a name, for example: Mitte."
    if len(name) > LONGEST_LOCATION:
        return f"The name has {len(name)} characters; please use at most {LONGEST_LOCATION}."
    if any(separator in name for separator in SEPARATORS):
        return "A location's name has no comma, semicolon or colon in it. Please leave them out."
    return None


def problems(plan: LocationPlan) -> dict[str, str]:
    """Return a sentence for each field that cannot stay as it is; empty when all can."""
    return dict(_problems(plan))


def _problems(plan: LocationPlan) -> Iterator[Problem]:
    wrong = name_problem(plan.name)
    if wrong:
        yield "name", wrong
    if zones.known(plan.zone) is None:
        yield "zone", zones.unknown(plan.zone)
    try:
        if plan.holiday_place is not None:
            read_place(plan.holiday_place)
    except PlaceError as problem:
        yield "holiday_place", str(problem)
    yield from same_person({role: getattr(plan, role) for role in ROLES}).items()
