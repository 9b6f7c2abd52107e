"""From a year in which something went wrong to the few things that made it go wrong."""

from dataclasses import replace

from simulation.violation import Violation
from simulation.world import World

KINDS = (
    ("second bot",),
    ("crash",),
    ("outage", "dead token", "archived channel"),
    ("lost event", "late event", "event twice", "event out of order"),
    ("pause", "start", "list", "digest", "leave", "gap", "archive", "reschedule"),
)


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

    def __init__(self, scenario, violation, replays=40):
        self.best, self.guarantee, self.left = scenario, violation.guarantee, replays

    def run(self):
        """Return the smallest scenario found that still violates the same guarantee."""
        self._try_days()
        for number in range(self.best.processes):
            self._try(replace(self.best, left_out=self.best.left_out | {number}))
        for kinds in KINDS:
            self._try(self.best.lacking(*kinds))
        self._spare(max(1, len(self._names()) // 2))
        return self.best

    def _try_days(self):
        world, _ = live(self.best)
        lived = (world.clock.now - (world.end - self._length())).days + 1
        self._try(replace(self.best, days=min(lived, self.best.days)))

    def _length(self):
        world = World(self.best)
        return world.end - world.clock.now

    def _names(self):
        world, _ = live(self.best)
        return list(dict.fromkeys(world.story.names))

    def _spare(self, size):
        """Leave single faults out, in ever smaller groups."""
        while size and self.left:
            names = self._names()
            for start in range(0, len(names), size):
                self._try(self.best.sparing(names[start : start + size]))
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


def story_of(scenario, violation):
    """Return a page that a person can read: the seed, what is left of the world, what happened."""
    smallest = Shrinking(scenario, violation).run()
    world, again = live(smallest, is_told=True)
    head = [f"seed {scenario.seed}, {scenario.days} days: {violation}", f"shrunk to {smallest}"]
    return "\n".join([*head, *world.story.lines, f"==> {again}"])
