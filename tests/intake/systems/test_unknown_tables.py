"""Tables of no known system: columns by their names in five languages, and the guess is said."""

import io
from datetime import date

import openpyxl
import pytest

from intake.draft import UnreadableError
from intake.found import Found, Trust, Upload
from intake.systems import read_table


def table(text: str) -> Found | None:
    return read_table(Upload("Cleaning plan.csv", text.encode()))


def found(text: str) -> Found:
    read = table(text)
    assert read is not None
    assert read.system == "table"
    return read


@pytest.mark.parametrize(
    "header",
    [
        "Task,Responsible,Backup,Frequency,Evidence,Notes",
        "Aufgabe,Zuständig,Vertretung,Häufigkeit,Nachweis,Hinweise",
        "Tarea,Responsable,Suplente,Frecuencia,Evidencia,Notas",
        "Tâche,Responsable,Suppléant,Fréquence,Preuve,Remarques",
        "Tarefa,Responsável,Substituto,Frequência,Comprovante,Observações",
    ],
)
def test_columns_are_known_in_five_languages(header):
    (process,) = found(f"{header}\nMop,Ada,Cleo,weekly,Photo of the floor,Wet\n").processes
    (step,) = process.steps
    assert (step.title, step.detail, step.line) == ("Mop", "Wet", 2)
    assert step.proof is not None
    assert step.proof.text == "Photo of the floor"
    assert process.owner is not None
    assert process.backup is not None
    assert (process.owner.text, process.backup.text) == ("Ada", "Cleo")
    assert (process.cadence[0].said.text, process.cadence[0].trust) == ("weekly", Trust.FIELD)
    assert process.name.text == "Cleaning plan"


def test_the_guess_and_what_was_not_used_are_said():
    read = found("Step;Who;Cost\nMop;Ada;5\n")
    assert "“Step” as step, “Who” as who does it" in read.notes[0]
    assert read.notes[1] == "Columns that were not used: Cost."
    assert read.lacks == ("cadence", "backup", "manager")


def test_the_plainest_column_is_the_step_and_a_line_above_the_header_the_name():
    (process,) = found("Bar closing,,\n,,\nName,Task,When\nAda,Mop,daily\n").processes
    assert (process.name.text, process.steps[0].title) == ("Bar closing", "Mop")


def test_a_column_of_processes_parts_the_table_and_holds_on_below():
    read = found("Process,Step,Owner\nOpening,Unlock,Ada\n,Lights,Ada\nClosing,Lock,Bert\n")
    assert [(p.name.text, [s.title for s in p.steps]) for p in read.processes] == [
        ("Opening", ["Unlock", "Lights"]),
        ("Closing", ["Lock"]),
    ]


def test_a_table_of_processes_alone_gives_each_one_step():
    read = found("Process,Owner,Frequency\nPayroll,Ada,monthly\nInvoices,Bert,weekly\n")
    assert [(p.name.text, p.owner and p.owner.text, len(p.steps)) for p in read.processes] == [
        ("Payroll", "Ada", 1),
        ("Invoices", "Bert", 1),
    ]


def test_lines_that_name_a_cadence_part_the_rows_below_them():
    read = found("Task,Owner,Notes\nDaily,,\nMop,Ada,\nTill,Ada,\nWeekly,,\nDescale,Bert,\n")
    assert [(p.name.text, [s.title for s in p.steps]) for p in read.processes] == [
        ("Daily", ["Mop", "Till"]),
        ("Weekly", ["Descale"]),
    ]


def test_a_due_column_gives_dates_and_cadences_alike():
    (process,) = found("Task,Deadline,Cost\nMop,every Friday,1\nTax,46082,1\n").processes
    assert [step.cadence and step.cadence.text for step in process.steps] == ["every Friday", None]
    assert process.first_due == date(2026, 3, 1)


def test_rows_of_several_cadences_are_a_process_for_each():
    rows = "Task,Frequency\nMop,daily\nTill,daily\nTax,every quarter\nRest,\n"
    processes = found(rows).processes
    assert [(one.name.text, len(one.steps)) for one in processes] == [
        ("Cleaning plan: daily", 2),
        ("Tax", 1),
        ("Cleaning plan", 1),
    ]
    assert [one.cadence[0].said.text for one in processes[:2]] == ["daily", "every quarter"]


def test_a_tick_in_a_column_of_proof_means_what_the_column_is_called():
    (process,) = found("Task,Sign-off\nMop,yes\nTill,\n").processes
    assert [step.proof and step.proof.text for step in process.steps] == ["Sign-off", None]


@pytest.mark.parametrize(
    "text", ["Bread,2\nMilk,3\nEggs,12\n", "Name,Colour\nAda,red\n", "Task\nMop\nTill\n"]
)
def test_text_without_known_columns_is_left_to_other_readers(text):
    assert table(text) is None


def workbook(*tabs: tuple[str, list[list[object]]]) -> Upload:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in tabs:
        tab = book.create_sheet(name)
        for row in rows:
            tab.append(row)
    file = io.BytesIO()
    book.save(file)
    return Upload("Plan.xlsx", file.getvalue())


def test_each_sheet_of_a_workbook_is_a_process_of_its_name():
    rows: list[list[object]] = [["Task", "Owner"], ["Mop", "Ada"]]
    read = read_table(workbook(("Kitchen", rows), ("Bar", rows), ("Prices", [["x", 1]])))
    assert read is not None
    assert [process.name.text for process in read.processes] == ["Kitchen", "Bar"]


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([["Product", "Price"], ["Milk", 3]], "No column of this workbook"),
        ([["Task", "Owner"]], "has no tasks in it"),
    ],
)
def test_a_workbook_without_steps_says_what_to_do(rows, says):
    with pytest.raises(UnreadableError, match=says):
        read_table(workbook(("Sheet1", rows)))
