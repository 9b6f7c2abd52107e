"""A clock that was ahead for a while leaves nothing behind when it is right again."""

from datetime import timedelta

from cafe import ANA, BEN

from scheduler.letters import Later
from scheduler.plan import StepPlan

ONE = (StepPlan(title="Unlock doors"),)
AHEAD = timedelta(days=2)
UNSCANNED = {"mimetype": "", "filetype": ""}


def ahead(cafe, do):
    """Do something while our clock is days ahead; Slack's is not."""
    engine = cafe.engine
    engine.cycle.clock = engine.delivery.clock = lambda: cafe.now + AHEAD
    do()
    engine.cycle.clock = engine.delivery.clock = lambda: cafe.now


def test_what_waits_by_a_clock_that_was_ahead_is_said_when_it_is_right_again(cafe):
    cafe.process("on the 25th at 7:00", steps=ONE)
    cafe.slack.answers.append(Later("service_unavailable"))
    ahead(cafe, lambda: cafe.at("7:00"))
    assert cafe.runs() == ["open"]
    assert cafe.cards(ANA) == []
    cafe.at("7:02")
    cafe.at("7:04")
    assert len(cafe.cards(ANA)) == 1


def test_who_left_while_the_clock_was_ahead_is_passed_over_when_it_is_right_again(cafe):
    cafe.process("every Monday at 7:00", steps=ONE)
    cafe.at("7:00")
    cafe.leaves(ANA)
    cafe.slack.unreadable = True
    ahead(cafe, lambda: cafe.tell({"type": "user_change", "user": cafe.slack.people[ANA]}))
    cafe.slack.unreadable = False
    cafe.at("7:02")
    cafe.at("7:04")
    assert len(cafe.cards(BEN)) == 1


def test_a_scan_that_ends_after_the_clock_has_jumped_is_waited_for(cafe):
    cafe.process(steps=ONE)
    cafe.at("7:00")
    event = cafe.posts(ANA, "door.jpg", **UNSCANNED)
    ahead(cafe, cafe.run)
    assert cafe.proofs() == {}
    cafe.slack.files[event["files"][0]["id"]].update(mimetype="image/jpeg", filetype="jpg")
    cafe.at("7:02")
    cafe.at("7:04")
    assert cafe.proofs() == {"door.jpg": "accepted"}


def test_a_thread_that_was_read_by_a_clock_that_was_ahead_is_read_again(cafe):
    cafe.process(steps=ONE)
    cafe.at("7:00")
    ahead_of_deadline = timedelta(hours=1, minutes=1)
    cafe.engine.sweep.want_all()
    cafe.engine.sweep.run(cafe.now + ahead_of_deadline)
    cafe.at("7:30")
    cafe.posts(ANA, "door.jpg", told=False)
    cafe.at("8:02")
    assert cafe.runs() == ["done"]
    assert cafe.cards(BEN) == []
