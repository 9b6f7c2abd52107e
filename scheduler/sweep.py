"""Reading threads back: a photo that Slack could not deliver counts all the same."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

import structlog
from sqlalchemy import select

from storage.database import Database
from storage.models import RunStep, Turn
from storage.states import StepState

log = structlog.get_logger()

READS_A_CYCLE = 10


@dataclass(frozen=True)
class Thread:
    """The thread of a turn's card."""

    channel_id: str
    message_ts: str


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

    def _open_threads(self) -> list[Thread]:
        with self.database.work() as session:
            cards = session.execute(
                select(Turn.channel_id, Turn.message_ts)
                .join(RunStep)
                .where(RunStep.state == StepState.OPEN, Turn.channel_id.is_not(None))
                .order_by(Turn.next_at.is_(None), Turn.next_at)
            )
            return [Thread(channel, ts) for channel, ts in cards if channel and ts]

    def run(self, now: datetime) -> None:
        """Read a few of the wanted threads, those that end first before the others."""
        if self._wants_all:
            self._find_all()
        batch, self._wanted = self._wanted[:READS_A_CYCLE], self._wanted[READS_A_CYCLE:]
        for position, thread in enumerate(batch):
            if self.read(thread, now) is None:
                self._wanted = batch[position:] + self._wanted
                return

    def read(self, thread: Thread, now: datetime) -> int | None:
        """Read one thread; return how many messages were new, None if it cannot be read now."""
        messages = self.reader.replies(thread)
        if messages is None:
            return None
        replies = [message for message in messages if message.get("ts") != thread.message_ts]
        new = sum(self.record(thread, message, now) for message in replies)
        if new:
            log.info("read back", action="thread_swept", channel=thread.channel_id, new=new)
        return new
