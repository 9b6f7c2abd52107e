"""Markdown → outline, with the HTML in it; GitHub's, Notion's, Scribe's and Tango's ways of it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from intake.documents import html
from intake.documents.finishing import outline
from intake.documents.front_matter import split_front_matter
from intake.documents.inline import Line, lines_of, parse_inline
from intake.documents.markers import block_of
from intake.documents.words import Words, joined, plain_lines, row, without_data_addresses
from intake.documents.wrapping import groups
from intake.limits import DEEPEST
from intake.outline import Block, Kind, Outline

_INDENT = 2
# CommonMark takes a numbered line for a list, also where a line of dashes is drawn below it.
_NUMBERED_TITLE = re.compile(
    r"^(\d{1,3}[.)] [^\n]{1,150})\n(?:(=)=+|--+)[ \t]*$(?![^\n]*\|)", re.MULTILINE
)


def read(text: str) -> Outline:
    """The outline of a Markdown text; lines count from 1 in it, its front matter included.

    A bold line that stands alone stays a paragraph, its lead its whole text. Lines below each other
    that are indented are items without a marker, indented code is none.
    """
    properties, body = split_front_matter(without_data_addresses(plain_lines(text)))
    body = _NUMBERED_TITLE.sub(lambda found: f"{'#' if found[2] else '##'} {found[1]}\n", body)
    tokens = _parser().parse(body)
    return outline(_blocks(tokens, body.split("\n")), properties=properties)


def _parser() -> MarkdownIt:
    """Make GitHub's Markdown without indented code: in instructions that is a deeper indent."""
    made = MarkdownIt("commonmark", {"maxNesting": DEEPEST})
    made.core.ruler.at("inline", parse_inline)
    return made.enable(["table", "strikethrough"]).disable("code")


def _blocks(tokens: Sequence[Token], lines: Sequence[str]) -> Iterator[Block]:
    walk = _Walk(lines)
    for index, token in enumerate(tokens):
        yield from walk.step(token, tokens[index - 1] if index else token)


class _Walk:
    """The way through the tokens: which lists and which table it is in."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        # The last number of each list around, or None for bullets.
        self._lists: list[int | None] = []
        self._marker = ""
        self._header: tuple[str, ...] = ()
        self._cells: list[Words] = []
        self._line = 0
        self._in_head = False

    def step(self, token: Token, before: Token) -> Iterator[Block]:
        """Take the next token; gives the blocks that end with it."""
        if token.map:
            self._line = token.map[0] + 1
        if token.type == "inline":
            yield from self._words(token, before)
        elif token.type in {"fence", "code_block"}:
            yield Block(Kind.CODE, token.content.rstrip("\n"), self._line)
        elif token.type == "html_block":
            yield from html.blocks_of(token.content, self._line)
        elif token.type == "tr_close":
            yield from self._row()
        else:
            self._enter(token)

    def _enter(self, token: Token) -> None:
        match token.type:
            case "bullet_list_open":
                self._lists.append(None)
            case "ordered_list_open":
                self._lists.append(int(token.attrs.get("start", 1)) - 1)
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
            case "list_item_open":
                self._marker = self._next_marker(token)
            case "list_item_close":
                self._marker = ""
            case "thead_open" | "thead_close":
                self._in_head = token.type == "thead_open"
            case "table_open":
                self._header = ()

    def _next_marker(self, token: Token) -> str:
        """Number an item as written, or on from the one before where all are written alike."""
        last = self._lists[-1]
        if last is None:
            return token.markup
        written = int(token.info or 0)
        self._lists[-1] = written if written > last else last + 1
        return f"{self._lists[-1]}{token.markup}"

    def _words(self, token: Token, before: Token) -> Iterator[Block]:
        lines = lines_of(token)
        if before.type in {"th_open", "td_open"}:
            self._cells.append(joined([line.words for line in lines]))
        elif before.type == "heading_open":
            words = joined([line.words for line in lines])
            yield words.block(Kind.HEADING, self._line, level=int(before.tag[1:]))
        else:
            yield from self._paragraph(lines)

    def _paragraph(self, lines: Sequence[Line]) -> Iterator[Block]:
        """Give a paragraph as the lines that stand for themselves, the first with the marker."""
        found = groups([self._as_written(line) for line in lines], _breaks(lines))
        indents = [self._indent(lines[group[0]]) for group in found]
        for group, indent in zip(found, indents, strict=True):
            words = joined([lines[index].words for index in group])
            line = self._line + lines[group[0]].offset
            block = block_of(words, line, marker=self._marker, is_item=_is_list(indents))
            self._marker = ""
            yield replace(block, level=self._level(block, indent, indents))

    def _level(self, block: Block, indent: int, indents: Sequence[int]) -> int:
        if block.kind is not Kind.ITEM:
            return 0
        deeper = len({other for other in indents if other < indent})
        return max(0, len(self._lists) - 1) + (0 if block.marker else deeper)

    def _indent(self, line: Line) -> int:
        """Count the blanks before a line; within a list they belong to the list."""
        if self._lists or line.on_purpose:
            return 0
        text = self._lines[self._line + line.offset - 1].expandtabs(4)
        return len(text) - len(text.lstrip(" "))

    def _as_written(self, line: Line) -> str:
        """The line of the source, with all that makes it long."""
        if line.on_purpose:
            return line.words.text
        return self._lines[self._line + line.offset - 1].lstrip("> \t")

    def _row(self) -> Iterator[Block]:
        cells, self._cells = self._cells, []
        if self._in_head:
            self._header = tuple(cell.text for cell in cells)
        else:
            yield row(cells, self._line, self._header)


def _breaks(lines: Sequence[Line]) -> set[int]:
    return {index for index, line in enumerate(lines) if line.on_purpose}


def _is_list(indents: Sequence[int]) -> bool:
    return len(indents) > 1 and max(indents) >= _INDENT
