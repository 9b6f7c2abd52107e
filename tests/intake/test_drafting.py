"""From what a reader found to drafts."""

from hypothesis import given
from hypothesis import strategies as st

from intake.draft import LONGEST_INSTRUCTION, LONGEST_TITLE, MOST_PROCESSES, MOST_STEPS, Sure
from intake.drafting import drafted
from intake.found import Evidence, Found, FoundProcess, FoundStep, Said, Trust


def process(*steps, **others):
    return FoundProcess(name=Said("Closing", "line 1"), steps=steps, **others)


def step(title="Mop the floor", **others):
    return FoundStep(title=title, where="line 3", **others)


def draft(found):
    return drafted(Found("document", (found,)), "closing.md").processes[0]


def reasons(made):
    return {reason.field: reason for reason in made.reasons}


def test_a_long_title_goes_on_in_front_of_the_instruction():
    words = " ".join(f"word{n}" for n in range(60))
    made = draft(process(step(words, detail="And this."))).steps[0]
    assert len(made.title) <= LONGEST_TITLE
    first, *rest = made.instruction.split("\n")
    assert f"{made.title} {first}" == words
    assert rest == ["And this."]


def test_an_instruction_that_is_too_long_is_cut_with_a_note():
    made = draft(process(step(detail="x" * 2000)))
    assert made.steps[0].instruction == "x" * LONGEST_INSTRUCTION
    assert any("Mop the floor" in note and "cut" in note for note in made.notes)


def test_a_step_without_a_title_takes_the_beginning_of_its_detail():
    assert draft(process(step("", detail="Wipe the bar."))).steps[0].title == "Wipe the bar."


def test_steps_keep_their_order_and_their_lines():
    found = process(*(step(f"Step {n}", line=n) for n in (7, 3, 5)))
    assert [(one.title, one.source_line) for one in draft(found).steps] == [
        ("Step 7", 7),
        ("Step 3", 3),
        ("Step 5", 5),
    ]


def test_a_cadence_that_all_steps_share_becomes_that_of_the_process():
    each = Said("Weekly", "row 2, column Frequency")
    made = draft(process(step(cadence=each), step(cadence=each)))
    assert made.cadence.rrule == "FREQ=WEEKLY"
    assert [one.cadence for one in made.steps] == [None, None]
    assert reasons(made)["cadence"].where == "row 2, column Frequency"


def test_cadences_that_differ_stay_with_their_steps():
    made = draft(process(step(cadence=Said("Weekly", "")), step(cadence=Said("Monthly", ""))))
    assert [one.cadence for one in made.steps] == ["Weekly", "Monthly"]
    assert made.cadence.rrule is None


def test_the_cadence_is_taken_from_where_it_is_trusted_most():
    heading = Evidence(Said("Weekly", "line 4"), Trust.HEADING)
    file_name = Evidence(Said("daily", "the file's name"), Trust.FILE_NAME)
    made = draft(process(step(), cadence=(file_name, heading)))
    assert made.cadence.rrule == "FREQ=WEEKLY"
    assert made.cadence.question in made.notes


def test_people_are_names_as_written_and_the_reasons_tell_how_sure():
    made = draft(
        process(
            step(), owner=Said("  Maria ", "line 2", Sure.INFERRED), backup=Said("James", "l. 2")
        )
    )
    assert (made.owner, made.backup, made.manager) == ("Maria", "James", None)
    why = reasons(made)
    assert (why["owner"].sure, why["backup"].sure) == (Sure.INFERRED, Sure.STATED)
    assert "No manager is named." in made.notes
    assert "No owner is named." not in made.notes


def test_each_value_has_a_reason_with_its_place_and_words():
    made = draft(
        process(
            step("Sign the log", detail="In ink.", assignee=Said("Ana", "row 3, column Who")),
        )
    )
    why = reasons(made)
    assert why["steps.0.title"].quote == "Sign the log"
    assert why["steps.0.instruction"].quote == "In ink."
    assert why["steps.0.proof"].quote == "Sign"
    assert why["steps.0.assignee"].where == "row 3, column Who"
    assert why["name"].quote == "Closing"


def test_words_beside_a_step_that_tell_its_proof_are_stated():
    made = draft(process(step("Walk the floor", proof=Said("Photo", "row 2, column Evidence"))))
    assert made.steps[0].proof.kind == "photo"
    assert reasons(made)["steps.0.proof"].sure is Sure.STATED


def test_what_a_source_never_contains_is_said_once_for_all():
    made = drafted(Found("trello", (process(step()),), lacks=("cadence", "backup")), "board.json")
    assert made.notes == ("What this source never says: cadence, backup.",)


def test_a_source_without_a_name_is_called_by_its_file():
    found = FoundProcess(name=Said(" ", ""), steps=(step(),))
    assert draft(found).name == "closing"


def test_what_there_is_no_room_for_is_counted():
    many = drafted(Found("x", (process(step()),) * (MOST_PROCESSES + 1)), "x.csv")
    assert len(many.processes) == MOST_PROCESSES
    assert any("last 1 processes" in note for note in many.notes)
    long = draft(process(*[step()] * (MOST_STEPS + 2)))
    assert len(long.steps) == MOST_STEPS
    assert any("last 2 steps" in note for note in long.notes)


def test_confidence_grows_with_what_the_source_says():
    bare = draft(process())
    some = draft(process(step()))
    known = Evidence(Said("every Monday at 9:00", "line 2"), Trust.HEADING)
    more = draft(process(step(), cadence=(known,), owner=Said("Maria", "line 2")))
    guessed = draft(process(step(), cadence=(known,), owner=Said("Maria", "line 2", Sure.INFERRED)))
    assert 0 < bare.confidence < some.confidence < guessed.confidence < more.confidence <= 1


TEXT = st.text(max_size=300)
SAID = st.builds(Said, TEXT, TEXT)
STEPS = st.builds(
    FoundStep,
    title=TEXT,
    where=TEXT,
    line=st.none() | st.integers(),
    detail=TEXT,
    assignee=st.none() | SAID,
    cadence=st.none() | SAID,
    url=st.none() | TEXT,
    picture=st.none() | TEXT,
    proof=st.none() | SAID,
)
PROCESSES = st.builds(
    FoundProcess,
    name=SAID,
    steps=st.lists(STEPS, max_size=5).map(tuple),
    owner=st.none() | SAID,
    cadence=st.lists(st.builds(Evidence, SAID, st.sampled_from(Trust)), max_size=3).map(tuple),
    url=st.none() | TEXT,
    key=TEXT,
    notes=st.lists(TEXT, max_size=3).map(tuple),
)


@given(st.builds(Found, TEXT, st.lists(PROCESSES, max_size=3).map(tuple)), TEXT)
def test_whatever_was_found_becomes_a_draft(found, file):
    made = drafted(found, file)
    assert [len(one.steps) for one in made.processes] == [len(p.steps) for p in found.processes]
    assert type(made).model_validate_json(made.model_dump_json()) == made
