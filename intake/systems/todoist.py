"""Todoist's projects as CSV ("Export as a template"): the only table that holds recurrences."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from zoneinfo import available_timezones

from intake.draft import UnreadableError
from intake.found import Evidence, Found, Said, Trust
from intake.systems.counting import counted
from intake.systems.grouping import processes_of
from intake.systems.labels import labelled
from intake.systems.links import without_link
from intake.systems.names import file_title, people_in
from intake.systems.task import Group, Task
from intake.systems.trees import trees
from intake.tables.days import day_of
from intake.tables.header import Record, find_header, plain, table_below
from intake.tables.sheet import Sheet

SYSTEM = "todoist"
_LACKS = ("proof", "backup", "manager")
_DATES = ("date", "due string", "due date", "due")
_USED = {
    "type", "content", "description", "indent", "responsible", "timezone", "deadline",
    "date lang", "due date lang", "deadline lang", *_DATES,
}  # fmt: skip
_LABEL = re.compile(r"(?:^|(?<=\s))@([\w-]{1,60})")
_LANGUAGE = re.compile(r"[a-z]{2}(?:[_-][a-z]{2})?", re.IGNORECASE)
_RECURS = re.compile(
    r"\b(every|ev|everyday|after|each|(dai|week|month|quarter|year|annual)ly)\b", re.IGNORECASE
)
_NOT_TICKED = "* "


@dataclass
class _Part:
    """A project or a section while its rows are gathered; `depths` are the tasks' INDENT."""

    name: Said
    trust: Trust = Trust.HEADING
    project: Evidence | None = None
    tasks: list[Task] = field(default_factory=list)
    depths: list[int] = field(default_factory=list)


def read(sheets: Sequence[Sheet], file_name: str) -> Found | None:
    """Return the projects and sections of a template; None for any other table.

    Raises UnreadableError for one without tasks.
    """
    for sheet in sheets:
        header = find_header(sheet, ("type", "content"))
        if header and plain(header.cells[0]) == "type":
            table = table_below(sheet, header)
            parts = _parts(table.records, file_title(file_name))
            return _found(parts, (*table.notes, *table.unused(_USED)))
    return None


def _parts(records: Sequence[Record], project: Said) -> list[_Part]:
    parts = [_Part(project, Trust.FILE_NAME)]
    around = Evidence(project, Trust.FILE_NAME)
    for record in records:
        said = record.said("content")
        match record.get("type").casefold():
            case "task" if said:
                parts[-1].tasks.append(_task(record, said))
                parts[-1].depths.append(_depth(record))
            case "section" if said:
                parts.append(_Part(Said(said.text, record.where), project=around))
            case "project" if said:
                around = Evidence(Said(said.text, record.where), Trust.TITLE)
                parts.append(_Part(around.said, around.trust))
            case "note" if said and parts[-1].tasks:
                last = parts[-1].tasks[-1]
                parts[-1].tasks[-1] = replace(last, detail=f"{last.detail}\n{said.text}".strip())
    return parts


def _found(parts: Sequence[_Part], notes: tuple[str, ...]) -> Found:
    filled = [part for part in parts if part.tasks]
    if not filled:
        raise UnreadableError(
            "This export has no tasks in it: completed ones are not exported. Export the project as"
            " a template again while its tasks are open."
        )
    groups = [_group(part) for part in filled]
    processes = tuple(process for group in groups for process in processes_of(group))
    sections = "Each section was read as a process of its own."
    more = (sections,) if len(filled) > 1 else ()
    return Found(SYSTEM, processes, (*more, *notes), _LACKS)


def _group(part: _Part) -> Group:
    tasks = [_without_star(task) for task in part.tasks]
    return Group(
        part.name,
        tuple(task for _, task in trees(tasks, _parents(part.depths))),
        part.trust,
        evidence=(part.project,) if part.project else (),
        notes=_about_stars(part.tasks),
    )


def _about_stars(tasks: Sequence[Task]) -> tuple[str, ...]:
    starred = sum(1 for task in tasks if task.title.startswith(_NOT_TICKED))
    note = f"{counted(starred, 'line')} without a check box in Todoist kept as steps."
    return (note,) if starred else ()


def _parents(depths: Sequence[int]) -> list[int | None]:
    """Return for each task the last one above it that stands further left."""
    parents: list[int | None] = []
    open_tasks: list[int] = []
    for place, depth in enumerate(depths):
        while open_tasks and depths[open_tasks[-1]] >= depth:
            open_tasks.pop()
        parents.append(open_tasks[-1] if open_tasks else None)
        open_tasks.append(place)
    return parents


def _depth(record: Record) -> int:
    indent = record.get("indent")
    return int(indent) if indent.isdecimal() and len(indent) < 3 else 1


def _without_star(task: Task) -> Task:
    return replace(task, title=task.title.removeprefix(_NOT_TICKED).strip() or task.title)


def _task(record: Record, said: Said) -> Task:
    content, url = without_link(said.text)
    title = " ".join(_LABEL.sub("", content).split())
    date = record.said(*_DATES)
    return Task(
        title=title or content,
        where=record.where,
        line=record.number,
        detail=record.get("description"),
        people=people_in(record.said("responsible")),
        evidence=(*_phrase(record, date), *labelled(_LABEL.findall(content), said.where)),
        due=day_of(date.text if date else "") or day_of(record.get("deadline")),
        url=url or without_link(record.get("description"))[1],
    )


def _phrase(record: Record, date: Said | None) -> tuple[Evidence, ...]:
    """Return the phrase that a task recurs by; hand-made files have a bare language in it."""
    if date is None or _LANGUAGE.fullmatch(date.text) or day_of(date.text):
        return ()
    language = record.get("date lang", "due date lang") or "en"
    if language.startswith("en") and not _RECURS.search(date.text):
        return ()  # "tomorrow": once, and counted from the day of the export
    zone = record.get("timezone")
    return (Evidence(date, Trust.FIELD, zone=zone if zone in _zones() else None),)


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())
