"""A workspace that lives: people, processes, bots and faults, moment by moment."""

import heapq
import tempfile
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from sqlalchemy import event, func, select
from sqlalchemy.exc import OperationalError

from bot.limits import FEW_ROWS
from scheduler.ladder import rungs
from simulation.bots import Bot
from simulation.chance import draw
from simulation.clock import Clock
from simulation.clocks import Clocks
from simulation.crashes import CrashError, Crashes
from simulation.faults import Weather
from simulation.office import Office
from simulation.people import People
from simulation.post import EventPost
from simulation.refusals import Refusals
from simulation.slack import Workspace
from simulation.story import Story
from simulation.violation import Violation
from simulation.wanted import wanted
from simulation.watch import Watch
from storage.database import Database
from storage.models import (
    Absence,
    DigestSchedule,
    Inbound,
    LedgerEntry,
    Outgoing,
    Process,
    Proof,
    Run,
    Turn,
)
from storage.states import ArchiveState

WAITING = (Process, Turn, Outgoing, Inbound, Proof, DigestSchedule, Absence)
# Asked after every step, hence without the layers above the driver.
EARLIEST = f"""SELECT min(at) FROM ({
    " UNION ALL ".join(f"SELECT min(next_at) AS at FROM {one.__tablename__}" for one in WAITING)
})"""
NEWEST_ENTRY = f"SELECT coalesce(max(seq), 0) FROM {LedgerEntry.__tablename__}"
NEVER = datetime.max.replace(tzinfo=UTC)
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=1), timedelta(minutes=2)
STILLS = 6


class World:
    """Everything there is, from one scenario."""

    def __init__(self, scenario, *, is_told=False):
        self.scenario = scenario
        start = datetime(2026, 1, 5, tzinfo=UTC) + timedelta(days=7 * (scenario.seed % 150))
        self.start = start
        self.clock = Clock(start)
        self.end = start + timedelta(days=scenario.days)
        self.story = Story(self.clock, is_told=is_told)
        self.pace = draw(scenario.seed, "pace")
        self.weather = Weather(scenario, self.clock, self.story, scenario.days)
        self.clocks = Clocks(self)
        self.crashes = Crashes(scenario, self.story)
        self.refusals = Refusals(scenario, self.clock, self.story, lambda: self.crashes.armed)
        self.slack = Workspace(self.clock, self.story)
        self.post = EventPost(self)
        self.database = self._new_database()
        self._due = []
        # What Slack does late happens in its time, even where a call waits for another bot's.
        self._late = []
        self._numbers = count()
        self.runs = 0
        self._depth = 0
        self._beat_at = start
        self._wait = FIRST_WAIT
        self.office = Office(self)
        if self.office.history_per_minute == 1:
            self.story.fault("one read a minute", "one read a minute")
            self.weather.is_tight, self.slack.most_rows = True, FEW_ROWS
        self.people = People(self, self.office.persons)
        self.slack.on_card = self._card_posted
        self.slack.on_nudge = self._nudge_posted
        self.slack.archived = lambda: self.weather.during("archived channel", self.weather.archived)

    def _new_database(self):
        database = Database("sqlite://")
        event.listen(database.engine, "connect", self._connected)
        database.migrate()
        self.crashes.watch(database._sessions)
        self.refusals.watch(database.engine, database._sessions)
        return database

    def _connected(self, connection, _):
        self._connection = connection
        connection.execute("PRAGMA synchronous = OFF")

    # A life.

    def run(self):
        """Live through all days and a calm end; raises Violation."""
        try:
            self._live()
        finally:
            self.runs = self._count_runs()
            self.database.close()

    def _count_runs(self):
        with self.database.look() as session:
            return session.scalar(select(func.count()).select_from(Run))

    def _live(self):
        with tempfile.TemporaryDirectory() as folder:
            self._bots = [Bot(self, f"bot {n}", Path(folder)) for n in self.office.bots]
            self.watch = Watch(self)
            for bot in self._bots:
                self._start(bot)
            self.clocks.plan(self._bots)
            self.office.open()
            self._live_until(self.end)
            if self.scenario.calm_days:
                self._calm_down()
                self._live_until(self.end + timedelta(days=self.scenario.calm_days))
                self.watch.final()

    def _calm_down(self):
        calm = {"crash", "lost event", "late event", "event twice", "event out of order"}
        self.scenario = self.scenario.lacking(*calm)
        self.weather.stop()
        self.crashes.rate = 0
        self.refusals.stop()
        self.clocks.stop(self._bots)
        self.office.close()

    def _live_until(self, end):
        week = self.clock.now + timedelta(weeks=1)
        while True:
            following = _first(self._due, self._late)
            moment = min(following[0][0] if following else NEVER, self._beat_at)
            if moment > end:
                break
            self.clock.forward(moment)
            if following and following[0][0] <= self.clock.now:
                heapq.heappop(following)[2]()
                self._beat_at = self.clock.now
            else:
                self._beat()
            self.watch.step()
            if self.clock.now >= week:
                self.watch.weekly()
                week += timedelta(weeks=1)
        self.clock.forward(end)

    def _beat(self):
        for bot in self._shuffled():
            self.run_on(bot, bot.beat)
        due = self._next_due()
        overdue = due <= self.clock.now
        self._wait = min(self._wait * 2, LONGEST_WAIT) if overdue else FIRST_WAIT
        self._beat_at = max(due, self.clock.now + self._wait)
        if not any(bot.is_up for bot in self._bots):
            self._beat_at = NEVER

    def _shuffled(self):
        bots = [bot for bot in self._bots if bot.is_up and not bot.is_frozen]
        self.pace.shuffle(bots)
        return bots

    def _next_due(self):
        at = self._connection.execute(EARLIEST).fetchone()[0]
        ahead = max((bot.offset for bot in self._bots if bot.is_up), default=timedelta(0))
        return datetime.fromisoformat(at).replace(tzinfo=UTC) - ahead if at else NEVER

    def newest_entry(self):
        """The number of the ledger's last entry."""
        return self._connection.execute(NEWEST_ENTRY).fetchone()[0]

    # What bots and people ask of the world.

    def later(self, delay, action):
        """Do something after a while."""
        heapq.heappush(self._due, (self.clock.now + delay, next(self._numbers), action))

    def late_in_slack(self, delay, action):
        """Slack does something after its answer was given up."""
        heapq.heappush(self._late, (self.clock.now + delay, next(self._numbers), action))

    def tells(self, happening):
        """Slack has an event for the bot."""
        self.post.send(happening)

    def delivered(self, body):
        happened = body["event"]
        self.slack.told.add((happened.get("channel"), happened.get("ts")))

    def _card_posted(self, card):
        with self._by_itself():
            self.watch.said.asked_now(card)
            self.people.sees(card)

    def _nudge_posted(self, message):
        with self._by_itself():
            self.watch.said.nudged_now(message)

    @contextmanager
    def _by_itself(self):
        # What the world does for itself is no moment at which a bot dies or is refused.
        armed, self.crashes.armed = self.crashes.armed, False
        try:
            yield
        finally:
            self.crashes.armed = armed

    def wanted(self, key):
        return wanted(self.database, key, rungs)

    def latest(self):
        """The latest time that any clock shows now."""
        return self.clock.now + max([bot.offset for bot in self._bots] + [timedelta(0)])

    def any_bot(self):
        bots = self._shuffled()
        return bots[0] if bots else None

    def run_on(self, bot, work):
        """Let a bot do something; False when it dies of it."""
        armed, self.crashes.armed = self.crashes.armed, True
        try:
            work()
        except CrashError as crash:
            self._died(bot, crash)
            return False
        except OperationalError:
            return False  # what the database refused is told to nobody but the log
        finally:
            self.crashes.armed = armed
        return True

    def _died(self, bot, crash):
        bot.die()
        chance = draw(self.scenario.seed, str(crash))
        length = chance.choices(((2, 60), (60, 7200), (21600, 250_000)), (80, 17, 3))[0]
        down = timedelta(seconds=chance.uniform(*length))
        self.story.tell(f"{bot.name} dies and is down for {down}")
        self.later(down, lambda: self._start(bot))

    def _start(self, bot):
        if not self.run_on(bot, bot.start) and bot.is_up:
            self._died(bot, f"{bot.name} cannot start at {self.clock.now}")

    def starting(self, bot):
        """What the application does before its first beat."""
        self._count_claimed_copies()
        if len(self._bots) == 1:
            bot.engine.take_over()

    def _count_claimed_copies(self):
        copies = select(func.count()).where(
            Proof.archive == ArchiveState.WANTED, Proof.next_at > self.clock.now
        )
        with self._by_itself(), self.database.look() as session:
            self.story.counts["starts with a copy claimed"] += session.scalar(copies) > 0

    def before_call(self, bot):
        """A bot is about to call Slack: it may die here, and must not hold a transaction."""
        if self._connection.in_transaction:
            raise Violation(4, "Slack is called inside a transaction: said before it is committed")
        self.crashes.at("before a call")
        self.pass_time(timedelta(milliseconds=self.pace.randint(20, 200)))
        if len(self._bots) > 1 and self._depth == 0 and self.pace.random() < 0.05:
            self._meanwhile(bot)

    def _meanwhile(self, bot):
        self._depth += 1
        for other in self._bots:
            if other is not bot and other.is_up:
                self.run_on(other, other.beat)
        self._depth -= 1

    def stand_still(self, bot, length):
        """A bot's machine stands still, as when it is suspended; the other bots go on."""
        if self._depth:
            return
        bot.is_frozen = True
        for _ in range(STILLS):
            self.pass_time(length / STILLS)
            self._meanwhile(bot)
        bot.is_frozen = False

    def pass_time(self, length):
        """Time goes by while a call is under way; what is due meanwhile happens meanwhile."""
        end = self.clock.now + length
        heaps = (self._late,) if self._depth else (self._due, self._late)
        self._depth += 1
        with self._by_itself():
            while (following := _first(*heaps)) and following[0][0] <= end:
                self.clock.forward(following[0][0])
                heapq.heappop(following)[2]()
        self._depth -= 1
        self.clock.forward(end)


def _first(*heaps):
    """The heap whose first happening comes first; None where nothing is to come."""
    return min(filter(None, heaps), key=lambda heap: heap[0][:2], default=None)
