"""Time that passes only when the world says so."""

from datetime import datetime


class Clock:
    """The world's time. A bot's own clock may be off by `skew`."""

    def __init__(self, start):
        self.now = start

    def forward(self, moment: datetime):
        """Move on to a moment; time never runs back here."""
        self.now = max(self.now, moment)

    def seconds(self):
        """The time in seconds, as what waits counts it."""
        return self.now.timestamp()
