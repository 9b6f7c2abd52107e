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
    free = next(name for name in names if processes.named(session, name) is None)
    return versions.plan_of(process).model_copy(update={"name": free})


def _name(name: str, number: int) -> str:
    end = "" if number == 1 else f" {number}"
    return f"{COPY}{name[: LONGEST_NAME - len(COPY) - len(end)].rstrip()}{end}"
