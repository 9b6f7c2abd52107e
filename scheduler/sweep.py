"""Reading threads back: a photo that Slack could not deliver counts all the same."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

import structlog
from sqlalchemy import select

from storage.database import Database
from storage.models import RunStep, Turn
from storage.states import StepState

log = structlog.get_logger()

READS_A_CYCLE = 10
MOST_FAILED = 2
KEEP_QUIET = timedelta(hours=1)


@dataclass(frozen=True)
class Thread:
    """The thread of a turn's card."""

    channel_id: str
    message_ts: str


def threads_of(step: RunStep) -> list[Thread]:
    """Return the threads in which a step may be proven: those of all its cards."""
    return [
        Thread(turn.channel_id, turn.message_ts)
        for turn in step.turns
        if turn.channel_id and turn.message_ts
    ]


class Reader(Protocol):
    """What the sweep needs of Slack."""

    def replies(self, thread: Thread) -> list[dict[str, Any]] | None:
        """Return the messages of a thread; None when it cannot be read now."""
        ...


# Writes a message down as if Slack had told us; False when it was known already.
Record = Callable[[Thread, dict[str, Any], datetime], bool]


class Sweep:
    """Reads back the threads that may hold what nobody told us."""

    def __init__(self, database: Database, reader: Reader, record: Record) -> None:
        """Read with `reader`, write with `record`."""
        self.database = database
        self.reader = reader
        self.record = record
        self._wanted: list[Thread] = []
        self._wants_all = False
        self._wanted_since: datetime | None = None
        # When a thread last held nothing new. Under a tight budget its step's other threads are
        # read in later cycles, and must not begin anew each time.
        self._quiet_at: dict[Thread, datetime] = {}

    def want_all(self) -> None:
        """Read every open thread back soon: after a start, a reconnect or a gap."""
        self._wants_all = True

    def _find_all(self) -> None:
        self._wants_all = False
        try:
            self._wanted = self._open_threads()
        except Exception:
            self._wants_all = True  # the database does not answer: the next cycle tries again
            raise
        self._wanted_since = None

    def _open_threads(self) -> list[Thread]:
        with self.database.look() as session:
            cards = session.execute(
                select(Turn.channel_id, Turn.message_ts)
                .join(RunStep)
                .where(RunStep.state == StepState.OPEN, Turn.channel_id.is_not(None))
                .order_by(Turn.next_at.is_(None), Turn.reason.is_(None), Turn.deadline_at)
            )
            return [Thread(channel, ts) for channel, ts in cards if channel and ts]

    def lag(self, now: datetime) -> float:
        """Return for how many seconds the oldest wanted thread has waited; 0 when none does."""
        since = self._wanted_since
        return max(0.0, (now - since).total_seconds()) if since and self._wanted else 0.0

    def run(self, now: datetime) -> None:
        """Read a few of the wanted threads, those that end first before the others."""
        self._forget_old(now)
        if self._wants_all:
            self._find_all()
        if self._wanted and self._wanted_since is None:
            self._wanted_since = now
        if not self._wanted:
            self._wanted_since = None
        self._read_some(now)

    def _read_some(self, now: datetime) -> None:
        failed: list[Thread] = []
        alone: list[Thread] = []  # they failed where one behind them was read
        for thread in self._wanted[:READS_A_CYCLE]:
            self._wanted.remove(thread)
            if self.read(thread, now) is not None:
                alone, failed = alone + failed, []
            elif len(failed := [*failed, thread]) >= MOST_FAILED:
                break  # Slack gives nothing at all now
        self._wanted = failed + self._wanted + alone

    def read(self, thread: Thread, now: datetime) -> int | None:
        """Read one thread; return how many messages were new, None if it cannot be read now."""
        self._quiet_at.pop(thread, None)
        messages = self.reader.replies(thread)
        if messages is None:
            return None
        replies = [message for message in messages if message.get("ts") != thread.message_ts]
        new = sum(self.record(thread, message, now) for message in replies)
        if new:
            log.info("read back", action="thread_swept", channel=thread.channel_id, new=new)
        else:
            self._quiet_at[thread] = now
        return new

    def is_quiet_since(self, thread: Thread, since: datetime, now: datetime) -> bool:
        """Tell whether a thread, read at `since` or later, held nothing new; read it if need be."""
        known = self._quiet_at.get(thread)
        if known is not None and since <= known <= now:
            return True
        return self.read(thread, now) == 0

    def want_first(self, threads: Sequence[Thread]) -> None:
        """Read these before the others: work waits for them."""
        first = list(dict.fromkeys(threads))
        self._wanted = first + [thread for thread in self._wanted if thread not in first]

    def _forget_old(self, now: datetime) -> None:
        self._quiet_at = {
            thread: at
            for thread, at in self._quiet_at.items()
            # A time still to come was told by a clock that was ahead.
            if timedelta(0) <= now - at < KEEP_QUIET
        }
