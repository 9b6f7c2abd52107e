"""Messages keep below Slack's limits, and keep their order of urgency."""

from datetime import timedelta

import pytest
from cafe import ANA, BEN, AtOnce

from scheduler.delivery import Senders
from scheduler.letters import Later
from scheduler.pacing import Pacing
from scheduler.plan import StepPlan
from storage.states import Opening

ONE = (StepPlan(title="Unlock doors"),)
MANY = tuple(StepPlan(title=f"Step {number}") for number in range(10))
ALL = Opening.ALL_AT_ONCE


@pytest.fixture
def paced(cafe):
    """A café whose messages go out at Slack's pace."""
    cafe.engine.delivery.senders = Senders(AtOnce(), 8, Pacing())
    return cafe


def test_a_conversation_gets_one_message_a_second(paced):
    paced.process(steps=MANY, opening=ALL)
    paced.at("7:00")
    assert len(paced.cards(ANA)) == 1
    for second in range(2, 11):
        paced.now += timedelta(seconds=0.9)
        paced.run()
        assert len(paced.cards(ANA)) == second - 1
        paced.now += timedelta(seconds=0.1)
        paced.run()
        assert len(paced.cards(ANA)) == second


def test_other_conversations_do_not_wait_for_it(paced):
    paced.process(name="A", steps=MANY, opening=ALL)
    paced.process(name="B", steps=ONE, owner_id=BEN, backup_id=ANA)
    paced.at("7:00")
    assert len(paced.cards(BEN)) == 1


def test_an_answer_waits_for_a_second_but_goes_before_new_work(paced):
    paced.process(steps=MANY, opening=ALL)
    paced.at("7:00")
    paced.writes(ANA, "done!")
    assert len(paced.slack.channels["D0ANA"]) == 2, "the card and Ana's words"
    paced.now += timedelta(seconds=1)
    paced.run()
    keys = [m["key"].split(":")[0] for m in paced.slack.channels["D0ANA"] if m["key"]]
    assert keys == ["ask", "hint"]


def test_after_a_refusal_nothing_is_posted_until_slack_allows_it(paced):
    for number in range(6):
        paced.slack.people[f"U{number}"] = {"id": f"U{number}", "tz": "Europe/Berlin"}
        paced.process(name=f"P{number}", steps=ONE, owner_id=f"U{number}")
    asked = []
    post = paced.slack.post

    def refuses_the_first(letter, _):
        asked.append(letter.conversation)
        too_many = Later("ratelimited", timedelta(seconds=30), is_limit=True)
        return too_many if len(asked) == 1 else post(letter)

    paced.slack.post = refuses_the_first
    paced.engine.delivery._free = 1  # what is on its way when Slack refuses is not held back
    paced.at("7:00")
    assert len(asked) == 1
    paced.now += timedelta(seconds=29)
    paced.run()
    assert len(asked) == 1
    for _ in range(40):
        paced.now += timedelta(seconds=2)
        paced.run()
    assert len(asked) == 7
    assert asked[0] in asked[1:], "what was refused is said as well"


def test_a_refused_edit_does_not_hold_up_an_answer(paced):
    pacing = paced.engine.delivery.senders.pacing
    paced.process(steps=ONE)
    paced.at("7:00")
    paced.now += timedelta(seconds=5)
    posts = []
    post = paced.slack.post

    def refuses_edits(letter, _):
        posts.append(letter.replaces is not None)
        if letter.replaces:
            return Later("ratelimited", timedelta(seconds=60), is_limit=True)
        return post(letter)

    paced.slack.post = refuses_edits
    paced.posts(ANA, "door.jpg")
    for _ in range(3):
        paced.now += timedelta(seconds=2)
        paced.run()
    assert posts == [False, True], "the answer, then the edit, which is not tried again yet"
    assert "refresh" in pacing.closed(paced.now)
    paced.posts(ANA, "again.jpg")
    assert posts[-1] is False


def test_no_minute_holds_more_posts_than_the_budget(cafe):
    cafe.engine.delivery.senders = Senders(AtOnce(), 8, Pacing(posts_per_minute=20))
    for number in range(60):
        cafe.slack.people[f"U{number}"] = {"id": f"U{number}", "tz": "Europe/Berlin"}
        cafe.process(name=f"P{number}", steps=ONE, owner_id=f"U{number}")
    cafe.at("7:00")
    sent = []
    for _ in range(60):
        sent.append(len(cafe.slack.channels))
        cafe.now += timedelta(seconds=5)
        cafe.run()
    for begin in range(len(sent) - 12):
        assert sent[begin + 12] - sent[begin] <= 20
    assert sent[-1] == 60
