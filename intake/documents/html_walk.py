"""The way through an HTML tree: which words are one block, in which list, under which head."""

from collections.abc import Iterator

from lxml.html import HtmlElement

from intake.documents import html_tables
from intake.documents.html_elements import (
    BLOCKS,
    STRONG,
    checked,
    is_hidden,
    is_layout,
    is_strong,
    number_of,
    tag_of,
)
from intake.documents.markers import block_of
from intake.documents.words import Words
from intake.limits import DEEPEST
from intake.outline import Block, Kind


class Walk:
    """Goes through a tree once; `properties` are its title and the fields that it found."""

    def __init__(self) -> None:
        self.properties: list[tuple[str, str]] = []
        self._words = Words()
        self._line = 0
        # The number of the last item of each list around, None for bullets.
        self._lists: list[int | None] = []
        self._marker = ""
        self._strong = 0

    def blocks(self, root: HtmlElement) -> Iterator[Block]:
        """The blocks of a tree, in the order of the page."""
        yield from self._element(root, 0)
        yield from self._flush()

    def _element(self, element: HtmlElement, depth: int) -> Iterator[Block]:
        tag = tag_of(element)
        if is_hidden(element, tag):
            return
        box = checked(element, tag)
        if box is not None:
            self._say(element, "[x] " if box else "[ ] ")
        elif depth > DEEPEST:
            self._say(element, element.text_content())
        elif tag in BLOCKS:
            yield from self._flush()
            yield from self._block(element, tag, depth)
            yield from self._flush()
        elif tag == "br":
            yield from self._flush()
        else:
            yield from self._within_line(element, tag, depth)

    def _block(self, element: HtmlElement, tag: str, depth: int) -> Iterator[Block]:
        if tag in {"ol", "ul", "menu"}:
            self._lists.append(number_of(element, "start", 1) - 1 if tag == "ol" else None)
            yield from self._children(element, depth)
            self._lists.pop()
        elif tag == "li":
            self._marker = self._next_marker(element)
            yield from self._children(element, depth)
            yield from self._flush()
            self._marker = ""
        elif tag == "pre":
            code = (element.text_content() or "").strip("\n")
            yield Block(Kind.CODE, code, element.sourceline or 1)
        elif tag[0] == "h" and tag[1:].isdigit():
            words = html_tables.words_in(element)
            yield words.block(Kind.HEADING, element.sourceline or 1, level=int(tag[1]))
        elif tag == "table" and not is_layout(element):
            yield from self._table(element)
        else:
            yield from self._children(element, depth)

    def _table(self, element: HtmlElement) -> Iterator[Block]:
        if "properties" in (element.get("class") or "").split():
            self.properties += html_tables.pairs(element)
        else:
            yield from html_tables.rows(element)

    def _within_line(self, element: HtmlElement, tag: str, depth: int) -> Iterator[Block]:
        strong = tag in STRONG or is_strong(element)
        self._strong += strong
        if tag == "title":
            self.properties.append(("title", html_tables.words_in(element).text))
        else:
            if tag == "img":
                self._show(element)
            yield from self._children(element, depth)
            if tag == "a":
                self._words.point(element.text_content(), element.get("href") or "")
        self._strong -= strong

    def _children(self, element: HtmlElement, depth: int) -> Iterator[Block]:
        self._say(element, element.text or "")
        for child in element:
            yield from self._element(child, depth + 1)
            self._say(child, child.tail or "")

    def _say(self, element: HtmlElement, text: str) -> None:
        if text.strip():
            self._line = self._line or element.sourceline or 1
        self._words.add(text, strong=self._strong > 0)

    def _show(self, element: HtmlElement) -> None:
        self._line = self._line or element.sourceline or 1
        self._words.show(element.get("src") or "")

    def _next_marker(self, element: HtmlElement) -> str:
        last = self._lists[-1] if self._lists else None
        if last is None:
            return "-"
        self._lists[-1] = number_of(element, "value", last + 1)
        return f"{self._lists[-1]}."

    def _flush(self) -> Iterator[Block]:
        words, line = self._words, self._line
        if words.empty:
            words.pieces.clear()
            return
        self._words, self._line = Words(), 0
        level = max(0, len(self._lists) - 1)
        block = block_of(words, line or 1, level=level if self._marker else 0, marker=self._marker)
        self._marker = ""
        yield block
