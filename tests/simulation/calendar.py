"""Guarantee 1: exactly one run for each process and local occurrence."""

from collections import Counter

from sqlalchemy import or_, select

from simulation import cadences
from simulation.violation import Violation
from storage.models import Process, Run
from storage.states import RunState


class Calendar:
    """Compares runs with what falls due by an answer of our own."""

    def __init__(self, world):
        self.world = world

    def check(self, session):
        """Raise Violation unless runs and occurrences match one to one."""
        for planned in self.world.office.planned:
            process = session.get_one(Process, planned.process_id)
            until = self.world.clock.now
            if process.next_at is not None and process.next_at <= until:
                continue  # it is about to fire, or every bot is down
            found = select(Run.occurrence, Run.due_at).where(
                Run.process_id == process.id,
                Run.is_extra.is_(False),
                # What was skipped because an earlier one was still open has been due all the same.
                or_(Run.state != RunState.SKIPPED, Run.yields_to_id.is_not(None)),
            )
            runs = Counter(tuple(row) for row in session.execute(found))
            # A clock that was ahead may have opened what falls due later, once.
            known = Counter(self._due(planned, max(until, self.world.clocks.furthest)))
            more, missing = sorted(runs - known), sorted(Counter(self._due(planned, until)) - runs)
            if more or missing:
                what = f"{planned.name} ({planned.cadence.words}, {planned.zone})"
                raise Violation(1, f"{what}: too many {more[:3]}, missing {missing[:3]}")

    def _due(self, planned, until):
        until = min(until, planned.ended_at or until)
        for local, at in cadences.due(
            planned.cadence, planned.zone, planned.start, planned.created_at, until
        ):
            is_paused = any(
                begin <= at and (end is None or at <= end) for begin, end in planned.pauses
            )
            if not is_paused and local not in planned.skipped:
                yield local, at
