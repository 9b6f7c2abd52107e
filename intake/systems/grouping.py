"""Which tasks are processes, and which are steps of one: the same answer for every tool."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from intake.found import Evidence, FoundProcess, FoundStep, Said, Trust
from intake.systems.task import Group, Task, step_of, within

# A task with fewer parts is a step with a remark; with as many, it is a checklist.
FEWEST_STEPS = 3
_MOST_LINES = 20
_LONGEST_LINE = 500


def is_process(task: Task) -> bool:
    """Tell whether a task has enough within it to be a process of its own."""
    return sum(1 for _ in within(task)) >= FEWEST_STEPS


def processes_of(group: Group) -> list[FoundProcess]:
    """Return the tasks that are processes, and the others of the group as the steps of one."""
    others = tuple(task for task in group.tasks if not is_process(task))
    found = [process_of_task(task, group) for task in group.tasks if is_process(task)]
    if others:
        found.insert(0, process_of_group(replace(group, tasks=others)))
    return found


def process_of_task(task: Task, group: Group) -> FoundProcess:
    """Make a process of a task: what is within it are its steps."""
    parts = list(within(task))
    return FoundProcess(
        name=Said(task.title, task.where),
        steps=tuple(step_of(part) for part in parts),
        key=task.key or task.title,
        url=task.url,
        owner=task.people[0] if task.people else None,
        backup=task.backup,
        manager=task.manager,
        cadence=_evidence_of_task(task, group),
        first_due=_earliest([task, *parts]),
        notes=(*_about_people(task), *_about_detail(task)),
    )


def process_of_group(group: Group) -> FoundProcess:
    """Make a process of a group: its tasks, and what is within them, are its steps."""
    tasks = [one for task in group.tasks for one in (task, *within(task))]
    shared = _shared_evidence(tasks)
    steps = tuple(step_of(task) for task in tasks)
    return FoundProcess(
        name=group.name,
        steps=tuple(replace(step, cadence=None) for step in steps) if shared else steps,
        key=group.key or group.name.text,
        url=group.url,
        owner=_owner_of_all(steps),
        backup=_same(task.backup for task in tasks),
        manager=_same(task.manager for task in tasks),
        cadence=(*shared, Evidence(group.name, group.trust), *group.evidence),
        first_due=_earliest(tasks),
        notes=group.notes,
    )


def _evidence_of_task(task: Task, group: Group) -> tuple[Evidence, ...]:
    lines = [line.strip() for line in task.detail.splitlines() if line.strip()]
    return (
        *task.evidence,
        Evidence(Said(task.title, task.where), Trust.HEADING),
        Evidence(group.name, min(group.trust, Trust.TITLE)),
        *group.evidence,
        *(
            Evidence(Said(line[:_LONGEST_LINE], task.where), Trust.PROSE)
            for line in lines[:_MOST_LINES]
        ),
    )


def _shared_evidence(tasks: Sequence[Task]) -> tuple[Evidence, ...]:
    """Return what all tasks say alike of their cadence: then it is said of the process."""
    said = [
        next((one for one in task.evidence if one.trust >= Trust.FIELD), None) for task in tasks
    ]
    texts = {one.said.text.casefold() if one else "" for one in said}
    return (said[0],) if said and said[0] and len(texts) == 1 else ()


def _owner_of_all(steps: Sequence[FoundStep]) -> Said | None:
    """Return who does every step, where it is one person."""
    return _same(step.assignee for step in steps)


def _same(people: Iterable[Said | None]) -> Said | None:
    named = list(people)
    first = named[0] if named else None
    return first if first and all(one and one.text == first.text for one in named) else None


def _earliest(tasks: Iterable[Task]) -> date | None:
    return min((task.due for task in tasks if task.due), default=None)


def _about_people(task: Task) -> tuple[str, ...]:
    others = [person.text for person in task.people[1:]]
    return (f"Also named as doing it: {', '.join(others)}.",) if others else ()


def _about_detail(task: Task) -> tuple[str, ...]:
    return ("What it says beside its steps was not made into steps.",) if task.detail else ()
