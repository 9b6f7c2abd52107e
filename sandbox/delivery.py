"""Events to the app: at least once, again on a schedule, out of order when told to."""

import asyncio
import secrets
from dataclasses import dataclass, field

from sandbox.socket_mode import NobodyConnectedError, NotAcknowledgedError, Sockets
from sandbox.values import Json

# Slack tries again nearly at once, after a minute and after five minutes.
RETRY_SCHEDULE = (0.0, 60.0, 300.0)


@dataclass
class EventSettings:
    """What a test makes of delivery. Seconds; `drop` and `duplicate` count coming events."""

    drop: int = 0
    duplicate: int = 0
    delay: float = 0.0
    retry_schedule: tuple[float, ...] = RETRY_SCHEDULE


@dataclass
class Deliveries:
    """Sends each event until it is acknowledged or its schedule has run out."""

    sockets: Sockets
    settings: EventSettings = field(default_factory=EventSettings)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _reconnected: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def undelivered(self) -> int:
        """How many events wait for an acknowledgement or their next attempt."""
        return len(self._tasks)

    def deliver(self, payload: Json) -> None:
        """Begin to deliver one event."""
        if self.settings.drop > 0:
            self.settings.drop -= 1
            return
        envelope_id = secrets.token_hex(16)
        copies = 1
        if self.settings.duplicate > 0:
            self.settings.duplicate -= 1
            copies = 2
        for _ in range(copies):
            task = asyncio.create_task(self._deliver(payload, envelope_id))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def reconnected(self) -> None:
        """Send at once what still waits for its next attempt."""
        self._reconnected.set()
        self._reconnected = asyncio.Event()

    def forget(self) -> None:
        """Stop delivering what is on its way."""
        for task in list(self._tasks):
            task.cancel()

    async def _deliver(self, payload: Json, envelope_id: str) -> None:
        if self.settings.delay:
            await asyncio.sleep(self.settings.delay)
        reason = ""
        for attempt, wait in enumerate((0.0, *self.settings.retry_schedule)):
            await self._pause(wait)
            key = envelope_id if attempt == 0 else secrets.token_hex(16)
            envelope = _envelope(payload, key, attempt, reason)
            try:
                await self.sockets.send(envelope)
            except NobodyConnectedError:
                reason = "connection_failed"
            except NotAcknowledgedError:
                reason = "timeout"
            else:
                return

    async def _pause(self, seconds: float) -> None:
        if not seconds:
            return
        try:
            await asyncio.wait_for(self._reconnected.wait(), seconds)
        except TimeoutError:
            return


def _envelope(payload: Json, envelope_id: str, attempt: int, reason: str) -> Json:
    """Wrap an event for Socket Mode."""
    return {
        "envelope_id": envelope_id,
        "type": "events_api",
        "payload": payload,
        "accepts_response_payload": False,
        "retry_attempt": attempt,
        "retry_reason": reason,
    }
