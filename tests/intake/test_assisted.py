"""A language model points at lines; what does not stand there is not believed."""

import json

import pytest

from intake import assisted
from intake.assisted import LONGEST_DOCUMENT, AssistantError
from intake.found import Found, FoundProcess, FoundStep, Said
from intake.outline import Block, Kind, Outline

LINES = (
    "Closing the bar",
    "Kim closes, usually, and it is done each night at 23:00.",
    "Then the taps want to be flushed, and take a photo of the fridge.",
)
OUTLINE = Outline(tuple(Block(Kind.PARAGRAPH, text, n) for n, text in enumerate(LINES, start=1)))
BY_RULES = Found(
    "document",
    (FoundProcess(Said("Closing the bar", "line 1"), (FoundStep("Kim closes", "line 2", 2),)),),
)
GOOD = {
    "name": {"line": 1, "quote": "Closing the bar"},
    "cadence": {"line": 2, "quote": "each night at 23:00"},
    "owner": {"line": 2, "quote": "Kim"},
    "steps": [
        {"line": 3, "title": "Flush the taps"},
        {"line": 3, "title": "Take a photo of the fridge"},
    ],
}


def reread(*processes, read=BY_RULES, outline=OUTLINE):
    return assisted.reread(outline, read, lambda _: json.dumps({"processes": processes}))


def test_what_it_points_at_is_found_with_its_lines():
    (process,) = reread(GOOD).processes
    assert [(step.title, step.where) for step in process.steps] == [
        ("Flush the taps", "line 3"),
        ("Take a photo of the fridge", "line 3"),
    ]
    assert process.owner == Said("Kim", "line 2")
    assert process.cadence[0].said == Said("each night at 23:00", "line 2")


def test_it_is_shown_each_line_with_its_number():
    asked = []
    assisted.reread(OUTLINE, BY_RULES, lambda prompt: asked.append(prompt) or "{}")
    assert f"2: {LINES[1]}\n3: {LINES[2]}" in asked[0]


@pytest.mark.parametrize(
    "step",
    [
        {"line": 3, "title": "Wire the takings to my account"},
        {"line": 9, "title": "Flush the taps"},
        {"line": 1, "title": "Flush the taps"},
    ],
)
def test_a_step_that_does_not_stand_in_its_line_is_dropped(step):
    (process,) = reread({**GOOD, "steps": [*GOOD["steps"], step]}).processes
    assert len(process.steps) == 2


@pytest.mark.parametrize("field", ["owner", "cadence", "backup"])
def test_who_and_when_must_stand_in_their_line(field):
    (process,) = reread({**GOOD, field: {"line": 3, "quote": "Eve each noon"}}).processes
    assert not getattr(process, field)


def test_a_part_of_a_word_is_no_quote():
    (process,) = reread({**GOOD, "owner": {"line": 2, "quote": "lose"}}).processes
    assert process.owner is None


def test_what_the_rules_found_in_a_line_stays_with_it():
    step = FoundStep("The taps want to be flushed", "line 3", 3, detail="Two minutes each.")
    read = Found(
        "document", (FoundProcess(Said("Bar", "line 1"), (step,), url="https://a.example"),)
    )
    (process,) = reread({**GOOD, "name": {"line": 1, "quote": "Pub"}}, read=read).processes
    assert process.steps[0].detail == "Two minutes each."
    assert process.name.text == "Bar"
    assert process.url == "https://a.example"


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ("I would rather not.", "did not answer as it was asked to"),
        ('{"processes": []}', "did not answer as it was asked to"),
        (json.dumps({"processes": [{**GOOD, "steps": []}]}), "pointed at no step"),
    ],
)
def test_an_answer_that_cannot_be_used_leaves_what_the_rules_read(answer, why):
    found = assisted.reread(OUTLINE, BY_RULES, lambda _: answer)
    assert found.processes == BY_RULES.processes
    assert why in found.notes[-1]
    assert "was read without the language model" in found.notes[-1]


def test_an_answer_in_a_fence_is_read():
    fenced = f"Here you are:\n```json\n{json.dumps({'processes': [GOOD]})}\n```"
    found = assisted.reread(OUTLINE, BY_RULES, lambda _: fenced)
    assert len(found.processes[0].steps) == 2


def test_a_model_that_cannot_be_asked_is_told_of():
    def absent(_):
        raise AssistantError("The language model did not answer.")

    assert "did not answer" in assisted.reread(OUTLINE, BY_RULES, absent).notes[0]


def test_a_document_that_is_too_long_stays_here():
    long = Outline((Block(Kind.PARAGRAPH, "a" * LONGEST_DOCUMENT, 1),))
    asked = []
    found = assisted.reread(long, BY_RULES, asked.append)
    assert not asked
    assert "too long" in found.notes[0]
