"""Killed at any moment and started again, the bot ends the story as if nothing had happened.

A fixed share of the points; `make crash` goes through all of them.
"""

import pytest
from crash_runs import Telling, by_kind, judged, kind_of, tell_once, thinned
from outcome import Outcome

pytestmark = [pytest.mark.crash, pytest.mark.wire]

STEP = 10
KINDS = {f"{moment} {what}" for moment in ("before", "after") for what in ("commit", "call", "ack")}


@pytest.mark.timeout(900)
def test_a_kill_at_every_tenth_point_changes_nothing():
    clean = tell_once(None)
    assert clean.outcome.violations == ()
    points = thinned(clean.passed, STEP)
    assert set(by_kind(points)) == KINDS
    verdicts = list(judged(points, clean.outcome))
    wrong = {v.telling.crash_at: v.wrong for v in verdicts if v.wrong}
    assert wrong == {}
    missed = [v.telling.crash_at for v in verdicts if not v.was_reached]
    assert missed == [], "the bot died at each of them"


def test_a_share_of_the_points_has_all_kinds_and_the_rest_is_left_to_make_crash():
    points = [
        f"{kind} {n}" for kind in ("before commit", "after call files.info") for n in range(30)
    ]
    kept = thinned(points, 10)
    assert by_kind(kept) == {"before commit": 3, "after call": 3}
    assert {kind_of(point) for point in kept} == {"before commit", "after call"}
    assert thinned(points, 1) == sorted(points, key=lambda p: (p.rsplit(" ", 1)[0], _number(p)))


def test_a_telling_that_says_something_else_or_twice_is_told_apart():
    clean = Outcome({"messages": {"ask:#": 4}, "digest": "nothing"})
    twice = Outcome({"messages": {"ask:#": 5}, "digest": "nothing"})
    assert twice.differences(clean) == ["messages: ask:# 5 times instead of 4"]
    assert Outcome({"messages": {}, "digest": "much"}).differences(clean) == [
        "messages: ask:# 0 times instead of 4",
        "digest: much instead of nothing",
    ]
    assert Telling(None, 0, 1.0, clean, ()).outcome.differences(clean) == []


def _number(point):
    return int(point.rsplit(" ", 1)[1])
