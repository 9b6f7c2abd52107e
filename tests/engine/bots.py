"""Several bots over one database and one Slack, each in threads of its own."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Thread

from line_reader import LineReader
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from bot.engine import Engine, Workers
from handlers.reading import Library
from scheduler.archiving import Copier
from scheduler.claiming import LEASE
from scheduler.delivery import Senders
from storage.database import Database
from storage.models import DigestSchedule, Inbound, Outgoing, Process, Proof, Turn
from storage.states import OutgoingState

REST_SECONDS = 0.02
# Slack on paper answers at once: a message that takes so long has lost its bot.
ABANDONED_SECONDS = 2
SENDING = "sending"
SENDERS = 4
WAITING = (Process, Turn, Outgoing, Inbound, DigestSchedule, Proof)


class KilledError(BaseException):
    """What nobody catches: the bot is gone at this very point."""


class Desk:
    """A bot's own way to Slack: it can be killed while it posts."""

    def __init__(self, slack):
        self._slack = slack
        self.dies_after_posts = None

    def __getattr__(self, name):
        return getattr(self._slack, name)

    def post(self, letter, is_ours):
        outcome = self._slack.post(letter, is_ours)
        if self.dies_after_posts is not None:
            self.dies_after_posts -= 1
            if self.dies_after_posts < 0:
                raise KilledError
        return outcome


class Bot:
    """One bot: an engine that beats in a thread, and threads that send."""

    def __init__(self, url, slack, clock, proofs):
        self.database = Database(url)
        self.desk = Desk(slack)
        self.threads = ThreadPoolExecutor(SENDERS)
        self.copier = ThreadPoolExecutor(1)
        self.engine = Engine(
            self.database,
            self.desk,
            self._link,
            clock,
            Workers(
                Copier(proofs, self.copier),
                Senders(self.threads, SENDERS),
                Library(proofs.with_name("documents"), self.copier, LineReader()),
            ),
        )
        self.engine.sweep.want_all()
        self._stop = Event()
        self._beat = Thread(target=self._run)

    def start(self):
        self._beat.start()

    def stop(self):
        self._stop.set()
        self._beat.join()
        self.threads.shutdown(wait=True)
        self.copier.shutdown(wait=True)
        self.database.close()

    def die_while_posting(self, after=0):
        """Post `after` messages more and one, and never learn that it went out."""
        self.desk.dies_after_posts = after

    def _run(self):
        while not (self._stop.wait(REST_SECONDS) or self._is_dead):
            self.engine.cycle.run()

    @property
    def _is_dead(self):
        return self.desk.dies_after_posts is not None and self.desk.dies_after_posts < 0

    @staticmethod
    def _link(channel, ts):
        return f"https://x/{channel}/{ts}"


def wait_until_quiet(cafe, seconds=60):
    """Wait until nothing is due at the clock's time, for anybody.

    What a dead bot was sending is nobody's until its lease ends: the clock goes on to that moment.
    """
    deadline = time.monotonic() + seconds
    seen = None
    while due := _due(cafe):
        assert time.monotonic() < deadline, f"still due: {due}"
        if due != seen:
            seen, moved_at = due, time.monotonic()
        elif SENDING in due and time.monotonic() > moved_at + ABANDONED_SECONDS:
            cafe.now += LEASE
        time.sleep(REST_SECONDS)


def _due(cafe):
    sending = select(func.count()).where(Outgoing.state == OutgoingState.SENDING)
    try:
        with cafe.database.look() as session:
            counts = {
                table.__tablename__: session.scalar(
                    select(func.count()).select_from(table).where(table.next_at <= cafe.now)
                )
                for table in WAITING
            }
            counts[SENDING] = session.scalar(sending)
    except SQLAlchemyError as error:
        return {str(error): 1}
    return {name: number for name, number in counts.items() if number}
