"""How a step is done, on the card of whoever has it: in words, on a page, in a picture."""

from collections.abc import Iterator

from handlers.views.blocks import Block, paragraphs, picture
from handlers.views.words import label, link, prose
from scheduler.typed_text import quoted
from storage.models import RunStep

# What one section holds: only an instruction that is mostly "&" and "<" is longer, and is cut.
INSTRUCTION = 2900
LONGEST_ADDRESS = 1000
SHOWN_ADDRESS = 80
ALT = 300
# A screen reader hears what is wanted and until when before how it is done.
ALOUD = 1200


def step_help(step: RunStep) -> list[Block]:
    """Return what stands below a card's request; nothing where nothing helps."""
    words = [*prose(step.instruction or "", INSTRUCTION), *_how_to(step)]
    shown = [picture(step.picture, label(_alt(step), ALT))] if step.picture else []
    return [*paragraphs(words), *shown]


def spoken_help(step: RunStep, room: int) -> list[str]:
    """Return the same for screen readers, in at most `room` characters."""
    lines = prose(step.instruction or "", min(room, ALOUD))
    used = sum(len(line) + 1 for line in lines)
    if step.sop_url:
        lines += [said for said in _how_to(step) if used + len(said) < room]
    return lines


def sop_of(step: RunStep) -> str | None:
    """Return the page that says how a step is done: its own, else its process's."""
    return step.sop_url or step.run.sop_url


def _how_to(step: RunStep) -> Iterator[str]:
    if step.sop_url:
        shown = link(step.sop_url, quoted(step.sop_url, SHOWN_ADDRESS), LONGEST_ADDRESS)
        yield f"How to: {shown}"


def _alt(step: RunStep) -> str:
    return f"How to do it: {step.title}"
