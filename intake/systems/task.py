"""A task of any tool, with the tasks within it, before it is known what the processes are."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from intake.found import Evidence, FoundStep, Said, Trust


@dataclass(frozen=True)
class Task:
    """A task, card, item or row; `people` are who does it, the first one before the others.

    `evidence` are words in fields of its own that may tell its cadence, `due` the day of the only
    date it has.
    """

    title: str
    where: str
    key: str = ""
    line: int | None = None
    detail: str = ""
    people: tuple[Said, ...] = ()
    backup: Said | None = None
    manager: Said | None = None
    evidence: tuple[Evidence, ...] = ()
    due: date | None = None
    url: str | None = None
    proof: Said | None = None
    children: tuple["Task", ...] = ()


@dataclass(frozen=True)
class Group:
    """Tasks under one name: a list, a section, a project.

    `trust` tells how far its name is believed to tell a cadence; `evidence` are the words around
    it, such as its board's name.
    """

    name: Said
    tasks: tuple[Task, ...]
    trust: Trust = Trust.HEADING
    key: str = ""
    url: str | None = None
    evidence: tuple[Evidence, ...] = ()
    notes: tuple[str, ...] = ()


def within(task: Task) -> Iterator[Task]:
    """Yield the tasks below a task in their order, however deep; never the task itself."""
    waiting = list(reversed(task.children))
    while waiting:
        one = waiting.pop()
        yield one
        waiting.extend(reversed(one.children))


def step_of(task: Task) -> FoundStep:
    """Return a task as a step."""
    return FoundStep(
        title=task.title,
        where=task.where,
        line=task.line,
        detail=task.detail,
        assignee=task.people[0] if task.people else None,
        cadence=next((one.said for one in task.evidence if one.trust >= Trust.FIELD), None),
        url=task.url,
        proof=task.proof,
    )
