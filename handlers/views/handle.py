"""One step in a modal: what it is, how it came here, what was posted, and what can be done."""

from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise

from handlers.views import handle_ids as ids
from handlers.views import inputs
from handlers.views.blocks import Block, context, paragraphs, press, row, section
from handlers.views.modal import View
from handlers.views.notes import moved_on
from handlers.views.proof_words import in_order, proof_link
from handlers.views.run_history import by_hand
from handlers.views.unresolved import how_it_stands
from handlers.views.words import (
    NAME,
    TITLE,
    bold,
    clip,
    day_and_clock,
    first_of,
    mention,
    proof_rule,
    when,
    when_known,
)
from scheduler.handling import acceptable, live_turn
from storage.models import Proof, RunStep, Turn
from storage.states import StepState, Verdict

MOST_FILES = 20
FILES = "Slack opens a file for those whom it was sent to: ask them to show it to you."
CAME = {
    Verdict.COUNTED: "in time",
    Verdict.ACCEPTED: "accepted",
    Verdict.LATE: "after the time was over",
}
# How a file that was not taken is called in a word; `views/answers.py` told its person more.
NOT_TAKEN = {
    "not_a_photo": "not taken: it is no photo",
    "not_a_file": "not taken: it is a photo, and a file is wanted",
    "deleted": "not taken: it was deleted",
    "hidden": "not taken: Slack hides it, as it is too old",
    "external": "not taken: it is a link to somewhere else",
    "shared_again": "not taken: it was a proof before",
    "too_old": "not taken: it is older than this run",
    "typed_text": "not taken: it is text, no file",
    "not_readable": "not taken: Slack does not open it",
    "empty": "not taken: it is empty",
}


def handle_modal(step: RunStep, zone: str, now: datetime) -> View:
    """Return the modal on a step; times are the reader's, else those of `zone`."""
    return {
        "type": "modal",
        "title": inputs.plain("Handle a step"),
        "close": inputs.plain("Close"),
        "blocks": [*about(step, zone, now), *_buttons(step)],
    }


def about(step: RunStep, zone: str, now: datetime) -> list[Block]:
    """Return what a step is, how it came to whom it is with, and the files that were posted."""
    what = f"{clip(step.run.name, NAME)}, due {day_and_clock(step.run.due_at, zone)}"
    wanted = f"It takes {proof_rule(step.proof_kind, step.proof_count)}."
    lines = [*_way(step, zone, now), _stands(step, zone, now)]
    blocks = [
        section(f"{bold(clip(step.title, TITLE))}\n{what}\n{wanted}"),
        *paragraphs(lines),
    ]
    files = [f"• {posted(proof, zone, now)}" for proof in step.proofs]
    if files:
        blocks += [*paragraphs(["*Posted so far*", *first_of(files, MOST_FILES)]), context(FILES)]
    return blocks


def posted(proof: Proof, zone: str, now: datetime) -> str:
    """Return a file with who posted it when, and what became of it."""
    shown = proof_link(proof)
    at = when(proof.posted_at, zone, now)
    return f"{shown} from {mention(proof.person_id)} {at}, {became(proof)}"


def became(proof: Proof) -> str:
    """Return what became of a file, in a few words."""
    if proof.verdict == Verdict.REFUSED:
        return NOT_TAKEN.get(str(proof.reason), "not taken")
    return CAME[proof.verdict]


def _way(step: RunStep, zone: str, now: datetime) -> Iterator[str]:
    turns = in_order(step)
    if turns:
        first = turns[0]
        yield f"Asked first: {mention(first.person_id)}, {when(first.asked_at, zone, now)}."
    for before, after in pairwise(turns):
        at = when(before.ended_at or after.asked_at, zone, now)
        yield moved_on(before, mention(after.person_id), at, now)
    yield from _problem(turns[-1] if turns else None)


def _problem(last: Turn | None) -> Iterator[str]:
    # What a manager reported stays with them, so that no word on moving on tells it.
    if last is not None and last.is_live and last.note is not None:
        yield f"{mention(last.person_id)} reported a problem: “{clip(last.note, NAME)}”."


def _stands(step: RunStep, zone: str, now: datetime) -> str:
    at = when_known(step.closed_at, zone, now)
    match step.state:
        case StepState.OPEN | StepState.MISSED:
            words = how_it_stands(step, zone, now)
            return f"Now: {words}."
        case StepState.DONE:
            return f"Now: done{at}."
        case StepState.CANCELLED:
            return f"Now: cancelled{at}{by_hand(step if step.closed_by_id else step.run)}."
        case _:
            return "Now: it waits for the step before it."


def _buttons(step: RunStep) -> list[Block]:
    value = str(step.id)
    buttons = []
    if step.state == StepState.OPEN and live_turn(step) is not None:
        buttons.append(press(ids.ASK_REASSIGN, "Give to somebody else", value=value))
    if acceptable(step):
        buttons.append(press(ids.ASK_ACCEPT, "Accept a proof", value=value))
    if step.state == StepState.OPEN:
        buttons.append(press(ids.ASK_CANCEL_STEP, "Cancel this step", value=value))
    if not buttons:
        return [section("There is nothing left to decide here.")]
    return [row(*buttons)]
