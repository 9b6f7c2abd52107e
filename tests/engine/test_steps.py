"""The list of a process's steps: who opens it, and steps that go up and down."""

import pytest
from cafe import ANA, BEN, MIA, OLE
from editor import Editor
from step_arranging import TITLES, ZOE, opened, saved, shop_of, titles

from handlers.views import step_ids as ids


@pytest.fixture
def shop(cafe):
    """The opening checks; Zoe and Kim are on no ladder yet."""
    return shop_of(cafe)


@pytest.fixture
def steps(shop):
    """The creator with the list of steps open."""
    return opened(shop, OLE)


def test_the_list_shows_the_steps_in_order_and_the_ladder_that_they_share(steps):
    assert steps.view["title"]["text"] == "Steps"
    said = steps.reads
    assert said.index("1. Unlock doors") < said.index("2. Fridge temperature \u2013 a photo")
    assert f"<@{ANA}> for 60 minutes, then <@{BEN}> for 60 minutes, then <@{MIA}>" in said


def test_a_step_goes_up_and_down_and_nothing_holds_until_it_is_saved(steps, shop):
    steps.presses(ids.MOVE_UP, 3).presses(ids.MOVE_DOWN, 1)
    assert steps.reads.index("1. Count the float") < steps.reads.index("2. Unlock doors")
    assert titles(shop) == TITLES
    before = {step.title: step.key for step in shop.first_process().steps}
    said = saved(steps)
    order = "Count the float, then Unlock doors, then Fridge temperature"
    assert f"The steps' order: now {order}" in said
    assert titles(shop) == ["Count the float", "Unlock doors", "Fridge temperature"]
    assert {step.title: step.key for step in shop.first_process().steps} == before


def test_the_first_has_no_button_up_and_the_last_none_down(steps):
    rows = [block["elements"] for block in steps.view["blocks"] if block["type"] == "actions"]
    assert [[e["action_id"] for e in row] for row in rows] == [
        [ids.MOVE_DOWN, ids.OPEN_DETAILS],
        [ids.MOVE_UP, ids.MOVE_DOWN, ids.OPEN_DETAILS],
        [ids.MOVE_UP, ids.OPEN_DETAILS],
    ]


def test_a_list_that_is_left_as_it_was_says_that_nothing_is_changed(steps, shop):
    assert "Nothing is changed" in steps.submits()
    assert shop.first_process().version == 1


# Who may.


@pytest.mark.parametrize("person", [ANA, BEN, ZOE])
def test_only_who_may_edit_arranges(shop, person):
    assert "To edit *Opening checks* is up to" in Editor(shop, person).asks("steps opening")
    assert shop.slack.opened == []


def test_the_button_on_the_page_opens_the_list(shop):
    one = shop.first_process()
    assert shop.presses(OLE, ids.OPEN_STEPS, one.id) is None
    assert "Fridge temperature" in str(shop.slack.opened[-1])
    assert "is up to" in shop.presses(BEN, ids.OPEN_STEPS, one.id)
    for value in ("", "77", "x" * 40, "9" * 40):
        assert "no longer open" in shop.presses(OLE, ids.OPEN_STEPS, value)


@pytest.mark.parametrize("value", ["", "x", "0" * 32, "<!channel>"])
def test_a_made_up_button_changes_nothing(steps, shop, value):
    for action in (ids.MOVE_UP, ids.OPEN_DETAILS):
        steps.clicks_on(action, value)
        assert "This list is no longer open" in steps.reads
    assert titles(shop) == TITLES


def test_nobody_arranges_in_somebody_elses_draft(steps, shop):
    thief = Editor(shop, MIA)
    thief.stack = [steps.stack[0]]
    thief.presses(ids.MOVE_UP, 2)
    assert "This list is no longer open" in thief.reads
    assert "Nothing is changed" in steps.submits()
