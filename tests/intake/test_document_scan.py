"""Where a document would slip."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.draft import CadenceDraft, Intake, ProcessDraft, Source, StepDraft
from intake.drafting import drafted
from intake.found import Evidence, Found, FoundProcess, FoundStep, Said, Trust
from intake.scan import MOST_SLIPS, Kind, scan


def intake(*titles, **others):
    steps = tuple(
        FoundStep(title=title, where=f"line {n}", line=n) for n, title in enumerate(titles, 1)
    )
    found = FoundProcess(name=Said("Closing", "line 1"), steps=steps, **others)
    return drafted(Found("document", (found,)), "closing.md")


def slips(of):
    return {slip.kind: slip for slip in scan(of)}


WEEKLY = Evidence(Said("every Monday at 9:00", "line 1"), Trust.HEADING)
PEOPLE = {"owner": Said("Ana", ""), "backup": Said("Luis", ""), "manager": Said("Eva", "")}


def test_a_document_that_says_everything_slips_nowhere():
    assert scan(intake("Clean the grill", "Lock the door", cadence=(WEEKLY,), **PEOPLE)) == ()


def test_what_is_missing_is_said_with_the_most_serious_first():
    found = scan(intake("Clean the grill", "Talk to the team"))
    assert [slip.kind for slip in found] == [
        Kind.NO_OWNER,
        Kind.NO_CADENCE,
        Kind.NOTHING_TO_SHOW,
        Kind.NO_MANAGER,
    ]


def test_a_document_without_steps_is_told_so():
    assert Kind.NO_STEPS in slips(intake())


def test_a_person_who_is_alone_on_everything_is_named():
    alone = slips(intake("Clean the grill", owner=Said("Ana", "")))
    assert "when Ana is away" in alone[Kind.ALONE].sentence
    assert Kind.ALONE not in slips(intake("Clean the grill", **PEOPLE))


def test_a_missing_backup_is_said_once_somebody_is_named():
    named = slips(intake("Ana: sign the sheet", owner=Said("Ana", ""), manager=Said("Eva", "")))
    assert Kind.NO_BACKUP not in named or Kind.ALONE not in named
    assert Kind.NO_BACKUP not in slips(intake("Clean the grill", **PEOPLE))


def test_steps_that_leave_nothing_to_see_are_told_with_their_lines():
    slip = slips(intake("Clean the grill", "Talk to the team", "Think ahead"))[Kind.NOTHING_TO_SHOW]
    assert slip.source_lines == (2, 3)
    assert "2 of 3 steps" in slip.sentence


@pytest.mark.parametrize(
    ("title", "word"),
    [
        ("Ensure the kitchen is fine", "ensure"),
        ("Manage the stock", "manage"),
        ("Refill as needed", "as needed"),
        ("Bei Bedarf nachfüllen", "bei bedarf"),
        ("Rellenar si es necesario", "si es necesario"),
    ],
)
def test_vague_words_are_quoted(title, word):
    assert f"“{word}”" in slips(intake(title))[Kind.VAGUE].sentence


def test_several_things_in_one_step_are_told():
    many = slips(intake("Remove, clean and replace the trays", "Mop the floor"))
    assert many[Kind.SEVERAL_IN_ONE].source_lines == (1,)
    assert Kind.SEVERAL_IN_ONE not in slips(intake("Check and stock the teas"))


def test_a_list_that_nobody_reads_to_its_end_is_told():
    assert Kind.LONG in slips(intake(*["Mop the floor"] * 26))
    assert Kind.LONG not in slips(intake(*["Mop the floor"] * 25))


def test_a_cadence_that_leaves_something_open_is_quoted():
    weekly = Evidence(Said("Weekly", "line 1"), Trust.HEADING)
    assert "“Weekly”" in slips(intake("Mop", cadence=(weekly,)))[Kind.UNCLEAR_CADENCE].sentence


STEPS = st.lists(
    st.builds(
        StepDraft,
        title=st.text(min_size=1, max_size=200),
        source_line=st.none() | st.integers(),
        assignee=st.none() | st.text(),
    ),
    max_size=30,
).map(tuple)
DRAFTS = st.builds(
    ProcessDraft,
    name=st.text(),
    source=st.just(Source(system="document", file="x")),
    steps=STEPS,
    owner=st.none() | st.text(),
    cadence=st.builds(CadenceDraft, text=st.none() | st.text(), question=st.none() | st.text()),
)


@given(st.lists(DRAFTS, max_size=4).map(tuple))
def test_any_draft_is_scanned_in_ten_lines(processes):
    found = scan(Intake(processes=processes))
    assert len(found) <= MOST_SLIPS
    assert all(slip.sentence for slip in found)
