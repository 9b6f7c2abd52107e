"""What a manager hears of a step that they have handled, or that had changed meanwhile."""

from datetime import datetime

from handlers.views.proof_words import FILE_NAME, name_of
from handlers.views.run_history import why
from handlers.views.unresolved import how_it_stands
from handlers.views.words import TITLE, Message, bold, clip, mention, said, when_known
from scheduler.handling import Handled, live_turn
from storage.models import Proof, RunStep, Turn
from storage.states import StepState

CHOOSE = "Please choose the file that is to count."
SOMEBODY = "Please choose a person."
HAS_IT = "They have it already. Please choose somebody else."
COMES_LATER = (
    "They come later on this ladder, and it goes up one at a time. "
    "Please choose who is next, or somebody who is not on it."
)
AWAY = "They are away now. Please choose somebody else."


def given(turn: Turn) -> Message:
    """Confirm that a turn goes to somebody else."""
    to, step = mention(str(turn.given_to_id)), turn.run_step
    return said(
        f"{_title(step)} goes to {to}, who is asked as soon as I have looked through the thread of"
        f" {mention(turn.person_id)}. Both see who decided it on their cards.",
    )


def cancelled(step: RunStep) -> Message:
    """Confirm that a step is cancelled."""
    return said(
        f"{_title(step)} is cancelled{why(step)}.",
        "Those who were asked see it on their card, and the run goes on without it.",
    )


def accepted(step: RunStep, proof: Proof) -> Message:
    """Confirm that a file counts."""
    return said(
        f"{_title(step)} is done: “{clip(name_of(proof), FILE_NAME)}” from"
        f" {mention(proof.person_id)} counts, late and accepted by you{why(step)}.",
        "Those who were asked see it on their card.",
    )


def refused(handled: Handled, step: RunStep, zone: str, now: datetime) -> Message:
    """Say why nothing has changed, and how things stand."""
    if handled == Handled.LEAVING:
        return said(
            f"{_title(step)} is moving on already: only its threads are still to be read.",
            "Please look again in a moment.",
        )
    if handled == Handled.NO_PROOF:
        return said(
            f"This file cannot count for {_title(step)}: there is nothing to look at any more,",
            "or it has been decided on. Nothing has changed.",
        )
    return said(f"This has moved on meanwhile, so nothing was changed. {_stands(step, zone, now)}")


def nothing_to(step: RunStep, zone: str, now: datetime) -> Message:
    """Answer a button for something that can no longer be decided."""
    return refused(Handled.CLOSED, step, zone, now)


def gone() -> Message:
    """Answer a button or a form whose step is not there."""
    return said("I do not know this step any more, so nothing has changed.")


def _stands(step: RunStep, zone: str, now: datetime) -> str:
    at = when_known(step.closed_at, zone, now)
    match step.state:
        case StepState.DONE:
            return f"{_title(step)} is done{at}."
        case StepState.CANCELLED:
            return f"{_title(step)} was cancelled{at}."
        case StepState.OPEN if live_turn(step) is None:
            return f"{_title(step)} is about to move on."
        case _:
            return f"{_title(step)}: {how_it_stands(step, zone, now)}."


def _title(step: RunStep) -> str:
    return bold(clip(step.title, TITLE))
