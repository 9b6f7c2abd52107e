"""What only Slack and the database know to be wrong with a plan."""

from datetime import datetime

from handlers.people import Directory
from handlers.views import form_ids
from scheduler import processes
from scheduler.plan import ProcessPlan
from storage.database import Database

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
    return wrong
