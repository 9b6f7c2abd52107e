"""What the next person is told goes to whoever is really asked next, not to who is away then."""

import pytest
from cafe import ANA, BEN, MIA, OLE, ONE_STEP
from test_rotas import DAILY, EACH_RUN, KIM, ZOE, rota
from test_user_groups import OPENERS, create, members

from scheduler.plan import StepPlan
from storage.states import Opening, Overlap

TWO = (StepPlan(title="Unlock doors"), StepPlan(title="Lights"))


@pytest.fixture
def asked(cafe):
    """Ana is asked at seven, and has until eight."""
    cafe.process(steps=ONE_STEP)
    cafe.at("7:00")
    return cafe


def told(cafe, person, words="more minutes for"):
    return [card for card in cafe.cards(person) if words in card]


# More time.


def test_whoever_is_away_when_the_time_ends_hears_nothing_of_more_time(asked):
    asked.asks(BEN, "away until 12:00")
    asked.press(ANA, "extend_turn")
    assert asked.cards(BEN) == []
    (dm,) = told(asked, MIA)
    assert "it would come to you at" in dm
    asked.at("8:15:01")
    note, card = asked.cards(MIA)
    assert "has come to you" in note
    assert "Moved to you" in card


def test_whoever_is_back_by_then_is_told(asked):
    asked.asks(BEN, "away until 8:05")
    asked.press(ANA, "extend_turn")
    assert len(told(asked, BEN)) == 1
    assert asked.cards(MIA) == []


def test_a_manager_who_is_away_is_asked_all_the_same_and_so_is_told(asked):
    for person in (BEN, MIA):
        asked.asks(person, "away until 12:00")
    asked.press(ANA, "extend_turn")
    assert len(told(asked, MIA)) == 1


def test_whoever_goes_away_after_they_were_told_reads_who_has_it_instead(asked):
    asked.press(ANA, "extend_turn")
    asked.asks(BEN, "away until 12:00")
    asked.at("8:15:01")
    (dm,) = asked.cards(BEN)
    assert f"“Unlock doors” (Opening checks) has moved to <@{MIA}>." in dm
    asked.posts(MIA, "door.jpg")
    assert "is done: nothing comes to you." in asked.cards(BEN)[0]


def test_whoever_was_told_for_somebody_who_is_back_reads_so_as_well(asked):
    asked.asks(BEN, "away until 12:00")
    asked.press(ANA, "extend_turn")
    asked.asks(BEN, "back")
    asked.at("8:15:01")
    (dm,) = asked.cards(MIA)
    assert f"has moved to <@{BEN}>." in dm
    assert "Moved to you" in asked.cards(BEN)[-1]


def test_steps_of_one_run_are_told_to_whoever_is_next_when_each_of_them_ends(cafe):
    cafe.process(steps=TWO, opening=Opening.ALL_AT_ONCE)
    cafe.at("7:00")
    cafe.press(ANA, "extend_turn", card=0)
    cafe.asks(BEN, "away until 12:00")
    cafe.press(ANA, "extend_turn", card=1)
    (first,), (second,) = told(cafe, BEN), told(cafe, MIA)
    assert "“Unlock doors”" in first
    assert "“Lights”" not in first
    assert "“Lights”" in second
    assert "“Unlock doors”" not in second
    cafe.posts(ANA, "lights.jpg", card=1)
    assert "“Lights” (Opening checks) is done" in cafe.cards(MIA)[0]
    assert "“Lights”" not in cafe.cards(BEN)[0]


def test_news_that_waited_until_its_reader_went_away_is_not_told(asked):
    asked.engine.delivery.close()
    asked.press(ANA, "extend_turn")
    asked.asks(BEN, "away until 12:00")
    asked.restart()
    asked.at("7:30")
    assert asked.cards(BEN) == []


# Those who take turns, and user groups.


@pytest.fixture
def shop(cafe):
    cafe.hires(ZOE, KIM)
    return cafe


def test_a_skip_is_told_to_whoever_would_have_had_the_turn(shop):
    shop.process(DAILY, **rota(EACH_RUN, ANA, ZOE, KIM))
    shop.asks(ANA, "away until 12:00")
    shop.asks(OLE, "skip opening because the street is closed")
    assert told(shop, ANA, "is skipped") == []
    assert len(told(shop, ZOE, "is skipped")) == 1
    assert told(shop, KIM, "is skipped") == []
    shop.asks(OLE, "unskip opening")
    assert told(shop, ANA, "runs after all") == []
    assert len(told(shop, ZOE, "runs after all")) == 1


def test_what_is_left_out_for_an_open_run_is_told_to_whoever_would_have_had_the_turn(shop):
    long = {"owner_seconds": 86_400 * 3, "overlap": Overlap.SKIP}
    shop.process(DAILY, **rota(EACH_RUN, ANA, ZOE, KIM) | long)
    shop.at("7:00")
    shop.asks(ZOE, "away until Wednesday 12:00")
    shop.at("7:00", day=1)
    assert shop.runs() == ["open", "skipped"]
    assert told(shop, ZOE, "is skipped") == []
    assert len(told(shop, KIM, "is skipped")) == 1


def test_the_creator_reads_who_really_has_the_turn_of_an_empty_group(shop):
    shop.slack.groups[OPENERS] = ("openers", [ZOE])
    create(shop)
    members(shop)
    shop.asks(BEN, "away until Friday 9:00")
    shop.at("7:00")
    (dm,) = told(shop, OLE, "nobody in @openers")
    assert f"I went straight to <@{MIA}>, who is next." in dm
    assert len(shop.cards(MIA)) == 1
