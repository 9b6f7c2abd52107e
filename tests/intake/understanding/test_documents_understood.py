"""What documents mean: processes, steps, people and cadences."""

from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.documents import markdown
from intake.drafting import drafted
from intake.outline import Block, Kind, Link, Outline
from intake.understanding.documents import found


def read(text, name="closing-the-bar.md"):
    return drafted(found(markdown.read(dedent(text).lstrip()), name), name).processes


def only(text, name="closing-the-bar.md"):
    (process,) = read(text, name)
    return process


def titles(process):
    return [step.title for step in process.steps]


STEPS = ["Mop the floor", "Lock the door"]
LISTS = {
    "numbers": "1. Mop the floor\n2. Lock the door\n",
    "bullets": "- Mop the floor\n- Lock the door\n",
    "boxes": "- [ ] Mop the floor\n- [x] Lock the door\n",
    "lines": "Mop the floor\n\nLock the door\n",
    "indented lines": "  Mop the floor\n  Lock the door\n",
    "headings": "## Mop the floor\nWith hot water.\n\n## Lock the door\nBoth doors.\n",
    "numbered headings": "## 1. Mop the floor\nHot.\n\n## 2. Lock the door\nBoth.\n",
    "a table": (
        "| # | Task | Done |\n|---|---|---|\n| 1 | Mop the floor | ☐ |\n| 2 | Lock the door | ☐ |\n"
    ),
    "a German table": (
        "| Aufgabe | Zuständig |\n|---|---|\n| Mop the floor | Bar |\n| Lock the door | Bar |\n"
    ),
}


@pytest.mark.parametrize("steps", LISTS.values(), ids=LISTS)
def test_steps_are_found_however_they_are_listed(steps):
    assert titles(only(f"# Closing\n\n{steps}")) == STEPS


ASIDES = [
    "## Purpose\n\nTo leave the bar clean.\n\n- Save time\n",
    "## References\n\n1. Food Standards Act\n2. Clean Air Act\n",
    "## Revision history\n\n| Version | Date | Author |\n|---|---|---|\n| 1 | 2024-01-02 | Ana |\n",
    "## Definitions\n\n- Bar: where drinks are served\n",
    "## You will need\n\n- Keys\n- A mop\n",
    "## Geltungsbereich\n\n- Alle Filialen\n",
    "## Notas\n\n- El suelo puede estar mojado\n",
    "**QA Notes**\n\n- All of it is checked by the owner\n",
    "## KPIs\n\n| Area | Target |\n|---|---|\n| Speed | 20 min |\n",
]


@pytest.mark.parametrize("aside", ASIDES)
def test_what_stands_beside_the_steps_is_none(aside):
    before = only(f"# Closing\n\n{aside}\n## Steps\n\n{LISTS['numbers']}")
    behind = only(f"# Closing\n\n## Steps\n\n{LISTS['numbers']}\n{aside}")
    assert titles(before) == titles(behind) == STEPS


def test_what_was_left_out_is_said_with_its_place():
    (note,) = [
        one
        for one in only(f"# Closing\n\n{LISTS['boxes']}\n## Notes\n\n- It may be wet\n").notes
        if one.startswith("Not taken")
    ]
    assert "“Notes”" in note
    assert "line 8" in note


def test_bullets_without_verbs_are_no_steps_beside_boxes():
    process = only(f"# Closing\n\n{LISTS['boxes']}\n## Bar stock\n\n- Gin\n- Rum\n- Lime\n")
    assert titles(process) == STEPS


def test_nested_items_code_and_paragraphs_between_belong_to_the_step_above():
    process = only(
        """
        # Restore test
        1. Restore the newest backup
           - Use the spare server
           ```
           restore --latest
           ```
        2. Compare the tables

        They have to be equal.

        3. Sign the log

        Thank you for your help.
        """
    )
    assert titles(process) == ["Restore the newest backup", "Compare the tables", "Sign the log"]
    first, second, third = process.steps
    assert first.instruction == "- Use the spare server\nrestore --latest"
    assert second.instruction == "They have to be equal."
    assert third.instruction is None


def test_what_stands_below_a_caption_is_a_list_of_its_own():
    process = only("# Closing\n\n- Bar:\n  - Mop the floor\n- Door:\n  - Lock the door\n")
    assert titles(process) == STEPS


def test_nested_boxes_are_steps():
    assert titles(only("# Closing\n\n- [ ] Clean the bar\n  - [ ] Mop the floor\n")) == [
        "Clean the bar",
        "Mop the floor",
    ]


def test_a_note_among_the_steps_is_no_step():
    process = only("# Closing\n\n- Mop the floor\n- Note: it gets slippery\n- Lock the door\n")
    assert titles(process) == STEPS
    assert process.steps[0].instruction == "- Note: it gets slippery"


def test_a_cadence_on_a_heading_begins_a_process():
    daily, weekly = read(
        """
        # Kitchen
        ## 1. Daily
        - Mop the floor
        ## 2. Deep clean (Weekly)
        - Clean the hood
        """
    )
    assert (daily.name, daily.cadence.rrule) == ("Kitchen: Daily", "FREQ=DAILY")
    assert (weekly.name, weekly.cadence.rrule) == ("Deep clean", "FREQ=WEEKLY")
    assert [titles(one) for one in (daily, weekly)] == [["Mop the floor"], ["Clean the hood"]]


def test_a_paragraph_that_a_cadence_leads_is_a_process():
    oven, hood = read(
        """
        # Equipment
        ### Oven
        It is hot.

        **Weekly:** Wipe the oven out and let it dry. Use gloves.

        ### Hood
        **Monthly:** Replace the filter.
        """
    )
    assert (oven.name, oven.cadence.rrule) == ("Oven: Weekly", "FREQ=WEEKLY")
    assert (hood.name, titles(hood)) == ("Hood: Monthly", ["Replace the filter."])


def test_a_cadence_on_a_step_stays_with_the_step():
    process = only("# Closing\n\n- Monthly: descale the boiler\n- Mop the floor\n")
    assert [(one.title, one.cadence) for one in process.steps] == [
        ("descale the boiler", "Monthly"),
        ("Mop the floor", None),
    ]


def test_rows_with_several_cadences_are_parted_by_them():
    weekly, monthly = read(
        """
        # Equipos
        | Equipo | Acción | Frecuencia | Responsable |
        |---|---|---|---|
        | Horno | Limpiar el filtro | Weekly | Ana |
        | Campana | Revisar la luz | Monthly | Luis |
        | Nevera | Limpiar la puerta | Monthly | Ana |
        """
    )
    assert (weekly.name, weekly.cadence.rrule) == ("Equipos: Weekly", "FREQ=WEEKLY")
    assert titles(monthly) == ["Revisar la luz (Campana)", "Limpiar la puerta (Nevera)"]
    assert [one.assignee for one in monthly.steps] == ["Luis", "Ana"]


def test_rows_that_share_a_cadence_give_it_to_their_process():
    process = only(
        "# Rounds\n\n| Task | Frequency | Who | Evidence |\n|---|---|---|---|\n"
        "| Mop the floor | Daily | Bar | Photo |\n| Lock the door | Daily | Bar | Signature |\n"
    )
    assert process.cadence.rrule == "FREQ=DAILY"
    assert [one.proof.kind for one in process.steps] == ["photo", "file"]


NAMES = [
    ("# Closing\n\n- Mop the floor\n", "Closing"),
    ("# SOP 12: Closing\n\n- Mop the floor\n", "Closing"),
    ("# SOP · Cierre\n\n- Limpiar el suelo\n", "Cierre"),
    ("---\ntitle: Closing time\n---\n\n# Bar\n\n- Mop it\n\n# Door\n\n- Lock it\n", "Closing time"),
    ("Standard operating procedure: Closing\n\n1. Mop the floor\n", "Closing"),
    ("**Closing**\n\n1. Mop the floor\n", "Closing"),
    ("1. Mop the floor\n2. Lock the door\n", "closing the bar"),
]


@pytest.mark.parametrize(("text", "name"), NAMES)
def test_a_process_is_named_by_its_title_or_else_its_file(text, name):
    assert only(text).name == name


PEOPLE = [
    "Owner: Ana\n\nBackup: Luis\n\nManager: Eva\n\n",
    "**Verantwortlich:** Ana\n\n**Vertretung:** Luis\n\n**Leitung:** Eva\n\n",
    "- Responsable: Ana\n- Suplente: Luis\n- Gerente: Eva\n\n",
    "| Owner | Ana |\n|---|---|\n| Backup | Luis |\n| Manager | Eva |\n\n",
    "## Roles\n\n- Responsible person: Ana\n- Deputy: Luis\n- Escalate to: Eva\n\n## Steps\n\n",
]


@pytest.mark.parametrize("people", PEOPLE)
def test_people_are_taken_from_lines_that_name_them(people):
    process = only(f"# Closing\n\n{people}1. Mop the floor\n2. Lock the door\n")
    assert (process.owner, process.backup, process.manager)[:2] == ("Ana", "Luis")
    assert titles(process) == STEPS


def test_people_of_the_front_matter_and_empty_fields():
    process = only("---\nowner: Ana\nbackup: ____\n---\n# Closing\n\n- Mop the floor\n")
    assert (process.owner, process.backup) == ("Ana", None)


def test_a_table_of_responsibilities_names_the_people_of_its_process():
    process = only(
        """
        # Club
        ## Bank reconciliation (Monthly)
        - [ ] Reconcile the account
        ## Who's responsible?
        | Task | Owner | Backup |
        |---|---|---|
        | Board meetings | Chair | Vice Chair |
        | Bank reconciliations | Treasurer | Bookkeeper |
        """
    )
    assert (process.owner, process.backup) == ("Treasurer", "Bookkeeper")


def test_who_is_said_to_do_a_step_is_its_assignee():
    process = only("# Rota\n\n- Mike resets the page\n- Cook: check the oven\n- Mop the floor\n")
    assert [one.assignee for one in process.steps] == ["Mike", "Cook", None]


def test_a_role_above_a_list_is_the_assignee_of_its_steps():
    process = only("# Closing\n\n## Bartender\n\n- Mop the floor\n\n## Door\n\n- Lock the door\n")
    assert [one.assignee for one in process.steps] == ["Bartender", None]


def test_a_labelled_line_tells_the_cadence():
    process = only("# Closing\n\n**Frequency:** Weekly\n\n1. Mop the floor\n")
    assert process.cadence.rrule == "FREQ=WEEKLY"
    (why,) = [one for one in process.reasons if one.field == "cadence"]
    assert why.quote == "Weekly"


def test_links_and_pictures_of_a_step_are_kept():
    process = only(
        "# Till\n\n1. Open [the till](https://pos.example/t)\n\n   ![](https://x.example/1.png)\n"
    )
    assert process.steps[0].sop_url == "https://pos.example/t"
    assert process.steps[0].picture == "https://x.example/1.png"


def test_answers_to_tick_are_no_steps():
    text = "# Form\n\n- ☐ Floor is dry\n- ☐ Doors are shut\n- Result: ☐ Pass ☐ Fail\n"
    assert titles(only(text)) == ["Floor is dry", "Doors are shut"]


def test_a_document_without_steps_is_a_draft_that_says_so():
    process = only("# Thoughts\n\nWe had a good year, and the next one will be better.\n")
    assert process.steps == ()
    assert "No step could be told apart; add at least one." in process.notes


WORDS = st.sampled_from(
    ["Weekly", "Mop the floor", "Owner: Ana", "Steps", "Notes:", "☐ Yes ☐ No", "", " ", "(Daily)"]
) | st.text(max_size=40)
CELLS = st.lists(WORDS, max_size=4).map(tuple)
BLOCKS = st.builds(
    Block,
    kind=st.sampled_from(Kind),
    text=WORDS,
    line=st.integers(0, 99),
    level=st.integers(-1, 9),
    marker=st.sampled_from(["", "-", "1.", "a)", "[ ]", "[x]", "☐"]) | st.text(max_size=3),
    lead=WORDS,
    cells=CELLS,
    header=CELLS
    | st.sampled_from(
        [("Task", "Frequency", "Owner"), ("Task", "Owner", "Backup"), ("Area", "Done")]
    ),
    links=st.lists(st.builds(Link, WORDS, WORDS), max_size=2).map(tuple),
    pictures=st.lists(WORDS, max_size=2).map(tuple),
    page=st.none() | st.integers(1, 9),
)
OUTLINES = st.builds(
    Outline,
    blocks=st.lists(BLOCKS, max_size=25).map(tuple),
    properties=st.lists(st.tuples(WORDS, WORDS), max_size=3).map(tuple),
)


@settings(max_examples=40)
@given(OUTLINES, st.text(max_size=30))
def test_any_outline_is_understood_somehow(outline, name):
    made = drafted(found(outline, name), name)
    assert made.processes
