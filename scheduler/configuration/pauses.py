"""The pause that a file wants for a process."""

from datetime import datetime

from scheduler import moments, processes
from scheduler.configuration.context import Context, Deed
from scheduler.configuration.parsing import Path
from scheduler.moments import MomentError
from storage.models import Process
from storage.states import ProcessState

Wanted = bool | datetime | None


def settle_pause(context: Context, path: Path, process: Process, wanted: Wanted) -> None:
    """Let a process be paused as a file says; one whose pause is over is left to wake by itself."""
    until = wanted if isinstance(wanted, datetime) else None
    if processes.is_paused(process, until) and wanted:
        return
    if not wanted or (until is not None and until <= context.now):
        _resume(context, path, process)
    elif context.may(path, Deed.PAUSE, process):
        _pause(context, path, process, until)


def _resume(context: Context, path: Path, process: Process) -> None:
    if process.state == ProcessState.PAUSED and context.may(path, Deed.RESUME, process):
        processes.resume(context.session, process, context.by.person_id, context.now)


def _pause(context: Context, path: Path, process: Process, until: datetime | None) -> None:
    try:
        end = moments.bounded(until, context.now) if until else None
    except MomentError as problem:
        context.refuse((*path, "paused"), str(problem))
        return
    processes.pause(context.session, process, context.by.person_id, context.now, end)
