"""Processes that run at one place, as a file says them."""

from scheduler import changing, processes, versions
from scheduler.configuration.context import Context, Deed
from scheduler.configuration.entries import ProcessEntry
from scheduler.configuration.parsing import Path
from scheduler.configuration.pauses import settle_pause
from scheduler.plan import ProcessPlan
from storage.models import Process


def settle_process(
    context: Context, path: Path, entry: ProcessEntry, process: Process | None
) -> Process | None:
    """Create a process or change it; None where that is refused. Raises NameTakenError."""
    before = versions.plan_of(process) if process else None
    plan = context.read(path, lambda: context.reader.process(entry, before))
    if plan is None:
        return None
    done = _create(context, path, plan) if process is None else become(context, path, process, plan)
    if done is not None:
        settle_pause(context, path, done, entry.paused)
    return done


def _create(context: Context, path: Path, plan: ProcessPlan) -> Process | None:
    if not context.may(path, Deed.CREATE, None) or not context.is_right(path, plan):
        return None
    return create(context, plan)


def create(context: Context, plan: ProcessPlan) -> Process:
    """Save a plan as a process whose steps have their keys. Raises NameTakenError."""
    return processes.create_keyed(context.session, plan, context.by.person_id, context.now)


def become(context: Context, path: Path, process: Process, plan: ProcessPlan) -> Process | None:
    """Let a process follow a plan, and tell those whom it concerns; None where it is refused.

    What stays as it is, is not looked at. Raises NameTakenError.
    """
    before = versions.plan_of(process)
    if plan == before:
        return process
    if not context.may(path, Deed.CHANGE, process) or not context.is_right(path, plan):
        return None
    told = (context.by.person_id, context.now)
    changing.become(context.session, process, plan, *told)
    changing.tell(context.session, process, before, plan, *told)
    return process


def archive(context: Context, path: Path, process: Process) -> None:
    """End a process that the file does not have."""
    if context.may(path, Deed.ARCHIVE, process):
        processes.archive(context.session, process, context.by.person_id, context.now)
