"""A new process made from one that is there."""

from itertools import count

from sqlalchemy.orm import Session

from scheduler import processes, versions
from scheduler.plan import LONGEST_NAME, ProcessPlan
from storage.models import Process

COPY = "Copy of "


def copy_of(session: Session, process: Process) -> ProcessPlan:
    """Return the plan of a process under a name that is free."""
    names = (_name(process.name, number) for number in count(1))
    name = processes.free_name(session, names)
    return versions.plan_of(process).model_copy(update={"name": name})


def _name(name: str, number: int) -> str:
    end = "" if number == 1 else f" {number}"
    return f"{COPY}{name[: LONGEST_NAME - len(COPY) - len(end)].rstrip()}{end}"
