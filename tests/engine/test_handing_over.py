"""Handing a process over to another creator."""

from datetime import timedelta

import pytest
from cafe import ANA, BEN, MIA, OLE
from sqlalchemy import select

from scheduler.plan import StepPlan
from storage.models import LedgerEntry, Process

ONE = (StepPlan(title="Unlock doors"),)


def creator(cafe):
    with cafe.database.look() as session:
        return session.get(Process, 1).creator_id


def hand(cafe, person, to, name="Opening checks"):
    return cafe.asks(person, f"handover {name} to <@{to}|x>")


def test_the_new_creator_may_do_all_of_it_and_both_know(cafe):
    cafe.process(steps=ONE)
    answer = hand(cafe, OLE, BEN)
    assert f"in the hands of <@{BEN}>" in answer
    assert f"I have told <@{BEN}>" in answer
    assert creator(cafe) == BEN
    (told,) = cafe.cards(BEN)
    assert f"<@{OLE}> has handed *Opening checks* over to you" in told
    assert cafe.cards(OLE) == [], "who did it has been answered"
    assert "is up to" in cafe.asks(OLE, "pause Opening")
    assert "is paused" in cafe.asks(BEN, "pause Opening")


def test_when_a_manager_hands_it_over_both_creators_are_told_once(cafe):
    cafe.process(steps=ONE)
    hand(cafe, MIA, BEN)
    assert "There is nothing left to do for you" in cafe.cards(OLE)[0]
    assert "over to you" in cafe.cards(BEN)[0]
    assert "already" in hand(cafe, MIA, BEN)
    assert [len(cafe.cards(person)) for person in (OLE, BEN, MIA)] == [1, 1, 0]


def test_it_can_be_taken_over_and_given_back(cafe):
    cafe.process(steps=ONE)
    hand(cafe, MIA, MIA)
    assert creator(cafe) == MIA
    hand(cafe, MIA, OLE)
    assert creator(cafe) == OLE
    assert len(cafe.cards(OLE)) == 2
    with cafe.database.look() as session:
        done = select(LedgerEntry).where(LedgerEntry.action == "process_handed_over")
        facts = [entry.facts for entry in session.scalars(done)]
    assert facts == [{"before": OLE, "after": MIA}, {"before": MIA, "after": OLE}]


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"deleted": True}, "deactivated"),
        ({"is_bot": True}, "an app"),
        ({"is_restricted": True}, "a guest"),
        ({"is_stranger": True}, "a guest"),
    ],
)
def test_only_a_full_active_human_member_can_be_a_creator(cafe, facts, why):
    cafe.process(steps=ONE)
    cafe.slack.people["U0ZOE"] = {"id": "U0ZOE", "real_name": "Zoe <!here>", **facts}
    answer = hand(cafe, OLE, "U0ZOE")
    assert why in answer
    assert "<!here>" not in answer
    assert creator(cafe) == OLE


def test_someone_who_is_unknown_to_slack_gets_nothing(cafe):
    cafe.process(steps=ONE)
    assert "cannot find" in hand(cafe, OLE, "U0NOBODY")
    assert creator(cafe) == OLE


@pytest.mark.parametrize(
    "line", ["handover Opening checks", "handover Opening to @ben", "handover to <@U0BEN> <@U0MIA>"]
)
def test_it_is_asked_for_whom(cafe, line):
    cafe.process(steps=ONE)
    assert "To whom?" in cafe.asks(OLE, line)


def test_the_process_must_be_named(cafe):
    cafe.process(steps=ONE)
    assert "Which process?" in cafe.asks(OLE, "handover to <@U0BEN|ben>")
    assert "know no process" in hand(cafe, OLE, BEN, "Closing")


@pytest.mark.parametrize(("person", "may"), [(OLE, 1), (MIA, 1), (ANA, 0), (BEN, 0)])
def test_the_creator_and_the_manager_may_hand_it_over(cafe, person, may):
    cafe.process(steps=ONE)
    assert ("is up to" in hand(cafe, person, BEN)) == (not may)


def test_someone_who_left_since_slack_was_asked_gets_nothing(cafe):
    cafe.process(steps=ONE)
    cafe.now += timedelta(minutes=1)
    cafe.leaves(BEN)
    cafe.tell({"type": "user_change", "user": cafe.slack.people[BEN]})
    assert "deactivated" in hand(cafe, OLE, BEN)
    assert creator(cafe) == OLE
