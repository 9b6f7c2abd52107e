"""A Baton of the simulation: the real engine, and commands as people type them."""

from datetime import timedelta
from pathlib import Path

from line_reader import LineReader

from bot.engine import Engine, Workers
from bot.rooms import rooms
from bot.slack_clock import SlackClock
from handlers.commands import Commands
from handlers.reading import Library
from handlers.slack_requests import SlackClick, SlackCommand, SlackSubmission
from scheduler.archiving import Copier
from scheduler.delivery import Senders
from simulation.client import SimulatedGateway
from simulation.executor import AtOnce

MOST_CYCLES = 60
MINIMUM = timedelta(minutes=5)


class Bot:
    """One process that runs Baton; `engine` is None while it is down."""

    def __init__(self, world, name, proofs: Path):
        self.world, self.name, self.proofs = world, name, proofs
        self.engine = None
        self.offset = timedelta(0)
        self.is_frozen = False
        self.typed_at = None
        self.press_was_taken = False
        self._nudged = False

    @property
    def is_up(self):
        return self.engine is not None

    def now(self):
        """The time that it goes by."""
        return self.clock.now()

    def _shown(self):
        # What its machine's clock shows, which may be wrong.
        return self.world.clocks.told_by(self)

    def start(self):
        """Start as the application does: take back what was being sent, read threads back."""
        world = self.world
        self._nudged = False
        gateway = SimulatedGateway(world, self)
        self.clock = SlackClock(self._shown, gateway.is_there, world.clock.seconds)
        gateway.on_date = self.clock.hear
        engine = Engine(
            world.database,
            gateway,
            lambda channel, ts: f"https://x/{channel}/{ts}",
            self.now,
            Workers(
                Copier(self.proofs, AtOnce()),
                Senders(AtOnce(), count=8),
                Library(self.proofs.with_name("documents"), AtOnce(), LineReader()),
            ),
        )
        self.engine = engine
        engine.delivery.on_settled = self._nudge
        self.rooms = rooms(engine, MINIMUM, ())
        self.commands = Commands(engine.directory, self.rooms.verbs)
        world.starting(self)
        engine.sweep.want_all()
        world.story.tell(f"{self.name} starts")

    def die(self):
        self.engine = None

    def beat(self):
        """Run cycles until nothing calls for another, as the heartbeat does."""
        for _ in range(MOST_CYCLES):
            self._nudged = False
            if not self.is_up:
                return
            if self.clock.is_known():
                self.engine.cycle.run()
            if not self._nudged:
                return

    def record(self, body):
        """Take an event in; what is raised leaves it unanswered."""
        self.engine.inbox.record(body, self.now())
        self._nudge()

    def command(self, person, channel, text):
        typed = SlackCommand(user_id=person, channel_id=channel, text=text, trigger_id="t")
        self.typed_at = self.now()
        return self.commands.answer(typed, self.typed_at)

    def press(self, what, wanted):
        """Take what somebody presses on their card, or submits in the modal behind that."""
        turn, user = str(wanted.turn_id), {"id": wanted.person}
        if what == "extend":
            click = {"user": user, "actions": [{"action_id": "extend_turn", "value": turn}]}
            self.rooms.deeds["extend_turn"](SlackClick.model_validate(click), self.now())
        else:
            form = "pass_turn" if what == "pass" else "report_problem"
            note = {"note": {"note": {"value": f"{what} of {wanted.person}"}}}
            # An empty answer closes the modal.
            self.press_was_taken = self.submit(form, wanted.person, turn, note) == {}
        self._nudge()

    def submit(self, form, person, memory, values):
        """Take a modal that somebody submits; what the answer is."""
        view = {"id": "V1", "private_metadata": memory, "state": {"values": values}}
        body = {"user": {"id": person}, "view": view}
        return self.rooms.forms[form](SlackSubmission.model_validate(body), self.now())

    def _nudge(self):
        self._nudged = True
