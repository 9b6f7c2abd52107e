"""Steps as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.plan import LONGEST_TITLE, MOST_STEPS, StepPlan
from scheduler.step_lines import COMMAND_SEPARATORS, StepLineError, format_steps, parse_steps
from storage.states import ProofKind

ANY, PHOTO, FILE = ProofKind.ANY, ProofKind.PHOTO, ProofKind.FILE


def read(text):
    """Return the steps, or why there are none."""
    try:
        return parse_steps(text), None
    except StepLineError as refused:
        return None, str(refused)


def only(text):
    (step,) = parse_steps(text)
    return step.title, step.proof_kind, step.proof_count


@pytest.mark.parametrize(
    ("line", "title", "kind", "count"),
    [
        ("Unlock doors", "Unlock doors", ANY, 1),
        ("Fridge temperature [photo]", "Fridge temperature", PHOTO, 1),
        ("Fridge temperature [ PHOTO ]", "Fridge temperature", PHOTO, 1),
        ("Fridge temperature[photo].", "Fridge temperature", PHOTO, 1),
        ("Count the float [file]", "Count the float", FILE, 1),
        ("Both sides [2 photos]", "Both sides", PHOTO, 2),
        ("Both sides [2photos]", "Both sides", PHOTO, 2),
        ("Both sides [2 x photo]", "Both sides", PHOTO, 2),
        ("Receipts [10 Files]", "Receipts", FILE, 10),
        ("Whatever [photo or file]", "Whatever", ANY, 1),
        ("Whatever [3 photos or files]", "Whatever", ANY, 3),
        ("Clean the bar [bar]", "Clean the bar [bar]", ANY, 1),
        ("Check form [A]", "Check form [A]", ANY, 1),
        ("Wipe [table 4] now", "Wipe [table 4] now", ANY, 1),
        ("Take a [photo] of the till", "Take a [photo] of the till", ANY, 1),
        ("Empty []", "Empty []", ANY, 1),
        ("A [photo] [file]", "A [photo]", FILE, 1),
    ],
)
def test_a_rule_in_brackets_at_the_end_says_what_proves_the_step(line, title, kind, count):
    assert only(line) == (title, kind, count)


@pytest.mark.parametrize(
    "line",
    ["1. Mop", "12) Mop", "- Mop", "* Mop", "• Mop", "☐ Mop", "☑️ Mop", "- [ ] Mop", "[x] Mop",
     "– Mop", "- 3. Mop", "\t-\u00a0Mop  "],
)  # fmt: skip
def test_bullets_boxes_and_numbers_are_dropped(line):
    assert only(line)[0] == "Mop"


@pytest.mark.parametrize("line", ["2.5 l of milk", "3 boxes", "-5 degrees or colder", "1.Mop"])
def test_what_only_looks_like_a_bullet_stays(line):
    assert only(line)[0] == line


def test_empty_lines_and_bare_bullets_do_not_count():
    steps = parse_steps("\n  \nA\r\n- \n1.\n\u2003\nB\n")
    assert [step.title for step in steps] == ["A", "B"]


def test_a_command_separates_by_semicolons_and_by_lines():
    steps = parse_steps("A [photo]; B;; C\nD;", COMMAND_SEPARATORS)
    assert [step.title for step in steps] == ["A", "B", "C", "D"]


def test_in_a_form_a_semicolon_is_text():
    assert only("A; B")[0] == "A; B"


@pytest.mark.parametrize(
    "rule",
    ["foto", "phot", "pohto", "picture", "2 pics", "fotos", "image", "filee", "2 kg", "photo!",
     "a photo", "document", "two photos", "photo x2"],
)  # fmt: skip
def test_a_misspelt_rule_is_asked_about_and_not_taken_for_text(rule):
    with pytest.raises(StepLineError) as refused:
        parse_steps(f"Mop\nFridge [{rule}]")
    assert str(refused.value) == (
        f"Line 2: I do not know [{rule}]; use [photo], [file] or [2 photos]."
    )


@pytest.mark.parametrize("count", ["0", "11", "100", "9" * 2000])
def test_no_or_too_many_proofs_are_refused(count):
    with pytest.raises(StepLineError, match=r"^Line 1: a step takes 1 to 10 photos"):
        parse_steps(f"Fridge [{count} photos]")


def test_a_rule_without_a_step_is_refused():
    with pytest.raises(StepLineError, match=r"Line 3: write what is to be done before “\[photo\]”"):
        parse_steps("Mop\n\n[photo]")


def test_a_title_may_be_as_long_as_the_plan_allows_and_not_longer():
    assert only("x" * LONGEST_TITLE + " [photo]")[0] == "x" * LONGEST_TITLE
    with pytest.raises(StepLineError, match=r"Line 1: the step has 301 characters.*at most 300"):
        parse_steps("x" * (LONGEST_TITLE + 1))


def test_as_many_steps_as_the_plan_allows_and_not_more():
    assert len(parse_steps("a\n" * MOST_STEPS)) == MOST_STEPS
    with pytest.raises(StepLineError, match=r"31 steps; a process has at most 30"):
        parse_steps("a\n" * (MOST_STEPS + 1))


@pytest.mark.parametrize("text", ["", "  \n\t\n", "- \n1."])
def test_no_step_at_all_is_refused_with_an_example(text):
    with pytest.raises(StepLineError, match=r"at least one step.*\[photo\]"):
        parse_steps(text)


def test_a_problem_in_a_command_names_the_step_and_not_the_line():
    with pytest.raises(StepLineError, match=r"^Step 2: "):
        parse_steps("A; B [foto]", COMMAND_SEPARATORS)


def test_control_characters_are_dropped_and_other_writing_is_kept():
    assert only("Kü\x00hl\u200fschrank 🧊 שלום \x07!")[0] == "Kühl\u200fschrank 🧊 שלום !"


titles = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=80
)
titles = titles.map(lambda text: " ".join(text.split())).filter(bool)
steps = st.builds(
    StepPlan, title=titles, proof_kind=st.sampled_from(ProofKind), proof_count=st.integers(1, 10)
)


@given(st.lists(steps, min_size=1, max_size=MOST_STEPS))
def test_what_is_written_out_reads_back_the_same(plans):
    assert parse_steps(format_steps(plans)) == tuple(plans)


@pytest.mark.parametrize(
    "title", ["1. One", "- [ ] 1. One", "Look [photo]", "[foto]", "☐ A [2 kg]"]
)
def test_titles_that_look_like_bullets_or_rules_read_back_the_same(title):
    plan = StepPlan(title=title)
    assert parse_steps(format_steps([plan])) == (plan,)


@given(st.text(max_size=400))
def test_any_text_becomes_steps_or_one_sentence(text):
    parsed, refusal = read(text)
    if parsed is None:
        assert refusal.endswith(".")
    else:
        assert parse_steps(format_steps(parsed)) == parsed
