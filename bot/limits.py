"""What Slack's methods still take: no call is made before the time at which Slack allows it."""

from collections.abc import Callable
from datetime import timedelta
from threading import Lock

from scheduler.pacing import Budget

# Methods that Slack counts by the row as well, for apps that are sold outside its Marketplace.
HISTORY = ("conversations.replies", "conversations.history")
HISTORY_PER_MINUTE = 50
ROWS = 200
FEW_ROWS = 15
# The rest is called one at a time, and only what Slack says slows it down.
OTHERS_PER_MINUTE = 6000


class PausedError(Exception):
    """The method may not be called again before `after`."""

    def __init__(self, method: str, after: timedelta) -> None:
        """Let whoever wanted to call `method` wait for `after`."""
        super().__init__(f"{method} has to wait for {after.total_seconds():.0f} s")
        self.after = after


class Limits:
    """One budget a method; threads share it."""

    def __init__(self, steady: Callable[[], float], history_per_minute: int) -> None:
        """Tell the time with `steady`, in seconds that nobody sets."""
        self.steady = steady
        self._budgets = {method: Budget(history_per_minute) for method in HISTORY}
        self._lock = Lock()
        self.rows = FEW_ROWS if history_per_minute < FEW_ROWS else ROWS

    def take(self, method: str) -> None:
        """Count a call that is about to be made. Raises PausedError if it may not be made yet."""
        budget, now = self._budget(method), self.steady()
        if not budget.take(now):
            raise PausedError(method, timedelta(seconds=budget.wait(now)))

    def refused(self, method: str, after: timedelta) -> None:
        """Slack answered 429: call it again after `after`."""
        self._budget(method).refused(self.steady(), after.total_seconds())

    def _budget(self, method: str) -> Budget:
        with self._lock:
            return self._budgets.setdefault(method, Budget(OTHERS_PER_MINUTE))
