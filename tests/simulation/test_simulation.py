"""Five years of a workspace in which everything goes wrong, and every guarantee holds."""

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest

from simulation.__main__ import DAYS, live_through, summary
from simulation.chance import Scenario
from simulation.shrink import Shrinking, live
from simulation.violation import Violation
from simulation.watch import Watch

CORES = 2
YEARS = 5
SCENARIOS = round(YEARS * 365 / DAYS) + 1
LEAST_FAULTS = 10_000


@pytest.mark.simulation
@pytest.mark.timeout(1200)
def test_every_guarantee_holds_for_years():
    scenarios = [Scenario(seed, days=DAYS) for seed in range(1, SCENARIOS + 1)]
    with ProcessPoolExecutor(CORES, get_context("spawn")) as pool:
        lived = list(pool.map(live_through, scenarios))
    report = summary(lived)
    print(report)
    assert not any(one.violation for one in lived), report
    assert sum(one.days for one in lived) >= YEARS * 365
    assert sum(sum(one.faults.values()) for one in lived) >= LEAST_FAULTS


@pytest.mark.simulation
def test_a_seed_replays_exactly():
    stories = [live(Scenario(3, days=8), is_told=True)[0].story.lines for _ in range(2)]
    assert stories[0]
    assert stories[0] == stories[1]


@pytest.mark.simulation
@pytest.mark.timeout(600)
def test_a_violation_shrinks_to_the_fault_that_made_it(monkeypatch):
    step = Watch.step

    def step_without_crashes(watch):
        step(watch)
        if watch.world.story.faults["crash"]:
            raise Violation(1, "somebody died")

    monkeypatch.setattr(Watch, "step", step_without_crashes)
    scenario = Scenario(3, days=30, processes=2)
    _, violation = live(scenario)
    smallest = Shrinking(scenario, violation, replays=14).run()
    world, again = live(smallest)
    assert again.guarantee == 1
    assert smallest.days < scenario.days
    assert sum(world.story.faults.values()) < 30
