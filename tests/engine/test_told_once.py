"""What is done at all places of a family is told to each person once, whatever the places."""

from datetime import timedelta

import pytest
from cafe import ANA, BEN, MIA, OLE
from shops import KIM, LEA, ZOE, buttons, family, location, places, two_shops
from sqlalchemy import func, select

from handlers.views import family_ids as ids
from storage.models import Outgoing, Process
from storage.states import OutgoingKind
from tests.block_kit import problems_of

NAMES = [f"Shop {number:02}" for number in range(1, 13)]


@pytest.fixture
def chain(cafe):
    """Opening checks at twelve shops of the same three people."""
    for name in NAMES:
        location(cafe, name)
    family(cafe, *NAMES)
    return cafe


def all_places(cafe, line, who=OLE):
    """The button for all places below “Which one?”."""
    question = buttons(cafe.answer(who, line).message)
    (tap,) = [value for label, value in question.items() if label.startswith("All")]
    return tap


def everywhere(cafe, line, who=OLE):
    return cafe.presses(who, *all_places(cafe, line, who))


def told(cafe, person, words):
    return [card for card in cafe.cards(person) if words in card]


def queued(cafe, kind):
    with cafe.database.look() as session:
        return session.scalar(select(func.count()).where(Outgoing.kind == kind))


def test_a_skip_at_twelve_places_is_one_dm_to_each_that_lists_them(chain):
    everywhere(chain, "skip opening because stocktaking")
    for person in (ANA, BEN, MIA):
        (dm,) = told(chain, person, "is skipped")
        assert f"*Opening checks* is skipped at 12 places by <@{OLE}>: “stocktaking”." in dm
        for name in NAMES:
            assert f"• {name}: " in dm
        assert "I ask nobody for it" in dm
    assert queued(chain, OutgoingKind.SKIPPED) == 3
    assert problems_of_last(chain, MIA) == []


def test_a_second_tap_skips_no_second_one_anywhere_and_tells_nobody_anew(chain):
    tap = all_places(chain, "skip opening because stocktaking")
    assert "Nothing was changed" not in chain.presses(OLE, *tap)
    again = chain.presses(OLE, *tap)
    assert "• Shop 01: skipped a moment ago" in again
    assert chain.runs() == ["skipped"] * len(NAMES)
    assert queued(chain, OutgoingKind.SKIPPED) == 3


def problems_of_last(cafe, person):
    sent = cafe.slack.said(person)[-1]
    return problems_of(type("Said", (), {"text": sent["text"], "blocks": sent["blocks"]}))


def test_only_who_may_take_a_skip_back_reads_how(chain):
    everywhere(chain, "skip opening because stocktaking")
    way_back = "say `/baton unskip Opening checks \u2013 Shop 01`"
    assert way_back in told(chain, MIA, "is skipped")[0]
    assert "unskip" not in told(chain, ANA, "is skipped")[0]
    assert "runs after all" in chain.asks(MIA, "unskip opening shop 01")


def test_what_was_taken_back_before_it_was_told_is_not_told(chain):
    chain.engine.delivery.close()
    everywhere(chain, "skip opening because stocktaking")
    for name in NAMES[2:]:
        chain.asks(OLE, f"unskip opening {name}")
    chain.restart()
    chain.at("5:30")
    (dm,) = told(chain, ANA, "is skipped")
    assert "at 2 places" in dm
    assert NAMES[1] in dm
    assert NAMES[2] not in dm


def test_one_place_that_is_left_is_told_like_any_process(chain):
    chain.engine.delivery.close()
    everywhere(chain, "skip opening because stocktaking")
    for name in NAMES[1:]:
        chain.asks(OLE, f"unskip opening {name}")
    chain.restart()
    chain.at("5:30")
    (dm,) = told(chain, MIA, "is skipped")
    assert "*Opening checks \u2013 Shop 01* of" in dm
    assert "Let it run after all" in dm


def test_where_people_differ_each_reads_of_their_own_places(cafe):
    two_shops(cafe)
    location(cafe, "Ost", ZOE, BEN, MIA)
    family(cafe, "Mitte", "Nord", "Ost")
    everywhere(cafe, "skip opening because stocktaking")
    assert "*Opening checks \u2013 Mitte* of" in told(cafe, ANA, "is skipped")[0]
    assert "*Opening checks \u2013 Nord* of" in told(cafe, KIM, "is skipped")[0]
    for person, two in ((BEN, ("Mitte", "Ost")), (ZOE, ("Nord", "Ost"))):
        (dm,) = told(cafe, person, "is skipped")
        assert "at 2 places" in dm
        assert [name for name in ("Mitte", "Nord", "Ost") if f"• {name}" in dm] == list(two)


def test_the_modal_tells_each_once_as_well(chain):
    assert everywhere(chain, "skip opening") is None
    chain.sends(OLE, chain.slack.opened[-1], reason={"value": "Stocktaking"})
    chain.at("5:30")
    assert len(told(chain, BEN, "is skipped at 12 places")) == 1


def test_every_place_that_was_left_out_is_named_to_whoever_skipped(cafe):
    two_shops(cafe)
    location(cafe, "Ost")
    location(cafe, "West")
    family(cafe, "Mitte", "Nord", "Ost")
    cafe.asks(OLE, "pause opening ost")
    assert everywhere(cafe, "skip opening") is None
    form = cafe.slack.opened[-1]
    cafe.asks(OLE, "archive opening mitte")
    line = "places opening: Nord, Ost, West"
    cafe.presses(OLE, *buttons(cafe.answer(OLE, line).message)["Let it run there"])
    with cafe.database.work() as session:
        session.get(Process, places(cafe)["Opening checks \u2013 Nord"].id).creator_id = LEA
        session.commit()
    said = str(cafe.sends(OLE, form, reason={"value": "Stocktaking"}))
    assert "Nothing was changed" in said
    assert "• Mitte: has ended" in said
    assert "• Nord: up to its creator, its manager or an admin" in said
    assert "• Ost: does not come due" in said
    assert "• West: was not among those that you were shown" in said
    assert cafe.runs() == []


def test_a_forged_memory_of_the_modal_skips_nothing_elsewhere(chain):
    other = chain.process(name="Closing checks")
    for memory in ("", "x", f"1 {other.id}@2026-11-23T07:00:00", "1 1@x", "1 1@", "99 1@x"):
        view = {"callback_id": ids.SKIP_ALL_FORM, "private_metadata": memory}
        chain.sends(OLE, view, reason={"value": "Stocktaking"})
    assert chain.runs() == []


def test_the_end_of_a_pause_of_twelve_places_is_told_once(chain):
    everywhere(chain, "pause opening until today 9:00")
    chain.at("8:59")
    assert told(chain, OLE, "The pause of") == []
    chain.at("9:00")
    chain.at("9:10")
    (dm,) = told(chain, OLE, "The pause of")
    assert "*Opening checks* is over at 12 places: it runs again there." in dm
    for name in NAMES:
        assert f"• {name}: next due " in dm
    assert queued(chain, OutgoingKind.WOKE) == 1


def test_a_place_that_was_resumed_or_paused_anew_is_not_said_to_have_woken(chain):
    everywhere(chain, "pause opening until today 9:00")
    chain.asks(OLE, "resume opening shop 01")
    chain.engine.delivery.close()
    chain.at("9:00")
    chain.asks(OLE, "pause opening shop 02")
    chain.restart()
    chain.at("9:05")
    (dm,) = told(chain, OLE, "The pause of")
    assert "at 10 places" in dm
    assert NAMES[0] not in dm
    assert NAMES[1] not in dm


def test_the_next_pause_of_the_same_places_is_told_of_as_well(chain):
    for day in ("today", "tomorrow"):
        everywhere(chain, f"pause opening until {day} 9:00")
        chain.at("9:00", day=1 if day == "tomorrow" else 0)
    assert len(told(chain, OLE, "The pause of")) == 2


def test_one_place_that_wakes_alone_is_told_like_any_process(chain):
    chain.asks(OLE, "pause opening shop 03 until today 9:00")
    chain.at("9:00")
    (dm,) = told(chain, OLE, "The pause of")
    assert "*Opening checks \u2013 Shop 03* is over: it runs again" in dm


def test_each_creator_reads_of_their_own_places(chain):
    chain.asks(OLE, f"handover opening shop 04 to <@{BEN}|ben>")
    everywhere(chain, "pause opening until today 9:00", MIA)
    chain.at("9:00")
    assert "at 11 places" in told(chain, OLE, "The pause of")[0]
    assert "*Opening checks \u2013 Shop 04* is over" in told(chain, BEN, "The pause of")[0]


def test_the_manager_of_all_reads_it_once_when_their_creator_has_left(chain):
    everywhere(chain, "pause opening until today 9:00")
    chain.changes(OLE, deleted=True)
    chain.at("9:00")
    (dm,) = told(chain, MIA, "The pause of")
    assert "*Opening checks* is over at 12 places" in dm
    assert told(chain, OLE, "The pause of") == []


def test_a_bot_that_was_down_at_the_end_of_the_pause_tells_once(chain):
    everywhere(chain, "pause opening until today 9:00")
    chain.now += timedelta(hours=9)
    chain.restart()
    chain.run()
    assert len(told(chain, OLE, "The pause of")) == 1
