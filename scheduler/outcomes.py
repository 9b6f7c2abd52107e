"""What became of a step, told from its turns and proofs: pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from storage.models import Turn
from storage.states import UNASKED, Level, PassReason, StepState, TurnState, Verdict


class Outcome(StrEnum):
    """How a step went; the first five are the ways to be done."""

    ON_TIME = "on time"
    LATE = "late"
    BACKUP = "by the backup"
    MANAGER = "by the manager"
    ACCEPTED = "late, accepted by hand"
    MISSED = "missed"
    CANCELLED = "cancelled"
    OPEN = "open"
    WAITING = "waiting"


class TurnFacts(Protocol):
    """What a turn, or a row of one, says."""

    @property
    def level(self) -> Level: ...  # noqa: D102
    @property
    def number(self) -> int: ...  # noqa: D102
    @property
    def person_id(self) -> str: ...  # noqa: D102
    @property
    def state(self) -> TurnState: ...  # noqa: D102
    @property
    def reason(self) -> PassReason | None: ...  # noqa: D102
    @property
    def asked_at(self) -> datetime: ...  # noqa: D102
    @property
    def deadline_at(self) -> datetime | None: ...  # noqa: D102


class ProofFacts(Protocol):
    """What a proof, or a row of one, says."""

    @property
    def verdict(self) -> Verdict: ...  # noqa: D102
    @property
    def posted_at(self) -> datetime: ...  # noqa: D102


class StepFacts(Protocol):
    """What a run step, or a row of one, says."""

    @property
    def state(self) -> StepState: ...  # noqa: D102
    @property
    def closed_at(self) -> datetime | None: ...  # noqa: D102
    @property
    def closed_by_id(self) -> str | None: ...  # noqa: D102
    @property
    def owner_seconds(self) -> int: ...  # noqa: D102


@dataclass(frozen=True)
class Result:
    """How a step went: `turn` proved it, or had it last; instants in UTC.

    `late` is how long after the owner's window it was done, zero when within it, None when it
    was not done.
    """

    outcome: Outcome
    turn: TurnFacts | None
    done_at: datetime | None = None
    late: timedelta | None = None


NOT_DONE = {
    StepState.WAITING: Outcome.WAITING,
    StepState.OPEN: Outcome.OPEN,
    StepState.MISSED: Outcome.MISSED,
    StepState.CANCELLED: Outcome.CANCELLED,
}
HIGHER_UP = {Level.BACKUP: Outcome.BACKUP, Level.MANAGER: Outcome.MANAGER}


def result_of(step: StepFacts, turns: Sequence[TurnFacts], proofs: Sequence[ProofFacts]) -> Result:
    """Tell how a step went; `turns` in any order, `proofs` the earliest first."""
    ordered = sorted(turns, key=lambda turn: (turn.level, turn.number))
    if step.state != StepState.DONE:
        return Result(NOT_DONE[step.state], ordered[-1] if ordered else None)
    accepted = [proof.posted_at for proof in proofs if proof.verdict == Verdict.ACCEPTED]
    done_at = accepted[-1] if accepted else step.closed_at
    proven = next((turn for turn in ordered if turn.state == TurnState.PROVEN), None)
    first = _first_level(ordered)
    late = _late(step, first, done_at)
    how = Outcome.ACCEPTED if step.closed_by_id else _how(proven, first, late)
    return Result(how, proven, done_at, late)


def _first_level(ordered: Sequence[TurnFacts]) -> list[TurnFacts]:
    """Return the turns of the first level that had somebody: who is away hands it on as planned.

    So does a user group without anybody.
    """
    there = [turn for turn in ordered if turn.reason not in UNASKED] or ordered
    return [turn for turn in there if turn.level == there[0].level]


def _how(proven: TurnFacts | None, first: Sequence[TurnFacts], late: timedelta | None) -> Outcome:
    if proven is not None and proven not in first and proven.level in HIGHER_UP:
        return HIGHER_UP[proven.level]
    return Outcome.LATE if late else Outcome.ON_TIME


def _late(
    step: StepFacts, first: Sequence[TurnFacts], done_at: datetime | None
) -> timedelta | None:
    if done_at is None or not first:
        return None
    # Whom a manager gave somebody's time to had one of their own.
    last = first[-1]
    until = last.deadline_at or last.asked_at + timedelta(seconds=step.owner_seconds)
    return max(done_at - until, timedelta(0))


def outcome_of(turn: Turn, posted_at: datetime) -> str:
    """Tell how a proven step counts in the digest: on_time, late, backup or manager."""
    if turn.level != Level.OWNER and not _stands_in(turn):
        return turn.level.name.lower()
    # Whoever was given the time of somebody else had a window of their own.
    last = [other for other in turn.run_step.turns if other.level == turn.level][-1]
    on_time = last.deadline_at is None or posted_at <= last.deadline_at
    return "on_time" if on_time else "late"


def _stands_in(turn: Turn) -> bool:
    """Tell whether nobody before was there to ask: then it is this person's work, no failure."""
    before = (other for other in turn.run_step.turns if other.level < turn.level)
    return all(other.reason in UNASKED for other in before)
