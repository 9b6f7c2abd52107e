"""`make simulate YEARS=5 SEED=1`: live through many years and say what was found."""

import argparse
import gc
import logging
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field

import structlog

from simulation.chance import Scenario
from simulation.shrink import live, story_of

DAYS = 91


@dataclass
class Lived:
    """What one scenario came to."""

    scenario: Scenario
    days: int
    runs: int
    faults: Counter = field(default_factory=Counter)
    violation: str = ""
    cpu_seconds: float = 0


def spare_the_collector():
    """Collect seldom: a life leaves few cycles behind, and looking for them took a tenth of it."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def be_quiet():
    """Leave the product's log out: it would tell of every fault that is injected."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))


def live_through(scenario):
    """Live through one scenario; where a guarantee was violated, with its story."""
    be_quiet()
    spare_the_collector()
    began = time.process_time()
    world, violation = live(scenario)
    seconds = time.process_time() - began
    story = story_of(scenario, violation) if violation else ""
    return Lived(scenario, scenario.days, world.runs, world.story.faults, story, seconds)


def main():
    given = _arguments()
    count = max(1, round(given.years * 365 / DAYS))
    scenarios = [Scenario(given.seed + n, days=DAYS) for n in range(count)]
    with ProcessPoolExecutor(given.jobs) as pool:
        lived = list(pool.map(live_through, scenarios))
    print(summary(lived))
    sys.exit(any(one.violation for one in lived))


def summary(lived):
    """The figures of many lives, behind the stories of those that went wrong."""
    faults = sum((one.faults for one in lived), Counter())
    years, hours = sum(one.days for one in lived) / 365, sum(o.cpu_seconds for o in lived) / 3600
    wrong = [one.violation for one in lived if one.violation]
    figures = (
        f"{years:.1f} workspace-years, {sum(one.runs for one in lived):,} runs, "
        f"{sum(faults.values()):,} faults, {faults['crash']:,} crashes, "
        f"{len(wrong)} violations, {years / hours:.0f} years per core-hour"
    )
    kinds = "\n".join(f"  {count:>8,}  {kind}" for kind, count in faults.most_common())
    return "\n".join([*wrong, kinds, figures])


def _arguments():
    parser = argparse.ArgumentParser(prog="simulate", description=__doc__)
    parser.add_argument("--years", type=float, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    return parser.parse_args()


if __name__ == "__main__":
    main()
