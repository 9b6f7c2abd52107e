"""What people read of somebody who is away: answers, pages, cards and reports."""

from cafe import ANA, BEN, MIA, OLE, ONE_STEP
from leave import away_now

# The answer to whoever says it.


def test_the_answer_says_what_falls_due_and_who_gets_it(cafe):
    cafe.process(steps=ONE_STEP)
    cafe.process("every Tuesday at 18:00", name="Cash-up", owner_id=BEN, backup_id=ANA)
    cafe.process("on the 1st at 9:00", name="Month-end", owner_id=ANA)
    said = away_now(cafe, ANA)
    assert "*Opening checks*, 5 times, first <!date" in said
    assert f"goes straight to <@{BEN}>" in said
    assert "*Cash-up*, <!date" in said
    assert f"asks <@{BEN}>; you, as the backup, are passed over" in said
    assert "Month-end" not in said


def test_the_answer_warns_where_the_backup_is_away_too(open_shop):
    away_now(open_shop, BEN)
    said = away_now(open_shop, ANA)
    assert f"goes straight to <@{MIA}>. :warning: <@{BEN}> is away at the same time" in said
    assert "Everybody on it is away then" in away_now(open_shop, MIA)


def test_the_answer_says_when_nothing_falls_due(open_shop):
    assert "Nothing that would ask you falls due" in away_now(open_shop, OLE)
    assert "Nothing that would ask you falls due" in away_now(open_shop, ANA, "for 30 minutes")


def test_a_paused_process_does_not_fall_due_meanwhile(open_shop):
    open_shop.asks(OLE, "pause opening")
    assert "Nothing that would ask you" in away_now(open_shop, ANA)


# Everywhere else.


def test_an_extra_run_that_is_started_says_who_is_asked(open_shop):
    away_now(open_shop, ANA)
    assert f"I am asking <@{BEN}>" in open_shop.asks(OLE, "start opening")


def test_a_card_names_who_is_really_next_when_the_backup_is_away(cafe):
    cafe.slack.people[MIA]["real_name"] = "Mia Sommer"
    cafe.engine.directory.member(MIA, cafe.now)
    cafe.process()
    cafe.asks(BEN, "away until Friday 9:00")
    cafe.at("7:00")
    (card,) = cafe.cards(ANA)
    assert f"then it moves to <@{MIA}>" in card
    assert cafe.pressable(ANA)["pass_turn"] == "Pass to Mia Sommer now"
    cafe.press(ANA, "pass_turn")
    assert f"goes to <@{MIA}> right away" in str(cafe.slack.opened[-1])
    cafe.explains(ANA, "the freezer is locked")
    assert (len(cafe.cards(BEN)), len(cafe.cards(MIA))) == (0, 1)


def test_a_nudge_names_who_is_really_next_when_the_backup_is_away(cafe):
    cafe.process()
    cafe.asks(BEN, "away until Friday 9:00")
    cafe.at("7:00")
    cafe.at("7:31")
    (nudge,) = cafe.thread(ANA)
    assert f"then it moves to <@{MIA}>" in nudge


def test_the_page_of_a_process_says_which_of_its_people_are_away_soon(open_shop):
    assert "Away:" not in open_shop.asks(OLE, "show opening")
    away_now(open_shop, ANA)
    open_shop.asks(BEN, "away from Thursday 9:00 until Friday 9:00")
    open_shop.asks(MIA, "away from 20 December until 24 December")
    page = open_shop.asks(OLE, "show opening")
    assert f"Away: <@{ANA}> until" in page
    assert f"Away: <@{BEN}> from" in page
    assert f"Away: <@{MIA}>" not in page, "that is too far ahead to matter"
    open_shop.asks(ANA, "back")
    assert f"Away: <@{ANA}>" not in open_shop.asks(OLE, "show opening")


def test_a_stand_in_s_work_is_on_time_in_history_and_report_as_in_the_ledger(cafe):
    cafe.process(steps=ONE_STEP)
    cafe.asks(ANA, "away until Friday 9:00")
    cafe.at("7:00")
    cafe.posts(BEN, "door.jpg")
    (done,) = cafe.ledger("step_done")
    assert done["outcome"] == "on_time"
    assert ", on time" in cafe.asks(OLE, "history opening")
    cafe.asks(OLE, "report opening")
    (sheet,) = (data.decode("utf-8-sig") for data in cafe.slack.uploads.values())
    assert ",on time," in sheet
