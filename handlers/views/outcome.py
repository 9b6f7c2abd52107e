"""What a card says of a step that is closed: who proved it, or that nobody did in time."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers.views.overlap_words import overtaken
from handlers.views.proof_words import by_person, links, names, prover, with_verdict
from handlers.views.run_history import why
from handlers.views.words import mention, proof_rule, when, when_known
from storage.models import Proof, RunStep, Turn
from storage.states import TurnState, Verdict

Shown = Callable[[Sequence[Proof]], str]


@dataclass(frozen=True)
class Standing:
    """The lines below a card's title; `spoken` where reading out the lines would be too much."""

    lines: list[str]
    spoken: list[str] | None = None

    @property
    def aloud(self) -> list[str]:
        """What notifications and screen readers say."""
        return self.lines if self.spoken is None else self.spoken


def proven(turn: Turn, now: datetime) -> Standing:
    """Tell who proved the step, on the card of the one who did or of another one."""
    step = turn.run_step
    accepted = with_verdict(step, Verdict.ACCEPTED)
    line = _proven_by(turn, accepted, now)
    return Standing(
        [line, *_listed(accepted, links), *_kept(step, links)],
        [line, *_listed(accepted, names), *_kept(step, names)],
    )


def missed(step: RunStep, now: datetime) -> Standing:
    """Tell that the time is over, and what came all the same."""
    at = when_known(step.closed_at, step.run.zone, now)
    why = overtaken(step, now)
    line = f":hourglass: Missed{at}{why}. A proof in this thread is still kept as late evidence."
    in_time = with_verdict(step, Verdict.COUNTED)
    return Standing(
        [line, *_in_time(step, in_time, links), *_late(step, now, links)],
        [line, *_in_time(step, in_time, names), *_late(step, now, names)],
    )


def _proven_by(turn: Turn, accepted: Sequence[Proof], now: datetime) -> str:
    step = turn.run_step
    at = accepted[-1].posted_at if accepted else step.closed_at
    time = when_known(at, step.run.zone, now)
    by = prover(step)
    if step.closed_by_id is not None:
        return _accepted_by_hand(turn, now)
    if turn.state == TurnState.PROVEN:
        return f":white_check_mark: Done by {mention(turn.person_id)}{time}."
    who = f"{mention(by)} proved it" if by else "it was proven"
    return f":white_check_mark: Nothing left to do: {who}{time}."


def _accepted_by_hand(turn: Turn, now: datetime) -> str:
    step, by = turn.run_step, prover(turn.run_step)
    whose = "your proof" if turn.state == TurnState.PROVEN else f"the proof of {mention(str(by))}"
    at = when_known(step.closed_at, step.run.zone, now)
    accepted = f"{mention(str(step.closed_by_id))} accepted {whose}{at}"
    return f":white_check_mark: Done: {accepted}{why(step)}."


def _listed(proofs: Sequence[Proof], shown: Shown) -> Iterator[str]:
    if proofs:
        yield f"{'Proof' if len(proofs) == 1 else 'Proofs'}: {shown(proofs)}"


def _kept(step: RunStep, shown: Shown) -> Iterator[str]:
    for person_id, proofs in by_person(with_verdict(step, Verdict.LATE)).items():
        yield f"Kept as well, from {mention(person_id)}: {shown(proofs)}"


def _in_time(step: RunStep, proofs: Sequence[Proof], shown: Shown) -> Iterator[str]:
    if proofs:
        rule = proof_rule(step.proof_kind, step.proof_count)
        yield f"{len(proofs)} of {rule} came in time: {shown(proofs)}"


def _late(step: RunStep, now: datetime, shown: Shown) -> Iterator[str]:
    for person_id, proofs in by_person(with_verdict(step, Verdict.LATE)).items():
        at = when(proofs[0].posted_at, step.run.zone, now)
        yield f"Late evidence from {mention(person_id)} {at}: {shown(proofs)}"
