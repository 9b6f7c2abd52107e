"""Process Street: required fields are proofs, in JSON and in a table."""

import json

import pytest

from intake.draft import UnreadableError
from intake.found import Found, Upload
from intake.systems import read_json, read_table


def field(kind, label, *, required=True, **more):
    return {"fieldType": kind, "label": label, "required": required, **more}


TASKS = [
    {"id": "t1", "name": "Count the till", "taskType": "Standard",
     "widgets": [field("Text", "Note"), field("Photo", "The till")]},
    {"id": "t2", "name": "Lock up", "taskType": "Standard", "assignees": [{"name": "Ada"}],
     "formFields": [field("File", "Slip", required=False)]},
    {"id": "t3", "name": "Manager looks", "taskType": "Approval"},
    {"id": "t4", "name": "Sign", "taskType": "Standard"},
]  # fmt: skip
BESIDE = [field("Signature", "", taskId="t4")]


def read(source) -> Found:
    found = read_json(Upload("x", json.dumps(source).encode()))
    assert found is not None
    assert found.system == "process_street"
    return found


@pytest.mark.parametrize(
    "source",
    [
        {"workflows": [{"id": "w1", "name": "Closing", "tasks": TASKS, "fields": BESIDE}]},
        {"workflow": {"id": "w1", "name": "Closing"}, "tasks": TASKS, "fields": BESIDE},
        {"id": "w1", "name": "Closing", "items": TASKS, "formFields": BESIDE},
    ],
)
def test_a_workflow_is_a_process_whose_required_fields_are_its_proofs(source):
    found = read(source)
    (process,) = found.processes
    assert (process.name.text, process.key) == ("Closing", "w1")
    assert [(step.title, step.proof.text if step.proof else None) for step in process.steps] == [
        ("Count the till", "Photo: The till"),
        ("Lock up", None),
        ("Manager looks", "Approval"),
        ("Sign", "Signature"),
    ]
    assert process.steps[1].assignee is not None
    assert process.steps[1].assignee.text == "Ada"


def test_the_tasks_of_a_run_are_steps_too():
    run = {"tasks": [{"id": "a", "name": "Mop", "status": "NotCompleted"}], "links": []}
    assert [step.title for step in read(run).processes[0].steps] == ["Mop"]


def test_a_list_of_workflows_without_tasks_says_so():
    with pytest.raises(UnreadableError, match="has no tasks in it"):
        read({"workflows": [{"id": "w1", "name": "Closing"}]})


def test_a_table_has_a_row_for_each_field():
    text = (
        "Workflow,Task,Task Type,Form Field,Field Type,Required\n"
        "Closing,Count the till,Standard,Amount,Number,yes\n"
        ",,,The till,Photo,yes\n"
        "Closing,Lock up,Standard,,,\n"
        "Opening,Unlock,Approval,,,\n"
    )
    found = read_table(Upload("x", text.encode()))
    assert found is not None
    assert found.system == "process_street"
    assert [
        (
            process.name.text,
            [(step.title, step.proof and step.proof.text) for step in process.steps],
        )
        for process in found.processes
    ] == [
        ("Closing", [("Count the till", "Photo: The till"), ("Lock up", None)]),
        ("Opening", [("Unlock", "Approval")]),
    ]
    assert found.processes[0].steps[0].line == 2
