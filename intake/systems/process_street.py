"""Process Street's workflows as JSON, as its interface gives them.

It is the one system whose export says what proves a step: a required file, photo or signature.
"""

from collections.abc import Iterable

from intake.draft import UnreadableError
from intake.found import Evidence, Found, FoundProcess, Said, Trust
from intake.systems.grouping import process_of_group
from intake.systems.links import web_link, without_link
from intake.systems.task import Group, Task
from intake.systems.values import Record, record_of, records_of, text_of, texts_of

SYSTEM = "process_street"
LACKS = ("cadence", "backup", "manager")
NO_TASKS = (
    "This export has no tasks in it: it only names workflows. Export each workflow with its tasks"
    " and form fields and send that."
)
_FIELDS = ("widgets", "formFields", "fields")
_PROVES = ("file", "photo", "image", "signature", "video")
_REQUIRED = ("required", "isRequired")
_TASK_MARKS = {"taskType", "hiddenByDefault", "workflowId", "workflowRunId", *_FIELDS}
_STATUSES = {"Completed", "NotCompleted"}


def read(source: object) -> Found | None:
    """Return the workflows of a JSON export; None for any other JSON.

    Raises UnreadableError for one without tasks.
    """
    export = record_of(source)
    workflows = _workflows(export)
    if not workflows:
        return None
    made = [_process(workflow) for workflow in workflows]
    processes = tuple(process for process in made if process.steps)
    if not processes:
        raise UnreadableError(NO_TASKS)
    return Found(SYSTEM, processes, (), LACKS)


def _workflows(export: Record) -> list[Record]:
    """Return the workflows with their tasks: several, one around its tasks, or one beside them."""
    several = records_of(export.get("workflows"))
    if several:
        return several
    if isinstance(export.get("workflow"), dict):
        return [{**export, **record_of(export.get("workflow")), "tasks": _tasks(export)}]
    return [export] if any(map(_is_task, _tasks(export))) else []


def _tasks(workflow: Record) -> list[Record]:
    own = records_of(workflow.get("tasks")) or records_of(workflow.get("items"))
    return own or records_of(record_of(workflow.get("workflow")).get("tasks"))


def _is_task(task: Record) -> bool:
    is_run = text_of(task.get("status")) in _STATUSES
    return "name" in task and (is_run or bool(_TASK_MARKS & task.keys()))


def _process(workflow: Record) -> FoundProcess:
    name = text_of(workflow.get("name")) or "(no name)"
    beside = [one for key in _FIELDS for one in records_of(workflow.get(key))]
    tasks = [_task(task, beside) for task in _tasks(workflow) if text_of(task.get("name"))]
    group = Group(
        Said(name, f"workflow “{name}”"),
        tuple(tasks),
        key=text_of(workflow.get("id")),
        url=web_link(text_of(workflow.get("url"))),
        evidence=_prose(workflow, name),
    )
    return process_of_group(group)


def _prose(workflow: Record, name: str) -> tuple[Evidence, ...]:
    words = text_of(workflow.get("description"))
    return (Evidence(Said(words, f"workflow “{name}”"), Trust.PROSE),) if words else ()


def _task(task: Record, beside: Iterable[Record]) -> Task:
    title, link = without_link(text_of(task.get("name")))
    where = f"task “{title}”"
    key = text_of(task.get("id"))
    fields = [one for name in _FIELDS for one in records_of(task.get(name))]
    fields += [one for one in beside if key and text_of(one.get("taskId")) == key]
    people = [text_of(one.get("name")) for one in records_of(task.get("assignees"))]
    people += texts_of(task.get("assignees"))
    texts = [text_of(one.get("content")) or text_of(one.get("text")) for one in fields]
    proofs = (
        proof_by(_type(one), _label(one), where, is_required=_required(one)) for one in fields
    )
    return Task(
        title=title,
        where=where,
        key=key,
        detail="\n".join(filter(None, [text_of(task.get("description")), *texts])),
        people=tuple(Said(person, where) for person in people if person),
        url=link,
        proof=next(filter(None, proofs), proof_by_kind(text_of(task.get("taskType")), where)),
    )


def _type(field: Record) -> str:
    return text_of(field.get("fieldType")) or text_of(field.get("type"))


def _label(field: Record) -> str:
    return text_of(field.get("label")) or text_of(field.get("name"))


def _required(field: Record) -> bool:
    return any(field.get(key) is True for key in _REQUIRED)


def proof_by(kind: str, label: str, where: str, *, is_required: bool) -> Said | None:
    """Return what a required form field demands as proof, such as "Photo: The till"."""
    proves = is_required and any(word in kind.casefold() for word in _PROVES)
    return (
        Said(f"{kind}: {label}" if label else kind, f"{where}, required field") if proves else None
    )


def proof_by_kind(kind: str, where: str) -> Said | None:
    """Return what a kind of task demands as proof: only an approval demands one."""
    return Said("Approval", f"{where}, kind of task") if kind.casefold() == "approval" else None
