import pytest
from hypothesis import given
from hypothesis import strategies as st
from real_files import real

from intake.documents import outline_of
from intake.found import Found, Trust, Upload
from intake.systems.pages import read_page

SWEETPROCESS = """# Refund a customer
Owner: Ann Lee
Frequency: every Friday
Found in [our account](https://www.sweetprocess.com/procedures/Ab12/refund/)

### 1Open the order
Find it by its number.
1. The long one
2. Not the short one
### 2Write the note
![](https://files.example.com/note.png)
### 3Sign it
Assigned to: The accountant
# Close the year
### Step 1: Collect
### Step 2: Archive
"""
TRAINUAL = """# Kitchen (exported from Trainual)
## Opening
Assigned to: Cooks
### Step 1: Light the oven
Wait for the lamp.
### Step 2: Check the fridges
## Closing
### Turn the gas off
Twice.
### Lock the door
## About us
We cook.
"""
WHALE = """# Onboard a guest
Expert: Rita Roe
Review interval: quarterly
Exported from Whale
## Welcome
1. Say hello
2. Take the coat
## Seat
1. Show the table
"""
CARDS = """# Onboard a guest
Made with Whale
## Say hello
With a smile.
## Show the table
"""
STREET = """# Monthly close
https://app.process.st/workflows/Monthly-close-abc
## 1. Export the ledger
File upload: the ledger (required)
Due: 2 days after checklist start
## 2. Approval: the controller
Assigned to: Controller
"""


def found(text: str) -> Found:
    outline = outline_of(Upload("page.md", text.encode()))
    assert outline
    result = read_page(outline, "page.md")
    assert result
    return result


@pytest.mark.parametrize(
    ("text", "system", "steps"),
    [
        (
            SWEETPROCESS,
            "sweetprocess",
            {
                "Refund a customer": ["Open the order", "Write the note", "Sign it"],
                "Close the year": ["Collect", "Archive"],
            },
        ),
        (
            TRAINUAL,
            "trainual",
            {
                "Opening": ["Light the oven", "Check the fridges"],
                "Closing": ["Turn the gas off", "Lock the door"],
            },
        ),
        (WHALE, "whale", {"Onboard a guest": ["Say hello", "Take the coat", "Show the table"]}),
        (CARDS, "whale", {"Onboard a guest": ["Say hello", "Show the table"]}),
        (
            STREET,
            "process_street",
            {"Monthly close": ["Export the ledger", "Approval: the controller"]},
        ),
    ],
)
def test_each_system_s_pages_give_their_steps(
    text: str, system: str, steps: dict[str, list[str]]
) -> None:
    result = found(text)
    assert result.system == system
    titles = {one.name.text: [step.title for step in one.steps] for one in result.processes}
    assert titles == steps
    assert {"backup", "manager"} <= set(result.lacks)


def test_lines_above_the_steps_tell_who_and_when() -> None:
    process = found(SWEETPROCESS).processes[0]
    assert process.owner
    assert (process.owner.text, process.owner.where) == ("Ann Lee", "line 2")
    assert [(one.said.text, one.trust) for one in process.cadence] == [
        ("every Friday", Trust.FIELD)
    ]
    assert process.url == "https://www.sweetprocess.com/procedures/Ab12/refund"


def test_what_stands_below_a_step_is_its_own() -> None:
    first, second, third = found(SWEETPROCESS).processes[0].steps
    assert first.detail == "Find it by its number.\n1. The long one\n2. Not the short one"
    assert second.picture == "https://files.example.com/note.png"
    assert third.assignee
    assert third.assignee.text == "The accountant"


def test_the_group_of_a_topic_answers_for_it() -> None:
    owner = found(TRAINUAL).processes[0].owner
    assert owner
    assert owner.text == "Cooks"


def test_the_expert_owns_a_playbook_and_its_review_is_no_cadence() -> None:
    (process,) = found(WHALE).processes
    assert process.owner
    assert process.owner.text == "Rita Roe"
    assert process.cadence == ()
    assert "“Review interval: quarterly” is about the text" in process.notes[0]


def test_a_field_for_a_file_is_the_proof_and_relative_dues_are_told() -> None:
    (process,) = found(STREET).processes
    first, second = process.steps
    assert first.proof
    assert first.proof.text == "File upload: the ledger (required)"
    assert (second.proof, second.assignee and second.assignee.text) == (None, "Controller")
    assert "2 days after checklist start" in process.notes[-1]
    assert process.url == "https://app.process.st/workflows/Monthly-close-abc"


@pytest.mark.parametrize(
    "text",
    [
        SWEETPROCESS.replace("sweetprocess", "example"),
        "# We use Trainual\n\nAnd like it.\n",
        "# Watch a whale\n\n1. Look\n2. Wait\n",
    ],
)
def test_a_page_without_a_mark_or_without_steps_is_left_to_others(text: str) -> None:
    outline = outline_of(Upload("page.md", text.encode()))
    assert outline
    assert read_page(outline, "page.md") is None


LINES = [line for text in (SWEETPROCESS, TRAINUAL, WHALE, STREET) for line in text.splitlines()]


@given(st.lists(st.sampled_from(LINES), max_size=30))
def test_any_mixture_of_lines_is_read_with_steps_or_left(lines: list[str]) -> None:
    outline = outline_of(Upload("page.md", "\n".join(lines).encode()))
    result = read_page(outline, "page.md") if outline else None
    assert result is None or all(process.steps for process in result.processes)


def test_a_real_article_of_sweetprocess_gives_its_six_steps() -> None:
    upload = real("sweetprocess/sweetprocess_public_kb_article_rendered_text.txt")
    outline = outline_of(upload)
    assert outline
    result = read_page(outline, upload.name)
    assert result
    (process,) = result.processes
    assert result.system == "sweetprocess"
    assert [step.title for step in process.steps] == [
        "Navigating to Policies",
        "Creating the Policy",
        "Uploading the Document",
        "Adding to Teams & Folders",
        "Uploading the Document",
        "Viewing the Policy",
    ]
    assert all(step.detail for step in process.steps)
