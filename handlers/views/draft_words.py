"""What was read of one process in words: when, who, how many steps, what is missing."""

from collections.abc import Iterator, Mapping
from datetime import time

from handlers.draft_cadence import When
from handlers.readings import Candidate, Piece, ReadDocument
from handlers.views.words import clip, mention, plural
from intake.draft import ProcessDraft, Reading
from scheduler import phrases
from scheduler.plan import MOST_STEPS

QUOTE = 200
SHORT_TITLE = 80
STEPS_SHOWN = 3
MOST_CANDIDATES = 3
_ANY = time(12)


def part_name(piece: Piece) -> str:
    """Return what is put behind the name of one part of several; "" where there is one."""
    return f" ({piece.part + 1} of {piece.parts})" if piece.parts > 1 else ""


def as_figures(reading: Reading) -> str:
    """Return what a proof has to show: "Show the temperature: 0 to 5 °C.", to be kept as typed."""
    unit = f" {reading.unit}" if reading.unit else ""
    match reading.low, reading.high:
        case None, None:
            return f"Show the {reading.what}."
        case None, high:
            return f"Show the {reading.what}: at most {high:g}{unit}."
        case low, None:
            return f"Show the {reading.what}: at least {low:g}{unit}."
        case low, high:
            return f"Show the {reading.what}: {low:g} to {high:g}{unit}."


def quote(text: str) -> str:
    """Return words of the source, in their marks."""
    return f"“{clip(text, QUOTE)}”"


def how_many(piece: Piece) -> str:
    """Return how many steps there are."""
    return plural(len(piece.draft.steps), "step") if piece.draft.steps else "no steps"


def steps_line(piece: Piece) -> str:
    """Return how many steps there are, and the first of them."""
    steps = piece.draft.steps
    shown = "; ".join(clip(step.title, SHORT_TITLE) for step in steps[:STEPS_SHOWN])
    more = "; …" if len(steps) > STEPS_SHOWN else ""
    return f"{how_many(piece)}: {shown}{more}" if steps else "no steps that I could tell"


def when_line(draft: ProcessDraft, when: When) -> str:
    """Return when it is due, in our words where they are known and else in the source's."""
    written = draft.cadence.text
    said = f", from {quote(written)}" if written else ""
    if when.rule is not None and when.at is not None:
        return f"{phrases.describe(when.rule, when.at)} ({when.zone}){said}"
    if when.rule is not None:
        words = phrases.describe(when.rule, _ANY).removesuffix(f" at {_ANY:%H:%M}")
        return f"{words}, at a time that I have to ask for{said}"
    if written:
        return f"{quote(written)}, of which I have to ask more"
    return "it does not say when"


def people_lines(
    draft: ProcessDraft, people: Mapping[str, str], read: ReadDocument
) -> Iterator[str]:
    """Give a line for owner, backup and manager each: who it is, or who it may be."""
    for role in ("owner", "backup", "manager"):
        yield f"{role.capitalize()}: {who(getattr(draft, role), people.get(role), read)}"


def who(name: str | None, person_id: str | None, read: ReadDocument) -> str:
    """Return who a name is, or may be."""
    if name is None:
        return "it does not say"
    if person_id is not None:
        return f"{mention(person_id)}, from {quote(name)}"
    maybe = candidates(read.people.get(name, ()))
    return f"{quote(name)}; {maybe}"


def candidates(found: tuple[Candidate, ...]) -> str:
    """Return whom a name may mean."""
    if not found:
        return "I know nobody here by that name"
    shown = ", ".join(mention(one.person_id) for one in found[:MOST_CANDIDATES])
    return f"perhaps {shown}: please choose"


def too_many(piece: Piece, steps: int) -> str:
    """Say that one piece of work comes as several processes."""
    return (
        f"{clip(piece.draft.name, QUOTE)} has {steps} steps, and a process takes {MOST_STEPS} at "
        f"most: it comes in {piece.parts} parts, each a process of its own."
    )
