"""The Home tab: what it shows, to whom, page by page."""

from datetime import timedelta

import pytest
from cafe import ANA, BEN, MIA, OLE, ONE_STEP
from home_reader import opens, shown
from manager import accepts

from handlers.views.home import TURN_PAGE
from handlers.views.unresolved import HANDLE
from scheduler.letters import Later


def test_what_is_open_is_shown_to_whose_turn_it_is_with_a_link_to_its_thread(cafe):
    cafe.process()
    cafe.at("7:00")
    assert "<https://x/D0ANA/" in opens(cafe, ANA)
    assert "|Unlock doors>" in shown(cafe, ANA)
    assert "Unlock doors" not in opens(cafe, BEN)


def test_what_slack_has_not_taken_yet_is_open_all_the_same(cafe):
    cafe.slack.answers.append(Later("ratelimited", timedelta(minutes=5)))
    cafe.process()
    cafe.at("7:00")
    assert cafe.cards(ANA) == []
    assert "*Unlock doors*" in opens(cafe, ANA)
    assert "my message to you is on its way" in shown(cafe, ANA)
    assert "on its way" in cafe.asks(ANA, "mine")


def test_what_passed_someone_by_unasked_is_not_theirs(cafe):
    cafe.leaves(ANA)
    cafe.process()
    cafe.at("7:00")
    assert "Unlock doors" in opens(cafe, BEN)
    cafe.slack.people[ANA]["deleted"] = False
    cafe.now += timedelta(minutes=10)
    assert "Unlock doors" not in opens(cafe, ANA)


def test_what_comes_today_goes_by_the_reader_s_own_midnight(cafe):
    cafe.process(words="every day at 23:30")
    cafe.slack.people["U0KIM"] = {"id": "U0KIM", "real_name": "Kim", "tz": "Asia/Seoul"}
    cafe.process(words="every day at 23:30", name="Closing checks", owner_id="U0KIM")
    cafe.at("12:00")
    assert "Opening checks: <!date" in opens(cafe, ANA)
    assert "Nothing more comes to you today." in opens(cafe, "U0KIM")


def test_a_manager_sees_what_could_not_be_resolved_and_can_handle_it(cafe):
    cafe.process(steps=ONE_STEP)
    cafe.at("7:00")
    assert "could not be resolved" not in opens(cafe, MIA)
    for clock in ("8:00", "9:00", "11:00"):
        cafe.at(clock)
    assert "What could not be resolved (1)" in shown(cafe, MIA)
    assert "without a proof" in shown(cafe, MIA)
    assert HANDLE in shown(cafe, MIA)
    assert "could not be resolved" not in opens(cafe, ANA)
    cafe.posts(ANA, "door.jpg")
    cafe.at("11:05")
    assert "1 file to look at" in shown(cafe, MIA)
    accepts(cafe)
    cafe.at("11:06")
    assert "could not be resolved" not in shown(cafe, MIA)


def test_what_was_missed_a_week_ago_is_no_longer_in_it(cafe):
    cafe.process(words="every year on 23 November at 7:00", steps=ONE_STEP)
    for clock in ("7:00", "8:00", "9:00", "11:00"):
        cafe.at(clock)
    cafe.at("10:00", day=7)
    assert "could not be resolved" in opens(cafe, MIA)
    cafe.at("12:00", day=7)
    assert "could not be resolved" not in opens(cafe, MIA)


def test_who_of_one_s_ladders_is_away_today_is_said(cafe):
    cafe.process()
    cafe.asks(BEN, "away until Monday 18:00")
    assert f"Away today: <@{BEN}> until" in opens(cafe, ANA)
    cafe.hires("U0ZOE", real_name="Zoe")
    assert "Away today" not in opens(cafe, "U0ZOE")


def test_the_recent_runs_of_each_process_are_told_in_marks_and_words(cafe):
    cafe.process(words="every day at 7:00", steps=ONE_STEP)
    assert "has not run yet" in opens(cafe, OLE)
    cafe.at("7:00")
    cafe.posts(ANA, "door.jpg")
    for clock in ("7:00", "8:00", "9:00", "11:00"):
        cafe.at(clock, day=1)
    cafe.at("7:00", day=2)
    cafe.at("8:00", day=2)
    cafe.posts(BEN, "door.jpg")
    cafe.at("7:00", day=3)
    cafe.asks(OLE, "cancel opening because the café is closed")
    cafe.at("7:00", day=4)
    text = opens(cafe, OLE)
    marks = "white_check_mark x ballot_box_with_check heavy_minus_sign hourglass_flowing_sand"
    assert " ".join(f":{mark}:" for mark in marks.split()) in text
    words = "1 on time, 1 later or by somebody else, 1 not all proven, 1 open, 1 left out"
    assert f"last 5 runs: {words}" in text


def test_a_guest_reads_that_it_is_not_for_them(cafe):
    cafe.slack.people["U0GUS"] = {"id": "U0GUS", "is_restricted": True}
    text = opens(cafe, "U0GUS")
    assert "Only full members" in text
    assert "new_process" not in text


# Its pages.


def test_its_lists_have_pages_that_survive_a_redraw(cafe):
    for number in range(23):
        cafe.process(name=f"Check {number:02}", steps=ONE_STEP)
    assert "Yours to look after (23)" in opens(cafe, OLE)
    assert "Check 00" in shown(cafe, OLE)
    assert cafe.presses(OLE, TURN_PAGE, "parts 1") is None
    assert "Check 00" not in shown(cafe, OLE)
    assert "Check 10" in shown(cafe, OLE)
    cafe.at("7:00")
    cafe.at("7:01")
    assert "Check 10" in shown(cafe, OLE)
    assert "hourglass" in shown(cafe, OLE)
    cafe.presses(OLE, TURN_PAGE, "parts 9999")
    assert "Check 22" in shown(cafe, OLE), "the last page, where there is none of that number"


@pytest.mark.parametrize("value", ["", "parts", "parts -1", "parts 99999", "parts １", "others 1"])
def test_an_invented_page_changes_nothing(cafe, drawn, value):
    opens(cafe, OLE)
    assert cafe.presses(OLE, TURN_PAGE, value) is None
    assert drawn == [OLE]
