"""What nobody has resolved, a line a step with a button: on the Home tab, and /baton open."""

from collections.abc import Iterator
from datetime import datetime

from handlers.views.blocks import Block, press, section
from handlers.views.pager import numbered
from handlers.views.proof_words import in_order
from handlers.views.turn_words import until
from handlers.views.words import (
    Message,
    aloud,
    bold,
    clip,
    day_and_clock,
    fitting,
    mention,
    plural,
    said,
    when_known,
)
from scheduler.handling import acceptable, live_turn
from scheduler.unresolved import MOST_FOUND, UnresolvedPage
from storage.models import RunStep
from storage.states import StepState

# Carries the id of its step.
HANDLE = "handle_step"
SHORT_TITLE = 300
SHORT_NAME = 150
NOTHING_OPEN = (
    "Nothing is open past its owner in what you manage or created. "
    "What is open for you yourself is in `/baton mine`."
)


def open_list(page: UnresolvedPage, now: datetime, *, is_admin: bool) -> Message:
    """Return what is open past its owner; an admin is shown that of everybody."""
    if not page.total:
        return said("Nothing is open past its owner." if is_admin else NOTHING_OPEN)
    head = f"*Open past its owner* ({amount(page)})"
    items = [item(step, step.run.zone, now) for step in page.steps]
    blocks = [section(head), *items, *numbered("open", page.number, has_more=page.has_more)]
    return Message(fitting([head, *(one["text"]["text"] for one in items)]), blocks)


def amount(page: UnresolvedPage) -> str:
    """Return how many there are, as far as they were counted."""
    return f"{page.total}{'+' if page.total >= MOST_FOUND else ''}"


def item(step: RunStep, zone: str, now: datetime) -> Block:
    """Return a step with the button to handle it; times are the reader's, else those of `zone`."""
    spoken = aloud("Handle", f"{step.title}, {step.run.name}")
    button = press(HANDLE, "Handle", value=str(step.id), accessibility_label=spoken)
    return section(" ".join(_told(step, zone, now))) | {"accessory": button}


def _told(step: RunStep, zone: str, now: datetime) -> Iterator[str]:
    title = bold(clip(step.title, SHORT_TITLE))
    due = day_and_clock(step.run.due_at, zone)
    yield f"{title} \u2013 {clip(step.run.name, SHORT_NAME)}, due {due}:"
    yield f"{how_it_stands(step, zone, now)}."
    files = len(acceptable(step))
    if files:
        yield f"{plural(files, 'file')} to look at."


def how_it_stands(step: RunStep, zone: str, now: datetime) -> str:
    """Return with whom a step is and until when, or that its time is over."""
    turn = live_turn(step)
    if step.state == StepState.MISSED:
        at = when_known(step.closed_at, zone, now)
        return f"its time ended{at} without a proof"
    if turn is None:
        return "about to move on"
    before = in_order(step)[0]
    since = f", after {mention(before.person_id)}" if before is not turn else ""
    return f"with {mention(turn.person_id)}{since}, until {until(turn, zone, now)}"
