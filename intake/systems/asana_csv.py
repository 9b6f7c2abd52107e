"""Asana's export of a project as CSV, also as it looks after a spreadsheet has saved it."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date

from intake.draft import UnreadableError
from intake.found import Found, Said
from intake.systems import custom_fields
from intake.systems.asana import LACKS, NO_TASKS, SYSTEM
from intake.systems.counting import counted
from intake.systems.custom_fields import Filled
from intake.systems.labels import labelled
from intake.systems.lacking import lacking
from intake.systems.links import without_link
from intake.systems.names import file_title
from intake.systems.placed import Placed, processes_of_projects
from intake.systems.task import Task
from intake.systems.trees import trees
from intake.tables.days import days_of, unsure_days
from intake.tables.header import Record, Table, find_header, table_below
from intake.tables.sheet import Sheet

_SECTION = ("section/column", "section", "column")
_PARENT = ("parent task", "subtask of")
_OWN = {
    "task id", "created at", "completed at", "last modified", "name", "assignee",
    "assignee email", "start date", "due date", "tags", "notes", "projects", "parent task id",
    "blocked by (dependencies)", "blocking (dependencies)", *_SECTION, *_PARENT,
}  # fmt: skip
_USED = _OWN - {"created at", "last modified", "start date"} - {
    "blocked by (dependencies)", "blocking (dependencies)",
}  # fmt: skip
_ROUNDED = re.compile(r"\d(?:[.,]\d+)?E\+\d+", re.IGNORECASE)
_TASK_NUMBER = re.compile(r"\d{12,20}")
# What a spreadsheet writes into a cell that it could not fill in time.
_LITTER = re.compile(r"Retrieving data\. Wait a few seconds", re.IGNORECASE)


def read(sheets: Sequence[Sheet], file_name: str) -> Found | None:
    """Return the processes of an exported project; None for any other table.

    Raises UnreadableError for one without tasks.
    """
    for sheet in sheets:
        header = find_header(sheet, ("task id", "name", "created at"))
        if header:
            return _found(table_below(sheet, header), file_title(file_name))
    return None


def _found(table: Table, title: Said) -> Found:
    records = [one for one in table.records if one.get("name")]
    kept = [one for one in records if not _LITTER.match(one.get("name"))]
    if not kept:
        raise UnreadableError(NO_TASKS)
    days = days_of(one.get("due date") for one in kept)
    tasks = [_task(record, days.by_text) for record in kept]
    parents = _parents(kept)
    placed = [
        Placed(task, kept[place].said("projects"), kept[place].said(*_SECTION))
        for place, task in trees(tasks, parents)
    ]
    used = _USED | {name for name in table.titles if name not in _OWN and _is_known(table, name)}
    notes = (
        *table.notes,
        *_about_rows(len(table.records) - len(kept)),
        *_about_ids(kept),
        *_about_parents(kept, parents),
        *unsure_days("Due Date", days),
        *table.unused(used),
    )
    processes = tuple(processes_of_projects(placed, title))
    return Found(SYSTEM, processes, notes, lacking(LACKS, processes))


def _is_known(table: Table, name: str) -> bool:
    return custom_fields.is_used(table.titles[name])


def _task(record: Record, days: dict[str, date]) -> Task:
    number = record.get("task id")
    custom = custom_fields.understood(
        Filled(title, record.get(name), f"{record.where}, column {title}")
        for name, title in record.titles.items()
        if name not in _OWN
    )
    assignee = record.said("assignee", "assignee email")
    tags = [tag.strip() for tag in record.get("tags").split(",")]
    is_whole = _TASK_NUMBER.fullmatch(number) is not None
    return Task(
        title=without_link(record.get("name"))[0],
        where=record.where,
        key="" if _ROUNDED.fullmatch(number) else number,
        line=record.number,
        detail=record.get("notes"),
        people=(*((assignee,) if assignee else ()), *custom.people),
        backup=custom.backup,
        manager=custom.manager,
        evidence=(*custom.cadence, *labelled(tags, f"{record.where}, column Tags")),
        due=days.get(record.get("due date")),
        url=f"https://app.asana.com/0/0/{number}" if is_whole else None,
        proof=custom.proof,
    )


def _parents(records: Sequence[Record]) -> list[int | None]:
    """Return for each row its parent's place: a name used twice is the nearest row above."""
    by_name: dict[str, list[int]] = {}
    by_id: dict[str, int] = {}
    for place, record in enumerate(records):
        by_name.setdefault(record.get("name"), []).append(place)
        by_id.setdefault(record.get("task id"), place)
    return [_parent(place, one, by_name, by_id) for place, one in enumerate(records)]


def _parent(
    place: int, record: Record, by_name: dict[str, list[int]], by_id: dict[str, int]
) -> int | None:
    number = record.get("parent task id")
    if number and not _ROUNDED.fullmatch(number) and by_id.get(number, place) != place:
        return by_id[number]
    named = by_name.get(record.get(*_PARENT), [])
    before = bisect_left(named, place)
    if before:
        return named[before - 1]
    return next((one for one in named[:2] if one != place), None)


def _about_rows(number: int) -> tuple[str, ...]:
    return (f"{counted(number, 'row')} without a task left out.",) if number else ()


def _about_ids(records: Sequence[Record]) -> tuple[str, ...]:
    rounded = next((r for r in records if _ROUNDED.fullmatch(r.get("task id"))), None)
    if rounded is None:
        return ()
    note = (
        f"A spreadsheet has rounded the task IDs (“{rounded.get('task id')}”), so that a later"
        " import cannot tell which task is which; import the CSV as Asana gives it for that."
    )
    return (note,)


def _about_parents(records: Sequence[Record], parents: Sequence[int | None]) -> Iterator[str]:
    lost = [
        record
        for record, parent in zip(records, parents, strict=True)
        if parent is None and record.get(*_PARENT)
    ]
    if lost:
        yield (
            f"{counted(len(lost), 'subtask')} whose parent is not in the file read as tasks, such"
            f" as “{lost[0].get('name')[:60]}”."
        )
