"""How the last runs of a process went, step by step."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from handlers.views.overlap_words import why_it_yielded
from handlers.views.proof_words import prover
from handlers.views.words import clip, day_and_clock, mention, when_known
from storage.models import Run, RunStep
from storage.states import RunState, StepState

MOST_RUNS = 5
SHORT_TITLE = 100
# Escaping makes "&" five characters long: what a reason may be is shorter than this.
REASON = 500
RUN_WORDS = {
    RunState.OPEN: "open",
    RunState.DONE: "done",
    RunState.MISSED: "not all of it was proven",
    RunState.CANCELLED: "cancelled",
    RunState.SKIPPED: "skipped",
}
RUN_MARKS = {
    RunState.OPEN: ":hourglass_flowing_sand:",
    RunState.DONE: ":white_check_mark:",
    RunState.MISSED: ":x:",
    RunState.CANCELLED: ":heavy_minus_sign:",
    RunState.SKIPPED: ":heavy_minus_sign:",
}
MARKS = {
    StepState.WAITING: ":white_circle:",
    StepState.OPEN: ":hourglass_flowing_sand:",
    StepState.DONE: ":white_check_mark:",
    StepState.MISSED: ":x:",
    StepState.CANCELLED: ":heavy_minus_sign:",
}


def history(runs: Sequence[Run], now: datetime) -> list[str]:
    """Return the lines of the first few of `runs`, which stand newest first."""
    return [line for run in runs[:MOST_RUNS] for line in _run(run, now)]


def _run(run: Run, now: datetime) -> Iterator[str]:
    extra = " (extra run)" if run.is_extra else ""
    yield f"{day_and_clock(run.due_at, run.zone)}{extra}: {how_it_went(run)}"
    for step in run.steps:
        yield f"{MARKS[step.state]} {clip(step.title, SHORT_TITLE)} \u2013 {_outcome(step, now)}"


def how_it_went(run: Run) -> str:
    """Return the state of a run in words, and why it ended by hand or made room for another."""
    return f"{RUN_WORDS[run.state]}{by_hand(run)}{why_it_yielded(run)}"


def by_hand(closed: Run | RunStep) -> str:
    """Return who closed a run or a step by hand, and why; empty where nobody did."""
    by = f" by {mention(closed.closed_by_id)}" if closed.closed_by_id else ""
    return f"{by}{why(closed)}"


def why(closed: Run | RunStep) -> str:
    """Return the reason that somebody gave for closing a run or a step by hand."""
    return f": “{clip(closed.reason, REASON)}”" if closed.reason else ""


def _outcome(step: RunStep, now: datetime) -> str:
    at = when_known(step.closed_at, step.run.zone, now)
    match step.state:
        case StepState.DONE if step.closed_by_id:
            return f"late proof accepted{at}{by_hand(step)}"
        case StepState.DONE:
            by = prover(step)
            return f"proven by {mention(by)}{at}" if by else f"proven{at}"
        case StepState.MISSED:
            return f"missed{at}"
        case StepState.CANCELLED:
            return f"cancelled{by_hand(step)}"
        case _:
            return str(step.state)
