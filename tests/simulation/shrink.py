"""From a year in which something went wrong to the few things that made it go wrong."""

from dataclasses import replace
from shlex import quote

from simulation.violation import Violation
from simulation.world import World

KINDS = (
    ("second bot",),
    ("one read a minute",),
    ("clock",),
    ("database refuses",),
    ("standstill",),
    ("crash",),
    ("outage", "dead token", "archived channel"),
    ("lost event", "late event", "event twice", "event out of order"),
    ("pause", "start", "list", "digest", "leave", "gap", "archive", "reschedule", "away"),
    ("pause until", "skip", "unskip", "cancel"),
)
REPLAYS = 60


def live(scenario, *, is_told=False):
    """Run a scenario; return its world and what was violated, None where all held."""
    world = World(scenario, is_told=is_told)
    try:
        world.run()
    except Violation as violation:
        return world, violation
    return world, None


class Shrinking:
    """Leaves out whatever the violation does not need, within a number of replays."""

    def __init__(self, scenario, violation, replays=REPLAYS):
        self.best, self.guarantee, self.left = scenario, violation.guarantee, replays

    def run(self):
        """Return the smallest scenario found that still violates the same guarantee."""
        self._try(replace(self.best, calm_days=0))
        self._try_days()
        for number in range(self.best.processes):
            self._try(replace(self.best, left_out=self.best.left_out | {number}))
        self._try(replace(self.best, bots=1))
        for kinds in KINDS:
            self._try(self.best.lacking(*kinds))
        self._name_what_happens()
        self._try_days()
        self._leave_out_names()
        self._try_days()
        return self.best

    def _try_days(self):
        world, _ = live(self.best)
        lived = (world.clock.now - world.start).days + 1
        self._try(replace(self.best, days=min(lived, self.best.days)))

    def _name_what_happens(self):
        # From here on nothing new can befall a replay.
        world, _ = live(self.best)
        self._try(replace(self.best, only=frozenset(world.story.names), without=frozenset()))

    def _leave_out_names(self):
        """Leave single happenings out, in ever smaller groups."""
        size = len(self.best.only or ())
        while size and self.left > 0:
            names = sorted(self.best.only)
            for start in range(0, len(names), size):
                group = names[start : start + size]
                self._try(replace(self.best, only=self.best.only.difference(group)))
            size //= 2

    def _try(self, smaller):
        if self.left <= 0 or smaller == self.best:
            return
        self.left -= 1
        try:
            _, violation = live(smaller)
        except IndexError:
            return  # nothing is left of the world
        if violation is not None and violation.guarantee == self.guarantee:
            self.best = smaller


def story_of(scenario, violation, command="python -m simulation"):
    """Return a page that a person can read: what was violated, and how to see it again."""
    smallest = Shrinking(scenario, violation).run()
    head = [
        f"Seed {scenario.seed}, {scenario.days} days: {violation}",
        f"Replay the shortest story found: {command} --replay {quote(str(smallest))}",
    ]
    return "\n".join([*head, told(smallest)[0]])


def told(scenario):
    """Return what happens in a scenario, line by line, and what is violated in the end."""
    world, violation = live(scenario, is_told=True)
    end = f"==> {violation}" if violation else "==> every guarantee holds"
    return "\n".join([*world.story.lines, end]), violation
