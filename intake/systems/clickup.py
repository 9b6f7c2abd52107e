"""ClickUp's export of a workspace or list as CSV."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from intake.draft import UnreadableError
from intake.found import Evidence, Found, FoundProcess, Said, Trust
from intake.systems.counting import counted
from intake.systems.grouping import processes_of
from intake.systems.labels import labelled
from intake.systems.lacking import lacking
from intake.systems.links import web_link, without_link
from intake.systems.names import file_title, people_in
from intake.systems.task import Group, Task
from intake.systems.trees import trees
from intake.systems.values import record_of, texts_of
from intake.tables.header import Record, Table, find_header, table_below
from intake.tables.sheet import Sheet

SYSTEM = "clickup"
_LACKS = ("cadence", "proof", "backup", "manager")
_ORDER = "ClickUp does not export the order of tasks: they are in the order of their making."
_USED = {
    "task id", "task link", "task name", "task content", "due date", "due date text", "parent id",
    "assignees", "tags", "list name", "folder name/path", "folder name", "space name",
    "checklists", "date created", "date created text", "home location", "home location id",
    "subtasks ids", "subtask ids",
}  # fmt: skip
_OFFSET = re.compile(r"GMT([+-])(\d{1,2})(?::(\d{2}))?")
_LONGEST_CHECKLISTS = 200_000


def read(sheets: Sequence[Sheet], file_name: str) -> Found | None:
    """Return the lists and tasks of an export; None for any other table.

    Raises UnreadableError for one without tasks.
    """
    for sheet in sheets:
        header = find_header(sheet, ("task id", "task name"))
        if header:
            return _found(table_below(sheet, header), file_title(file_name))
    return None


def _found(table: Table, title: Said) -> Found:
    records = _merged(one for one in table.records if _cell(one, "task name"))
    if not records:
        raise UnreadableError(
            "This export has no tasks in it: a filter may have hidden them. Export the list again"
            " with all of its tasks."
        )
    tasks = [_task(record) for record in records]
    places = {task.key: place for place, task in enumerate(tasks) if task.key}
    wanted = [_cell(record, "parent id") for record in records]
    parents = [places.get(parent) if parent else None for parent in wanted]
    lists: dict[str, list[tuple[Record, Task]]] = {}
    for place, task in trees(tasks, parents):
        lists.setdefault(_list_key(records[place]), []).append((records[place], task))
    lost = sum(1 for parent in wanted if parent and parent not in places)
    notes = (
        _ORDER,
        *table.notes,
        *_about_lost(lost),
        *table.unused(_USED),
    )
    processes = tuple(one for members in lists.values() for one in _processes(members, title))
    return Found(SYSTEM, processes, notes, lacking(_LACKS, processes))


def _cell(record: Record, *columns: str) -> str:
    """Return a cell; ClickUp writes an empty one as the word null."""
    text = record.get(*columns)
    return "" if text in {"null", "NaN", "[]", "{}", "undefined"} else text


def _merged(records: Iterator[Record]) -> list[Record]:
    """Make one of the rows of one task, oldest task first: what one lacks, the other has."""
    by_id: dict[str, Record] = {}
    for record in records:
        key = _cell(record, "task id") or f"row {record.number}"
        first = by_id.get(key)
        by_id[key] = _union(first, record) if first else record
    return sorted(by_id.values(), key=_created)


def _union(first: Record, second: Record) -> Record:
    values = {
        name: _wider(cell, second.values.get(name, "")) for name, cell in first.values.items()
    }
    return replace(first, values=second.values | values)


def _wider(one: str, other: str) -> str:
    """Unite two lists "[A,B]"; of two other cells the first that is filled."""
    if one.startswith("[") and other.startswith("[") and not one.startswith(("[{", '["')):
        names = dict.fromkeys([*_names(one), *_names(other)])
        return f"[{','.join(names)}]"
    return other if one in {"", "null", "[]", "{}"} else one


def _names(cell: str) -> list[str]:
    return [name.strip() for name in cell.strip("[]").split(",") if name.strip()]


def _created(record: Record) -> tuple[int, int]:
    created = record.get("date created")
    return (int(created) if created.isdecimal() and len(created) < 18 else 0, record.number)


def _list_key(record: Record) -> str:
    return _cell(record, "home location id") or _cell(record, "list name")


def _task(record: Record) -> Task:
    title, link = without_link(record.get("task name"))
    people = Said(
        ", ".join(_names(_cell(record, "assignees"))), f"{record.where}, column Assignees"
    )
    return Task(
        title=title,
        where=record.where,
        key=_cell(record, "task id"),
        line=record.number,
        detail=_cell(record, "task content").replace("\\n", "\n"),
        people=people_in(people),
        evidence=labelled(_names(_cell(record, "tags")), f"{record.where}, column Tags"),
        due=_due(record),
        url=web_link(_cell(record, "task link")) or link,
        children=tuple(_items(record)),
    )


def _due(record: Record) -> date | None:
    """Return the day in the zone that only the text beside the milliseconds names."""
    moment = _cell(record, "due date")
    if not moment.isdecimal() or len(moment) > 14:
        return None
    zone = _OFFSET.search(record.get("due date text"))
    minutes = int(zone[2]) * 60 + int(zone[3] or 0) if zone else 0
    shift = timedelta(minutes=-minutes if zone and zone[1] == "-" else minutes)
    return (datetime.fromtimestamp(int(moment) / 1000, UTC) + shift).date()


def _items(record: Record) -> Iterator[Task]:
    """Yield the items of a task's checklists; what cannot be read holds none."""
    cell = _cell(record, "checklists")
    try:
        checklists = record_of(json.loads(cell[:_LONGEST_CHECKLISTS]) if cell else {})
    except (ValueError, RecursionError):
        return
    for name, items in checklists.items():
        for number, item in enumerate(texts_of(items), 1):
            title, url = without_link(item)
            where = f"{record.where}, checklist “{name}”, item {number}"
            yield Task(title, where, line=record.number, url=url)


def _processes(members: Sequence[tuple[Record, Task]], title: Said) -> list[FoundProcess]:
    first = members[0][0]
    around = (first.said("folder name/path", "folder name"), first.said("space name"))
    group = Group(
        first.said("list name") or title,
        tuple(task for _, task in members),
        key=_list_key(first),
        evidence=tuple(Evidence(one, Trust.TITLE) for one in around if one and one.text != "null"),
    )
    return processes_of(group)


def _about_lost(number: int) -> tuple[str, ...]:
    if not number:
        return ()
    return (f"{counted(number, 'subtask')} whose parent is not in the file read as tasks.",)
