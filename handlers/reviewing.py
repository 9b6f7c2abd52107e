"""What only Slack and the database know of a plan: what is wrong with it, what it leads to."""

import dataclasses
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from handlers.acting import Acting
from handlers.forms import FormErrors, read_form
from handlers.new_context import NewContext
from handlers.people import Directory
from handlers.user_groups import GroupError
from handlers.views import form_ids
from handlers.views import form_refusals as refusals
from handlers.views.chain_words import warnings
from handlers.views.preview import OCCURRENCES_SHOWN, Outlook
from scheduler import cadence, chain_reading, groups, processes, rota_runs
from scheduler.plan import ProcessPlan, StepPlan
from scheduler.step_checks import named
from scheduler.step_ladders import is_in_turns, own_person, owners_of, people_of_steps
from storage.database import Database
from storage.states import Level


def reviewed(
    acting: Acting,
    values: Any,
    context: NewContext,
    before: Sequence[StepPlan],
    process_id: int | None = None,
) -> ProcessPlan:
    """Read the form of a process, whose `before` are its steps so far. Raises FormErrors.

    `process_id` is the process that it changes, if any.
    """
    plan = read_form(values, context, before)
    try:
        plan = with_group(plan, acting.directory, context.now)
    except GroupError as problem:
        raise FormErrors({form_ids.OWNER_GROUP: str(problem)}) from None
    found = wrong_with(plan, acting.database, acting.directory, context.now, process_id)
    if found:
        raise FormErrors(found)
    return plan


def with_group(plan: ProcessPlan, directory: Directory, now: datetime) -> ProcessPlan:
    """Return a plan whose user group, if it has one, is known and has been read.

    Raises GroupError.
    """
    rota = plan.rota
    if rota is None or rota.group_id is None:
        return plan
    if rota.group_id:
        group = directory.groups.known(rota.group_id, rota.group_handle, now)
    else:
        group = directory.groups.named(rota.group_handle, now)
    known = dataclasses.replace(rota, group_id=group.id, group_handle=group.handle)
    return plan.model_copy(update={"rota": known, "owner_id": group.id})


def wrong_with(
    plan: ProcessPlan,
    database: Database,
    directory: Directory,
    now: datetime,
    process_id: int | None = None,
) -> dict[str, str]:
    """Return a sentence for each such field; `process_id` is the process that the plan changes."""
    wrong = {}
    with database.look() as session:
        other = processes.named(session, plan.name)
        in_group = dict(_of_group(session, plan))
    if other is not None and other.id != process_id:
        wrong[form_ids.NAME] = refusals.NAME_TAKEN
    owners = ((form_ids.OWNER, person) for person in owners_of(plan))
    others = ((form_ids.BACKUP, plan.backup_id), (form_ids.MANAGER, plan.manager_id))
    for field, person in (*owners, *others):
        why_not = directory.why_not(person, now)
        if why_not:
            wrong.setdefault(field, why_not)
    in_steps = wrong_in_steps(plan, database, directory, now)
    return in_group | wrong | ({form_ids.STEPS: in_steps} if in_steps else {})


def _of_group(session: Session, plan: ProcessPlan) -> Iterator[tuple[str, str]]:
    rota = plan.rota
    if rota is None or rota.group_id is None:
        return
    if not rota_runs.people_of(session, plan):
        yield form_ids.OWNER_GROUP, refusals.nobody_in(rota.group_handle)
    for field, person in ((form_ids.BACKUP, plan.backup_id), (form_ids.MANAGER, plan.manager_id)):
        if groups.is_member(session, rota.group_id, person):
            yield field, refusals.in_group(rota.group_handle)


def wrong_in_steps(
    plan: ProcessPlan, database: Database, directory: Directory, now: datetime
) -> str | None:
    """Return a sentence about the first person whom a step names and who cannot be asked."""
    for person_id in people_of_steps(plan):
        why_not = directory.why_not(person_id, now)
        if why_not:
            own = (own_person(step, level) for level in Level for step in plan.steps)
            at = next(at for at, one in enumerate(own) if one == person_id) % len(plan.steps)
            return named(at + 1, plan.steps[at], why_not)
    with database.look() as session:
        return next(_steps_of_group(session, plan), None)


def _steps_of_group(session: Session, plan: ProcessPlan) -> Iterator[str]:
    """Give a sentence about each step that asks somebody who may have had its turn already."""
    rota = plan.rota
    if rota is None or not rota.group_id:
        return
    for number, step in enumerate(plan.steps, start=1):
        later = (own_person(step, level) for level in (Level.BACKUP, Level.MANAGER))
        again = any(person and groups.is_member(session, rota.group_id, person) for person in later)
        if again and is_in_turns(step):
            yield named(number, step, refusals.in_group(rota.group_handle))


def outlook(plan: ProcessPlan, database: Database, now: datetime) -> Outlook:
    """Return what the preview of a new process says besides the plan itself."""
    coming = cadence.occurrences(plan.cadence, now, OCCURRENCES_SHOWN)
    with database.look() as session:
        owners = rota_runs.owners_of_plan(session, plan, coming, None)
        odd = chain_reading.odd_of_plan(session, plan, None, now)
    return Outlook(tuple(owners), warnings(odd, plan, plan.zone))
