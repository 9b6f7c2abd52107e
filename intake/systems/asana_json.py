"""Asana's tasks as JSON, as its interface gives them: subtasks are nested, recurrence is absent."""

from collections.abc import Iterator, Sequence

from intake.draft import UnreadableError
from intake.found import Found, Said
from intake.systems import custom_fields
from intake.systems.asana import LACKS, NO_TASKS, SYSTEM
from intake.systems.custom_fields import Custom, Filled
from intake.systems.labels import labelled
from intake.systems.lacking import lacking
from intake.systems.links import web_link, without_link
from intake.systems.placed import Placed, processes_of_projects
from intake.systems.task import Task
from intake.systems.trees import DEEPEST, trees
from intake.systems.values import Record, record_of, records_of, text_of
from intake.tables.days import day_of

_MARKS = {"memberships", "projects", "assignee", "completed", "completed_at", "subtasks", "parent"}
_UNNAMED = Said("Asana tasks", "the file names no project")
_SEARCHED = 20


def read(source: object) -> Found | None:
    """Return the processes of a list of tasks; None for any other JSON.

    Raises UnreadableError for one without tasks.
    """
    data = record_of(source).get("data")
    if not isinstance(data, list) or not all(map(_is_task, data[:_SEARCHED])):
        return None
    tasks = [one for one in records_of(data) if text_of(one.get("name"))]
    if not tasks:
        raise UnreadableError(NO_TASKS)
    placed = [Placed(task, *_place(tasks[number])) for number, task in _trees(tasks)]
    processes = tuple(processes_of_projects(placed, _UNNAMED))
    return Found(SYSTEM, processes, (), lacking(LACKS, processes))


def _is_task(value: object) -> bool:
    record = record_of(value)
    is_named = {"gid", "name"} <= record.keys() or {"id", "name"} <= record.keys()
    return is_named and (
        text_of(record.get("resource_type")) == "task" or bool(_MARKS & set(record))
    )


def _key(record: Record) -> str:
    return text_of(record.get("gid")) or text_of(record.get("id"))


def _trees(tasks: Sequence[Record]) -> list[tuple[int, Task]]:
    """Nest tasks that only name their parents, unless they stand within them as well."""
    nested = {_key(below) for task in tasks for below in _below(task)}
    own = [(n, task) for n, task in enumerate(tasks) if not _key(task) or _key(task) not in nested]
    places = {_key(task): place for place, (_, task) in enumerate(own)}
    parents = [places.get(_key(record_of(task.get("parent"))) or " ") for _, task in own]
    made = [_task(task, 0) for _, task in own]
    return [(own[place][0], task) for place, task in trees(made, parents)]


def _below(task: Record, depth: int = 0) -> Iterator[Record]:
    if depth < DEEPEST:
        for one in records_of(task.get("subtasks")):
            yield one
            yield from _below(one, depth + 1)


def _place(record: Record) -> tuple[Said | None, Said | None]:
    """Return the project and the section of a task: of several, the first."""
    member = next(iter(records_of(record.get("memberships"))), {})
    projects = [record_of(member.get("project")), *records_of(record.get("projects"))]
    project = next((text_of(one.get("name")) for one in projects if one.get("name")), "")
    section = text_of(record_of(member.get("section")).get("name"))
    return (
        Said(project, f"project “{project}”") if project else None,
        Said(section, f"section “{section}”") if section else None,
    )


def _task(record: Record, depth: int) -> Task:
    title, link = without_link(text_of(record.get("name")))
    where = f"task “{title}”"
    assignee = record_of(record.get("assignee"))
    person = text_of(assignee.get("name")) or text_of(assignee.get("email"))
    custom = _custom(record, where)
    tags = [text_of(tag.get("name")) for tag in records_of(record.get("tags"))]
    below = records_of(record.get("subtasks")) if depth < DEEPEST else []
    return Task(
        title=title,
        where=where,
        key=_key(record),
        detail=text_of(record.get("notes")),
        people=(*((Said(person, where),) if person else ()), *custom.people),
        backup=custom.backup,
        manager=custom.manager,
        evidence=(*custom.cadence, *labelled(tags, f"{where}, tag")),
        due=day_of(text_of(record.get("due_on")) or text_of(record.get("due_at"))),
        url=web_link(text_of(record.get("permalink_url"))) or link,
        proof=custom.proof,
        children=tuple(_task(one, depth + 1) for one in below if text_of(one.get("name"))),
    )


def _custom(record: Record, where: str) -> Custom:
    return custom_fields.understood(
        Filled(name, text_of(one.get("display_value")), f"{where}, field {name}")
        for one in records_of(record.get("custom_fields"))
        if (name := text_of(one.get("name")))
    )
