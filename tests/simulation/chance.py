"""Seeded choices, each from its own source, so that leaving one out changes no other."""

import json
from dataclasses import dataclass, fields, replace
from random import Random


def draw(seed, *about):
    """A source of random choices about one thing."""
    return Random(":".join(map(str, (seed, *about))))


@dataclass(frozen=True)
class Scenario:
    """All that a run depends on. What `without` names does not happen; nor does what is not
    among `only`, where that is given.
    """

    seed: int
    days: int = 365
    calm_days: int = 16
    processes: int = 4
    bots: int | None = None
    left_out: frozenset[int] = frozenset()
    without: frozenset[str] = frozenset()
    only: frozenset[str] | None = None

    def lacking(self, *kinds):
        return replace(self, without=self.without | set(kinds))

    def allows(self, kind, name):
        """Whether something of this kind, named so, may happen."""
        return kind not in self.without and (self.only is None or name in self.only)

    def __str__(self):
        """All that differs from a common run; `read` makes a scenario of it again."""
        told = {
            field.name: value if isinstance(value, int) else sorted(value)
            for field in fields(self)
            if (value := getattr(self, field.name)) != field.default
        }
        return json.dumps(told)

    @classmethod
    def read(cls, text):
        """The scenario that was printed as `text`."""
        told = json.loads(text)
        return cls(**{key: _frozen(value) for key, value in told.items()})


def _frozen(value):
    return frozenset(value) if isinstance(value, list) else value
