"""`make simulate YEARS=5 SEED=1`: live through many years and say what was found."""

import argparse
import gc
import logging
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import partial
from math import ceil

import structlog

from simulation import mutations
from simulation.chance import Scenario
from simulation.shrink import live, story_of, told

DAYS = 91
COMMAND = "PYTHONPATH=.:tests python -m simulation"


@dataclass
class Lived:
    """What one scenario came to."""

    scenario: Scenario
    days: int
    runs: int
    bots: int = 1
    faults: Counter = field(default_factory=Counter)
    counts: Counter = field(default_factory=Counter)
    violation: str = ""
    cpu_seconds: float = 0


def spare_the_collector():
    """Collect seldom: a life leaves few cycles behind."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def be_quiet():
    """Leave the product's log out: it would tell of every fault that is injected."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))


def live_through(scenario, mutation=""):
    """Live through one scenario; where a guarantee was violated, with its story."""
    be_quiet()
    spare_the_collector()
    began = time.process_time()
    with broken_by(mutation):
        world, violation = live(scenario)
        seconds = time.process_time() - began
        command = f"{COMMAND} --mutation {mutation}" if mutation else COMMAND
        story = story_of(scenario, violation, command) if violation else ""
    bots, counts = len(world.office.bots), world.story.counts
    return Lived(
        scenario, scenario.days, world.runs, bots, world.story.faults, counts, story, seconds
    )


def broken_by(mutation):
    """The product, with one of its guarantees broken where `mutation` names one."""
    return getattr(mutations, mutation)() if mutation else nullcontext()


def main():
    given = _arguments()
    if given.replay:
        be_quiet()
        with broken_by(given.mutation):
            story, violation = told(Scenario.read(given.replay))
        print(story)
        sys.exit(violation is not None)
    lived = []
    with ProcessPoolExecutor(given.jobs) as pool:
        live_one = partial(live_through, mutation=given.mutation)
        for one in pool.map(live_one, workspaces(given.seed, given.years)):
            lived.append(one)
            _tell_progress(lived)
    print(summary(lived))
    sys.exit(any(one.violation for one in lived))


def workspaces(seed, years):
    """The scenarios of so many years in all: workspaces of one to four processes, in quarters."""
    count = ceil(years * 365 / DAYS)
    return [Scenario(n, days=DAYS, processes=1 + n % 4) for n in range(seed, seed + count)]


def _tell_progress(lived):
    if lived[-1].violation:
        print(lived[-1].violation, flush=True)
    if len(lived) % 40 == 0:
        print(f"{sum(one.days for one in lived) / 365:.0f} years lived", flush=True)


def summary(lived):
    """The figures of many lives."""
    faults = sum((one.faults for one in lived), Counter())
    counts = sum((one.counts for one in lived), Counter())
    years, hours = sum(one.days for one in lived) / 365, sum(o.cpu_seconds for o in lived) / 3600
    wrong = sum(bool(one.violation) for one in lived)
    lines = [_lived(years, lived, faults), _asked(counts, faults), _befell(counts, faults)]
    lines.append(f"{wrong} violations, {years / hours:.0f} years per core-hour")
    kinds = [f"  {count:>8,}  {kind}" for kind, count in faults.most_common()]
    return "\n".join([*kinds, *lines])


def _lived(years, lived, faults):
    shared, tight = sum(one.bots > 1 for one in lived), faults["one read a minute"]
    return (
        f"{years:.1f} workspace-years, {sum(one.runs for one in lived):,} runs in {len(lived)} "
        f"workspaces, {shared} with two bots, {tight} with one read a minute"
    )


def _asked(counts, faults):
    share = counts["faulty calls"] / max(1, counts["calls"])
    return (
        f"{counts['calls']:,} calls of Slack, {share:.0%} of them with a fault, "
        f"{sum(faults.values()):,} faults in all"
    )


def _befell(counts, faults):
    return (
        f"{faults['crash']:,} crashes, {counts['starts with a copy claimed']:,} starts with a "
        f"copy claimed, {faults['standstill']:,} standstills, {faults['clock']:,} wrong clocks, "
        f"{faults['database refuses']:,} refusals of the database, "
        f"{faults['lost event']:,} events lost"
    )


def _arguments():
    parser = argparse.ArgumentParser(prog="simulate", description=__doc__)
    parser.add_argument("--years", type=float, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--replay", default="", help="a scenario, as a violation's story gives it")
    parser.add_argument("--mutation", default="", help="break a guarantee, to see it noticed")
    return parser.parse_args()


if __name__ == "__main__":
    main()
