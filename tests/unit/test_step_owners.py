"""Steps in one line with their own owners."""

import pytest

from handlers.step_owners import read_steps
from scheduler.step_lines import StepLineError
from storage.states import ProofKind

ZOE, BEN = "<@U0ZOE|zoe>", "<@U0BEN|ben>"


def read(text):
    return [(step.title, str(step.proof_kind), step.owner_id) for step in read_steps(text)]


@pytest.mark.parametrize(
    "line",
    [
        f"Fridge [photo] {ZOE}",
        f"Fridge {ZOE} [photo]",
        f"Fridge {ZOE} [photo].",
        f"Fridge, {ZOE} [photo]",
        f"Fridge \u2013 {ZOE} [photo]",
        f"1. Fridge owner {ZOE} [photo]",
        f"Fridge owner: {ZOE} [photo]",
        "Fridge [photo] <@U0ZOE>",
    ],
)
def test_a_mention_at_the_end_of_a_step_owns_it(line):
    assert read(line) == [("Fridge", "photo", "U0ZOE")]


def test_each_step_has_its_own_or_none():
    line = f"Unlock doors {ZOE}; Fridge [photo]; Temperature &lt; 5 {BEN}"
    assert read(line) == [
        ("Unlock doors", "any", "U0ZOE"),
        ("Fridge", "photo", None),
        ("Temperature < 5", "any", "U0BEN"),
    ]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        (f"Hand the keys to {BEN}", "Hand the keys to @ben"),
        (f"Ask {BEN} for the keys", "Ask @ben for the keys"),
        (f"Call {BEN}", "Call @ben"),
        (f"Sign-off by {BEN}", "Sign-off by @ben"),
        (f"Meet {ZOE} and {BEN}", "Meet @zoe and @ben"),
        (f"Show backup {BEN}", "Show backup @ben"),
    ],
)
def test_who_is_part_of_the_work_stays_in_its_words(line, title):
    assert read(line) == [(title, "any", None)]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (f"Unlock; {ZOE}", "Step 2: write what is to be done before “@zoe”"),
        (f"Unlock {ZOE} {BEN}", "Step 1: name one person at its end"),
        (f"Unlock [phto] {ZOE}", "Step 1: I do not know [phto]"),
        (f"Ask {'<@U0ZOE|' + 'z' * 400 + '>'} about it", "please use at most 300"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_step(line, says):
    with pytest.raises(StepLineError) as refused:
        read_steps(line)
    assert says in str(refused.value)


def test_marks_that_somebody_types_are_no_mentions():
    assert read("Unlock \ue0000\ue001") == [("Unlock 0", "any", None)]
    assert read("Unlock \ue0007\ue001 [photo]")[0][1:] == (ProofKind.PHOTO, None)
