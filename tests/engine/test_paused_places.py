"""A process that is paused when it becomes the first place of a family, and places that are."""

import pytest
from cafe import OLE
from editor import Editor
from shops import buttons, family, location, places, processes, two_shops

from handlers.views.step_ids import MOVE_UP
from tests.block_kit import problems_of

MITTE, NORD = "Opening checks \u2013 Mitte", "Opening checks \u2013 Nord"


@pytest.fixture
def cafe(cafe):
    two_shops(cafe)
    return cafe


def asked(cafe, line="places opening: Mitte, Nord"):
    preview = cafe.answer(OLE, line).message
    assert problems_of(preview) == []
    return preview


def test_the_preview_says_that_a_paused_process_stays_paused_and_it_does(cafe):
    cafe.process()
    cafe.asks(OLE, "pause opening")
    preview = asked(cafe)
    assert (
        "*Mitte* (this process, with all its history): stays paused, until somebody says "
        f"`/baton resume {MITTE}`" in preview.text
    )
    assert "*Nord* (new): Mon 23 Nov at 7:00 (America/New_York)" in preview.text
    said = cafe.presses(OLE, *buttons(preview)["Let it run there"])
    assert "It stays paused at Mitte." in said
    assert processes(cafe) == {MITTE: "paused", NORD: "active"}
    cafe.at("7:00")
    assert cafe.runs() == []
    cafe.asks(OLE, f"resume {MITTE}")
    cafe.at("7:00", day=1)
    assert "Unlock doors" in cafe.cards("U0ANA")[-1]


def test_a_pause_with_an_end_is_named_and_ends_as_it_was_set(cafe):
    cafe.process()
    cafe.asks(OLE, "pause opening until tomorrow 6:00")
    preview = asked(cafe)
    assert "with all its history): stays paused until <!date^" in preview.text
    cafe.presses(OLE, *buttons(preview)["Let it run there"])
    assert processes(cafe)[MITTE] == "paused"
    cafe.at("6:00", day=1)
    assert processes(cafe)[MITTE] == "active"
    assert f"*{MITTE}* is over: it runs again" in cafe.cards(OLE)[-1]


def test_a_place_that_is_paused_is_said_to_be_so_when_another_one_comes(cafe):
    family(cafe, "Mitte", "Nord")
    location(cafe, "Ost")
    cafe.asks(OLE, "pause opening nord")
    preview = asked(cafe, "places opening: Mitte, Nord, Ost")
    assert "*Mitte*: Mon 23 Nov" in preview.text
    assert f"*Nord*: stays paused, until somebody says `/baton resume {NORD}`" in preview.text
    assert "*Ost* (new): Mon 23 Nov" in preview.text


def test_a_process_that_was_paused_since_it_was_looked_at_is_shown_anew(cafe):
    cafe.process()
    save = buttons(asked(cafe))["Let it run there"]
    cafe.asks(OLE, "pause opening")
    said = cafe.presses(OLE, *save)
    assert "Something has changed since you looked" in said
    assert "stays paused" in said
    assert places(cafe) == {}


def test_a_change_of_the_whole_family_says_which_place_stays_paused(cafe):
    family(cafe, "Mitte", "Nord")
    cafe.asks(OLE, "pause opening mitte")
    editor = Editor(cafe, OLE)
    editor.asks("steps opening")
    said = editor.presses(MOVE_UP, 3).submits()
    assert "*Mitte*: paused, and stays so" in said
    assert "*Nord*: Mon 23 Nov at 7:00" in said
