"""Whoever is away is asked for nothing; what falls due goes straight to the next person."""

from cafe import ANA, BEN, MIA, OLE
from leave import away_now, entries, turns
from sqlalchemy import select

from storage import ledger
from storage.models import Absence


def test_what_falls_due_goes_straight_to_the_backup_who_reads_why(open_shop):
    away_now(open_shop, ANA)
    open_shop.at("7:00")
    assert open_shop.cards(ANA) == []
    (card,) = open_shop.cards(BEN)
    assert "Moved to you at <!date" in card
    assert f"<@{ANA}> is away until <!date" in card
    assert "27 Nov at 9:00" in card
    assert turns(open_shop) == [(ANA, "passed", "away"), (BEN, "standing", None)]
    (passed,) = entries(open_shop, "turn_passed")
    assert passed.facts["reason"] == "away"
    assert passed.facts["until"].startswith("2026-11-27T08:00")


def test_the_backups_window_counts_from_their_own_dm(open_shop):
    away_now(open_shop, ANA)
    open_shop.at("7:00")
    open_shop.at("7:59")
    assert open_shop.cards(MIA) == []
    open_shop.at("8:01")
    assert f"no proof from <@{BEN}> yet" in open_shop.cards(MIA)[0]


def test_a_photo_of_the_backup_closes_the_step_of_somebody_who_is_away(open_shop):
    away_now(open_shop, ANA)
    open_shop.at("7:00")
    open_shop.posts(BEN, "door.jpg")
    assert open_shop.runs() == ["done"]


def test_the_digest_counts_no_failure_where_somebody_stood_in(open_shop):
    away_now(open_shop, ANA)
    open_shop.at("7:00")
    open_shop.posts(BEN, "door.jpg")
    (done,) = entries(open_shop, "step_done")
    assert done.facts["outcome"] == "on_time"
    assert done.person_id == BEN
    open_shop.at("7:00", day=1)
    open_shop.at("8:01", day=1)
    open_shop.posts(MIA, "door.jpg")
    assert entries(open_shop, "step_done")[-1].facts["outcome"] == "manager"


def test_owner_and_backup_away_asks_the_manager_at_once(open_shop):
    away_now(open_shop, ANA)
    away_now(open_shop, BEN, "for two weeks")
    open_shop.at("7:00")
    (card,) = open_shop.cards(MIA)
    assert f"<@{ANA}> is away" in card
    assert f"<@{BEN}> is away" in card
    assert open_shop.cards(OLE) == []


def test_when_all_are_away_the_manager_is_asked_all_the_same_and_the_creator_told(open_shop):
    for person in (ANA, BEN, MIA):
        away_now(open_shop, person)
    open_shop.at("7:00")
    (card,) = open_shop.cards(MIA)
    assert "You are away until" in card
    assert "I ask you all the same, because nobody else is left" in card
    (told,) = open_shop.cards(OLE)
    assert f"with <@{MIA}>, its manager, who is away until" in told
    open_shop.at("9:01")
    assert open_shop.runs() == ["missed"]
    assert len(open_shop.cards(OLE)) == 1


# Turns that stand.


def test_a_turn_that_stands_moves_on_at_once(open_shop):
    open_shop.at("7:00")
    said = away_now(open_shop, ANA)
    assert "“Unlock doors” of Opening checks, to <@U0BEN>" in said
    assert f"<@{ANA}> is away until" in open_shop.cards(BEN)[0]
    assert f"Moved to <@{BEN}>" in open_shop.cards(ANA)[0]
    assert "A proof in this thread still counts" in open_shop.cards(ANA)[0]
    assert len(open_shop.cards(BEN)) == 1


def test_a_photo_that_was_posted_before_is_read_first(open_shop):
    open_shop.at("7:00")
    open_shop.posts(ANA, "door.jpg", told=False)
    away_now(open_shop, ANA)
    assert open_shop.runs() == ["done"]
    assert open_shop.cards(BEN) == []


def test_a_turn_moves_on_only_when_its_thread_can_be_read(open_shop):
    open_shop.at("7:00")
    open_shop.slack.unreadable = True
    away_now(open_shop, ANA)
    assert open_shop.cards(BEN) == []
    open_shop.slack.unreadable = False
    open_shop.at("7:05")
    assert len(open_shop.cards(BEN)) == 1


def test_who_is_back_before_a_turn_moved_on_keeps_it(open_shop):
    open_shop.at("7:00")
    open_shop.slack.unreadable = True
    away_now(open_shop, ANA)
    open_shop.asks(ANA, "back")
    open_shop.slack.unreadable = False
    open_shop.at("7:30")
    assert turns(open_shop) == [(ANA, "standing", None)]
    open_shop.at("8:01")
    assert turns(open_shop)[0] == (ANA, "passed", "time")


# Its begin and its end.


def test_coming_back_takes_no_turn_away_and_the_next_run_asks_as_before(open_shop):
    away_now(open_shop, ANA)
    open_shop.at("7:00")
    assert "You are back" in open_shop.asks(ANA, "back")
    open_shop.at("7:30")
    assert open_shop.cards(ANA) == []
    open_shop.at("7:00", day=1)
    assert len(open_shop.cards(ANA)) == 1
    assert "not away" in open_shop.asks(ANA, "back")


def test_an_absence_ends_by_itself(open_shop):
    away_now(open_shop, ANA, "until tomorrow 6:30")
    open_shop.at("7:00")
    open_shop.at("7:00", day=1)
    assert len(open_shop.cards(ANA)) == 1
    assert [entry.facts["how"] for entry in entries(open_shop, "absence_ended")] == ["over"]
    with open_shop.database.look() as session:
        absence = session.scalars(select(Absence)).one()
        assert absence.next_at is None
        assert absence.ended_at is not None
        assert ledger.first_broken_link(session) is None


def test_an_absence_to_come_begins_by_itself_and_moves_what_stands(open_shop):
    said = open_shop.asks(ANA, "away from today 7:20 until Friday 9:00")
    assert "away from <!date" in said
    open_shop.at("7:00")
    assert len(open_shop.cards(ANA)) == 1
    assert open_shop.cards(BEN) == []
    open_shop.at("7:21")
    assert f"<@{ANA}> is away" in open_shop.cards(BEN)[0]


def test_what_is_said_anew_of_the_same_days_replaces_what_was_said(open_shop):
    away_now(open_shop, ANA, "until Friday 9:00")
    away_now(open_shop, ANA, "until tomorrow 6:30")
    open_shop.asks(ANA, "away from 3 January until 10 January")
    open_shop.at("7:00", day=1)
    assert len(open_shop.cards(ANA)) == 1
    assert "not going to be away then" in open_shop.asks(ANA, "back")
    assert "not away" in open_shop.asks(ANA, "back")


def test_the_same_words_typed_twice_are_one_absence(open_shop):
    for _ in range(2):
        away_now(open_shop, ANA)
    assert len(entries(open_shop, "absence_said")) == 1
