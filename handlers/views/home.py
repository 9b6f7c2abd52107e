"""The Home tab: what is open for someone now, and the processes that they have a part in."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from handlers.views.blocks import button, divider, header, paragraphs
from handlers.views.cadence_words import cadence, next_due
from handlers.views.proof_words import missing
from handlers.views.rota_words import next_owner
from handlers.views.words import bold, clip, moment
from storage.models import Process, Turn
from storage.states import TurnState

MOST_TURNS = 20
MOST_PROCESSES = 40
SHORT_NAME = 200
SHORT_TITLE = 400
NOTHING_OPEN = "Nothing is open for you right now."
NO_PROCESS = (
    "You have no part in a process yet. Create one with the button, or write `/baton new` "
    "in any conversation."
)


def home(open_turns: Sequence[Turn], mine: Sequence[Process], now: datetime) -> dict[str, Any]:
    """Return the view to publish; `now` is an aware instant."""
    asked = _some([_turn(turn, now) for turn in open_turns], MOST_TURNS, "in Messages")
    parts = _some([_process(process) for process in mine], MOST_PROCESSES, "in `/baton list`")
    where = ["Reply with proof in Messages, in the thread of each."] if open_turns else []
    blocks = [
        header("Open for you now"),
        *paragraphs([*asked, *where] or [NOTHING_OPEN]),
        divider(),
        header("Your processes"),
        *paragraphs(parts or [NO_PROCESS]),
        button("new_process", "New process", style="primary"),
    ]
    return {"type": "home", "blocks": blocks}


def _some(lines: Sequence[str], most: int, where: str) -> list[str]:
    left = len(lines) - most
    return [*lines[:most], f"… and {left} more {where}"] if left > 0 else list(lines)


def _turn(turn: Turn, now: datetime) -> str:
    step = turn.run_step
    title = bold(clip(step.title, SHORT_TITLE))
    what = f"{title} \u2013 {clip(step.run.name, SHORT_NAME)}"
    if turn.state == TurnState.PASSED:
        return f"• {what}: moved on; {missing(step)} from you still counts"
    until = moment(turn.deadline_at or now + turn.window, step.run.zone, now)
    return f"• {what}: {missing(step)} by {until}"


def _process(process: Process) -> str:
    name = bold(clip(process.name, SHORT_NAME))
    return f"• {name} \u2013 {cadence(process)}; {next_due(process)}; {next_owner(process)}"
