"""What only Slack and the database know to be wrong with a plan."""

from datetime import datetime

from handlers.people import Directory
from handlers.views import form_ids
from scheduler import processes
from scheduler.plan import ProcessPlan
from scheduler.step_checks import named
from scheduler.step_ladders import own_person, people_of_steps
from storage.database import Database
from storage.states import Level

ROLES = (form_ids.OWNER, form_ids.BACKUP, form_ids.MANAGER)
NAME_TAKEN = "Another process has this name already. Please give this one another name."


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
    if other is not None and other.id != process_id:
        wrong[form_ids.NAME] = NAME_TAKEN
    for field in ROLES:
        why_not = directory.why_not(getattr(plan, field), now)
        if why_not:
            wrong[field] = why_not
    in_steps = wrong_in_steps(plan, directory, now)
    return wrong | ({form_ids.STEPS: in_steps} if in_steps else {})


def wrong_in_steps(plan: ProcessPlan, directory: Directory, now: datetime) -> str | None:
    """Return a sentence about the first person whom a step names and who cannot be asked."""
    for person_id in people_of_steps(plan):
        why_not = directory.why_not(person_id, now)
        if why_not:
            own = (own_person(step, level) for level in Level for step in plan.steps)
            at = next(at for at, one in enumerate(own) if one == person_id) % len(plan.steps)
            return named(at + 1, plan.steps[at], why_not)
    return None
