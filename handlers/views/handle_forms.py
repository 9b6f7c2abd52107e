"""The forms by which a manager gives a turn to somebody else, cancels a step, accepts a proof."""

from collections.abc import Sequence
from datetime import datetime

from handlers.views import handle_ids as ids
from handlers.views import inputs
from handlers.views.blocks import Block, section
from handlers.views.handle import about, became
from handlers.views.inputs import field
from handlers.views.modal import View, modal
from handlers.views.proof_words import name_of
from handlers.views.words import label, mention
from scheduler.reasons import LONGEST_REASON
from storage.models import Proof, RunStep, Turn

# As many as a drop-down list takes; the newest are the ones in question.
MOST_PROOFS = 100
LONGEST_OPTION = 75
SHORT_NAME = 30


def reassign_form(turn: Turn, zone: str, now: datetime) -> View:
    """Return the form that asks whom a live turn is given to; it remembers the turn."""
    person = field(
        "Who shall do it?",
        inputs.person(ids.PERSON, ""),
        hint="They are asked right away and have the time that this place on the ladder has.",
    )
    lead = (
        f"It is with {mention(turn.person_id)} now, who sees on their card to whom it goes. "
        "A proof in their thread still counts."
    )
    blocks = [*about(turn.run_step, zone, now), section(lead), person, _why(optional=True)]
    return _modal(ids.REASSIGN_CALLBACK, "Give it to somebody", "Give it", turn.id, blocks)


def cancel_form(step: RunStep, zone: str, now: datetime) -> View:
    """Return the form that asks why a step is cancelled; it remembers the step."""
    lead = (
        "Nobody is asked for it any more, and it counts as cancelled, not as missed. "
        "The run goes on with its next step."
    )
    blocks = [*about(step, zone, now), section(lead), _why()]
    return _modal(ids.CANCEL_STEP_CALLBACK, "Cancel this step", "Cancel it", step.id, blocks)


def accept_form(step: RunStep, proofs: Sequence[Proof], zone: str, now: datetime) -> View:
    """Return the form that asks which file is to count, and why; it remembers the step."""
    newest = proofs[-MOST_PROOFS:]
    options = {str(proof.id): _option(proof) for proof in newest}
    which = field("Which one", inputs.select(ids.PROOF, options, str(newest[-1].id)))
    lead = "The step is done with it: late, accepted by you. The weekly digest says so too."
    blocks = [*about(step, zone, now), section(lead), which, _why()]
    return _modal(ids.ACCEPT_CALLBACK, "Accept a proof", "Accept it", step.id, blocks)


def _option(proof: Proof) -> str:
    return label(f"{label(name_of(proof), SHORT_NAME)}, {became(proof)}", LONGEST_OPTION)


def _why(*, optional: bool = False) -> Block:
    element = inputs.text_line(ids.REASON, "", longest=LONGEST_REASON)
    return field("Why", element, hint="One line. Those who were asked see it.", optional=optional)


def _modal(callback: str, title: str, submit: str, row_id: int, blocks: list[Block]) -> View:
    return modal(callback, title, blocks, submit=submit, close="Close", memory=str(row_id))
