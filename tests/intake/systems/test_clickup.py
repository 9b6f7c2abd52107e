"""ClickUp's CSV: a tree by ids, checklists in a cell, days in a zone that only text names."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest

from intake.draft import UnreadableError
from intake.found import Found, Upload
from intake.systems import read_table

REAL = Path(__file__).parents[4] / "shared" / "data" / "intake" / "clickup"
COLUMNS = ("Task ID", "Task Link", "Task Type", "Task Name", "Task Content", "Status",
           "Date Created", "Due Date", "Due Date Text", "Parent ID", "Assignees", "Tags",
           "Priority", "List Name", "Folder Name/Path", "Checklists", "Comments")  # fmt: skip


def task(key, name, parent="null", created="", **more):
    base = {"Task ID": key, "Task Name": name, "Parent ID": parent, "Date Created": created,
            "List Name": "Shop", "Assignees": "[]", "Tags": "[]", "Priority": "null",
            "Checklists": "{}", "Task Type": "Task"}  # fmt: skip
    return base | more


def table(*tasks) -> Found:
    file = io.StringIO()
    writer = csv.DictWriter(file, COLUMNS, restval="")
    writer.writeheader()
    writer.writerows(tasks)
    found = read_table(Upload("x", file.getvalue().encode()))
    assert found is not None
    assert found.system == "clickup"
    return found


def steps(found: Found) -> list[list[str]]:
    return [[step.title for step in process.steps] for process in found.processes]


def test_a_task_with_three_parts_is_a_process_and_the_rest_of_the_list_another():
    found = table(
        task("c", "Third", "a", "30"),
        task("d", "Alone", created="50"),
        task("b", "First", "a", "10"),
        task("a", "Closing", created="40", **{"Task Link": "https://app.clickup.com/t/a"}),
        task("e", "Second", "b", "20"),
    )
    assert steps(found) == [["Alone"], ["First", "Second", "Third"]]
    closing = found.processes[1]
    assert (closing.key, closing.url) == ("a", "https://app.clickup.com/t/a")
    assert any("does not export the order" in note for note in found.notes)


def test_the_items_of_a_checklist_are_steps():
    lists = json.dumps({"Bar": ["Till", "Lights"], "Kitchen": ["Gas"]})
    found = table(task("a", "Closing", Checklists=lists))
    assert steps(found) == [["Till", "Lights", "Gas"]]
    assert found.processes[0].steps[2].where == "row 2, checklist “Kitchen”, item 1"


def test_two_rows_of_one_task_are_one_with_the_people_of_both():
    found = table(
        task("a", "Mop", Assignees="[Ada]"),
        task("a", "Mop", Assignees="[Bert,Ada]", **{"Task Content": "Wet\\nfloor"}),
    )
    (step,) = found.processes[0].steps
    assert step.assignee is not None
    assert (step.assignee.text, step.detail) == ("Ada", "Wet\nfloor")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("11/3/2025, 4:00:00 AM GMT+5:30", date(2025, 11, 3)),
        ("11/2/2025, 10:30:00 PM GMT", date(2025, 11, 2)),
        ("11/2/2025, 5:30:00 PM GMT-5", date(2025, 11, 2)),
        ("", date(2025, 11, 2)),
    ],
)
def test_a_day_is_that_of_the_zone_in_the_text_beside_it(text, day):
    due = {"Due Date": "1762122600000", "Due Date Text": text}
    assert table(task("a", "Mop", **due)).processes[0].first_due == day


def test_a_parent_that_is_not_in_the_file_is_said_and_its_child_kept():
    found = table(task("a", "Mop", "gone"))
    assert steps(found) == [["Mop"]]
    assert "1 subtask whose parent is not in the file read as tasks." in found.notes


def test_what_is_not_read_is_named_only_where_it_says_something():
    found = table(task("a", "Mop", Comments='[{"text": "hi"}]', Status="open"))
    assert found.notes[-1] == "Columns that were not used: Task Type, Status, Comments."


def test_tags_that_name_a_cadence_are_evidence_and_others_are_not():
    (process,) = table(task("a", "Mop", Tags="[urgent,weekly]")).processes
    assert process.cadence[0].said.text == "weekly"


def test_a_table_without_tasks_says_so():
    with pytest.raises(UnreadableError, match="has no tasks in it"):
        table()


def test_a_real_workspace_keeps_every_task_once():
    file = REAL / "clickup_workspace_export_excerpt.csv"
    if not file.exists():
        pytest.skip("the real exports are not on this machine")
    found = read_table(Upload(file.name, file.read_bytes()))
    assert found is not None
    lines = [step.line for process in found.processes for step in process.steps]
    assert [process.key for process in found.processes if process.url] == ["zz0000013"]
    assert sorted(lines) == [line for line in range(2, 25) if line != 5]
    assert [process.first_due for process in found.processes][:2] == [
        date(2025, 10, 6),
        date(2025, 12, 25),
    ]
