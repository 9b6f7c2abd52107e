"""What time it is: by this machine's clock while it agrees with Slack's, else by Slack's.

Deadlines are told by the clock, proofs are stamped by Slack's. A machine whose clock is put days
ahead would pass on everybody's turn at once.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import structlog

log = structlog.get_logger()

# Slack's answers tell the time in whole seconds, and may have been on their way for some.
TOLERANCE = timedelta(minutes=1)
FRESH_SECONDS = 60.0
TELL_AGAIN_SECONDS = 60.0
REMEDY = "let this machine's clock be set by NTP"


def steady_seconds() -> float:
    """Return seconds that nobody sets, and that go on while the machine sleeps (on Linux)."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()


class SlackClock:
    """Compares this machine's clock with the time that Slack's answers tell."""

    def __init__(
        self,
        ours: Callable[[], datetime],
        ask: Callable[[], bool],
        steady: Callable[[], float] = steady_seconds,
    ) -> None:
        """Compare `ours` (UTC); `ask` makes Slack answer, and tells whether it did."""
        self._ours = ours
        self._ask = ask
        self._steady = steady
        self._heard: tuple[datetime, float] | None = None
        self._goes_by_slack = False
        self._told_at: float | None = None

    def hear(self, date: str, asked_at: float) -> None:
        """Take note of the date in the head of an answer to what was asked at `asked_at`.

        That is in steady seconds. What was answered before this machine stood still tells nothing.
        """
        heard_at = self._steady()
        if heard_at - asked_at > TOLERANCE.total_seconds():
            return
        try:
            theirs = parsedate_to_datetime(date).astimezone(UTC)
        except ValueError:
            return
        self._heard = theirs, heard_at

    def now(self) -> datetime:
        """Return the present instant, in UTC."""
        ours = self._ours()
        return self._theirs(ours) if self._goes_by_slack and self._is_off(ours) else ours

    def is_known(self) -> bool:
        """Tell whether the time is known: Slack is asked where our clock seems to be wrong."""
        if self._heard is not None and not self._is_off(self._ours()):
            self._agrees()
            return True
        if not (self._is_fresh() or self._ask()):
            self._tell("Slack is not reached to say what time it is", "no_time", "")
            return False
        ours = self._ours()
        self._goes_by_slack = self._is_off(ours)
        if self._goes_by_slack:
            off = f"{abs(ours - self._theirs(ours))} {self._direction(ours)}"
            self._tell(f"this machine's clock is {off}: Slack's is used", "clock_wrong", REMEDY)
        return True

    def _is_fresh(self) -> bool:
        return self._heard is not None and self._steady() - self._heard[1] < FRESH_SECONDS

    def _agrees(self) -> None:
        self._told_at = None
        if self._goes_by_slack:
            self._goes_by_slack = False
            log.warning("this machine's clock is right again", action="clock_right")

    def _theirs(self, ours: datetime) -> datetime:
        """Return Slack's time, as far as it is known."""
        if self._heard is None:
            return ours
        theirs, at = self._heard
        return theirs + timedelta(seconds=self._steady() - at)

    def _is_off(self, ours: datetime) -> bool:
        return abs(ours - self._theirs(ours)) > TOLERANCE

    def _direction(self, ours: datetime) -> str:
        return "ahead" if ours > self._theirs(ours) else "behind"

    def _tell(self, what: str, action: str, remedy: str) -> None:
        at = self._steady()
        if self._told_at is None or at - self._told_at >= TELL_AGAIN_SECONDS:
            self._told_at = at
            log.error(what, action=action, remedy=remedy)
