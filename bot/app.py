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

from bot.identity import Identity
from bot.slack import SlackGateway
from handlers import departure, people, replies
from handlers.asking import Answer, Verb
from handlers.commands import Commands
from handlers.creating import Creating
from handlers.demo import Demo
from handlers.digest_command import DigestCommand
from handlers.home import HomeTab
from handlers.inbox import Inbox
from handlers.listeners import Listeners
from handlers.people import Directory
from handlers.process_commands import ProcessCommands
from handlers.rendering import Rendering
from handlers.replies import Replies
from handlers.views.help import help_message
from scheduler.archiving import Archiving
from scheduler.cycle import Cycle, Due
from scheduler.delivery import Delivery
from scheduler.heartbeat import Heartbeat
from scheduler.sweep import Sweep
from storage.database import Database
from storage.proofs import ProofArchive

log = structlog.get_logger()

SENDERS = 8
LISTENERS = 20


def utc_now() -> datetime:
    """The one clock."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Wiring:
    """What a Baton is made of from outside. Windows in seconds."""

    identity: Identity
    gateway: SlackGateway
    database: Database
    proofs: Path
    app_token: str
    tick_seconds: float
    minimum_window_seconds: int
    demo_people: tuple[str, ...] = ()
    clock: Callable[[], datetime] = utc_now


class Baton:
    """A running Baton: a socket to Slack, a heartbeat, and threads that send."""

    def __init__(self, wiring: Wiring) -> None:
        """Wire everything; nothing runs before `start`."""
        gateway, database, clock = wiring.gateway, wiring.database, wiring.clock
        self._senders = ThreadPoolExecutor(SENDERS, "sender")
        self._listeners = ThreadPoolExecutor(LISTENERS, "listener")

        directory = Directory(database, gateway)
        answers = Replies(gateway)
        inbox = Inbox(
            database,
            {
                "message": answers.message,
                "reaction_added": answers.reaction,
                "file_deleted": replies.file_deleted,
                "app_home_opened": HomeTab(database, gateway).opened,
                "user_change": people.user_changed,
                "team_join": people.user_changed,
                "app_uninstalled": departure.removed,
                "tokens_revoked": departure.removed,
            },
        )
        rendering = Rendering(wiring.identity.permalink)
        delivery = Delivery(database, gateway, rendering, clock, self._senders)
        self._sweep = Sweep(database, gateway, inbox.record_message)
        due = Due(database, self._sweep)
        archiving = Archiving(database, ProofArchive(wiring.proofs), gateway)
        stages = (
            self._sweep.run,
            inbox.work_off,
            due.open_runs,
            due.end_turns,
            due.post_digests,
            delivery.deliver,
            archiving.run,
        )
        self.heartbeat = Heartbeat(Cycle(clock, stages).run, wiring.tick_seconds)
        delivery.on_settled = self.heartbeat.nudge

        minimum_window = timedelta(seconds=wiring.minimum_window_seconds)
        creating = Creating(database, directory, gateway, minimum_window)
        commands = Commands(directory, _verbs(database, directory, creating, wiring.demo_people))
        bolt = App(client=gateway.client, listener_executor=self._listeners)
        Listeners(inbox, commands, creating, clock, self.heartbeat.nudge).register(bolt)
        self._socket = SocketModeHandler(bolt, wiring.app_token)
        self._socket.client.message_listeners.append(self._after_hello)

    def start(self) -> None:
        """Connect and begin to beat."""
        self._socket.connect()  # type: ignore[no-untyped-call] # Bolt gives it no types
        self.heartbeat.start()
        log.info("running", action="started")

    def stop(self) -> None:
        """Take nothing new, finish what is claimed, close the socket."""
        self.heartbeat.stop()
        self._socket.close()  # type: ignore[no-untyped-call] # nor this
        self._senders.shutdown(wait=True)
        self._listeners.shutdown(wait=True)
        log.info("stopped", action="stopped")

    def _after_hello(self, _client: Any, message: dict[str, Any], _raw: str | None) -> None:
        # A new connection may follow a gap, in which events were lost.
        if message.get("type") == "hello":
            self._sweep.want_all()
            self.heartbeat.nudge()


def _verbs(
    database: Database, directory: Directory, creating: Creating, people: tuple[str, ...]
) -> dict[str, Verb]:
    demo = Demo(database, directory, people)
    return {
        "new": creating.new,
        **ProcessCommands(database).verbs(),
        "digest": DigestCommand(database).answer,
        "demo": demo.answer,
        "help": lambda _: Answer(help_message(demo.is_ready)),
    }
