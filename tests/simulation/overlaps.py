"""Guarantee 1, where an earlier run is still open: it closes, both stay, or the new one is skipped.

By the ledger alone: which runs of a process are open is counted from what it says.
"""

from collections import defaultdict

from simulation.violation import Violation
from storage.models import Process, Run
from storage.states import Level, Overlap


class Overlaps:
    """Follows the regular runs of each process, and what becomes of one that is still open."""

    def __init__(self):
        self._open = defaultdict(list)
        self._overtaken = set()
        self._over = set()
        self._must_close = set()
        self._looks = {
            "run_opened": self._run_opened,
            "run_overtaken": self._run_overtaken,
            "occurrence_skipped": self._skipped,
            "run_closed": self._run_closed,
            "run_cancelled": self._run_closed,
            "step_opened": self._asked_on,
            "turn_passed": self._asked_on,
        }

    def entered(self, session, entry):
        """Look at what a ledger entry is about. Raises Violation."""
        if entry.run_id in self._must_close and entry.action != "run_overtaken":
            raise Violation(1, f"run {entry.run_id} went on beside the next one: {entry.action}")
        look = self._looks.get(entry.action)
        if look is not None:
            look(session, entry)

    def check(self):
        """Raise Violation if a run goes on that the next one should have closed."""
        if self._must_close:
            raise Violation(1, f"runs {sorted(self._must_close)} go on beside the next ones")

    def _run_opened(self, session, entry):
        if entry.facts["extra"]:
            return
        match self._policy(session, entry):
            case Overlap.CLOSE:
                self._must_close |= set(self._open[entry.process_id]) - self._overtaken
            case Overlap.SKIP:
                # Nobody may be asked for them any more: their time was over.
                self._over |= set(self._open[entry.process_id])
        self._open[entry.process_id].append(entry.run_id)

    def _run_overtaken(self, session, entry):
        run, by = session.get_one(Run, entry.run_id), session.get_one(Run, entry.facts["by"])
        is_due = self._policy(session, entry) == Overlap.CLOSE and not (run.is_extra or by.is_extra)
        if not is_due or by.due_at <= run.due_at:
            raise Violation(1, f"run {run.id} was overtaken by run {by.id}")
        self._overtaken.add(run.id)
        self._must_close.discard(run.id)

    def _skipped(self, session, entry):
        if entry.facts["reason"] != "still_open":
            return
        of = entry.facts["of"]
        is_due = self._policy(session, entry) == Overlap.SKIP
        if not is_due or of not in set(self._open[entry.process_id]) - self._over:
            raise Violation(1, f"run {entry.run_id} was skipped for run {of}, which was over")

    def _run_closed(self, _, entry):
        mine = self._open[entry.process_id]
        if entry.run_id in mine:
            mine.remove(entry.run_id)

    def _asked_on(self, _, entry):
        moves_up = entry.facts.get("level") != Level.MANAGER.name
        if entry.run_id in self._over and moves_up:
            raise Violation(1, f"run {entry.run_id} went on, and did not hold the next one back")
        if entry.run_id in self._overtaken and entry.action == "step_opened":
            raise Violation(3, f"a step of run {entry.run_id} opened after it was overtaken")

    @staticmethod
    def _policy(session, entry):
        return session.get_one(Process, entry.process_id).overlap
