"""What is wrong with a plan as a whole, in words, before it is saved."""

from collections.abc import Iterator
from datetime import timedelta

from scheduler import cadence, links, zones
from scheduler.cadence import CadenceError, HolidaysError
from scheduler.people_checks import ROLES, in_rota, same_person
from scheduler.plan import ProcessPlan
from scheduler.step_checks import first_problem, window_problems

Problem = tuple[str, str]

__all__ = ["problems", "same_person"]


def problems(plan: ProcessPlan, minimum_window: timedelta) -> dict[str, str]:
    """Return a sentence for each field of the plan that cannot stay as it is; empty when all can.

    Whether its people are active members is known only to Slack and checked elsewhere.
    """
    found = (
        *people_problems(plan).items(),
        *_of_cadence(plan),
        *window_problems(plan, minimum_window),
        *_of_link(plan),
        *_of_steps(plan, minimum_window),
    )
    return dict(found)


def people_problems(plan: ProcessPlan) -> dict[str, str]:
    """Return a sentence for each field that names somebody who cannot stand there as well."""
    ids = {field: getattr(plan, field) for field, _ in ROLES}
    barred = in_rota(plan.rota, ids) if plan.rota is not None else {}
    return same_person(ids) | barred


def _of_cadence(plan: ProcessPlan) -> Iterator[Problem]:
    if zones.known(plan.zone) is None:
        yield "zone", zones.unknown(plan.zone)
        return
    try:
        cadence.check(plan.cadence)
    except HolidaysError as problem:
        yield "holidays", str(problem)
    except CadenceError as problem:
        yield "rule", str(problem)


def _of_link(plan: ProcessPlan) -> Iterator[Problem]:
    problem = links.link_problem(plan.sop_url) if plan.sop_url else None
    if problem:
        yield "sop_url", problem


def _of_steps(plan: ProcessPlan, minimum: timedelta) -> Iterator[Problem]:
    problem = first_problem(plan, minimum)
    if problem:
        yield "steps", problem
