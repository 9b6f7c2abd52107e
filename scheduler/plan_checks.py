"""What is wrong with a plan as a whole, in words, before it is saved."""

from collections.abc import Iterator
from datetime import timedelta

from scheduler import cadence, links, windows, zones
from scheduler.cadence import CadenceError, HolidaysError
from scheduler.plan import ProcessPlan
from scheduler.rotas import MOST_MEMBERS, Rota

Problem = tuple[str, str]

_ROLES = (("owner_id", "the owner"), ("backup_id", "the backup"), ("manager_id", "the manager"))


def problems(plan: ProcessPlan, minimum_window: timedelta) -> dict[str, str]:
    """Return a sentence for each field of the plan that cannot stay as it is; empty when all can.

    Whether its people are active members is known only to Slack and checked elsewhere.
    """
    found = (
        *people_problems(plan).items(),
        *_of_cadence(plan),
        *_of_windows(plan, minimum_window),
        *_of_link(plan),
    )
    return dict(found)


def same_person(ids: dict[str, str]) -> dict[str, str]:
    """Return a sentence for each field that names a person whom an earlier rung has named.

    `ids` maps "owner_id", "backup_id" and "manager_id" to people, as far as they are known.
    """
    found: dict[str, str] = {}
    asked: dict[str, str] = {}
    for field, role in _ROLES:
        person = ids.get(field)
        if person in asked:
            found[field] = (
                f"This is {asked[person]} already: missed work would move to someone "
                "who was already asked. Choose another person."
            )
        elif person:
            asked[person] = role
    return found


def in_rota(rota: Rota, ids: dict[str, str]) -> dict[str, str]:
    """Return a sentence for each field that does not go with a rota; `ids` as in `same_person`.

    Whoever takes turns as the owner cannot be asked once more as backup or manager.
    """
    found: dict[str, str] = {}
    if len(set(rota.members)) < len(rota.members):
        found["owner_id"] = "Somebody is in this rota twice. Name each person once."
    elif len(rota.members) > MOST_MEMBERS:
        found["owner_id"] = (
            f"A rota has at most {MOST_MEMBERS} people, and these are {len(rota.members)}. "
            "For more, name a user group."
        )
    for field in ("backup_id", "manager_id"):
        if ids.get(field) in rota.members:
            found[field] = (
                "This person takes turns as the owner: in their turn, missed work would move to "
                "someone who was already asked. Choose another person."
            )
    return found


def people_problems(plan: ProcessPlan) -> dict[str, str]:
    """Return a sentence for each field that names somebody who cannot stand there as well."""
    ids = {field: getattr(plan, field) for field, _ in _ROLES}
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


def _of_windows(plan: ProcessPlan, minimum: timedelta) -> Iterator[Problem]:
    for field in ("owner_seconds", "backup_seconds", "manager_seconds"):
        try:
            windows.bounded(timedelta(seconds=getattr(plan, field)), minimum)
        except windows.WindowError as problem:
            yield field, str(problem)


def _of_link(plan: ProcessPlan) -> Iterator[Problem]:
    problem = links.link_problem(plan.sop_url) if plan.sop_url else None
    if problem:
        yield "sop_url", problem
