"""What all readers do in the end: leave out what is empty, and stop where a document is endless."""

import re
from collections.abc import Iterable, Sequence
from itertools import islice

from intake.limits import MOST_BLOCKS
from intake.outline import Block, Kind, Outline

_FIELD = re.compile(r"([^\W\d_][\w /-]{0,30}): (\S.{0,80})")
_MOST_WORDS = 4

Properties = Sequence[tuple[str, str]]


def outline(
    blocks: Iterable[Block],
    unit: str = "line",
    properties: Properties = (),
    notes: Sequence[str] = (),
) -> Outline:
    """The outline of these blocks, of which at most MOST_BLOCKS are kept."""
    kept = list(islice((block for block in blocks if _says_something(block)), MOST_BLOCKS + 1))
    if len(kept) > MOST_BLOCKS:
        notes = (*notes, f"Only the first {MOST_BLOCKS} lines of this document were read.")
        kept.pop()
    return Outline(tuple(kept), unit, (*properties, *_fields_under_title(kept)), tuple(notes))


def _says_something(block: Block) -> bool:
    return bool(block.text or block.pictures or any(block.cells))


def _fields_under_title(blocks: Sequence[Block]) -> Properties:
    """Find lines such as “Owner: Ann” right below the title; they stay blocks as well."""
    if not blocks or blocks[0].kind is not Kind.HEADING:
        return ()
    fields: list[tuple[str, str]] = []
    line = blocks[0].line
    for block in blocks[1:]:
        found = _FIELD.fullmatch(block.text)
        near = block.line - line <= (1 if fields else 2)
        if block.kind is not Kind.PARAGRAPH or not found or not near:
            break
        if len(found[1].split()) > _MOST_WORDS:
            break
        fields.append((found[1], found[2]))
        line = block.line
    return fields
