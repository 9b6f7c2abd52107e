"""Lines of a PDF → blocks: headings by their size, items by their markers, the rest joined."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from intake.documents.levels import Levels
from intake.documents.markers import block_of, split_marker
from intake.documents.pdf_lines import Line
from intake.documents.pdf_pages import Box
from intake.documents.words import Words, row
from intake.outline import Block, Kind

# How much larger than the text a heading is, and how far a new paragraph is from the one before.
_LARGER = 1.12
_EMPHASIS = 1.08
_APART = 1.4
_LONGEST_HEADING = 150
_INDENT_POINTS = 6
_SOFT_HYPHEN = "\x02"

Links = Sequence[tuple[str, Box]]


@dataclass(frozen=True)
class TableRow:
    """A row of a ruled table: its cells, its line, its page, and its table's head."""

    cells: tuple[Words, ...]
    number: int
    page: int
    header: tuple[str, ...]


@dataclass
class _Open:
    """The lines that are one block so far."""

    lines: list[Line] = field(default_factory=list)
    heading: bool = False


def blocks_of(
    elements: Sequence[Line | TableRow], body: float, leading: float, links: Mapping[int, Links]
) -> Iterator[Block]:
    """The blocks of lines and rows in reading order.

    `body` is the height of the text's letters and `leading` how far its lines are apart, in points.
    """
    sizes = _heading_sizes(elements, body)
    levels = Levels()
    for part in _joined(elements, body, leading):
        if isinstance(part, TableRow):
            yield replace(row(part.cells, part.number, part.header), page=part.page)
        else:
            yield _block(part, sizes, levels, links)


def _heading_sizes(elements: Sequence[Line | TableRow], body: float) -> list[float]:
    """Give the sizes of headings, the largest first; sizes that nearly are the same are one."""
    found = {line.size for line in elements if isinstance(line, Line) and _is_large(line, body)}
    sizes: list[float] = []
    for size in sorted(found, reverse=True):
        if not sizes or sizes[-1] - size > body * 0.05:
            sizes.append(size)
    return sizes


def _is_large(line: Line, body: float) -> bool:
    return line.size >= body * _LARGER and any(letter.isalpha() for letter in line.text)


def _joined(
    elements: Sequence[Line | TableRow], body: float, leading: float
) -> Iterator[_Open | TableRow]:
    current: _Open | None = None
    for element in elements:
        if isinstance(element, TableRow):
            if current:
                yield current
            current = None
            yield element
        elif current and _goes_on(current, element, body, leading):
            current.lines.append(element)
        else:
            if current:
                yield current
            current = _Open([element], _is_large(element, body))
    if current:
        yield current


def _goes_on(current: _Open, line: Line, body: float, leading: float) -> bool:
    """Tell whether a line is the rest of what the line before it began."""
    before = current.lines[-1]
    if split_marker(line.text)[0] or current.heading is not _is_large(line, body):
        return False
    small = line.text[:1].islower()
    if line.page != before.page or line.box.top < before.box.top:
        return small and not current.heading and before.text[-1] not in ".!?:"
    apart = (line.box.middle - before.box.middle) / max(line.size, 1.0)
    if current.heading:
        return apart < _APART * 1.2 and abs(line.size - before.size) < body * 0.05
    if apart > max(_APART * leading / body, _APART):
        return small and apart < _APART * 2 and before.text[-1] not in ".!?:"
    needed = line.words[0].box.right - line.words[0].box.left + line.size * 0.3
    return small or before.column_right - before.box.right < needed


def _block(
    part: _Open, sizes: Sequence[float], levels: Levels, links: Mapping[int, Links]
) -> Block:
    first = part.lines[0]
    words = _words(part.lines, links)
    if part.heading and len(words.text) <= _LONGEST_HEADING:
        levels.clear()
        level = 1 + sum(size > first.size + 0.01 for size in sizes)
        return replace(
            words.block(Kind.HEADING, first.number, level=min(level, 6)), page=first.page
        )
    marker, _ = split_marker(first.text)
    block = block_of(words, first.number)
    if block.kind is Kind.ITEM:
        indent = round(first.box.left / _INDENT_POINTS)
        block = replace(block, level=levels.of(indent, marker))
    return replace(block, page=first.page)


def _words(lines: Sequence[Line], links: Mapping[int, Links]) -> Words:
    words = Words()
    for line in lines:
        large = [word.strong or word.size >= line.size * _EMPHASIS for word in line.words]
        pairs = zip(line.words, large, strict=True)
        for strong, run in groupby(pairs, lambda pair: pair[1]):
            words.add(" ".join(word.text for word, _ in run), strong=strong)
            words.add(" ", strong=strong)
        if words.pieces[-2][0].endswith(_SOFT_HYPHEN):
            text, strong = words.pieces[-2]
            words.pieces[-2:] = [(text.rstrip(_SOFT_HYPHEN) + "-", strong)]
        for url, box in links.get(line.page, ()):
            _point(words, line, url, box)
    return words


def _point(words: Words, line: Line, url: str, box: Box) -> None:
    if line.box.top <= (box.top + box.bottom) / 2 <= line.box.bottom:
        within = [w.text for w in line.words if box.left - 1 <= w.box.left < box.right]
        if within:
            words.point(" ".join(within), url)
