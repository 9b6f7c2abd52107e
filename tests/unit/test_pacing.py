"""Budgets keep below Slack's limits, and learn from its refusals."""

from datetime import UTC, datetime, timedelta

import pytest

from scheduler.pacing import Budget, Pacing
from storage.states import OutgoingKind

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
ASK, REFRESH, DIGEST = OutgoingKind.ASK, OutgoingKind.REFRESH, OutgoingKind.DIGEST


def taken(budget, seconds):
    """How many calls are let through when one is wanted ten times a second."""
    return sum(budget.take(tenth / 10) for tenth in range(seconds * 10))


@pytest.mark.parametrize("per_minute", [5, 50, 240])
def test_no_minute_holds_more_than_the_budget(per_minute):
    assert taken(Budget(per_minute), 60) <= per_minute


@pytest.mark.parametrize("per_minute", [5, 50, 240])
def test_nearly_all_of_the_budget_can_be_used(per_minute):
    assert taken(Budget(per_minute), 600) >= per_minute * 10 * 0.75


def test_one_a_minute_is_one_a_minute():
    assert taken(Budget(1), 600) == 10


def test_a_refusal_stops_everything_for_as_long_as_slack_asks():
    budget = Budget(50)
    budget.refused(100.0, 30.0)
    assert budget.wait(120.0) == pytest.approx(10.0)
    assert not budget.take(129.9)
    assert budget.take(130.0)
    assert not budget.take(130.0), "the others follow at the new pace"


def test_a_refusal_halves_the_pace_once_for_all_that_was_on_its_way():
    budget = Budget(60)
    for moment in (100.0, 100.1, 100.2):
        budget.refused(moment, 1.0)
    assert budget.take(101.2)
    half = 60 / ((60 - 12) / 2)
    assert budget.wait(101.2) == pytest.approx(half, rel=0.01)


def test_the_pace_comes_back_slowly():
    refused, untouched = Budget(60), Budget(60)
    refused.refused(0.0, 1.0)
    untouched.take(0.0)
    early = [taken(budget, 60) for budget in (refused, untouched)]
    assert early[0] < early[1] * 0.7
    for budget in (refused, untouched):
        budget.left(1200.0)
    assert refused.left(1200.0) == untouched.left(1200.0)
    while refused.take(1200.0):
        untouched.take(1200.0)
    assert refused.wait(1200.0) == pytest.approx(untouched.wait(1200.0))


def test_refusals_without_end_leave_one_call_a_minute():
    budget = Budget(50)
    for minute in range(50):
        budget.refused(minute * 60.0, 1.0)
    assert budget.take(3600.0)
    assert budget.wait(3600.0) <= 60.0


def test_a_clock_that_is_set_back_gives_nothing_and_breaks_nothing():
    budget = Budget(1)
    assert budget.take(1000.0)
    assert not budget.take(0.0)
    assert budget.take(60.0)


def test_a_clock_that_is_set_back_does_not_prolong_what_slack_asked_for():
    budget = Budget(50)
    budget.refused(100_000.0, 30.0)
    assert budget.wait(20.0) == pytest.approx(30.0)
    assert budget.take(50.0)


def test_a_conversation_rests_for_a_second_under_all_its_names():
    pacing = Pacing()
    pacing.posted("U0ANA", "D0ANA", NOW)
    almost = NOW + timedelta(seconds=0.99)
    assert pacing.resting(almost) == {"U0ANA", "D0ANA"}
    assert pacing.resting(NOW + timedelta(seconds=1)) == frozenset()
    pacing.posted("D0ANA", "D0ANA", NOW + timedelta(minutes=1))
    assert pacing.resting(NOW + timedelta(minutes=1)) == {"U0ANA", "D0ANA"}


def test_a_conversation_rests_from_when_a_message_is_claimed_for_it():
    pacing = Pacing()
    pacing.posted("U0ANA", "D0ANA", NOW - timedelta(minutes=1))
    assert pacing.take(ASK, "D0ANA", NOW)
    assert not pacing.take(ASK, "U0ANA", NOW), "the same DM by its other name"


def test_a_clock_that_is_set_back_lets_a_conversation_go():
    pacing = Pacing()
    pacing.posted("U0ANA", "D0ANA", NOW)
    assert pacing.resting(NOW - timedelta(hours=1)) == frozenset()


def test_too_many_edits_do_not_hold_up_posts():
    pacing = Pacing()
    pacing.limited(REFRESH, NOW, timedelta(seconds=30))
    assert pacing.closed(NOW) == {REFRESH, OutgoingKind.AMENDED}
    assert pacing.take(ASK, "U0ANA", NOW)
    pacing.limited(DIGEST, NOW, timedelta(seconds=30))
    assert pacing.closed(NOW) == frozenset(OutgoingKind)
    assert pacing.closed(NOW + timedelta(seconds=31)) == frozenset()
