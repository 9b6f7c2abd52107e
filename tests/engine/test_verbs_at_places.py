"""Pausing, starting, skipping and the like at one place or at all."""

import pytest
from cafe import BEN, MIA, OLE
from shops import (
    buttons,
    family,
    processes,
    two_shops,
)

from handlers.views import family_ids as ids
from storage.states import ProcessState
from tests.block_kit import problems_of

UMA = "U0UMA"
MITTE, NORD = "Opening checks \u2013 Mitte", "Opening checks \u2013 Nord"


@pytest.fixture
def cafe(cafe):
    two_shops(cafe)
    return cafe


@pytest.mark.parametrize(
    ("verb", "state", "says"),
    [
        ("pause", ProcessState.PAUSED, "is paused at Mitte, Nord."),
        ("archive", ProcessState.ARCHIVED, "is ended for good at Mitte, Nord."),
        ("start", ProcessState.ACTIVE, "runs once more, now, at Mitte, Nord."),
    ],
)
def test_a_verb_for_a_family_asks_where_and_one_tap_does_it_everywhere(cafe, verb, state, says):
    family(cafe, "Mitte", "Nord")
    question = cafe.answer(OLE, f"{verb} opening").message
    assert problems_of(question) == []
    assert list(buttons(question)) == ["Mitte", "Nord", "All 2 places"]
    assert set(processes(cafe).values()) == {"active"}
    assert says in cafe.presses(OLE, *buttons(question)["All 2 places"])
    assert set(processes(cafe).values()) == {state}


def test_one_tap_does_it_at_one_place_alone_and_a_second_one_says_so(cafe):
    family(cafe, "Mitte", "Nord")
    tap = buttons(cafe.answer(OLE, "pause opening until Friday 9:00").message)["Nord"]
    assert "is paused at Nord until <!date^" in cafe.presses(OLE, *tap)
    again = cafe.rooms.deeds[tap[0]](cafe.click(OLE, tap[1], tap[0]), cafe.now)
    assert "Nord: paused already" in again.message.text
    assert not again.replaces, "what the first tap did stays to be read"
    assert processes(cafe) == {MITTE: "active", NORD: "paused"}
    everywhere = buttons(cafe.answer(OLE, "resume opening").message)["All 2 places"]
    said = cafe.presses(OLE, *everywhere)
    assert "comes due again at Nord." in said
    assert "• Mitte: not paused" in said


def test_at_all_places_each_is_done_only_by_who_may_do_it_there(cafe):
    family(cafe, "Mitte", "Nord")
    said = cafe.presses(MIA, *buttons(cafe.answer(MIA, "pause opening").message)["All 2 places"])
    assert "is paused at Mitte." in said
    assert "• Nord: up to its creator, its manager or an admin" in said
    assert processes(cafe) == {MITTE: "paused", NORD: "active"}


def test_skipping_with_a_reason_leaves_out_the_next_one_of_each_place(cafe):
    family(cafe, "Mitte", "Nord")
    question = cafe.answer(OLE, "skip opening because of stocktaking").message
    said = cafe.presses(OLE, *buttons(question)["All 2 places"])
    assert "leaves its next one out at Mitte, Nord." in said
    assert cafe.runs() == ["skipped", "skipped"]


def test_a_family_whose_name_holds_what_begins_a_moment_is_paused(cafe):
    family(cafe, "Mitte", "Nord", name="Check for leaks")
    for line in ("pause Check for leaks", "pause check for leaks until Friday 9:00"):
        question = cafe.answer(OLE, line).message
        assert "is paused at Mitte" in cafe.presses(OLE, *buttons(question)["Mitte"])


def test_the_reason_typed_with_a_cancel_stands_in_the_modal_of_the_place(cafe):
    family(cafe, "Mitte", "Nord")
    cafe.at("7:00")
    question = cafe.answer(OLE, "cancel opening because the delivery did not come").message
    assert cafe.presses(OLE, *buttons(question)["Mitte"]) is None
    why = cafe.slack.opened[-1]["blocks"][-1]["element"]
    assert why["initial_value"] == "the delivery did not come"


def test_a_place_that_has_ended_says_so_and_no_more(cafe):
    family(cafe, "Mitte", "Nord")
    tap = buttons(cafe.answer(OLE, "archive opening").message)["Mitte"]
    cafe.presses(OLE, *tap)
    assert "This process has been archived meanwhile" in cafe.presses(OLE, *tap)


def test_a_second_tap_skips_no_second_one(cafe):
    family(cafe, "Mitte", "Nord")
    for name, skipped in (("Nord", 1), ("All 2 places", 2)):
        question = cafe.answer(OLE, "skip opening because public holiday").message
        tap = buttons(question)[name]
        assert "leaves its next one out at" in cafe.presses(OLE, *tap)
        assert "Nord: skipped a moment ago" in cafe.presses(OLE, *tap)
        assert cafe.runs() == ["skipped"] * skipped
    anew = buttons(cafe.answer(OLE, "skip opening because a trade fair").message)["Nord"]
    assert "leaves its next one out at Nord" in cafe.presses(OLE, *anew)


def test_whoever_may_not_start_reads_who_may(cafe):
    family(cafe, "Mitte", "Nord")
    cafe.hires("U0KAI")
    tap = buttons(cafe.answer("U0KAI", "start opening").message)["Mitte"]
    assert "those who are asked there" in cafe.presses("U0KAI", *tap)


def test_skipping_without_a_reason_asks_for_one_and_shows_what_is_left_out(cafe):
    family(cafe, "Mitte", "Nord")
    question = buttons(cafe.answer(OLE, "skip opening").message)
    assert cafe.presses(OLE, *question["All 2 places"]) is None
    form = cafe.slack.opened[-1]
    assert "• Nord: Mon 23 Nov 2026 at 7:00" in str(form)
    assert "reason" in cafe.sends(OLE, form, reason={"value": " "})["errors"]
    cafe.at("7:00")
    said = str(cafe.sends(OLE, form, reason={"value": "Stocktaking"}))
    assert "leaves its next one out at Nord." in said
    assert "• Mitte: it has begun" in said
    assert sorted(cafe.runs()) == ["open", "skipped"]
    assert cafe.presses(OLE, *question["Nord"]) is None, "one place has the modal of a process"
    assert cafe.slack.opened[-1]["callback_id"] == "skip"


@pytest.mark.parametrize(
    "value",
    [
        "",
        "{}",
        "x",
        '{"verb": "pause"}',
        '{"verb": "drop", "family": 1}',
        '{"verb": "pause", "family": 99}',
        '{"verb": "pause", "process": 1, "family": 1}',
        '{"verb": "archive", "process": 99}',
    ],
)
def test_a_forged_wish_changes_nothing(cafe, value):
    family(cafe, "Mitte", "Nord")
    assert "nothing was changed" in cafe.presses(OLE, ids.AT_PLACE, value)
    assert set(processes(cafe).values()) == {"active"}


def test_other_commands_ask_for_the_place_by_its_name(cafe):
    family(cafe, "Mitte", "Nord")
    for line in ("unskip opening", f"handover opening to <@{BEN}|ben>", "clone opening"):
        assert MITTE in cafe.asks(OLE, line), line
    tap = buttons(cafe.answer(OLE, "cancel opening").message)
    assert set(tap) == {"Mitte", "Nord"}
    assert "No run of" in cafe.presses(OLE, *tap["Nord"])
