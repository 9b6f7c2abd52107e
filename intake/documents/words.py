"""The words of one block, gathered piece by piece: plain text, its lead, links and pictures."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from intake.outline import Block, Kind, Link

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_DATA_ADDRESS = re.compile(r"data:[\w.+/-]*[;,][^\s\"')>]*")


def single_blanks(text: str) -> str:
    """The text with single blanks and without characters that nobody sees."""
    return " ".join(_INVISIBLE.sub("", text).split())


def plain_lines(text: str) -> str:
    """The text with line feeds only, so that lines are counted as every editor counts them."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n").replace("\x0c", " ")


def without_data_addresses(text: str) -> str:
    """The text without pictures that are written out in it: nothing can show them."""
    return _DATA_ADDRESS.sub("", text)


@dataclass
class Words:
    """What one block says, as its reader comes by it; each piece is emphasised or not."""

    pieces: list[tuple[str, bool]] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)

    def add(self, text: str, *, strong: bool = False) -> None:
        """Take up the next piece."""
        self.pieces.append((text, strong))

    def point(self, text: str, url: str) -> None:
        """Take up where some words point; a place in the same page is no link."""
        if url and not url.startswith("#"):
            self.links.append(Link(single_blanks(text), url))

    def show(self, url: str) -> None:
        """Take up a picture's address."""
        if url:
            self.pictures.append(url)

    @property
    def text(self) -> str:
        """All of it, plain."""
        return single_blanks("".join(text for text, _ in self.pieces))

    @property
    def lead(self) -> str:
        """The emphasised beginning, with the colon behind it."""
        strong, rest = [], ""
        for index, (text, is_strong) in enumerate(self.pieces):
            if not is_strong and text.strip():
                rest = "".join(piece for piece, _ in self.pieces[index:])
                break
            strong.append(text)
        lead = single_blanks("".join(strong))
        return lead + ":" if lead and rest.startswith(":") else lead

    def behind(self, count: int) -> "Words":
        """What follows the first letters of it, blanks not counted."""
        pieces = []
        for text, strong in self.pieces:
            start = 0
            while count and start < len(text):
                count -= not (text[start].isspace() or _INVISIBLE.match(text[start]))
                start += 1
            pieces.append((text[start:], strong))
        return Words(pieces, self.links, self.pictures)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to see."""
        return not self.text and not self.pictures

    def block(self, kind: Kind, line: int, *, level: int = 0, marker: str = "") -> Block:
        """The words as a block, whose marker is not among them."""
        return Block(
            kind,
            self.text,
            line,
            level=level,
            marker=marker,
            lead=self.lead,
            links=tuple(self.links),
            pictures=tuple(self.pictures),
        )


def joined(parts: Sequence[Words]) -> Words:
    """The words of parts that are one block."""
    words = Words()
    for part in parts:
        words.pieces += [*part.pieces, (" ", False)]
        words.links += part.links
        words.pictures += part.pictures
    return words


def row(cells: Sequence[Words], line: int, header: tuple[str, ...] = ()) -> Block:
    """A table's row, its text the cells that are not empty with bars between them."""
    texts = tuple(cell.text for cell in cells)
    return Block(
        Kind.ROW,
        " | ".join(filter(None, texts)),
        line,
        cells=texts,
        header=header,
        links=tuple(link for cell in cells for link in cell.links),
        pictures=tuple(picture for cell in cells for picture in cell.pictures),
    )
