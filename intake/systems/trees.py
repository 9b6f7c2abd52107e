"""Tasks that name their parents become trees, however the file orders or garbles them."""

from collections.abc import Sequence
from dataclasses import replace

from intake.systems.task import Task

DEEPEST = 20


def trees(tasks: Sequence[Task], parents: Sequence[int | None]) -> list[tuple[int, Task]]:
    """Return the tasks without a parent with all that is below them, and where each stood.

    `parents` are the places of the tasks' parents in `tasks`. A task that would be its own
    ancestor, or lies deeper than DEEPEST, has no parent. Children keep the order of `tasks`.
    """
    cut = list(parents)
    for place in range(len(tasks)):
        if _depth(place, cut) > DEEPEST:
            cut[place] = None
    children: dict[int | None, list[int]] = {}
    for place, parent in enumerate(cut):
        children.setdefault(parent, []).append(place)
    return [(place, _tree(place, tasks, children)) for place in children.get(None, [])]


def _depth(place: int, parents: Sequence[int | None]) -> int:
    depth = 0
    parent = parents[place]
    while parent is not None and depth <= DEEPEST:
        depth += 1
        parent = parents[parent]
    return depth


def _tree(place: int, tasks: Sequence[Task], children: dict[int | None, list[int]]) -> Task:
    below = tuple(_tree(child, tasks, children) for child in children.get(place, []))
    task = tasks[place]
    return replace(task, children=(*task.children, *below))
