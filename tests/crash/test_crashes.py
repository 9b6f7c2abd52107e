"""Killed at any moment and started again, the bot ends the story as if nothing had happened.

A fixed share of the points on each kind of database; `make crash` goes through all of them.
"""

from concurrent.futures import ThreadPoolExecutor

import pytest
from crash_runs import Telling, by_kind, judged, kind_of, tell_once, thinned
from databases import POSTGRESQL, SQLITE, opened
from outcome import Outcome
from postgresql_server import CannotRunError

pytestmark = [pytest.mark.crash, pytest.mark.wire]

# Every so many points of each kind, from which one on.
SHARES = {SQLITE: (15, 0), POSTGRESQL: (25, 7)}
MOMENTS, PLACES = ("before", "after"), ("commit", "call", "ack", "move")
KINDS = {f"{moment} {place}" for moment in MOMENTS for place in PLACES}


@pytest.fixture(scope="module")
def shares():
    """What became of each share; all are told at the same time, because they mostly wait."""
    with ThreadPoolExecutor(len(SHARES)) as threads:
        yield {kind: threads.submit(told, kind, *share) for kind, share in SHARES.items()}


def told(kind, step, first):
    """Tell a share: the telling without a crash, and the verdict on each of the others."""
    with opened(kind) as ground:
        clean = tell_once(ground)
        points = thinned(clean.passed, step, first)
        return clean, list(judged(ground, points, clean.outcome))


@pytest.mark.timeout(1200)
@pytest.mark.parametrize("kind", SHARES)
def test_a_kill_at_a_share_of_the_points_changes_nothing(shares, kind):
    try:
        clean, verdicts = shares[kind].result()
    except CannotRunError as reason:
        pytest.skip(f"no PostgreSQL: {reason}")
    assert clean.outcome.violations == ()
    wrong = {v.telling.crash_at: v.wrong for v in verdicts if v.wrong}
    assert wrong == {}
    missed = [v.telling.crash_at for v in verdicts if not v.was_reached]
    assert missed == [], "the bot died at each of them"
    assert set(by_kind(str(v.telling.crash_at) for v in verdicts)) == KINDS


def test_a_share_of_the_points_has_all_kinds_and_the_rest_is_left_to_make_crash():
    points = [
        f"{kind} {n}" for kind in ("before commit", "after call files.info") for n in range(30)
    ]
    kept = thinned(points, 10)
    assert by_kind(kept) == {"before commit": 3, "after call": 3}
    assert {kind_of(point) for point in kept} == {"before commit", "after call"}
    assert thinned(points, 1) == sorted(points, key=lambda p: (kind_of(p), _number(p)))


def test_a_share_that_begins_further_on_has_other_points_and_still_all_kinds():
    points = [f"before commit {n}" for n in range(30)] + ["before move into the archive 1"]
    assert thinned(points, 10, first=7) == [
        *(f"before commit {n}" for n in (7, 17, 27)),
        "before move into the archive 1",
    ]


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
