"""What worked last time: asked for, shown on a card and a page, and its modals."""

import pytest
from view_rows import (
    BEFORE,
    DUE,
    HOUR,
    WORKED,
    asked,
    berlin,
    lesson,
    open_step,
    passed,
    process,
    prove,
    standing,
    token,
)

from handlers.views import lessons as views
from handlers.views.card import card
from handlers.views.lessons import Learned
from handlers.views.process_page import Beside, process_page
from scheduler.lessons import LONGEST_LINE, went_wrong
from storage.states import Level, PassReason
from tests.block_kit import (
    HOSTILE,
    buttons_in,
    harm_in,
    problems_of,
    words_in,
)
from tests.unit.creation_support import refused_by_slack


def shown(turn, now=DUE, text=WORKED):
    message = card(turn, now, "", lesson(text))
    assert problems_of(message) == []
    assert ("Last time" in message.text) == ("Last time" in words_in(message.blocks))
    return words_in(message.blocks)


def backup_after(reason, note=None):
    step = open_step()
    passed(step, reason=reason).note = note
    return asked(step, Level.BACKUP, DUE + HOUR)


@pytest.mark.parametrize(
    ("reason", "note", "is_trouble"),
    [
        (PassReason.TIME, None, True),
        (PassReason.PROBLEM, "no light", True),
        (PassReason.AWAY, None, False),
        (PassReason.BY_HAND, "busy", False),
        (PassReason.GONE, None, False),
        (PassReason.UNREACHABLE, None, False),
    ],
)
def test_it_is_on_the_card_of_whoever_has_the_same_trouble(reason, note, is_trouble):
    turn = backup_after(reason, note)
    assert went_wrong(turn.run_step) == is_trouble
    assert ("Last time" in shown(turn, DUE + HOUR)) == is_trouble


def test_it_says_when_and_who():
    text = shown(backup_after(PassReason.TIME), DUE + HOUR)
    day = f"{token(BEFORE)}{{date_short}}|3 Nov 2026>"
    assert f"Last time ({day}, <@U0BEN>): {WORKED}" in text


def test_it_is_on_no_first_card_in_time_and_on_one_that_is_late():
    assert "Last time" not in shown(asked(open_step()))
    assert "Last time" in shown(asked(open_step()), berlin(7, 25))


def test_it_is_not_on_a_card_whose_work_is_elsewhere_or_done():
    step = open_step()
    first, second = passed(step), standing(step, Level.BACKUP, DUE + HOUR)
    assert "Last time" not in shown(first, DUE + HOUR)
    prove(second, berlin(8, 5))
    assert "Last time" not in shown(second, berlin(8, 5))
    leaving = standing(open_step())
    leaving.reason, leaving.note = PassReason.PROBLEM, "no light"
    assert "Last time" not in shown(leaving)


def test_without_a_line_nothing_is_said():
    assert "Last time" not in words_in(card(backup_after(PassReason.TIME), DUE).blocks)


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_was_typed_harms_nobody(text):
    turn = backup_after(PassReason.TIME)
    turn.run_step.title = text[:300]
    shown(turn, DUE + HOUR, text)
    said, blocks = views.asking(turn, lesson(text))
    assert harm_in(said) == []
    assert refused_by_slack(blocks, 50) == []
    for message in (
        views.newer(lesson(text), process(text)),
        views.changed(lesson(text), turn.run_step),
        views.changed(None, turn.run_step),
        views.not_yours("U0BEN", process(text), turn.run_step),
        views.only_the_prover(turn),
        views.nothing_to_change(process(text)),
    ):
        assert problems_of(message) == []


def test_the_question_and_the_way_to_change_its_answer():
    turn = standing(open_step())
    said, blocks = views.asking(turn, None)
    assert said.startswith("What was it, and what fixed it? If you like, add a line")
    assert buttons_in(blocks)["add_what_worked"]["text"]["text"] == "Add a line"
    assert buttons_in(blocks)["add_what_worked"]["value"] == "1"
    said, blocks = views.asking(turn, lesson())
    assert said == f"Kept for next time: “{WORKED}”."
    assert buttons_in(blocks)["add_what_worked"]["text"]["text"] == "Change the line"


@pytest.mark.parametrize(
    "text", [WORKED, "&" * LONGEST_LINE, *(one[:LONGEST_LINE] for one in HOSTILE)]
)
@pytest.mark.parametrize("own", [True, False])
def test_the_modal_of_one_step_is_one_that_slack_takes(text, own):
    turn = standing(open_step(titles=("&" * 300,)))
    turn.run_step.id = 5
    view = views.line_modal(turn, lesson(text, run_step_id=5 if own else 4))
    assert_slack_takes(view)
    field = view["blocks"][1]
    assert field["optional"]
    assert field["element"].get("initial_value") == (text if own else None)
    assert ("Last time" in view["blocks"][0]["text"]["text"]) != own
    memory = views.line_memory(view["private_metadata"])
    assert (memory.turn_id, memory.seen) == (1, 7)
    assert views.line_memory("x").turn_id == 0


def test_the_modal_of_a_process_has_a_field_for_each_line_and_remembers_which_it_saw():
    one = process(titles=["&" * 300] * 30)
    for number, step in enumerate(one.steps):
        step.key = f"{number:032}"
    pairs = [(step, lesson("x" * 300, step_key=step.key, entry=10**9)) for step in one.steps]
    view = views.lines_modal(one, pairs)
    assert_slack_takes(view)
    memory = views.lines_memory(view["private_metadata"])
    assert memory.process_id == 1
    assert memory.seen == {step.key: 10**9 for step in one.steps}
    names = [block["block_id"] for block in view["blocks"][1:]]
    assert names == [views.line_field(step.key) for step in one.steps]
    assert views.lines_memory('{"process_id": []}').process_id == 0


def assert_slack_takes(view):
    assert refused_by_slack(view["blocks"], 100) == []
    assert len(view["private_metadata"]) <= 3000
    assert max(len(view[name]["text"]) for name in ("title", "submit", "close")) <= 24
    assert harm_in(view["blocks"][0]["text"]["text"]) == []


def test_the_page_shows_each_line_with_its_step_and_a_button_for_those_who_may():
    one = process(titles=("Unlock doors", "Fridge light"))
    one.steps[0].key, one.steps[1].key = "k0", "k1"
    page = process_page(
        one, (), (), DUE, Beside(learned=Learned({"k1": lesson()}, can_change=True))
    )
    assert problems_of(page) == []
    assert f"Step 2: Last time ({token(BEFORE)}" in words_in(page.blocks)
    assert "Step 2: Last time" in page.text
    assert buttons_in(page.blocks)["open_what_worked"]["value"] == "1"
    page = process_page(one, (), (), DUE, Beside(learned=Learned({"k1": lesson()})))
    assert buttons_in(page.blocks) == {}


def test_a_page_with_the_most_and_the_longest_of_all_is_one_that_slack_takes():
    one = process("&" * 80, titles=["&" * 300] * 30)
    for number, step in enumerate(one.steps):
        step.key = str(number)
    known = {step.key: lesson("&" * 300) for step in one.steps}
    beside = Beside(can_act=True, learned=Learned(known, can_change=True))
    page = process_page(one, (), (), DUE, beside)
    assert problems_of(page) == []
