"""An outline as a tree: what stands under which heading, drawn or only written as one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from intake.outline import Block, Kind
from intake.understanding.labels import labelled
from intake.understanding.topics import Topic, topic_of
from intake.understanding.verbs import begins_with_verb

_SHORT = 80
_FEW_WORDS = 10
# Below all headings that are drawn as such: a line in bold, then one that ends in a colon.
_BOLD, _CAPTION = 7, 8


@dataclass
class Section:
    """A heading, the blocks up to the next one, and the sections below it.

    The first section of a document has no heading: what stands before any.
    """

    heading: Block | None
    level: int
    blocks: list[Block] = field(default_factory=list)
    below: list["Section"] = field(default_factory=list)
    above: "Section | None" = None

    @property
    def title(self) -> str:
        """The words of its heading, without a colon at their end."""
        return self.heading.text.strip().rstrip(":").strip() if self.heading else ""

    @property
    def topic(self) -> Topic:
        """What its heading announces."""
        return topic_of(self.heading.text) if self.heading else Topic.OTHER

    def walk(self) -> Iterator["Section"]:
        """This section and all below it, in the order of the document."""
        waiting = [self]
        while waiting:
            section = waiting.pop()
            yield section
            waiting.extend(reversed(section.below))


def tree(blocks: Sequence[Block]) -> Section:
    """Return the document as a section, with all others below it."""
    root = current = Section(None, 0)
    for index, block in enumerate(blocks):
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if level := _level(block, following):
            while current.level >= level and current.above:
                current = current.above
            section = Section(block, level, above=current)
            current.below.append(section)
            current = section
        else:
            if current.level == _CAPTION and current.above and _begins_list(block, current.blocks):
                current = current.above
            current.blocks.append(block)
    return root


def _begins_list(block: Block, before: Sequence[Block]) -> bool:
    """Tell an item of another list than the one below a caption: numbers after bullets."""
    items = [one for one in before if one.kind is Kind.ITEM and one.level == block.level]
    if block.kind is not Kind.ITEM or not items:
        return False
    return block.marker[:1].isalnum() != items[-1].marker[:1].isalnum()


def _level(block: Block, following: Block | None) -> int:
    """Return the level of a heading, 0 of what is none."""
    if block.kind is Kind.HEADING:
        return min(max(block.level, 1), 6)
    if block.kind is not Kind.PARAGRAPH or not _is_short(block.text):
        return 0
    if block.lead.strip() == block.text.strip() and following:
        return _BOLD
    if following and following.kind in {Kind.ITEM, Kind.ROW}:
        return _CAPTION if _announces(block.text) and not labelled(block) else 0
    return 0


def _announces(text: str) -> bool:
    """Tell a caption of the list that follows: “Bar:”, “References”, not “Check the logs for:”."""
    if topic_of(text) is not Topic.OTHER:
        return True
    return text.rstrip().endswith(":") and not begins_with_verb(text)


def _is_short(text: str) -> bool:
    return 0 < len(text) <= _SHORT and len(text.split()) <= _FEW_WORDS
