"""Nobody who is away is asked, but for a manager; and nobody is passed over who is not away."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from simulation.violation import Violation
from storage.models import RunStep
from storage.states import Level


@dataclass
class Span:
    """What the ledger says of one absence."""

    person: str
    begin: datetime
    end: datetime
    ended_at: datetime | None = None

    def covers(self, at):
        # What was asked at the very moment of the saying may have come before it.
        return self.begin < at < self.end and (self.ended_at is None or at < self.ended_at)


class Absent:
    """Follows who says away and back in the ledger, and who is asked meanwhile."""

    def __init__(self, world):
        self.world = world
        # By their numbers, for each person.
        self._spans = defaultdict(dict)

    def entered(self, session, entry):
        """Look at what a ledger entry is about. Raises Violation."""
        match entry.action:
            case "absence_said" | "absence_cut":
                moments = (datetime.fromisoformat(entry.facts[end]) for end in ("from", "until"))
                span = Span(entry.facts["person"], *moments)
                self._spans[span.person][entry.facts["absence"]] = span
            case "absence_ended":
                span = self._spans[entry.facts["person"]][entry.facts["absence"]]
                span.ended_at = entry.at
            case "turn_asked" if entry.facts["level"] != Level.MANAGER.name:
                self._asked(_turn(session, entry))
            case "turn_passed" if entry.facts["reason"] == "away":
                self._passed_over(_turn(session, entry), entry)

    def _asked(self, turn):
        for span in self._spans[turn.person_id].values():
            were_right = self.world.clocks.were_right(span.begin, self.world.clock.now)
            if were_right and span.covers(turn.asked_at):
                raise Violation(3, f"turn {turn.id} was asked of {turn.person_id}, who is away")

    def _passed_over(self, turn, entry):
        spans = self._spans[turn.person_id].values()
        if turn.level == Level.MANAGER or not spans:
            raise Violation(3, f"turn {turn.id} was passed over for an absence that is none")
        if all(span.ended_at is not None for span in spans):
            raise Violation(3, f"turn {turn.id} was passed over, and {turn.person_id} is back")


def _turn(session, entry):
    step = session.get_one(RunStep, entry.run_step_id)
    return next(turn for turn in step.turns if turn.level.name == entry.facts["level"])
