"""The Home tab: what it shows, to whom, and that it is drawn anew when that changes."""

from datetime import timedelta

import pytest
from bots import KilledError
from cafe import ANA, BEN, MIA, OLE
from manager import accepts, gives
from sqlalchemy import event, select

from handlers.views.home import TURN_PAGE
from handlers.views.unresolved import HANDLE
from scheduler.home_states import KEPT_FOR, PACE
from scheduler.homes import LEASE, TABS_PER_MINUTE
from scheduler.letters import Later, Refused, Unknown
from scheduler.plan import StepPlan
from storage.models import HomeTab
from tests.block_kit import problems_of_view

OPENED = {"type": "app_home_opened", "tab": "home"}
ONE = (StepPlan(title="Unlock doors"),)


def opens(cafe, person):
    cafe.tell(OPENED | {"user": person})
    return shown(cafe, person)


def shown(cafe, person):
    view = cafe.slack.homes[person]
    assert problems_of_view(view) == []
    return str(view["blocks"])


def tab(cafe, person):
    with cafe.database.look() as session:
        return session.get(HomeTab, person)


@pytest.fixture
def drawn(cafe):
    """Whose tabs were drawn, in order; Slack answers each with the next of `cafe.slack.says`."""
    people, publish = [], cafe.slack.publish_home
    cafe.slack.says = []

    def note(person, view):
        people.append(person)
        answer = cafe.slack.says.pop(0) if cafe.slack.says else None
        if answer is None:
            publish(person, view)
        return answer

    cafe.slack.publish_home = note
    return people


# What it shows.


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
    cafe.process(steps=ONE)
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
    cafe.process(words="every year on 23 November at 7:00", steps=ONE)
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
    cafe.slack.people["U0ZOE"] = {"id": "U0ZOE", "real_name": "Zoe", "tz": "Europe/Berlin"}
    assert "Away today" not in opens(cafe, "U0ZOE")


def test_the_recent_runs_of_each_process_are_told_in_marks_and_words(cafe):
    cafe.process(words="every day at 7:00", steps=ONE)
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
        cafe.process(name=f"Check {number:02}", steps=ONE)
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


# Live.


def test_it_is_drawn_anew_when_something_of_its_reader_s_changes(cafe, drawn):
    cafe.process(steps=ONE)
    opens(cafe, ANA)
    opens(cafe, MIA)
    cafe.at("7:00")
    assert "|Unlock doors>" in shown(cafe, ANA)
    assert "hourglass" in shown(cafe, MIA)
    cafe.at("7:10")
    cafe.posts(ANA, "door.jpg")
    cafe.at("7:10:09")
    assert "Nothing is open for you right now." in shown(cafe, ANA)
    assert "white_check_mark" in shown(cafe, MIA)


def test_whoever_is_given_a_step_sees_it(cafe):
    cafe.slack.people["U0ZOE"] = {"id": "U0ZOE", "real_name": "Zoe", "tz": "Europe/Berlin"}
    cafe.process(steps=ONE)
    cafe.at("7:00")
    cafe.at("8:00")
    assert "Nothing is open" in opens(cafe, "U0ZOE")
    cafe.at("8:01")
    gives(cafe)
    cafe.at("8:02")
    assert "|Unlock doors>" in shown(cafe, "U0ZOE")


def test_others_are_not_drawn_for(cafe, drawn):
    cafe.process(steps=ONE)
    cafe.slack.people["U0ZOE"] = {"id": "U0ZOE", "real_name": "Zoe", "tz": "Europe/Berlin"}
    opens(cafe, "U0ZOE")
    cafe.at("7:00")
    cafe.at("8:00")
    assert drawn == ["U0ZOE"]


def test_what_has_not_changed_is_not_sent(cafe, drawn):
    cafe.process(steps=ONE)
    opens(cafe, ANA)
    cafe.now += timedelta(minutes=1)
    opens(cafe, ANA)
    cafe.asks(OLE, "digest every Friday at 16:00")
    cafe.at("6:30")
    assert drawn == [ANA]


def test_much_at_once_is_one_drawing_every_few_seconds(cafe, drawn):
    for number in range(4):
        cafe.process(name=f"Check {number}", steps=ONE)
    opens(cafe, OLE)
    began = cafe.now
    for second in range(8):
        cafe.now = began + timedelta(seconds=second)
        cafe.asks(OLE, f"{'resume' if second % 2 else 'pause'} Check 0")
    assert 2 <= len(drawn) <= 1 + 8 // PACE.total_seconds()
    cafe.now += PACE
    cafe.run()
    assert "paused" not in shown(cafe, OLE), "the last change is in it"


def test_what_slack_does_not_take_is_tried_again(cafe, drawn):
    cafe.slack.says = [Later("ratelimited", timedelta(seconds=30), is_limit=True), Unknown("504")]
    cafe.tell(OPENED | {"user": ANA})
    assert ANA not in cafe.slack.homes
    cafe.now += timedelta(seconds=31)
    cafe.run()
    assert ANA not in cafe.slack.homes
    cafe.now += timedelta(seconds=61)
    cafe.run()
    assert "Nothing is open" in shown(cafe, ANA)
    assert len(drawn) == 3


def test_a_limit_for_one_tab_holds_up_no_message(cafe, drawn):
    cafe.process(steps=ONE)
    cafe.slack.says = [Later("ratelimited", timedelta(minutes=5), is_limit=True)]
    cafe.at("6:58")
    cafe.tell(OPENED | {"user": ANA})
    cafe.at("7:00")
    assert len(cafe.cards(ANA)) == 1
    assert len(drawn) == 1


def test_when_many_open_it_at_once_slack_is_not_asked_for_more_than_it_takes(cafe, drawn):
    people = [f"U0P{number:02}" for number in range(20)]
    for person in people:
        cafe.slack.people[person] = {"id": person, "real_name": person, "tz": "Europe/Berlin"}
        cafe.tell(OPENED | {"user": person})
    assert len(drawn) == TABS_PER_MINUTE // 5
    cafe.now += timedelta(seconds=15)
    cafe.run()
    assert sorted(drawn) == people


def test_what_slack_never_takes_is_not_tried_until_it_is_opened_again(cafe, drawn):
    cafe.slack.says = [Refused("not_enabled")]
    cafe.tell(OPENED | {"user": ANA})
    assert tab(cafe, ANA) is None
    cafe.now += timedelta(hours=1)
    cafe.run()
    assert drawn == [ANA]
    opens(cafe, ANA)


def test_a_mistake_of_ours_holds_nobody_up(cafe, drawn):
    whole = cafe.engine.homes.draw

    def draw(session, home, now):
        if home.person_id == ANA:
            raise ValueError("a mistake")
        return whole(session, home, now)

    cafe.engine.homes.draw = draw
    cafe.tell(OPENED | {"user": ANA})
    opens(cafe, BEN)
    assert drawn == [BEN]
    assert tab(cafe, ANA) is None


def test_nothing_is_lost_over_a_restart(cafe, drawn):
    cafe.process(steps=ONE)
    opens(cafe, ANA)
    cafe.engine.homes.close()
    cafe.at("7:00")
    assert "|Unlock doors>" not in shown(cafe, ANA)
    cafe.restart()
    cafe.at("7:00:30")
    assert "|Unlock doors>" in shown(cafe, ANA)


def test_what_a_bot_was_drawing_when_it_died_is_drawn_by_another(cafe, drawn):
    publish = cafe.slack.publish_home

    def dies(_person, _view):
        raise KilledError

    cafe.slack.publish_home = dies
    with pytest.raises(KilledError):
        cafe.tell(OPENED | {"user": ANA})
    cafe.slack.publish_home = publish
    other = cafe.engine.homes.__class__(
        cafe.database, cafe.slack, cafe.engine.homes.draw, lambda: cafe.now, None
    )
    other.draw_due(cafe.now)
    assert drawn == [], "one draws at a time"
    cafe.now += LEASE
    other.draw_due(cafe.now)
    assert drawn == [ANA]


def test_what_a_dead_bot_may_have_shown_does_not_pass_for_what_was_shown_before(cafe, drawn):
    cafe.process(steps=ONE)
    opens(cafe, ANA)
    publish = cafe.slack.publish_home

    def dies(person, view):
        publish(person, view)
        raise KilledError

    cafe.now += timedelta(minutes=1)
    cafe.slack.publish_home = dies
    with pytest.raises(KilledError):
        cafe.asks(OLE, "pause opening")
    cafe.slack.publish_home = publish
    assert "paused" in shown(cafe, ANA)
    cafe.asks(OLE, "resume opening")
    cafe.restart()
    cafe.now += timedelta(minutes=1)
    cafe.run()
    assert "paused" not in shown(cafe, ANA)


def test_a_change_while_it_is_being_drawn_is_drawn_behind_it(cafe, drawn):
    cafe.process(steps=ONE)
    publish = cafe.slack.publish_home

    def meanwhile(person, view):
        cafe.slack.publish_home = publish
        with cafe.database.work() as session:
            session.get(HomeTab, ANA).stale_at = cafe.now + timedelta(microseconds=1)
            session.commit()
        return publish(person, view)

    cafe.slack.publish_home = meanwhile
    opens(cafe, ANA)
    assert tab(cafe, ANA).stale_at is not None
    assert tab(cafe, ANA).next_at == cafe.now + PACE


def test_midnight_brings_another_day(cafe, drawn):
    cafe.process(words="every day at 7:00", steps=ONE)
    cafe.at("12:00")
    cafe.posts(ANA, "door.jpg")
    cafe.at("23:00")
    assert "Nothing more comes to you today." in opens(cafe, ANA)
    cafe.at("0:00", day=1)
    assert "Opening checks: <!date" in shown(cafe, ANA)


def test_a_day_after_it_was_last_opened_it_is_forgotten(cafe, drawn):
    cafe.process(steps=ONE)
    opens(cafe, ANA)
    cafe.now += KEPT_FOR
    cafe.run()
    assert tab(cafe, ANA) is None
    cafe.run()
    seen = len(drawn)
    cafe.at("7:00", day=2)
    assert len(drawn) == seen


def test_after_a_long_gap_everybody_is_looked_at_anew(cafe, drawn):
    cafe.process(steps=ONE)
    opens(cafe, ANA)
    with cafe.database.work() as session:
        session.get(HomeTab, ANA).seen_seq = -1000
        session.commit()
    cafe.at("6:30")
    with cafe.database.look() as session:
        assert session.scalars(select(HomeTab.seen_seq)).one() > 0


def test_a_clock_that_was_put_back_holds_no_tab_up(cafe, drawn):
    cafe.process(steps=ONE)
    opens(cafe, ANA)
    with cafe.database.work() as session:
        session.get(HomeTab, ANA).drawn_at = cafe.now + timedelta(hours=5)
        session.commit()
    cafe.asks(OLE, "pause opening")
    cafe.run()
    assert "paused" in shown(cafe, ANA)


def test_without_readers_the_ledger_is_not_followed(cafe):
    cafe.process(steps=ONE)
    seen = []
    note = lambda *call: seen.append(call[2])  # noqa: E731 - taken away below
    event.listen(cafe.database.engine, "before_cursor_execute", note)
    cafe.at("7:00")
    event.remove(cafe.database.engine, "before_cursor_execute", note)
    assert not [words for words in seen if "min(home_tab.seen_seq)" in words]
