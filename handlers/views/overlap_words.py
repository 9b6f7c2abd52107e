"""What happens when a run is due and an earlier one is still open, in words."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from handlers.views.words import (
    NAME,
    Message,
    bold,
    clip,
    command,
    day_and_clock,
    first_of,
    moment,
    said,
)
from scheduler.plan import ProcessPlan
from storage.models import Process, Run, RunStep, Turn
from storage.states import Overlap, PassReason, RunState

MOST_RUNS = 3
SAID = {
    Overlap.CLOSE: "the earlier one closes as missed",
    Overlap.BOTH: "both stay open",
    Overlap.SKIP: "the new one is skipped",
}
# One that was proven all the same, or cancelled, ended by that.
YIELDED = {RunState.OPEN, RunState.MISSED, RunState.SKIPPED}
FATES = {
    RunState.OPEN: "it closes as not proven, as soon as I have looked through its threads.",
    RunState.MISSED: "it is closed as not proven.",
}


def on_overlap(work: ProcessPlan | Process) -> str:
    """Return what a process does when a run is due and an earlier one is still open."""
    return f"If a run is still open when the next one is due: {SAID[work.overlap]}"


def which_run(run: Run) -> str:
    """Return which run a card is of, where several may be open at a time; empty elsewhere."""
    if run.process.overlap != Overlap.BOTH:
        return ""
    return f", run of {day_and_clock(run.due_at, run.zone)}"


def called(run: Run) -> str:
    """Return the name of a run, as it was typed, with its wall time where others may be open."""
    if run.process.overlap != Overlap.BOTH:
        return run.name
    local = run.occurrence
    return f"{run.name}, {local:%a} {local.day} {local:%b}, {local.hour}:{local:%M}"


def was_overtaken(step: RunStep) -> bool:
    """Tell whether a step lost its last turn to the next run."""
    return any(turn.reason == PassReason.OVERTAKEN for turn in step.turns)


def overtaken(step: RunStep, now: datetime) -> str:
    """Return what a card adds to the word that its step is missed; empty for other reasons."""
    by = step.run.yields_to
    return f", overtaken by the run of {_of(by, now)}" if by and was_overtaken(step) else ""


def closing(turn: Turn, now: datetime) -> str:
    """Say on the card of an overtaken run why it closes."""
    by = turn.run_step.run.yields_to
    begun = f"the run of {_of(by, now)}" if by else "the next run"
    return (
        f":arrow_right: This closes as soon as I have looked through this thread: {begun} has begun"
    )


def earlier_runs(turn: Turn) -> Iterator[str]:
    """Say on the first cards of a run what became of those that it found open."""
    run = turn.run_step.run
    if turn.asked_at > run.opened_at:
        return
    found = [one for one in run.yielded if one.state in FATES]
    lines = [
        f"The run of {day_and_clock(one.due_at, one.zone)} was still open; {FATES[one.state]}"
        for one in found
    ]
    yield from first_of(lines, MOST_RUNS)


def why_it_yielded(run: Run) -> str:
    """Return, behind the word for how a run ended, to which other one it gave way; else empty."""
    other = run.yields_to
    if other is None or run.state not in YIELDED:
        return ""
    of = f"the run of {day_and_clock(other.due_at, other.zone)}"
    is_skipped = run.state == RunState.SKIPPED
    return f": {of} was still open" if is_skipped else f", overtaken by {of}"


def left_out(process: Process, runs: Sequence[Run]) -> Message:
    """Tell somebody on the ladder that they are not asked, as an earlier run is still open."""
    other = runs[-1].yields_to
    assert other is not None, "it was skipped for another"
    of = first_of([day_and_clock(run.due_at, run.zone) for run in runs], MOST_RUNS)
    is_ = "is" if len(runs) == 1 else "are"
    return said(
        f"{bold(clip(process.name, NAME))} of {', '.join(of)} {is_} skipped: the run of",
        f"{day_and_clock(other.due_at, other.zone)} was still open. I ask nobody for it.",
        f"To run it all the same, write {command('start', process.name)}.",
    )


def _of(run: Run, now: datetime) -> str:
    return moment(run.due_at, run.zone, now)
