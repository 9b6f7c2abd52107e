"""What happened, as a person would tell it."""

from collections import Counter


class Story:
    """Lines with their moments, and counts of what was done to the world."""

    def __init__(self, clock, *, is_told):
        self.clock = clock
        self.is_told = is_told
        self.lines = []
        self.counts = Counter()
        self.faults = Counter()
        self.names = []

    def tell(self, line):
        if self.is_told:
            self.lines.append(f"{self.clock.now:%Y-%m-%d %H:%M:%S.%f} {line}")

    def note(self, name):
        """Note what a replay has to allow."""
        self.names.append(name)

    def fault(self, kind, name):
        """Note a fault; its name is what allows it in a replay."""
        self.faults[kind] += 1
        self.names.append(name)
        if self.is_told:
            self.tell(f"   fault {kind}: {name}")
