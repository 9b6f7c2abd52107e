"""Several things said of one person's time, and turns that are between two states meanwhile."""

import pytest
from cafe import ANA, BEN, MIA, ONE_STEP
from sqlalchemy import select

from scheduler.letters import Later
from storage.models import Absence, Turn


@pytest.fixture
def shop(cafe):
    """One process with one step, due at 7:00 on weekdays; it is 6:00 on Monday."""
    cafe.process(steps=ONE_STEP)
    return cafe


def turns(cafe):
    """Every turn as (person, state, reason), oldest first."""
    with cafe.database.look() as session:
        rows = session.scalars(select(Turn).order_by(Turn.id)).all()
        return [(row.person_id, str(row.state), row.reason and str(row.reason)) for row in rows]


def ended(cafe):
    with cafe.database.look() as session:
        return [one.ended_at is not None for one in session.scalars(select(Absence))]


def the_backups_card_waits(cafe):
    """Ben's card is on its way while nothing that was posted can be read."""
    cafe.at("7:00")
    cafe.slack.answers.extend([Later("ratelimited")] * 300)
    cafe.at("8:01")
    assert cafe.cards(BEN) == []
    cafe.slack.unreadable = True
    cafe.at("8:02")


def slack_works_again(cafe):
    cafe.slack.answers.clear()
    cafe.slack.unreadable = False


def test_who_is_back_before_their_card_went_out_is_asked_all_the_same(shop):
    the_backups_card_waits(shop)
    shop.asks(BEN, "away until Friday 9:00")
    assert "You are back" in shop.asks(BEN, "back")
    slack_works_again(shop)
    shop.at("8:05")
    assert len(shop.cards(BEN)) == 1
    assert turns(shop)[1] == (BEN, "standing", None)
    shop.at("9:06")
    assert turns(shop)[1] == (BEN, "passed", "time")


def test_an_absence_that_ends_while_a_card_is_on_its_way_ends(shop):
    the_backups_card_waits(shop)
    shop.asks(BEN, "away until 8:04")
    shop.at("8:05")
    assert ended(shop) == [True]
    slack_works_again(shop)
    shop.at("8:08")
    assert turns(shop)[1] == (BEN, "standing", None)


def test_who_has_left_while_they_were_away_gets_no_turn_back_when_that_ends(shop):
    shop.at("7:00")
    shop.slack.unreadable = True
    shop.at("7:01")
    shop.asks(ANA, "away until 7:30")
    shop.changes(ANA, deleted=True)
    shop.at("7:31")
    shop.slack.unreadable = False
    shop.at("7:32")
    assert turns(shop)[0] == (ANA, "passed", "gone")
    assert len(shop.cards(BEN)) == 1


def test_who_falls_ill_before_a_vacation_is_away_on_both(shop):
    shop.asks(ANA, "away from 24 November until 4 December")
    shop.asks(ANA, "away until tomorrow 9:00")
    for day in (0, 1, 2):
        shop.at("7:00", day=day)
    assert shop.cards(ANA) == []
    assert len(shop.cards(BEN)) >= 3


def test_who_is_away_and_says_more_of_later_days_stays_away_until_then(shop):
    shop.asks(ANA, "away until Friday 9:00")
    shop.asks(ANA, "away from Thursday until 4 December")
    for day in (0, 1, 4, 7):
        shop.at("7:00", day=day)
    assert shop.cards(ANA) == []
    shop.asks(ANA, "back")
    shop.at("7:00", day=8)
    assert len(shop.cards(ANA)) == 1


def test_of_two_spans_ahead_the_second_corrects_the_first(shop):
    shop.asks(ANA, "away from 25 November until 27 November")
    shop.asks(ANA, "away from 26 November until 28 November")
    shop.at("7:00", day=2)
    assert len(shop.cards(ANA)) == 1
    assert ended(shop) == [True, False]


def test_where_one_absence_follows_another_a_turn_that_waits_to_move_on_moves_on(shop):
    shop.at("7:00")
    shop.slack.unreadable = True
    shop.at("7:01")
    shop.asks(ANA, "away from 7:30 until Friday")
    shop.asks(ANA, "away until 7:30")
    shop.at("7:31")
    shop.slack.unreadable = False
    shop.at("7:32")
    assert turns(shop)[0] == (ANA, "passed", "away")


def test_what_is_called_off_of_days_ahead_gives_nobody_who_is_away_a_turn_back(shop):
    shop.asks(ANA, "away from 1 December until 4 December")
    shop.at("7:00")
    shop.slack.unreadable = True
    shop.at("7:01")
    shop.asks(ANA, "away until Friday 9:00")
    shop.asks(ANA, "away from 2 December until 4 December")
    shop.slack.unreadable = False
    shop.at("7:05")
    assert turns(shop)[0] == (ANA, "passed", "away")
    assert shop.cards(MIA) == []
