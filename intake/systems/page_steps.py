"""Steps of a page that numbers them: a title, and all that stands below it until the next."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from intake.found import FoundStep, Said
from intake.outline import Block, Kind, Outline
from intake.systems.columns import Role, role_of
from intake.systems.places import place

_NUMBER = re.compile(
    r"(?:(?:step|schritt|paso)\s+(\d{1,3})\b\s*[.):–—-]?|(\d{1,3})(?:\s*\\?[.):]|(?=[A-ZÀ-ÞÄÖÜ])))\s*",  # noqa: RUF001
    re.IGNORECASE,
)
_MARKER = re.compile(r"\W*(\d{1,3})\W*")
_GLUED = re.compile(r"\d{1,3}[^\W\d_a-z]")
_AGAIN = re.compile(r"(?:\d{1,3}[.)]\s*)+")
_EMPHASIS = re.compile(r"\[\[\s*([^\[\]]*?)\s*\]\]")
_FIELD = re.compile(r"([^\W\d_][\w /-]{0,30}):\s+(\S.*)")


@dataclass
class Numbered:
    """A step by its number in the text, and the blocks below its own."""

    number: int
    title: str
    block: Block
    body: list[Block] = field(default_factory=list)


Start = Callable[[Block], tuple[int, str] | None]


def start_of(block: Block) -> tuple[int, str] | None:
    """Return the number and the title that a block begins a step with; None for other blocks."""
    if block.kind is Kind.ITEM:
        found = _MARKER.fullmatch(block.marker) if block.level == 0 else None
        return (int(found[1]), _AGAIN.sub("", block.text, count=1)) if found else None
    if block.kind in (Kind.HEADING, Kind.PARAGRAPH):
        numbered = _NUMBER.match(block.text)
        if numbered and not _is_year_or_amount(block.text):
            title = _AGAIN.sub("", block.text[numbered.end() :], count=1)
            return int(numbered[1] or numbered[2]), title
    return None


def numbered_steps(
    blocks: Sequence[Block], start: Start = start_of, is_end: Callable[[Block], bool] | None = None
) -> list[Numbered]:
    """Return the steps with what belongs to each; a heading without a number ends a step."""
    steps: list[Numbered] = []
    is_open = False
    for block in blocks:
        begun = start(block)
        if begun:
            steps.append(Numbered(*begun, block))
            is_open = True
        elif block.kind is Kind.HEADING or (is_end and is_end(block)):
            is_open = False
        elif is_open:
            steps[-1].body.append(block)
    return steps


def headings_or_items(blocks: Sequence[Block]) -> Start:
    """Return what begins a step here: numbered headings where there are some, else any number.

    Numbers below a numbered heading are its own list.
    """
    numbered = [block for block in blocks if block.kind is Kind.HEADING and start_of(block)]
    return _heading_start if len(numbered) > 1 else start_of


def found_step(step: Numbered, outline: Outline) -> FoundStep:
    """Return the step as found: its picture, its link, who does it, when, and what proves it."""
    where = place(outline, step.block)
    said = _fields(step, outline)
    blocks = [step.block, *step.body]
    pictures = [picture for block in blocks for picture in block.pictures]
    links = [link.url for block in blocks for link in block.links if "://" in link.url]
    title = plain_title(step.title)
    return FoundStep(
        title=title or f"Step {step.number}",
        where=where,
        line=step.block.line,
        detail="\n".join(text for block in step.body if (text := _line(block))),
        assignee=said.get(Role.ASSIGNEE),
        cadence=said.get(Role.CADENCE),
        url=links[0] if links else None,
        picture=pictures[0] if pictures else None,
        proof=said.get(Role.PROOF),
    )


def plain_title(text: str) -> str:
    """Return a title without the double brackets that Scribe emphasises with."""
    return _EMPHASIS.sub(r"\1 ", text).replace("  ", " ").strip()


def note_on_numbers(steps: Sequence[Numbered]) -> tuple[str, ...]:
    """Tell where the numbers jump: steps are missing there."""
    numbers = [step.number for step in steps]
    jumps = [f"from {a} to {b}" for a, b in pairwise([0, *numbers]) if b > a + 1]
    if not jumps or sorted(numbers) != numbers:
        return ()
    return (f"The numbers of its steps jump {', '.join(jumps[:5])}: some are missing.",)


def field_of(block: Block) -> tuple[Role, str] | None:
    """Return what a line such as “Assigned to: Ann” tells; None for other lines."""
    found = _FIELD.fullmatch(block.text) if block.kind in (Kind.PARAGRAPH, Kind.ITEM) else None
    role = role_of(found[1]) if found else None
    return (role, found[2]) if found and role else None


def _heading_start(block: Block) -> tuple[int, str] | None:
    return start_of(block) if block.kind is Kind.HEADING else None


def _is_year_or_amount(text: str) -> bool:
    """A paragraph such as “3D printers are…” or “10AM” has no number of a step."""
    return bool(_GLUED.match(text)) and not re.match(r"\d{1,3}[^\W\d_a-z][a-zà-ÿ]", text)


def _fields(step: Numbered, outline: Outline) -> dict[Role, Said]:
    said: dict[Role, Said] = {}
    for block in step.body:
        told = field_of(block)
        if told:
            said.setdefault(told[0], Said(told[1], place(outline, block)))
    return said


def _line(block: Block) -> str:
    marked = f"{block.marker} {block.text}" if block.kind is Kind.ITEM else block.text
    return plain_title(marked) if block.kind is not Kind.CODE else block.text
