"""How Baton is doing, as those ask who watch over it."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.exc import SQLAlchemyError

from bot.slack_errors import explain
from storage.database import Database

# A cycle in which Slack hangs takes a while, and is no reason to be restarted.
MOST_TICKS = 12
LEAST_PATIENCE = timedelta(seconds=60)


@dataclass(frozen=True)
class Slack:
    """What is asked of the connection: whether it stands, and the name of a dead token's error."""

    is_connected: Callable[[], bool]
    dead_token: Callable[[], str | None]


class Vitals:
    """Measures the cycles, and says what keeps Baton from its work."""

    def __init__(
        self,
        database: Database,
        slack: Slack,
        tick: timedelta,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """Expect a full cycle every few `tick`; `monotonic` gives seconds."""
        self.database = database
        self.slack = slack
        self.patience = max(MOST_TICKS * tick, LEAST_PATIENCE).total_seconds()
        self.on_cycle: Callable[[float], None] = lambda _seconds: None
        self._monotonic = monotonic
        self._full_cycle_at: float | None = None

    def measured(self, cycle: Callable[[], bool]) -> Callable[[], None]:
        """Return `cycle`, measured; it tells whether it was a full one."""

        def run() -> None:
            begun = self._monotonic()
            is_full = cycle()
            ended = self._monotonic()
            self.on_cycle(ended - begun)
            if is_full:
                self._full_cycle_at = ended

        return run

    def seconds_since_cycle(self) -> float | None:
        """Return how long ago the last full cycle ended; None before the first one."""
        if self._full_cycle_at is None:
            return None
        return max(0.0, self._monotonic() - self._full_cycle_at)

    def problems(self) -> list[str]:
        """Say what keeps Baton from its work, a sentence each; nothing when it is ready."""
        found = (self._slack(), self._token(), self._database(), self._cycle())
        return [problem for problem in found if problem]

    def _slack(self) -> str | None:
        return None if self.slack.is_connected() else "Baton is not connected to Slack."

    def _token(self) -> str | None:
        error = self.slack.dead_token()
        if error is None:
            return None
        why, remedy = explain(error)
        return f"Slack refuses the token ({error}): {why}. {remedy}"

    def _database(self) -> str | None:
        try:
            return "The database is not migrated." if self.database.is_behind() else None
        except SQLAlchemyError as error:
            return f"The database cannot be used: {type(error).__name__}."

    def _cycle(self) -> str | None:
        ago = self.seconds_since_cycle()
        if ago is None:
            return "No full cycle has been run yet."
        return f"The last full cycle was {ago:.0f} s ago." if ago > self.patience else None
