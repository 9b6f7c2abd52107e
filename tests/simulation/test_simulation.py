"""Five years of a workspace in which everything goes wrong, and every guarantee holds."""

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest

from simulation.__main__ import broken_by, live_through, summary, workspaces
from simulation.chance import Scenario
from simulation.shrink import Shrinking, live, told

CORES = 2
YEARS = 5
LEAST_FAULTS = 10_000
LEAST_SHARE = 0.2


@pytest.mark.simulation
@pytest.mark.timeout(1200)
def test_every_guarantee_holds_for_years():
    with ProcessPoolExecutor(CORES, get_context("spawn")) as pool:
        lived = list(pool.map(live_through, workspaces(1, YEARS)))
    print(summary(lived))
    assert [one.violation for one in lived if one.violation] == []
    assert sum(one.days for one in lived) >= YEARS * 365
    assert sum(sum(one.faults.values()) for one in lived) >= LEAST_FAULTS
    calls, faulty = (sum(one.counts[what] for one in lived) for what in ("calls", "faulty calls"))
    assert faulty >= calls * LEAST_SHARE


@pytest.mark.simulation
def test_a_seed_replays_exactly():
    stories = [live(Scenario(3, days=8), is_told=True)[0].story.lines for _ in range(2)]
    assert stories[0]
    assert stories[0] == stories[1]


@pytest.mark.simulation
@pytest.mark.timeout(600)
@pytest.mark.parametrize("mutation", ["escalate_without_the_sweep", "resend_without_looking_up"])
def test_a_violation_shrinks_to_a_short_story_that_replays_exactly(mutation):
    scenario = Scenario(3, days=21, processes=3, bots=2)
    with broken_by(mutation):
        _, violation = live(scenario)
        smallest = Shrinking(scenario, violation).run()
        story, again = told(Scenario.read(str(smallest)))
        repeated, _ = told(smallest)
    print(story)
    assert again.guarantee == violation.guarantee
    assert len(smallest.only) <= 3, "few things have to go wrong for it"
    assert len(story.splitlines()) < 120
    assert story == repeated
    world, unbroken = live(smallest)
    assert unbroken is None, "without the mutation the same story ends well"
    assert world.clock.now > world.start


def test_a_scenario_is_read_as_it_was_printed():
    scenario = Scenario(7, days=3, bots=1, left_out=frozenset({1}), only=frozenset({"a: b"}))
    assert Scenario.read(str(scenario)) == scenario
