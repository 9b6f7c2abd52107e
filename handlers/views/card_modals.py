"""The modals behind a card's buttons: one line on why the work moves on, or on what is wrong."""

from datetime import datetime
from typing import Any

from handlers.views import inputs
from handlers.views.blocks import Block, section
from handlers.views.card_buttons import NextPerson
from handlers.views.inputs import field
from handlers.views.modal import View, modal
from handlers.views.turn_words import until
from handlers.views.words import TITLE, Message, clip, mention
from storage.models import Turn

PASS_CALLBACK, PROBLEM_CALLBACK = "pass_turn", "report_problem"
NOTE = "note"
LONGEST_NOTE = 300
NO_NOTE = "Please say it in a few words: whoever has this next reads them."
NOT_YET = "Your card is only just arriving. Please send this once more in a few seconds."


def pass_modal(turn: Turn, following: NextPerson) -> View:
    """Ask why somebody passes their turn on; `following` gets it."""
    to = mention(following.person_id)
    return _modal(
        turn,
        PASS_CALLBACK,
        "Pass this on now",
        "Pass on",
        f"{_called(turn)} goes to {to} right away. A proof in your thread still counts.",
        field("Why?", _line("For example: the freezer is locked"), hint="Both of you see this."),
    )


def problem_modal(turn: Turn, now: datetime, following: NextPerson | None) -> View:
    """Ask what is wrong, and say what happens with the answer; `following` gets it, if anybody."""
    return _modal(
        turn,
        PROBLEM_CALLBACK,
        "Report a problem",
        "Report",
        f"{_called(turn)}: {_what_a_problem_does(turn, now, following)}",
        field("What is wrong?", _line("For example: the door does not close")),
    )


def with_note(message: Message, note: str) -> Message:
    """Give back, under a message, what somebody wrote in vain."""
    if not note:
        return message
    line = f"You wrote: “{clip(note, TITLE)}”"
    return Message(f"{message.text} {line}", [*message.blocks, section(line)])


def _what_a_problem_does(turn: Turn, now: datetime, following: NextPerson | None) -> str:
    if following is not None:
        to = mention(following.person_id)
        return f"{to} is asked right away and sees what you write. A proof of yours still counts."
    run = turn.run_step.run
    at = until(turn, run.zone, now)
    creator = run.process.creator_id
    stays = f"Nobody is asked after you, so it stays open with you until {at}."
    if creator == turn.person_id:
        return f"{stays} What you write is kept with it."
    return f"{stays} {mention(creator)}, who looks after this process, is told at once."


def _called(turn: Turn) -> str:
    return f"“{clip(turn.run_step.title, TITLE)}”"


def _line(example: str) -> dict[str, Any]:
    return inputs.text_line(NOTE, "", longest=LONGEST_NOTE, placeholder=example)


def _modal(turn: Turn, callback: str, title: str, submit: str, text: str, note: Block) -> View:
    return modal(
        callback, title, [section(text), note], submit=submit, close="Cancel", memory=str(turn.id)
    )
