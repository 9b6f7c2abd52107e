"""Plain and pasted text → outline: lists however they are typed, titles however they stand out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from intake.documents.finishing import outline
from intake.documents.front_matter import split_front_matter
from intake.documents.levels import Levels
from intake.documents.markers import split_marker, style_of
from intake.documents.restructured import split_fields, without_directives
from intake.documents.text_words import words_of
from intake.documents.titles import is_capitals, is_caption, is_first_title
from intake.documents.words import Words, plain_lines, row, single_blanks
from intake.documents.wrapping import groups
from intake.outline import Block, Kind, Outline

_RULE = re.compile(r"([-=_*~#.+^\"'`:])\1{2,}")
_UNDERLINE = re.compile(r"([-=*~#+^\"'`.:])\1{2,}")
_GLUED = re.compile(r"(\d{1,3})(?=[^\W\d_a-z][^\W\d_]*[\s,])")
_INDENT = 2


@dataclass(frozen=True)
class _Line:
    number: int
    indent: int
    text: str


def read(text: str) -> Outline:
    """The outline of a text; lines count from 1 in it.

    Headings are a line that is underlined or in capitals, a short one that ends in a colon, and a
    short first line. Lines that are indented, without a marker, are items without one.
    """
    properties, body = split_front_matter(plain_lines(text))
    fields, lines = split_fields(body.split("\n"))
    found = _Walk(_lines(without_directives(lines))).blocks()
    return outline(found, properties=(*properties, *fields))


def _lines(texts: Sequence[str]) -> list[_Line]:
    wide = [text.expandtabs(4) for text in texts]
    indents = [len(text) - len(text.lstrip()) for text in wide]
    least = min((indents[i] for i, text in enumerate(texts) if text.strip()), default=0)
    return [
        _Line(number, max(0, indents[number - 1] - least), text.strip())
        for number, text in enumerate(texts, 1)
    ]


class _Walk:
    """The way through a text: which underlines it has met, how deep its lists are."""

    def __init__(self, lines: Sequence[_Line]) -> None:
        self._lines = lines
        self._glued = _glued_numbers(lines)
        self._last = max((line.number for line in lines if line.text), default=0)
        self._underlines: list[str] = []
        self._levels = Levels()
        self._first = True

    def blocks(self) -> Iterator[Block]:
        """The blocks of all its lines."""
        for is_full, part in groupby(self._lines, lambda line: bool(line.text)):
            if is_full:
                yield from self._section(list(part))

    def _section(self, section: Sequence[_Line]) -> Iterator[Block]:
        """Give the blocks of lines between blank ones, which are cut where titles stand."""
        start = 0
        for index, line in enumerate(section):
            level = self._title(section, index)
            if level or _RULE.fullmatch(line.text) or line.text == "-":
                yield from self._body(section[start:index])
                start = index + 1
            if level:
                self._levels.clear()
                yield words_of(line.text.removesuffix(":")).block(
                    Kind.HEADING, line.number, level=level
                )
            self._first = False
        yield from self._body(section[start:])

    def _title(self, section: Sequence[_Line], index: int) -> int:
        """Tell the level of a title, 0 for what is none."""
        line = section[index]
        under = section[index + 1].text if index + 1 < len(section) else ""
        if _RULE.fullmatch(line.text) or line.number in self._glued:
            return 0
        if _UNDERLINE.fullmatch(under) and style_of(split_marker(line.text)[0]) == "number":
            return self._underlined(under)
        if line.number == self._last or line.indent or split_marker(line.text)[0]:
            return 0
        if _UNDERLINE.fullmatch(under):
            return self._underlined(under)
        if self._first and is_first_title(line.text, under):
            return 1
        return 2 if is_caption(line.text) or is_capitals(line.text) else 0

    def _underlined(self, under: str) -> int:
        if under[0] not in self._underlines:
            self._underlines.append(under[0])
        return min(self._underlines.index(under[0]) + 1, 6)

    def _body(self, lines: Sequence[_Line]) -> Iterator[Block]:
        if _is_table(lines):
            yield from _table(lines)
            return
        glued = {index for index, line in enumerate(lines) if line.number in self._glued}
        after = {index + 1 for index in glued}
        for group in groups([line.text for line in lines], glued | after):
            text = " ".join(lines[index].text for index in group)
            yield self._block(lines[group[0]], text)

    def _block(self, line: _Line, text: str) -> Block:
        marker, rest = split_marker(text)
        if line.number in self._glued:
            found = _GLUED.match(text)
            marker, rest = (f"{found[1]}.", text[found.end() :]) if found else ("", text)
        if marker:
            level = self._levels.of(line.indent, marker)
            return words_of(rest).block(Kind.ITEM, line.number, level=level, marker=marker)
        if line.indent >= _INDENT and not self._levels.holds(line.indent):
            return words_of(text).block(
                Kind.ITEM, line.number, level=self._levels.of(line.indent, "")
            )
        if line.indent < _INDENT:
            self._levels.clear()
        return words_of(text).block(Kind.PARAGRAPH, line.number)


def _is_table(section: Sequence[_Line]) -> bool:
    """Tell cells that tabs keep apart: two rows or more, as many tabs in each."""
    tabs = {line.text.count("\t") for line in section}
    listed = any(split_marker(line.text)[0] for line in section)
    return len(section) > 1 and len(tabs) == 1 and tabs != {0} and not listed


def _table(section: Sequence[_Line]) -> Iterator[Block]:
    header = tuple(single_blanks(cell) for cell in section[0].text.split("\t"))
    for line in section[1:]:
        cells = [Words([(cell, False)]) for cell in line.text.split("\t")]
        yield row(cells, line.number, header)


def _glued_numbers(lines: Sequence[_Line]) -> frozenset[int]:
    """Find the lines whose number is glued to their title, if they count up from 1."""
    found = [(int(match[1]), line.number) for line in lines if (match := _GLUED.match(line.text))]
    counted = [number for number, _ in found] == list(range(1, len(found) + 1))
    return frozenset(line for _, line in found) if counted and len(found) > 1 else frozenset()
