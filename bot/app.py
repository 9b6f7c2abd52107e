"""The composition root: settings in, a running Baton out."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import structlog
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler

from bot.endings import all_within, hear_no_more
from bot.engine import Engine, Workers
from bot.health import Door, Health
from bot.identity import Identity
from bot.metrics import Metrics
from bot.renewal import ReadToken, Renewal
from bot.rooms import rooms
from bot.slack import SlackGateway
from bot.slack_clock import SlackClock
from bot.vitals import Slack, Vitals
from handlers.commands import Commands
from handlers.document_reader import DocumentReader
from handlers.listeners import Listeners
from handlers.reading import Library
from scheduler.archiving import Copier
from scheduler.delivery import Senders
from scheduler.heartbeat import Heartbeat
from scheduler.pacing import CONVERSATION_PACE, Pacing
from storage.database import Database

log = structlog.get_logger()

# A supervisor kills what has not ended after ten seconds.
STOP_SECONDS = 7
SENDERS = 8
LISTENERS = 20
# Beside the folder of proofs.
DOCUMENTS = "documents"


def utc_now() -> datetime:
    """The one clock."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Wiring:
    """What a Baton is made of from outside. `tick` and `minimum_window` are durations."""

    identity: Identity
    gateway: SlackGateway
    database: Database
    proofs: Path
    reader: DocumentReader
    app_token: str
    tick: timedelta
    minimum_window: timedelta
    demo_people: tuple[str, ...] = ()
    health: Door | None = None
    read_token: ReadToken = lambda: None
    clock: Callable[[], datetime] = utc_now


class Baton:
    """A running Baton: a socket to Slack, a heartbeat, and threads that send."""

    def __init__(self, wiring: Wiring) -> None:
        """Wire everything; nothing runs before `start`."""
        self._senders = ThreadPoolExecutor(SENDERS, "sender")
        self._clock = SlackClock(wiring.clock, wiring.gateway.is_there)
        wiring.gateway.on_date = self._clock.hear
        self._copier = ThreadPoolExecutor(1, "copier")
        self._painter = ThreadPoolExecutor(1, "painter")
        self._reader = ThreadPoolExecutor(1, "reader")
        self._listeners = ThreadPoolExecutor(LISTENERS, "listener")
        self._engine = Engine(
            wiring.database,
            wiring.gateway,
            wiring.identity.permalink,
            self._clock.now,
            Workers(
                Copier(wiring.proofs, self._copier),
                Senders(self._senders, SENDERS, Pacing(), self._painter),
                Library(wiring.proofs.with_name(DOCUMENTS), self._reader, wiring.reader),
            ),
        )
        slack = Slack(self._is_connected, lambda: wiring.gateway.dead_token)
        self._vitals = Vitals(wiring.database, slack, wiring.tick)
        self._renewal = Renewal(wiring.gateway, wiring.identity.team_id, wiring.read_token)
        self._heartbeat = Heartbeat(self._vitals.measured(self._beat), wiring.tick)
        self._engine.delivery.on_settled = self._after_sending
        self._engine.reading.on_news = self._heartbeat.nudge
        bolt = App(client=wiring.gateway.client, listener_executor=self._listeners)
        _listeners(self._engine, wiring, self._heartbeat.nudge).register(bolt)
        self._socket = SocketModeHandler(bolt, wiring.app_token)
        self._socket.client.message_listeners.append(self._after_hello)
        self.health = self._watched(wiring)

    def start(self) -> None:
        """Connect and begin to beat."""
        if self.health:
            self.health.start()
        self._engine.take_over()
        self._socket.connect()  # type: ignore[no-untyped-call] # Bolt gives it no types
        self._heartbeat.start()
        log.info("running", action="started")

    def stop(self) -> bool:
        """Take nothing new, finish what is claimed, close the socket; False if something hangs.

        What hangs is left behind in its thread, and what it had in hand is handed back.
        """
        self._engine.close()
        in_time = all_within(STOP_SECONDS, (self._finish_working, self._finish_listening))
        if not in_time:
            self._engine.hand_back()
            log.warning("stopped while Slack did not answer", action="stopped_in_a_call")
        if self.health:
            self.health.stop()
        log.info("stopped", action="stopped")
        return in_time

    def _finish_working(self) -> None:
        self._heartbeat.stop()
        self._senders.shutdown(wait=True)
        self._copier.shutdown(wait=True)
        self._painter.shutdown(wait=True)
        self._reader.shutdown(wait=True)

    def _finish_listening(self) -> None:
        hear_no_more(self._socket.client)
        self._socket.close()  # type: ignore[no-untyped-call] # nor this
        self._listeners.shutdown(wait=True)

    def _beat(self) -> bool:
        self._renewal.look()
        return self._clock.is_known() and self._engine.cycle.run()

    def _watched(self, wiring: Wiring) -> Health | None:
        if wiring.health is None:
            return None
        metrics = Metrics(self._vitals, self._clock.now, self._engine.sweep.lag)
        self._vitals.on_cycle = metrics.cycle
        self._engine.delivery.on_outcome = metrics.sent
        wiring.gateway.on_limited = metrics.limited
        return Health(self._vitals, metrics, wiring.health)

    def _is_connected(self) -> bool:
        return self._socket.client.is_connected()

    def _after_sending(self) -> None:
        self._heartbeat.nudge()
        # What the same conversation has to hear next may be said a moment later.
        self._heartbeat.nudge_in(CONVERSATION_PACE)

    def _after_hello(self, _client: Any, message: dict[str, Any], _raw: str | None) -> None:
        # A new connection may follow a gap, in which events were lost.
        if message.get("type") == "hello":
            self._engine.sweep.want_all()
            self._heartbeat.nudge()


def _listeners(engine: Engine, wiring: Wiring, nudge: Callable[[], None]) -> Listeners:
    answering = rooms(engine, wiring.minimum_window, wiring.demo_people)
    commands = Commands(engine.directory, answering.verbs)
    return Listeners(engine.inbox, commands, answering, engine.clock, nudge)
