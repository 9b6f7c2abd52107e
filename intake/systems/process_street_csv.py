"""Process Street's tasks and form fields as a table: a row a field, or a row a task."""

from collections.abc import Sequence
from dataclasses import replace

from intake.draft import UnreadableError
from intake.found import Found, Said
from intake.systems.grouping import process_of_group
from intake.systems.links import without_link
from intake.systems.names import file_title, people_in
from intake.systems.process_street import LACKS, NO_TASKS, SYSTEM, proof_by, proof_by_kind
from intake.systems.task import Group, Task
from intake.tables.header import Record, Table, find_header, table_below
from intake.tables.sheet import Sheet

_WORKFLOW = ("workflow", "workflow name", "template", "template name", "checklist name")
_TASK = ("task", "task name")
_KIND = ("task type",)
_FIELD_KIND = ("field type", "form field type", "widget type")
_LABEL = ("form field", "field", "label", "field label", "form field label")
_REQUIRED = ("required", "is required", "field required")
_DETAIL = ("description", "content", "task description")
_PERSON = ("assignee", "assignees", "assigned to", "role")
_USED = {*_WORKFLOW, *_TASK, *_KIND, *_FIELD_KIND, *_LABEL, *_REQUIRED, *_DETAIL, *_PERSON}
_YES = {"yes", "true", "required", "x", "1"}


def read(sheets: Sequence[Sheet], file_name: str) -> Found | None:
    """Return the workflows of a table of tasks; None for any other table.

    Raises UnreadableError for one without tasks.
    """
    for sheet in sheets:
        headers = (find_header(sheet, (task, kind)) for task in _TASK for kind in _FIELD_KIND)
        header = next(filter(None, headers), None)
        if header:
            return _found(table_below(sheet, header), file_title(file_name))
    return None


def _found(table: Table, title: Said) -> Found:
    workflows: dict[str, tuple[Said, dict[str, Task]]] = {}
    workflow, name = title, ""
    for record in table.records:
        workflow = record.said(*_WORKFLOW) or workflow
        name = record.get(*_TASK) or name
        if name:
            tasks = workflows.setdefault(workflow.text, (workflow, {}))[1]
            tasks[name] = _grown(tasks.get(name), record, name)
    if not workflows:
        raise UnreadableError(NO_TASKS)
    groups = (Group(said, tuple(tasks.values())) for said, tasks in workflows.values())
    processes = tuple(process_of_group(group) for group in groups)
    return Found(SYSTEM, processes, (*table.notes, *table.unused(_USED)), LACKS)


def _grown(task: Task | None, record: Record, name: str) -> Task:
    """Return a task with what one more of its rows says of it."""
    title, link = without_link(name)
    known = task or Task(title, record.where, line=record.number, url=link)
    words = dict.fromkeys((*known.detail.splitlines(), *record.get(*_DETAIL).splitlines()))
    proof = proof_by(
        record.get(*_FIELD_KIND),
        record.get(*_LABEL),
        record.where,
        is_required=record.get(*_REQUIRED).casefold() in _YES,
    )
    return replace(
        known,
        detail="\n".join(words),
        people=known.people or people_in(record.said(*_PERSON)),
        proof=known.proof or proof or proof_by_kind(record.get(*_KIND), record.where),
    )
