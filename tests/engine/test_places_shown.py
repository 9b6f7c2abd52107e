"""A process that runs at locations, found by its name and shown."""

import pytest
from cafe import ANA, BEN, MIA, OLE
from shops import (
    ZOE,
    buttons,
    family,
    location,
    two_shops,
)

from tests.block_kit import problems_of

UMA = "U0UMA"
MITTE, NORD = "Opening checks \u2013 Mitte", "Opening checks \u2013 Nord"


@pytest.fixture
def cafe(cafe):
    two_shops(cafe)
    return cafe


def test_its_name_alone_shows_all_places_with_a_place_behind_it_that_one(cafe):
    family(cafe, "Mitte", "Nord")
    cafe.at("7:00")
    cafe.asks(OLE, "pause opening nord")
    whole = cafe.answer(OLE, "show opening").message
    assert problems_of(whole) == []
    assert "*Opening checks*, 2 places" in str(whole.blocks)
    assert "• *Mitte* \u2013 next <!date^" in whole.text
    assert ":hourglass_flowing_sand: open" in whole.text
    assert f"• *Nord* \u2013 paused; has not run yet; <@{ZOE}>" in whole.text
    assert {"Edit at all places", "Steps", "Locations…"} == set(buttons(whole))
    assert buttons(cafe.answer(ANA, "show opening").message) == {}
    for line in ("opening mitte", "opening checks, mit", "Opening checks – Mitte", "open mi"):
        assert f"<@{ANA}> 60 minutes" in cafe.asks(OLE, f"show {line}")


def test_the_page_of_a_family_says_its_steps_aloud_and_how_a_place_is_looked_at(cafe):
    location(cafe, "A & B")
    family(cafe, "A & B", "Mitte")
    whole = cafe.answer(OLE, "show opening").message
    assert "2. Fridge temperature \u2013 a photo" in whole.text
    assert "`/baton show Opening checks A &amp; B`" in whole.text
    assert "*Opening checks \u2013 A &amp; B*" in cafe.asks(OLE, "show Opening checks A &amp; B")


def test_a_list_has_one_line_for_a_family(cafe):
    family(cafe, "Mitte", "Nord")
    cafe.process(name="Closing checks")
    message = cafe.answer(OLE, "list").message
    assert problems_of(message) == []
    text = message.blocks[0]["text"]["text"]
    assert text.startswith("*2 processes*\n• *Closing checks*")
    assert "• *Opening checks*, 2 places \u2013 every weekday at 7:00; next <!date^" in text
    assert "Mitte" not in text
    cafe.asks(OLE, "pause opening nord")
    assert "1 paused" in cafe.asks(OLE, "list")


def test_a_name_of_a_family_cannot_be_taken_by_another_process(cafe):
    family(cafe, "Mitte", "Nord")
    people = f"owner <@{ANA}> backup <@{BEN}> manager <@{MIA}>"
    line = f"new Opening checks every day at 9:00 {people} steps: Unlock doors"
    assert "There is a process called “Opening checks” already" in cafe.asks(OLE, line)
    cafe.asks(OLE, "archive opening mitte")
    cafe.asks(OLE, "archive opening nord")
    assert "Preview of Opening checks" in cafe.asks(OLE, line), "it is free once it runs nowhere"


def test_a_beginning_that_fits_a_family_and_others_names_the_family_once(cafe):
    family(cafe, "Mitte", "Nord")
    cafe.process(name="Open tickets")
    said = cafe.asks(OLE, "show open")
    assert "Several processes begin like that" in said
    assert said.count("Opening checks") == 2, "once in the text, once in the blocks"
    assert f"<@{ANA}> 60 minutes" in cafe.asks(OLE, "show opening ch mitte")
