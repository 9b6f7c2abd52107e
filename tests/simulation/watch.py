"""Looks at every step of the world whether the guarantees hold."""

from sqlalchemy import select

from simulation.absent import Absent
from simulation.books import Books
from simulation.calendar import Calendar
from simulation.ends import Ends
from simulation.overlaps import Overlaps
from simulation.said import Said
from simulation.steps import Steps
from storage.models import LedgerEntry


class Watch:
    """Follows the ledger and Slack's own record, and looks at the rows that they name."""

    def __init__(self, world):
        self.world = world
        self.steps = Steps(world)
        self.books = Books(world, self.steps)
        self.said = Said(world, self.books)
        self.calendar = Calendar(world)
        self.ends = Ends(world)
        self.absent = Absent(world)
        self.overlaps = Overlaps()
        self._seen = 0

    def step(self):
        """What changed since the last step."""
        if not self.world.slack.fresh and self.world.newest_entry() == self._seen:
            return
        with self.world.database.work() as session:
            for entry in self._new_entries(session):
                self.books.link(entry)
                self.steps.entered(session, entry)
                self.absent.entered(session, entry)
                self.overlaps.entered(session, entry)
                self.world.story.tell(f"   ledger: {entry.action} {_facts(entry)}")
            fresh, self.world.slack.fresh = self.world.slack.fresh, []
            for message in fresh:
                self.said.posted(session, message)

    def _new_entries(self, session):
        newer = select(LedgerEntry).where(LedgerEntry.seq > self._seen).order_by(LedgerEntry.seq)
        entries = list(session.scalars(newer))
        self._seen += len(entries)
        return entries

    def weekly(self):
        """Everything that the last week left behind."""
        with self.world.database.work() as session:
            self.calendar.check(session)
            self.overlaps.check()
            self.ends.check_open(session)

    def final(self):
        """The end, after days without faults: nothing may be under way."""
        self.step()
        with self.world.database.work() as session:
            self.calendar.check(session)
            self.overlaps.check()
            self.ends.check_open(session)
            self.ends.check_ended(session)
            self.steps.check_offers(session)
            self.said.check_all(session)
            self.books.check_chain(session)


def _facts(entry):
    told = {key: value for key, value in entry.facts.items() if key in {"level", "reason", "title"}}
    return f"run {entry.run_id} step {entry.run_step_id} {told}"
