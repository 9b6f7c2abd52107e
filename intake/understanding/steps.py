"""The blocks under one heading, as steps: what is a step, and what belongs to the step above it.

An item at the depth where its list begins is a step. A deeper one is instruction text of the step
above, but for two: a box to tick is a step wherever it stands, and what stands below a caption
(“Server area:”) is a list of its own. Code, and a paragraph between two steps of one list, belong
to the step above them; a paragraph behind the last step does not.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from intake.found import FoundStep, Said
from intake.outline import Block, Kind, Outline
from intake.understanding.labels import labelled
from intake.understanding.performers import performer_of
from intake.understanding.phrasing import offers_choices, phrased
from intake.understanding.places import place
from intake.understanding.rows import first_url, is_step_row, row_steps
from intake.understanding.verbs import begins_with_verb

_BOX = re.compile(r"\[[ xX✓✔]?\]|[☐☑☒□▢]")
_NUMBER = re.compile(r"\(?(?:\d{1,4}|[a-zA-Z]|[ivxIVX]{1,6})(?:\.\d{1,4}){0,4}[.):]{0,2}|\d{1,4}")
_ASIDE = re.compile(
    r"^(?:note|notes|nb|n\.b\.|warning|caution|tip|hint|important|remember|attention|example|"
    r"e\.g\.|"
    r"hinweis|achtung|wichtig|tipp|beispiel|nota|atención|importante|consejo|"
    r"ejemplo)\b\s*[:!\u2013-]",
    re.IGNORECASE,
)
_MOST_WORDS_OF_A_LINE = 18


class Strength(IntEnum):
    """How plainly something is a step; in one document the plainer ones are believed."""

    LINE = 1
    BULLET = 2
    NUMBER = 3
    ROW = 4
    BOX = 5


@dataclass
class Candidate:
    """What may be a step, with what belongs to it."""

    block: Block
    strength: Strength
    where: str
    details: list[str] = field(default_factory=list)
    urls: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    caption: str = ""

    @property
    def asks(self) -> bool:
        """Whether its words ask for something to be done, or say who does it."""
        text = self.block.text
        return begins_with_verb(text) or performer_of(text) is not None

    def steps(self) -> list[FoundStep]:
        """Return what it is as steps: one, or none where it is empty."""
        if self.block.kind is Kind.ROW:
            return list(row_steps(self.block, self.where))
        lead = self.block.lead
        one = phrased(self.block.text, lead, self.where)
        return [
            FoundStep(
                title=one.title,
                where=self.where,
                line=self.block.line,
                detail="\n".join(self.details),
                assignee=one.assignee or self._of_caption(),
                cadence=one.cadence,
                url=self.urls[0] if self.urls else None,
                picture=self.pictures[0] if self.pictures else None,
            )
        ]

    def _of_caption(self) -> Said | None:
        """Return the role that stands over a list: “Bartender:”."""
        name = performer_of(f"{self.caption}: x") if self.caption else None
        return Said(name, self.where) if name else None


def candidates(blocks: Sequence[Block], outline: Outline, caption: str = "") -> list[Candidate]:
    """Return what may be steps among the blocks of one section, in their order."""
    walk = _Walk(outline, caption)
    for index, block in enumerate(blocks):
        walk.take(block, blocks[index + 1] if index + 1 < len(blocks) else None)
    return _without_lone_lines(walk.found)


class _Walk:
    """The way through a section: the list and the step that it is in."""

    def __init__(self, outline: Outline, caption: str) -> None:
        self.found: list[Candidate] = []
        self._outline = outline
        self._caption = caption
        # The depths at which steps stand: that of the list, and below captions in it.
        self._depths: list[int] = []
        self._between: list[Block] = []
        self._in_list = False

    def take(self, block: Block, following: Block | None) -> None:
        """Take the next block."""
        if labelled(block) or not block.text.strip():
            self._illustrate(block)
        elif block.kind is Kind.ITEM:
            self._item(block, following)
        elif is_step_row(block):
            self._add(block, Strength.ROW)
        elif block.kind is Kind.CODE and self.found:
            self._belongs(block)
        elif block.kind is Kind.PARAGRAPH:
            self._paragraph(block)

    def _item(self, block: Block, following: Block | None) -> None:
        strength = _strength(block)
        if offers_choices(block.text):
            return
        if self._in_list and self.found and self._is_deeper(block) and strength < Strength.BOX:
            self._belongs(block)
            return
        if not self._is_deeper(block) and _ASIDE.match(block.text) and self.found:
            self._belongs(block)
            return
        self._resolve(block)
        self._enter(block)
        if following and _is_caption_of(block, following):
            self._depths.append(following.level)
            self._caption = block.text.rstrip(" :")
            return
        self._add(block, strength)

    def _is_deeper(self, block: Block) -> bool:
        return bool(self._depths) and block.level > self._depths[-1]

    def _enter(self, block: Block) -> None:
        """Go to the depth of an item, out of the lists that it is no part of."""
        while self._depths and block.level < self._depths[-1]:
            self._depths.pop()
            self._caption = ""
        if not self._depths:
            self._depths = [block.level]
        self._in_list = True

    def _add(self, block: Block, strength: Strength) -> None:
        one = Candidate(block, strength, place(block, self._outline), caption=self._caption)
        self.found.append(one)
        self._illustrate(block)

    def _paragraph(self, block: Block) -> None:
        if _ASIDE.match(block.text) and self.found and self._in_list:
            self._belongs(block)
        elif not self._in_list and _is_line(block):
            self._add(block, Strength.LINE)
        else:
            self._between.append(block)

    def _resolve(self, item: Block) -> None:
        """Give the paragraphs before an item to the step above, if its list goes on."""
        waiting, self._between = self._between, []
        new_list = re.fullmatch(r"\(?(?:1|a|A|i)[.):]{0,2}", item.marker) is not None
        if self._in_list and not new_list:
            for block in waiting:
                if not block.text.rstrip().endswith(":"):
                    self._belongs(block)

    def _belongs(self, block: Block) -> None:
        if self.found:
            mark = "- " if block.kind is Kind.ITEM else ""
            self.found[-1].details.append(f"{mark}{block.text}")
            self._illustrate(block)

    def _illustrate(self, block: Block) -> None:
        if self.found:
            if url := first_url(block.links):
                self.found[-1].urls.append(url)
            self.found[-1].pictures.extend(block.pictures[:1])


def _strength(block: Block) -> Strength:
    marker = block.marker.strip()
    if _BOX.match(marker) or _BOX.match(block.text):
        return Strength.BOX
    return Strength.NUMBER if marker and _NUMBER.fullmatch(marker) else Strength.BULLET


def _is_caption_of(block: Block, following: Block) -> bool:
    """Tell an item that only names what stands below it: “Server area:”."""
    below = following.kind is Kind.ITEM and following.level > block.level
    return below and block.text.rstrip().endswith(":") and not begins_with_verb(block.text)


def _is_line(block: Block) -> bool:
    """Tell a line that asks for something from prose."""
    text = block.text.strip()
    if len(text.split()) > _MOST_WORDS_OF_A_LINE or re.search(r"[.!?]\s+\S", text):
        return False
    return begins_with_verb(text) or performer_of(text) is not None


def _without_lone_lines(found: list[Candidate]) -> list[Candidate]:
    """Leave out a line without a list: one sentence that asks for something is prose."""
    listed = len(found) > 1
    return found if listed else [one for one in found if one.strength > Strength.LINE]
