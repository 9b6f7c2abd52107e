"""A document as its readers see it: blocks in their order, whatever the format was."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a block is on the page."""

    HEADING = "heading"
    ITEM = "item"
    PARAGRAPH = "paragraph"
    ROW = "row"
    CODE = "code"


@dataclass(frozen=True)
class Link:
    """Words that point somewhere; never followed."""

    text: str
    url: str


@dataclass(frozen=True)
class Block:
    """One heading, list item, paragraph, table row or piece of code.

    `text` is plain, with single blanks; only code keeps its line breaks. `line` counts from 1 in
    the source's own unit. `level` is that of a heading (1 to 6), or the depth of a list item (from
    0). `marker` is what stood before an item as written or as the document numbers it ("1.", "a)",
    "-", "[ ]", "[x]"), "" for anything else. `lead` is the emphasised beginning of a block
    ("Weekly:" of "**Weekly:** Clean the hood"), as part of `text` too. `cells` are a row's cells;
    `header` the cells of its table's head, empty where it has none.
    """

    kind: Kind
    text: str
    line: int
    level: int = 0
    marker: str = ""
    lead: str = ""
    cells: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    pictures: tuple[str, ...] = ()
    page: int | None = None


@dataclass(frozen=True)
class Outline:
    """A document: its blocks, and what stood before them.

    `unit` names what `Block.line` counts ("line", "paragraph", "row"). `properties` are the pairs
    of its front matter or of a page's own fields, as written. `notes` are sentences on what could
    not be read.
    """

    blocks: tuple[Block, ...]
    unit: str = "line"
    properties: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
