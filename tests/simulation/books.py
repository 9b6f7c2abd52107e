"""Guarantee 5: the chain of the ledger verifies, and the digest equals it."""

from collections import Counter
from datetime import datetime, timedelta

from scheduler.digest import processes_reporting_to
from simulation.violation import Violation
from storage import ledger

SPAN = timedelta(weeks=4)
FAILING = 2


class Books:
    """Verifies the chain entry by entry, and each digest by the endings seen in the rows."""

    def __init__(self, world, steps):
        self.world, self.steps = world, steps
        self._hash = ledger.GENESIS

    def link(self, entry):
        """Look whether an entry continues the chain."""
        if entry.previous_hash != self._hash or entry.hash != ledger.digest_of(entry):
            raise Violation(5, f"the chain of the ledger breaks at {entry.seq}")
        self._hash = entry.hash

    def check_chain(self, session):
        """Verify all of it, as `baton check` does."""
        broken = ledger.first_broken_link(session)
        if broken is not None:
            raise Violation(5, f"the chain of the ledger breaks at {broken}")

    def check_digest(self, session, row, message):
        """Compare a digest with how the steps ended."""
        until = datetime.fromisoformat(row.facts["until"])
        clocks = self.world.clocks
        if not clocks.were_right(clocks.really(until), self.world.clock.now):
            return  # what ends meanwhile may bear a time on either side of `until`
        reporting = {process.id for process in processes_reporting_to(session, row.conversation)}
        counts = self._counts(reporting, until)
        total = sum(sum(count.values()) for count in counts.values())
        on_time = sum(count["on_time"] for count in counts.values())
        were = "step was" if total == 1 else "steps were"
        score = f"{on_time} of {total} {were} proven on time" if total else "nothing was due in"
        if score not in message["first_said"]:
            raise Violation(5, f"the digest says “{message['text'][:120]}”, the steps: {score}")
        for (_, title), count in counts.items():
            failures = sum(count.values()) - count["on_time"]
            if failures >= FAILING and _row(count) not in message["first_said"]:
                raise Violation(5, f"the digest does not say of {title}: {_row(count)}")

    def _counts(self, reporting, until):
        counts = {}
        for endings in self.steps.endings.values():
            seen = [one for one in endings if until - SPAN < one[0] <= until]
            if seen and seen[-1][1] in reporting:
                _, process_id, title, outcome = seen[-1]
                counts.setdefault((process_id, title), Counter())[outcome] += 1
        return counts


def _row(count):
    return (
        f"on time {count['on_time']}, late {count['late']}, by the backup {count['backup']}, by "
        f"the manager {count['manager']}, missed {count['missed']} (of {sum(count.values())})"
    )
