"""Reads guides that were recorded with Tango: Markdown, copied HTML, or the text of a PDF."""

import re
from collections.abc import Sequence

from intake.found import Found
from intake.outline import Block, Kind, Outline
from intake.systems.guides import Marks, guides, has_marks
from intake.systems.page_steps import Numbered, headings_or_items, numbered_steps

_PICTURES = re.compile(r"images\.tango\.us/|tango\.us/static/")
_MARKS = Marks(
    system="Tango",
    footer=re.compile(
        r"^\W*(?:This Workflow was created with|Created with) Tango(?:\.us|\.ai)?\b|"
        r"^\W*Never miss a step again\. Visit Tango",
        re.IGNORECASE,
    ),
    byline=re.compile(r"^\W*Created By:\s*(\S.{0,100})", re.IGNORECASE),
    link=re.compile(r"https://app\.tango\.(?:us|ai)/app/workflow/(?:[^\s)/?#]*-)?([0-9a-f-]{36})"),
)


def read(outline: Outline, name: str) -> Found | None:
    """Return the guides of a page that Tango made; None for other pages."""
    # Its title is a link to the guide; other pages merely point to one from their text.
    is_linked = any(
        _MARKS.link.search(link.url)
        for block in outline.blocks
        for link in block.links
        if block.kind is Kind.HEADING
    )
    if not (is_linked or has_marks(outline, _PICTURES, _MARKS)):
        return None
    processes = guides(outline, name, _MARKS, _steps)
    lacks = ("owner", "backup", "manager", "cadence", "proof")
    return Found("tango", processes, outline.notes, lacks) if processes else None


def _steps(blocks: Sequence[Block]) -> list[Numbered]:
    """Its numbers may be wrong after somebody edited the page, so the order of the page counts."""
    return numbered_steps(
        blocks, headings_or_items(blocks), lambda block: bool(_MARKS.footer.search(block.text))
    )
