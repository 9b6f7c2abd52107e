"""Todoist's CSV: columns by name, indents, sections, and the phrases that tasks recur by."""

from datetime import date
from pathlib import Path

import pytest

from intake.draft import UnreadableError
from intake.found import Found, FoundProcess, Trust, Upload
from intake.systems import read_table

REAL = Path(__file__).parents[4] / "shared" / "data" / "intake" / "todoist"
HEADER = "TYPE,CONTENT,DESCRIPTION,PRIORITY,INDENT,AUTHOR,RESPONSIBLE,DATE,DATE_LANG,TIMEZONE"


def table(*rows: str, header: str = HEADER, name: str = "Shop [2203306141].csv") -> Found:
    found = read_table(Upload(name, "\r\n".join((header, *rows)).encode()))
    assert found is not None
    assert found.system == "todoist"
    return found


def task(title, date="", indent=1, lang="en", zone="", who="") -> str:
    return f'task,"{title}",,4,{indent},Kai (48151623),{who},{date},{lang},{zone}'


def titles(process: FoundProcess) -> list[str]:
    return [step.title for step in process.steps]


def test_sections_are_processes_and_what_stands_before_them_has_the_name_of_the_file():
    found = table(task("Mop"), "section,Weekly,,,,,,,,", task("Descale"), ",,,,,,,,,")
    assert [(p.name.text, titles(p)) for p in found.processes] == [
        ("Shop", ["Mop"]),
        ("Weekly", ["Descale"]),
    ]
    assert [(one.said.text, one.trust) for one in found.processes[1].cadence] == [
        ("Weekly", Trust.HEADING),
        ("Shop", Trust.FILE_NAME),
    ]


def test_a_task_with_three_parts_is_a_process_that_recurs_as_it_says():
    (closing,) = table(
        task("Closing", "every day at 22:00", zone="Europe/Berlin", who="Ada (7)"),
        task("Till", indent=2),
        task("Float", indent=3),
        task("Door", indent=2),
    ).processes
    assert (closing.name.text, titles(closing)) == ("Closing", ["Till", "Float", "Door"])
    assert closing.owner is not None
    assert closing.owner.text == "Ada"
    phrase = closing.cadence[0]
    assert (phrase.said.text, phrase.said.where) == ("every day at 22:00", "row 2, column DATE")
    assert (phrase.trust, phrase.zone) == (Trust.FIELD, "Europe/Berlin")


def test_a_phrase_that_all_tasks_share_is_the_process_s():
    (process,) = table(*(task(n, "every! 2 weeks", zone="UTC") for n in "ab")).processes
    assert (process.cadence[0].said.text, process.cadence[0].zone) == ("every! 2 weeks", "UTC")
    assert [step.cadence for step in process.steps] == [None, None]


def test_phrases_that_differ_stay_with_their_steps():
    (process,) = table(task("a", "every day"), task("b", "jeden Montag", lang="de")).processes
    said = [step.cadence.text for step in process.steps if step.cadence]
    assert said == ["every day", "jeden Montag"]


@pytest.mark.parametrize(
    ("phrase", "due"),
    [
        ("Oct 5 2026", date(2026, 10, 5)),
        ("2026-06-13", date(2026, 6, 13)),
        ("tomorrow 18:00", None),
        ("en", None),
    ],
)
def test_a_date_that_does_not_recur_is_no_cadence(phrase, due):
    (process,) = table(task("a", phrase)).processes
    assert [one.trust for one in process.cadence] == [Trust.FILE_NAME]
    assert process.first_due == due


def test_labels_leave_the_title_and_comments_go_to_their_task():
    (process,) = table(
        task("Water the @garden ferns @daily"), "note,With rain water,,,,,,,,", "meta,view,,,,,,,,"
    ).processes
    (step,) = process.steps
    assert (step.title, step.detail) == ("Water the ferns", "With rain water")
    assert step.cadence is None
    assert process.cadence[0].said.text == "daily"


def test_lines_that_cannot_be_ticked_are_kept_without_their_star():
    (process,) = table(task("* Bring the keys"), task("Mop")).processes
    assert titles(process) == ["Bring the keys", "Mop"]
    assert process.notes == ("1 line without a check box in Todoist kept as steps.",)


def test_a_field_more_than_the_header_has_is_no_harm_when_it_is_empty():
    found = table(task("Mop") + ",", task("Door") + ",")
    assert titles(found.processes[0]) == ["Mop", "Door"]
    assert not any("More cells" in note for note in found.notes)


def test_old_headers_in_small_letters_and_rows_for_projects_are_read():
    found = table(
        "project,Shop,,",
        "task,Mop,,every monday",
        header="type,content,priority,due_string",
    )
    assert [(p.name.text, titles(p)) for p in found.processes] == [("Shop", ["Mop"])]
    assert found.processes[0].cadence[0].said.text == "every monday"


def test_a_template_without_tasks_says_so():
    with pytest.raises(UnreadableError, match="has no tasks in it"):
        table("section,Weekly,,,,,,,,")


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("todoist_template_12col_sections.csv", [5, 4, 3, 5]),
        ("todoist_2025_14col_fixture_crlf.csv", [2, 4]),
        ("jamesbrond_test.csv", [1, 2]),
    ],
)
def test_real_templates_give_their_sections_in_order(name, counts):
    if not (REAL / name).exists():
        pytest.skip("the real exports are not on this machine")
    found = table_of(name)
    assert [len(process.steps) for process in found.processes] == counts
    lines = [step.line or 0 for process in found.processes for step in process.steps]
    assert lines == sorted(lines)


def table_of(name: str) -> Found:
    found = read_table(Upload(name, (REAL / name).read_bytes()))
    assert found is not None
    return found
