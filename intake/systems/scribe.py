"""Reads guides that were recorded with Scribe: Markdown, HTML, or the text of a PDF."""

import re
from collections.abc import Sequence

from intake.found import Found
from intake.outline import Block, Kind, Outline
from intake.systems.guides import Marks, guides, has_marks
from intake.systems.page_steps import Numbered, numbered_steps, start_of

_PICTURES = re.compile(
    r"colony-recorder\.s3|ajeuwbhvhr\.cloudimg\.io|image\.scribehow-prod\.com|scribehow\.com/"
)
_MARKS = Marks(
    system="Scribe",
    footer=re.compile(r"^\W*(?:Made|Created) with Scribe\b"),
    byline=re.compile(r"^\W*(?:Made|Created) by (.{1,100}?) with Scribe\b"),
    link=re.compile(
        r"https://(?:www\.)?scribehow\.com/(?:shared|viewer|page)/(?:[^\s)/?#]*__)?([\w-]{6,40})"
    ),
)


def read(outline: Outline, name: str) -> Found | None:
    """Return the guides of a page that Scribe made; None for other pages."""
    if not has_marks(outline, _PICTURES, _MARKS):
        return None
    processes = guides(outline, name, _MARKS, _steps)
    lacks = ("owner", "backup", "manager", "cadence", "proof")
    return Found("scribe", processes, outline.notes, lacks) if processes else None


def _steps(blocks: Sequence[Block]) -> list[Numbered]:
    loose = {id(block) for block in _loose(blocks)}

    def start(block: Block) -> tuple[int, str] | None:
        return start_of(block) if id(block) in loose else None

    return numbered_steps(blocks, start, lambda block: bool(_MARKS.footer.search(block.text)))


def _loose(blocks: Sequence[Block]) -> list[Block]:
    """Return the numbered blocks that are no list within a step: those with room around them.

    Pages of a PDF have no room between lines, so there each number that follows on counts.
    """
    numbered = [block for block in blocks if start_of(block)]
    lines = {block.line for block in numbered if block.kind is Kind.ITEM}
    loose = [block for block in numbered if not {block.line - 1, block.line + 1} & lines]
    last = 0
    kept = []
    for block in loose if len(loose) > 1 else numbered:
        number = (start_of(block) or (0, ""))[0]
        if number > last:
            kept.append(block)
            last = number
    return kept
