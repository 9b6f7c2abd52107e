"""Nudges in the thread: when, and above all when not."""

import pytest
from cafe import ANA, BEN, MIA, OLE, PHOTO
from sqlalchemy import select

from scheduler.letters import Later
from scheduler.plan import StepPlan
from storage.models import Turn
from storage.states import Nudges

ONE = (StepPlan(title="Unlock doors"),)
HOUR = 3600


def nudges(cafe, person=ANA, card=-1):
    """What was said in the thread of a card to nudge its person."""
    ts = cafe.slack.said(person)[card]["ts"]
    said = cafe.slack.said(person, ts)
    return [message["text"] for message in said if message["key"].startswith("nudge:")]


def asked(cafe, **changes):
    cafe.process(steps=changes.pop("steps", ONE), **changes)
    cafe.at("7:00")
    return cafe


def minutes(cafe):
    """The minutes behind 7:00 at which the owner was nudged."""
    found = []
    for minute in range(1, 71):
        before = len(nudges(cafe, card=0))
        cafe.at(f"{7 + minute // 60}:{minute % 60:02d}")
        found += [minute] * (len(nudges(cafe, card=0)) - before)
    return found


@pytest.mark.parametrize(
    ("kind", "window", "expected"),
    [
        (Nudges.HALF_AND_END, 60, [30, 50]),
        (Nudges.HALF_AND_END, 30, [15, 20]),
        # Ten minutes before the end would be too soon behind the half.
        (Nudges.HALF_AND_END, 28, [14]),
        (Nudges.HALF_AND_END, 20, [10]),
        (Nudges.HALF_AND_END, 19, []),
        (Nudges.QUARTER_AND_END, 60, [15, 50]),
        (Nudges.QUARTER_AND_END, 20, [5, 10]),
        (Nudges.MOST_AND_END, 60, [45, 50]),
        # Three quarters lie behind the word that would come ten minutes before the end.
        (Nudges.MOST_AND_END, 20, [15]),
        (Nudges.END, 60, [50]),
        (Nudges.END, 20, [10]),
        (Nudges.END, 19, []),
        (Nudges.NONE, 60, []),
    ],
)
def test_a_nudge_comes_at_its_share_and_ten_minutes_before_the_end(cafe, kind, window, expected):
    asked(cafe, owner_seconds=window * 60, nudges=kind)
    assert minutes(cafe) == expected


def test_a_nudge_says_what_is_missing_until_when_and_who_is_next(cafe):
    asked(cafe, steps=(StepPlan(title="Fridges", proof_kind=PHOTO, proof_count=2),))
    cafe.posts(ANA, "a.jpg")
    cafe.at("7:30")
    (half,) = nudges(cafe)
    assert half.startswith("Half of the time is over: please post *one more photo* in this thread")
    assert "|8:00>" in half
    assert f"it moves to <@{BEN}>" in half
    cafe.at("7:50")
    assert nudges(cafe)[1].startswith("10 minutes left: please post *one more photo*")


@pytest.mark.parametrize(
    ("kind", "at", "over"),
    [
        (Nudges.QUARTER_AND_END, "7:15", "A quarter of the time is over"),
        (Nudges.MOST_AND_END, "7:45", "Three quarters of the time are over"),
    ],
)
def test_a_nudge_says_how_much_of_the_time_is_over(cafe, kind, at, over):
    asked(cafe, nudges=kind)
    cafe.at(at)
    (said,) = nudges(cafe)
    assert said.startswith(f"{over}: please post")


def test_each_person_is_nudged_in_their_own_window(cafe):
    asked(cafe)
    for clock in ("7:30", "7:50", "8:00", "8:30", "8:50", "9:00", "10:00", "10:50"):
        cafe.at(clock)
    assert [len(nudges(cafe, person)) for person in (ANA, BEN, MIA)] == [2, 2, 2]
    assert "it counts as missed" in nudges(cafe, MIA)[1]


def test_nobody_is_nudged_after_the_proof(cafe):
    asked(cafe)
    cafe.at("7:20")
    cafe.posts(ANA, "door.jpg")
    cafe.at("7:30")
    cafe.at("7:50")
    assert nudges(cafe) == []


def test_nobody_is_nudged_whose_photo_is_being_judged(cafe):
    asked(cafe)
    cafe.at("7:29:59")
    event = cafe.posts(ANA, "door.jpg", mimetype="", filetype="")
    assert cafe.runs() == ["open"], "Slack is still scanning it"
    cafe.at("7:30:02")
    assert nudges(cafe) == []
    scanned = {"mimetype": "image/jpeg", "filetype": "jpg"}
    cafe.slack.files[event["files"][0]["id"]].update(scanned)
    cafe.at("7:31")
    assert cafe.runs() == ["done"]
    assert nudges(cafe) == []


def test_a_nudge_that_waits_to_be_sent_is_not_said_after_the_proof(cafe):
    asked(cafe)
    cafe.slack.answers.append(Later("ratelimited"))
    cafe.at("7:30:01")
    assert nudges(cafe) == []
    cafe.posts(ANA, "door.jpg")
    cafe.at("7:31")
    assert nudges(cafe) == []


def test_nobody_is_nudged_who_has_passed_it_on(cafe):
    asked(cafe)
    cafe.slack.unreadable = True
    cafe.press(ANA, "pass_turn")
    cafe.explains(ANA, "the freezer is locked")
    cafe.at("7:30")
    cafe.at("7:50")
    assert nudges(cafe) == []


def test_after_downtime_only_the_latest_nudge_is_said(cafe):
    asked(cafe)
    cafe.at("7:51")
    assert len(nudges(cafe)) == 1
    assert nudges(cafe)[0].startswith("9 minutes left")
    cafe.at("7:55")
    assert len(nudges(cafe)) == 1


@pytest.mark.parametrize("back_at", ["7:59", "8:00", "8:40"])
def test_after_downtime_nobody_is_nudged_whose_turn_is_about_to_end(cafe, back_at):
    asked(cafe)
    cafe.at(back_at)
    assert nudges(cafe, card=0) == []
    cafe.at("8:41")
    assert len(cafe.cards(BEN)) == 1


def test_a_nudge_that_slack_held_up_is_not_said_right_before_the_next(cafe):
    asked(cafe)
    cafe.slack.answers.append(Later("ratelimited"))
    cafe.at("7:30:01")
    cafe.at("7:49")
    assert nudges(cafe) == []
    cafe.at("7:50")
    assert len(nudges(cafe)) == 1


def test_more_time_moves_the_last_nudge_with_the_end(cafe):
    asked(cafe)
    cafe.at("7:45")
    cafe.press(ANA, "extend_turn")
    cafe.at("7:50")
    assert len(nudges(cafe)) == 0 + 1, "that of the half was said at 7:45"
    cafe.at("8:05")
    assert len(nudges(cafe)) == 2
    assert nudges(cafe)[1].startswith("10 minutes left")


def test_the_last_nudge_is_not_repeated_for_an_extension(cafe):
    asked(cafe)
    for clock in ("7:30", "7:50"):
        cafe.at(clock)
    cafe.press(ANA, "extend_turn")
    cafe.at("8:05")
    assert len(nudges(cafe)) == 2
    cafe.at("8:15:10")
    assert len(cafe.cards(BEN)) == 2, "the news of the extension, and the card"


def test_an_open_run_keeps_the_nudges_that_it_started_with(cafe):
    asked(cafe, nudges=Nudges.END)
    with cafe.database.work() as session:
        turn = session.scalars(select(Turn)).one()
        turn.run_step.run.process.nudges = Nudges.NONE
        session.commit()
    assert minutes(cafe) == [50]


def test_a_standing_turn_waits_for_its_nudge_and_keeps_its_deadline(cafe):
    asked(cafe)

    def at():
        with cafe.database.look() as session:
            turn = session.scalars(select(Turn).order_by(Turn.id)).first()
            return turn.next_at - turn.started_at, turn.deadline_at - turn.started_at

    half, whole = at()
    assert (half.seconds, whole.seconds) == (HOUR / 2, HOUR)
    cafe.at("7:30")
    assert at()[0].seconds == HOUR * 5 / 6
    cafe.at("7:50")
    assert at()[0] == whole


def test_the_creator_is_not_told_of_a_turn_that_only_waits(cafe):
    asked(cafe)
    for minute in range(0, 60, 4):
        cafe.at(f"7:{minute:02d}")
    assert cafe.cards(OLE) == []
