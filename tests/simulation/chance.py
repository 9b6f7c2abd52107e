"""Seeded choices, each from its own source, so that leaving one out changes no other."""

from dataclasses import dataclass, replace
from random import Random


def draw(seed, *about):
    """A source of random choices about one thing."""
    return Random(":".join(map(str, (seed, *about))))


@dataclass(frozen=True)
class Scenario:
    """All that a run depends on. What `without` and `spared` name does not happen."""

    seed: int
    days: int = 365
    processes: int = 4
    bots: int | None = None
    left_out: frozenset[int] = frozenset()
    without: frozenset[str] = frozenset()
    spared: frozenset[str] = frozenset()

    def lacking(self, *kinds):
        return replace(self, without=self.without | set(kinds))

    def sparing(self, names):
        return replace(self, spared=self.spared | set(names))

    def allows(self, kind, name):
        """Whether a fault of this kind, named so, may happen."""
        return kind not in self.without and name not in self.spared
