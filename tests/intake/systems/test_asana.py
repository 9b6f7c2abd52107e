"""Asana's CSV and JSON: parents by name, rounded ids, dates of two readings, sections."""

import json
from datetime import date
from pathlib import Path

import pytest

from intake.draft import UnreadableError
from intake.found import Found, FoundProcess, Trust, Upload
from intake.systems import read_json, read_table

REAL = Path(__file__).parents[4] / "shared" / "data" / "intake" / "asana"
HEADER = (
    "Task ID,Created At,Completed At,Last Modified,Name,Section/Column,Assignee,Assignee Email,"
    "Start Date,Due Date,Tags,Notes,Projects,Parent task,Frequency ,Backup,Colour"
)


def row(name, section="", parent="", key="", due="", project="Shop", **more) -> str:
    cells = [key, "2026-01-02", "", "", name, section, more.get("who", ""), more.get("mail", ""),
             "", due, more.get("tags", ""), more.get("notes", ""), project, parent,
             more.get("often", ""), more.get("backup", ""), more.get("colour", "")]  # fmt: skip
    return ",".join(f'"{cell}"' for cell in cells)


def table(*rows: str) -> Found:
    data = "\r\n".join(("", ",,", HEADER, *rows)).encode("utf-8-sig")
    found = read_table(Upload("Export.csv", data))
    assert found is not None
    assert found.system == "asana"
    return found


def titles(process: FoundProcess) -> list[str]:
    return [step.title for step in process.steps]


def test_a_task_with_subtasks_is_a_process_and_the_others_are_steps_of_the_project():
    found = table(
        row("Close the month", key="1200000000000001", who="Ada", mail="ada@example.com"),
        row("Water plants"),
        *(row(name, parent="Close the month", project="") for name in ("Bank", "Till", "Sign")),
    )
    assert [(p.name.text, titles(p)) for p in found.processes] == [
        ("Shop", ["Water plants"]),
        ("Close the month", ["Bank", "Till", "Sign"]),
    ]
    close = found.processes[1]
    assert close.owner is not None
    assert (close.key, close.owner.text) == ("1200000000000001", "Ada")
    assert close.url == "https://app.asana.com/0/0/1200000000000001"
    assert close.steps[0].line == 6


def test_a_parent_named_twice_is_the_nearest_above_and_a_lone_one_may_stand_anywhere():
    found = table(
        row("Early", parent="Later"),
        row("Till"),
        row("Count", parent="Till"),
        row("Till"),
        row("Sign", parent="Till"),
        row("Later"),
        row("Lost", parent="Nowhere"),
    )
    (process,) = found.processes
    assert titles(process) == ["Till", "Count", "Till", "Sign", "Later", "Early", "Lost"]
    assert any("1 subtask whose parent is not in the file" in note for note in found.notes)


def test_tasks_that_are_parents_of_each_other_are_all_kept():
    (process,) = table(row("A", parent="B"), row("B", parent="A"), row("C", parent="C")).processes
    assert sorted(titles(process)) == ["A", "B", "C"]


@pytest.mark.parametrize(
    ("sections", "names"),
    [
        (("Daily", "Weekly", "Daily"), ["Daily", "Weekly"]),
        (("Kitchen", "Bar", "Kitchen"), ["Shop"]),
    ],
)
def test_sections_are_processes_only_where_they_name_cadences(sections, names):
    found = table(*(row(f"Task {n}", name) for n, name in enumerate(sections)))
    assert [process.name.text for process in found.processes] == names
    assert titles(found.processes[0])[:2] == ["Task 0", "Task 2"]


def test_fields_that_people_added_tell_cadence_and_backup_and_the_others_are_named():
    found = table(row("Mop", often="Every Monday", backup="Cleo", colour="red"))
    (process,) = found.processes
    assert (process.cadence[0].said.text, process.cadence[0].trust) == ("Every Monday", Trust.FIELD)
    assert process.cadence[0].said.where == "row 4, column Frequency"
    assert process.backup is not None
    assert process.backup.text == "Cleo"
    assert any("Colour" in note and "Created At" in note for note in found.notes)
    assert found.lacks == ("proof", "manager")


def test_steps_with_cadences_of_their_own_keep_them():
    (process,) = table(row("Mop", often="Daily"), row("Descale", often="Monthly")).processes
    assert [step.cadence.text for step in process.steps if step.cadence] == ["Daily", "Monthly"]


def test_ids_that_a_spreadsheet_rounded_are_refused_and_its_dates_asked_about():
    found = table(row("A", key="1.21143E+15", due="3/4/2026"), row("B", key="1.21143E+15"))
    (process,) = found.processes
    assert process.first_due is None
    assert [step.url for step in process.steps] == [None, None]
    assert any("1.21143E+15" in note for note in found.notes)
    assert any("the day or the month may stand first" in note for note in found.notes)


def test_dates_are_read_where_the_column_shows_their_order():
    (process,) = table(row("A", due="3/4/2026"), row("B", due="25/4/2026")).processes
    assert process.first_due == date(2026, 4, 3)


def test_rows_that_a_spreadsheet_could_not_fill_are_left_out_and_counted():
    found = table(row("A"), row("Retrieving data. Wait a few seconds and try again."), row(""))
    assert titles(found.processes[0]) == ["A"]
    assert "2 rows without a task left out." in found.notes


def test_a_project_that_is_not_named_has_the_name_of_the_file():
    (process,) = table(row("A", project="")).processes
    assert process.name.text == "Export"


@pytest.mark.parametrize("rows", [(), (row(""),)])
def test_a_table_without_tasks_says_so(rows):
    with pytest.raises(UnreadableError, match="has no tasks in it"):
        table(*rows)


def task(name, *below, **more):
    return {"gid": f"g-{name}", "name": name, "completed": False, "subtasks": list(below), **more}


def as_json(*tasks) -> Found:
    found = read_json(Upload("x", json.dumps({"data": list(tasks)}).encode()))
    assert found is not None
    return found


def test_json_nests_its_subtasks():
    place = {"project": {"name": "Office"}, "section": {"name": "Weekly"}}
    (process,) = as_json(
        task("Payroll", task("Hours"), task("Pay", task("Sign")), memberships=[place],
             assignee={"name": "Ada"}, due_on="2026-03-01", permalink_url="https://app.asana.com/1",
             custom_fields=[{"name": "Cadence", "display_value": "Monthly"}]),
    ).processes  # fmt: skip
    assert titles(process) == ["Hours", "Pay", "Sign"]
    assert process.owner is not None
    assert (process.owner.text, process.first_due) == ("Ada", date(2026, 3, 1))
    assert [(one.said.text, one.trust) for one in process.cadence] == [
        ("Monthly", Trust.FIELD),
        ("Payroll", Trust.HEADING),
        ("Weekly", Trust.TITLE),
        ("Office", Trust.TITLE),
    ]


def test_json_may_name_parents_instead_and_use_old_ids():
    old = {"id": 7, "name": "Close", "completed": True}
    parts = [{"id": n, "name": f"Part {n}", "parent": {"id": 7}} for n in range(3)]
    (process,) = as_json(old, *parts).processes
    assert (process.key, titles(process)) == ("7", ["Part 0", "Part 1", "Part 2"])


def real(name: str) -> Found:
    if not (REAL / name).exists():
        pytest.skip("the real exports are not on this machine")
    found = read_table(Upload(name, (REAL / name).read_bytes()))
    assert found is not None
    return found


def test_a_real_project_binds_every_subtask_to_its_parent():
    found = real("asana_project_csv_rebuilt_from_real_shape.csv")
    (process,) = found.processes
    assert [step.line for step in process.steps] == [2, 3, 4, 5, 6, 9, 7, 8]
    assert "1 row without a task left out." in found.notes


def test_a_real_sheet_has_its_header_below_spacers():
    (process,) = real("asana_google_sheets_sync_spacer_rows.csv").processes
    assert [step.line for step in process.steps] == [5, 6]
    assert "\n" in process.steps[0].detail


def test_a_hand_made_table_is_read_by_its_columns():
    found = real("asana_tasks_minimal.csv")
    assert (found.system, len(found.processes[0].steps)) == ("table", 3)
