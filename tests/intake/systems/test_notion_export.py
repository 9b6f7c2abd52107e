from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from real_files import real
from zips import zipped

from intake.documents import outline_of
from intake.draft import UnreadableError
from intake.found import Found, FoundProcess, Said, Trust, Upload
from intake.systems.notion import read
from intake.systems.pages import read_page

ID = "0123456789abcdef0123456789abcde"
OPENING = """# 🔑 Opening

Owner: Ann Lee
Frequency: every weekday at 8am
Due: March 2, 2026 8:00 AM
Mood: good

Please do all of it.

- [ ]  Unlock the **front** door
    ~
    [Alarm codes](Opening%20{id}1/Alarm%20codes%20{id}9.md)
    ~
- [x]  Photograph the till
- [ ]  ~
1. Count the float
    - Notes
    - Coins
""".replace("~", "")


def export(files: dict[str, str], *, nested: bool = True) -> bytes:
    inner = zipped(
        {f"Export-1/{name.format(id=ID)}": text.format(id=ID) for name, text in files.items()}
    )
    return zipped({"Export-1-Part-1.zip": inner}) if nested else inner


def found(files: dict[str, str], *, nested: bool = True) -> Found:
    result = read(Upload("Export.zip", export(files, nested=nested)))
    assert result
    return result


def titles(process: FoundProcess) -> list[str]:
    return [step.title for step in process.steps]


@pytest.mark.parametrize("nested", [True, False])
def test_a_page_with_check_boxes_is_a_process(*, nested: bool) -> None:
    (process,) = found({"Opening {id}1.md": OPENING}, nested=nested).processes
    assert process.name.text == "Opening"
    assert (process.key, process.url) == (f"{ID}1", f"https://www.notion.so/{ID}1")
    assert titles(process) == ["Unlock the front door", "Photograph the till", "Count the float"]
    assert process.steps[0].url == f"https://www.notion.so/{ID}9"
    assert process.steps[2].detail == "- Notes\n- Coins"
    assert process.steps[1].where == "page “Opening”, line 14"


def test_the_properties_of_a_page_tell_who_and_when() -> None:
    (process,) = found({"Opening {id}1.md": OPENING}).processes
    assert process.owner
    assert process.owner.text == "Ann Lee"
    assert [(one.said.text, one.trust) for one in process.cadence] == [
        ("every weekday at 8am", Trust.FIELD),
        ("Opening", Trust.TITLE),
    ]
    assert process.first_due == date(2026, 3, 2)
    assert process.notes == ("Properties that were not used: Mood.",)


def test_several_lists_below_headings_are_several_processes() -> None:
    page = (
        "# Shop\n- [ ]  Ring the bell\n\n## 🌅 Opening\n- [ ]  Unlock\n\n"
        "## Weekly\n1. Mop\n2. Dust\n\n## Empty\n"
    )
    one, two, three = found({"Shop {id}1.md": page}).processes
    assert (one.name.text, titles(one)) == ("Shop", ["Ring the bell"])
    assert (two.name.text, titles(two), two.key) == ("Opening", ["Unlock"], f"{ID}1#Opening")
    assert (three.name.text, titles(three)) == ("Shop: Weekly", ["Mop", "Dust"])
    assert three.cadence[0].said.text == "Weekly"
    assert three.cadence[0].trust == Trust.HEADING


def test_headings_that_are_weekdays_tell_when_a_step_is_due() -> None:
    page = (
        "# Bins\n\n# Sept 9 - 13\n\n### Mon\n- [ ]  Glass\n\n### Thur\n- [ ]  \n\n"
        "### Freitags\n- [ ]  Paper\n### Yard\n- [ ]  Sweep\n"
    )
    (process,) = found({"Bins {id}1.md": page}).processes
    said = [(step.title, step.cadence and step.cadence.text) for step in process.steps]
    assert said == [("Glass", "Mon"), ("Paper", "Freitags"), ("Sweep", None)]


def test_a_page_of_an_html_export_is_read_as_its_markdown() -> None:
    box = '<ul class="to-do-list"><li><div class="checkbox checkbox-off"></div>'
    page = (
        '<html><body><article><header><span class="icon">🔑</span><h1 class="page-title">Shop</h1>'
        '<table class="properties"><tr><th>Owner</th><td>Ann</td></tr></table></header>'
        f"{box} <span>Ring</span></li></ul><h2>Open</h2>{box} <span>Unlock</span></li></ul>"
        f"{box} <span></span></li></ul>"
        '<h2>Close</h2><ol start="1"><li>Sweep</li></ol><ol start="2"><li>Lock</li></ol>'
        "</article></body></html>"
    )
    result = found({"Shop {id}1.html": page, "index.html": "<ul><li>Shop</li></ul>"})
    assert {one.name.text: titles(one) for one in result.processes} == {
        "Shop": ["Ring"],
        "Open": ["Unlock"],
        "Close": ["Sweep", "Lock"],
    }
    assert [one.owner.text for one in result.processes if one.owner] == ["Ann"] * 3
    assert [one.key for one in result.processes] == [f"{ID}1", f"{ID}1#Open", f"{ID}1#Close"]


TASKS = """\ufeffName,Assign,Frequency,Evidence,Notes,Votes\r
Check fridges,Ann,Daily,Photo,"Both, back too",3\r
[Clean hood](https://example.com/hood),Bo,Monthly,,,1\r
,,,,,\r
"""


def test_each_row_of_a_database_is_a_step_and_all_its_columns_are_taken() -> None:
    files = {"Tasks {id}2.csv": "\ufeffName\r\nCheck fridges\r\n", "Tasks {id}2_all.csv": TASKS}
    (process,) = found(files).processes
    assert process.name.text == "Tasks"
    one, two = process.steps
    assert (one.title, one.detail, one.line) == ("Check fridges", "Both, back too", 2)
    assert one.cadence
    assert (one.cadence.text, one.cadence.where) == (
        "Daily",
        "database “Tasks”, row 2, column Frequency",
    )
    assert one.proof
    assert one.proof.text == "Photo"
    assert (two.title, two.url) == ("Clean hood", "https://example.com/hood")
    assert one.assignee
    assert one.assignee.text == "Ann"
    assert process.notes == ("Columns that were not used: Votes.",)


def test_a_database_of_days_with_check_boxes_is_a_log() -> None:
    log = "Date,Fridge cold,Floor clean,Full date\n" + "".join(
        f'"@March {day}, 2026 ",No,Yes,"March {day}, 2026 8:45 AM"\n' for day in range(1, 9)
    )
    pages = {
        f"Log/@March {n} {{id}}{n}.md": f"# @March {n}\n\nFridge cold: No" for n in range(1, 9)
    }
    result = found({"Log {id}f.csv": log, **pages})
    (process,) = result.processes
    assert (process.name.text, titles(process)) == ("Log", ["Fridge cold", "Floor clean"])
    assert "8 rows are the days of a log" in process.notes[0]
    assert result.notes == ()


@pytest.mark.parametrize("folder", ["SOPs", "SOPs {id}2"])
def test_rows_with_steps_of_their_own_are_processes_instead_of_steps(folder: str) -> None:
    files = {
        "SOPs {id}2.csv": "Name,Owner\nOpen,Ann\nClose,Bo\n",
        folder + "/Open {id}3.md": "# Open\n\nOwner: Ann\n\n- [ ]  Unlock\n",
        folder + "/Close {id}4.md": "# Close\n\nOwner: Bo\n\n- [ ]  Lock\n",
    }
    processes = found(files).processes
    assert [process.name.text for process in processes] == ["Open", "Close"]
    assert [process.owner.text for process in processes if process.owner] == ["Ann", "Bo"]


def test_pages_without_lists_and_missing_databases_are_named() -> None:
    page = "# Home\n\n[My tasks](Home%20{id}1/My%20tasks%20{id}2.csv)\n"
    assert found({"Home {id}1.md": page, "Journal {id}3.md": "# Journal\n\nA walk."}).notes == (
        "No list of steps, so left out: “Home”, “Journal”.",
        "Databases that pages link to are not in the export: “My tasks”.",
    )


def test_where_no_page_has_a_list_others_may_understand_them() -> None:
    def understand(outline, name):
        return Found("document", (FoundProcess(Said(f"{name} as prose", "line 1"), ()),))

    data = export({"Journal {id}3.md": "# Journal\n\nA walk."})
    result = read(Upload("Export.zip", data), understand)
    assert result
    assert [process.name.text for process in result.processes] == ["Journal as prose"]
    assert (result.system, result.notes) == ("notion", ())


def test_other_archives_and_files_are_left_to_others() -> None:
    assert read(Upload("a.zip", zipped({"SOP.md": "- [ ] a"}))) is None
    assert read(Upload("a.md", b"- [ ] a")) is None


def test_a_single_page_is_known_by_its_name() -> None:
    upload = Upload(f"Opening {ID}1.md", OPENING.format(id=ID).encode())
    outline = outline_of(upload)
    assert outline
    result = read_page(outline, upload.name)
    assert result
    assert (result.system, len(result.processes[0].steps)) == ("notion", 3)
    assert read_page(outline, "Opening.md") is None


def test_a_damaged_page_or_table_loses_only_itself() -> None:
    files = {
        "Good {id}1.md": "# Good\n- [ ]  Do it\n",
        "Bad {id}2.md": "\x00\x01\x02" * 400,
        "Huge {id}3.csv": "Name,B\n" + "a,b\n" * 30_000,
    }
    result = found(files)
    assert titles(result.processes[0]) == ["Do it"]
    assert "too much at a time: 1." in result.notes[0]


def test_of_an_endless_workspace_what_stands_highest_is_read() -> None:
    deep = {f"Log/Day {{id}}{n:x}.md": "# Day\n" + "word " * 30_000 for n in range(12)}
    result = found({**deep, "Opening {id}f.md": OPENING})
    assert [process.name.text for process in result.processes] == ["Opening"]
    assert "too much at a time: 3." in result.notes[0]


PIECES = st.sampled_from(
    [
        "# T",
        "## A",
        "### Mon",
        "- [ ]  x",
        "- [x]",
        "1. y",
        "    - z",
        "Owner: A",
        "[a](b%20.csv)",
        "",
    ]
)
NAMES = st.sampled_from(
    ["P {id}1.md", "P {id}1.html", "D {id}2.csv", "D {id}2_all.csv", "{id}3.md"]
)


@settings(max_examples=60)
@given(
    st.dictionaries(NAMES, st.lists(PIECES | st.text(max_size=20), max_size=12), min_size=1),
    st.integers(0, 10_000),
    st.integers(0, 255),
)
def test_nothing_but_a_sentence_comes_of_any_export(
    files: dict[str, list[str]], at: int, byte: int
) -> None:
    whole = zipped(
        {
            name.format(id=ID): "\n".join(lines).encode("utf-8", "replace")
            for name, lines in files.items()
        }
    )
    damaged = bytearray(whole)
    damaged[at % len(whole)] = byte
    for data in (whole, bytes(damaged)):
        with suppress(UnreadableError):
            read(Upload("Export.zip", data))


def test_a_real_export_gives_its_lists_and_its_log() -> None:
    result = read(real("notion/Notion.Test.Export.zip"))
    assert result
    counts = {process.name.text: len(process.steps) for process in result.processes}
    assert counts == {
        "Getting Started on Mobile": 6,
        "Weekly To-do List": 2,
        "Publish my first book": 3,
        "Home renovation": 4,
        "Organize a charity event": 4,
        "Habit Tracker": 3,
    }
    by_name = {process.name.text: process for process in result.processes}
    days = [step.cadence and step.cadence.text for step in by_name["Weekly To-do List"].steps]
    assert days == ["Mon", "Mon"]
    assert titles(by_name["Home renovation"])[0].startswith("Set a budget")
    assert titles(by_name["Home renovation"])[-1].startswith("Define the scope")
    assert "“Journal”" in result.notes[0]
