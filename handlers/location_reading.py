"""A location as it was typed, in the modal or in one line, and who may change it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from handlers.people import Directory
from handlers.views import form_ids as ids
from handlers.views.form_refusals import no_person
from handlers.views.form_state import FormState
from handlers.views.line_refusals import about
from handlers.views.location_words import ROLES as LABELS
from scheduler import zones
from scheduler.cadence.public_holidays import PlaceError, read_place
from scheduler.location_plan import ROLES, LocationPlan, name_problem, problems
from scheduler.typed_text import one_line


class Carried(BaseModel):
    """What a preview's button does: the location, the version that was seen, what it becomes."""

    model_config = ConfigDict(frozen=True)

    location: int
    version: int
    plan: LocationPlan


@dataclass(frozen=True)
class ReadForm:
    """What stands in the form, and a sentence for each field that cannot stay as it is."""

    plan: LocationPlan | None
    errors: dict[str, str]


def read_carried(text: str) -> Carried | None:
    """Read what a button carries; None for anything else."""
    try:
        carried = Carried.model_validate_json(text)
    except ValidationError:
        return None
    return None if problems(carried.plan) else carried


def read_form(values: Any) -> ReadForm:
    """Read the submitted modal."""
    state, errors = FormState(values), dict[str, str]()
    typed: dict[str, Any] = {"name": one_line(state.text(ids.NAME))}
    errors |= _said(ids.NAME, name_problem(typed["name"]))
    zone = state.text(ids.ZONE)
    typed["zone"] = zones.known(zone)
    errors |= _said(ids.ZONE, None if typed["zone"] else zones.unknown(zone))
    try:
        place = one_line(state.text(ids.HOLIDAY_PLACE))
        typed["holiday_place"] = read_place(place) if place else None
    except PlaceError as problem:
        errors |= _said(ids.HOLIDAY_PLACE, str(problem))
    for role in ROLES:
        typed[role] = state.text(role)
        errors |= _said(role, None if typed[role] else no_person(LABELS[role].lower()))
    if errors:
        return ReadForm(None, errors)
    plan = LocationPlan(**typed)
    wrong = problems(plan)
    return ReadForm(None if wrong else plan, wrong)


def _said(block: str, problem: str | None) -> dict[str, str]:
    return {block: problem} if problem else {}


def wrong_people(plan: LocationPlan, directory: Directory, now: datetime) -> dict[str, str]:
    """Return a sentence for each of the people who can be asked for nothing, as Slack says."""
    return directory.who_cannot({role: getattr(plan, role) for role in ROLES}, now)


def in_words(wrong: dict[str, str]) -> str:
    """Return sentences with what each is about, a line each."""
    return "\n".join(about(field, why) for field, why in wrong.items())
