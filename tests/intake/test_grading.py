"""The grading itself, with drafts made by hand."""

from expectations import Cadence, Expectation, Process, Step
from grading import Grade, cadence_verdict, grade
from grading_table import table

from intake.draft import CadenceDraft, Intake, ProcessDraft, Source, StepDraft

SOURCE = Source(system="document", file="a.md")


def draft(name, *steps, cadence=None, **people):
    made = tuple(
        one if isinstance(one, StepDraft) else StepDraft(title=one[1], source_line=one[0])
        for one in steps
    )
    said = cadence or CadenceDraft()
    return ProcessDraft(name=name, source=SOURCE, steps=made, cadence=said, **people)


def read(*processes):
    return Intake(processes=processes)


def expected(*processes, **more):
    return Expectation("a.md", "document", processes, **more)


def graded(expectation, *processes):
    return grade(expectation, read(*processes))


OPENING = Process(
    ("Opening",),
    (
        Step("Unlock the front", 3),
        Step("Count the till", 4),
        Step("Wipe the bar", 6, doubtful=True),
        Step("Light the oven", 7),
    ),
)


def steps_of(found):
    return (
        (found.steps_found, found.steps_expected),
        (found.doubtful_found, found.doubtful_expected),
        found.surplus,
    )


def test_all_steps_in_their_order_are_found():
    steps = [(3, "Unlock it"), (4, "Count"), (6, "Wipe"), (7, "Light")]

    found = graded(expected(OPENING), draft("Opening", *steps))

    assert steps_of(found) == ((3, 3), (1, 1), 0)
    assert found.misses == []


def test_a_step_out_of_order_is_missed_and_surplus():
    steps = [(7, "Light"), (3, "Unlock"), (4, "Count")]

    found = graded(expected(OPENING), draft("Opening", *steps))

    assert steps_of(found) == ((2, 3), (0, 1), 1)
    assert found.misses == ["step “Light the oven …” (line 7)"]


def test_without_lines_the_first_words_tell_whatever_their_marks_and_case():
    steps = [(None, "**UNLOCK** the `front` door"), (None, "Count *the* _till_, twice")]

    assert steps_of(graded(expected(OPENING), draft("Opening", *steps)))[0] == (2, 3)


def test_a_word_that_only_begins_alike_is_another_step():
    assert steps_of(graded(expected(OPENING), draft("Opening", (9, "Unlock the frontier"))))[0] == (
        0,
        3,
    )


def test_a_doubtful_step_is_neither_missed_nor_preferred_to_a_sure_one():
    doubtful = Step("Sweep", doubtful=True), Step("Dust", doubtful=True)
    process = Process(("A",), (*doubtful, Step("Mop")))

    found = graded(expected(process), draft("A", (None, "Mop"), (None, "Sweep"), (None, "Dust")))

    assert steps_of(found) == ((1, 1), (0, 2), 2)
    assert found.misses == []


def test_order_is_not_asked_where_the_source_has_none():
    process = Process(("A",), (Step("One"), Step("Two")), ordered=False)

    found = graded(expected(process), draft("A", (None, "Two"), (None, "One")))

    assert steps_of(found)[0] == (2, 2)


def test_processes_of_one_name_are_told_by_their_steps():
    first, second = (Process(("Item 4",), (Step(f"Sub {n}", n),)) for n in (1, 2))
    drafts = draft("Item 4", (2, "Sub 2")), draft("Item 4", (1, "Sub 1"))

    assert steps_of(graded(expected(first, second), *drafts)) == ((2, 2), (0, 0), 0)


def test_a_process_that_nobody_expects_is_all_surplus():
    drafts = draft("Opening", (3, "Unlock")), draft("Log", (40, "No"), (41, "No"))

    found = graded(expected(OPENING), *drafts)

    assert (found.surplus, found.processes_drafted, found.processes_expected) == (2, 2, 1)


def test_a_process_that_is_not_there_misses_its_steps_and_its_cadence():
    weekly = Process(("Weekly",), (Step("Mop", 9),), Cadence("FREQ=WEEKLY"))

    found = graded(expected(weekly))

    assert steps_of(found)[0] == (0, 1)
    assert found.cadences == {"missing": 1}


def test_steps_may_be_parted_otherwise_where_that_is_open():
    processes = (
        Process(("A",), (Step("One", 1), Step("Two", 2))),
        Process(("B",), (Step("Three", 3),)),
    )
    whole = draft("All", (1, "One"), (2, "Two"), (3, "Three"))

    assert steps_of(graded(expected(*processes, flat=True), whole))[0] == (3, 3)
    assert steps_of(graded(expected(*processes), whole))[0] == (2, 3)


WEEKLY = Cadence("FREQ=WEEKLY;BYDAY=FR", deadline="17:00")
VERDICTS = {
    "right": CadenceDraft(rrule="FREQ=WEEKLY;BYDAY=FR", deadline="17:00", zone="Europe/Berlin"),
    "partly": CadenceDraft(rrule="FREQ=WEEKLY"),
    "wrong": CadenceDraft(rrule="FREQ=DAILY", deadline="17:00"),
    "missing": CadenceDraft(text="on Fridays"),
}


def test_a_cadence_is_right_in_part_or_not_at_all():
    found = {
        verdict: cadence_verdict(WEEKLY, draft("A", cadence=said))
        for verdict, said in VERDICTS.items()
    }

    assert found == {verdict: verdict for verdict in VERDICTS}


def test_a_cadence_with_another_time_or_zone_is_right_in_part():
    in_cairo = Cadence("FREQ=DAILY", time="09:00", zone="Africa/Cairo")
    at_nine = CadenceDraft(rrule="FREQ=DAILY", time="09:00")

    assert cadence_verdict(in_cairo, draft("A", cadence=at_nine)) == "partly"
    assert cadence_verdict(Cadence("FREQ=DAILY"), draft("A", cadence=at_nine)) == "partly"


def test_a_cadence_that_no_source_says_is_invented():
    daily = CadenceDraft(rrule="FREQ=DAILY")

    assert cadence_verdict(None, draft("A", cadence=daily)) == "invented"
    assert cadence_verdict(None, draft("A")) is None


def test_a_cadence_kept_with_a_step_only_is_a_part():
    process = Process(("A",), (Step("Mop", 2),), Cadence("FREQ=WEEKLY"))
    kept = StepDraft(title="Mop", source_line=2, cadence="weekly")

    assert graded(expected(process), draft("A", kept)).cadences == {"partly": 1}


def test_the_cadence_of_a_step_is_looked_for_with_it_and_with_its_process():
    process = Process(("A",), (Step("Mop", 2, cadence="every monday at"),))
    said = CadenceDraft(text="Every Monday at 9")
    kept = StepDraft(title="Mop", source_line=2, cadence="every monday at 9")

    assert graded(expected(process), draft("A", kept)).cadences == {"right": 1}
    assert graded(expected(process), draft("A", (2, "Mop"), cadence=said)).cadences == {"right": 1}
    assert graded(expected(process), draft("A", (2, "Mop"))).cadences == {"missing": 1}


def test_a_doubtful_cadence_is_counted_apart():
    process = Process(("A",), (), Cadence("FREQ=DAILY", doubtful=True))

    found = graded(expected(process), draft("A"))

    assert (found.cadences, found.doubtful_cadences, found.misses) == ({}, {"missing": 1}, [])


def test_people_are_compared_by_their_first_words_and_none_is_invented():
    steps = (Step("Mop", 2, assignee="Ann Lee"), Step("Dry", 3, assignee="Bo"))
    process = Process(("A",), steps, owner="Cy", backup="Di")
    mopped = StepDraft(title="Mop", source_line=2, assignee="Ann Lee (12)")

    found = graded(
        expected(process), draft("A", mopped, (3, "Dry"), owner="Cy Fox", manager="Somebody")
    )

    assert (found.people_right, found.people_expected) == (2, 4)
    assert found.misses == ["assignee (line 3)", "backup of “A …”", "manager of “A …” invented"]


def test_the_table_has_a_line_a_file_and_all_of_them_together():
    first = graded(expected(OPENING), draft("Opening", (3, "Unlock"), (4, "Count")))
    second = Grade("b.csv", "todoist", 1, 1, 5, 5, misses=list("abcdef"))
    second.cadences.update(["right", "right", "missing", "invented"])

    head, rule, one, other, together = table([first, second]).splitlines()

    assert head.count("|") == rule.count("|") == one.count("|") == 10
    assert (
        "| `a.md` | 1 / 1 | 2 / 3 | 0 | 0 / 1 | – | – | step “Light the oven …” (line 7) |" in one
    )
    assert "| 2 right, 1 missing, 1 invented | – | a; b; c; d; and 2 more |" in other
    assert "| 2 files | 2 / 2 | 7 / 8 (87.5 %) | 0 | 0 / 1 |" in together
    assert "| 2 right, 1 missing, 1 invented (66.7 %) | – |" in together
