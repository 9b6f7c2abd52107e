"""Home tabs that Slack does not take, and bots that die while they draw one."""

from datetime import timedelta

import pytest
from bots import KilledError
from cafe import ANA, BEN, OLE, ONE_STEP
from home_reader import OPENED, opens, shown, tab

from scheduler.homes import LEASE, TABS_PER_MINUTE
from scheduler.letters import Later, Refused, Unknown

# What Slack does not take.


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
    cafe.process(steps=ONE_STEP)
    cafe.slack.says = [Later("ratelimited", timedelta(minutes=5), is_limit=True)]
    cafe.at("6:58")
    cafe.tell(OPENED | {"user": ANA})
    cafe.at("7:00")
    assert len(cafe.cards(ANA)) == 1
    assert len(drawn) == 1


def test_when_many_open_it_at_once_slack_is_not_asked_for_more_than_it_takes(cafe, drawn):
    people = [f"U0P{number:02}" for number in range(20)]
    cafe.hires(*people)
    for person in people:
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


# Bots that make a mistake, stop or die.


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
    cafe.process(steps=ONE_STEP)
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
    cafe.process(steps=ONE_STEP)
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
