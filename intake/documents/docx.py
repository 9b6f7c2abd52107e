"""DOCX → outline: Word's paragraphs, lists, tables and text boxes, as they are seen on its pages.

What stands on every page (headers, footers) and beside it (comments, footnotes) is left out, as are
pictures and the names in the file's properties. Macros are in a part that is never opened.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lxml import etree

from intake.documents import docx_tables
from intake.documents.docx_names import child, name, value
from intake.documents.docx_numbering import numbering_of
from intake.documents.docx_package import Package, opened
from intake.documents.docx_styles import Style, Styles
from intake.documents.docx_words import Reader
from intake.documents.finishing import outline
from intake.documents.markers import block_of
from intake.documents.words import Words, joined, row
from intake.limits import DEEPEST
from intake.outline import Block, Kind, Outline

_AROUND = {"sdt", "sdtContent", "customXml", "ins", "smartTag", "moveTo"}


def read(data: bytes) -> Outline:
    """The outline of a DOCX or DOCM; `line` counts its paragraphs and the rows of its tables.

    A text box counts with the paragraph that it hangs on. Raises UnreadableError for a file that is
    damaged or unpacks to too much.
    """
    return outline(_Walk(opened(data)).blocks(), unit="paragraph")


class _Walk:
    """The way through a document: how many paragraphs there were, how far its lists counted."""

    def __init__(self, package: Package) -> None:
        self._body = child(package.document, "body")
        self._styles = Styles(package.styles)
        self._numbering = numbering_of(package.numbering)
        self._reader = Reader(self._styles, package.links)
        self._line = 0

    def blocks(self) -> Iterator[Block]:
        """The blocks of the whole document."""
        if self._body is not None:
            yield from self._children(self._body, 0)

    def _children(self, parent: etree._Element, depth: int) -> Iterator[Block]:
        for element in parent if depth < DEEPEST else ():
            tag = name(element)
            if tag == "p":
                self._line += 1
                yield from self._paragraph(element, depth)
            elif tag == "tbl":
                yield from self._table(element, depth)
            elif tag in _AROUND:
                yield from self._children(element, depth + 1)

    def _paragraph(self, element: etree._Element, depth: int) -> Iterator[Block]:
        style = self._style(element)
        marker, level = self._marker(element, style)
        if style.skipped or style.hidden:
            return
        read = self._reader.paragraph(element, strong=style.strong)
        heading = _heading(element, style)
        if heading:
            yield joined(read.lines).block(Kind.HEADING, self._line, level=heading)
        else:
            yield from self._lines(read.lines, marker, level)
        for box in read.boxes:
            yield from self._text_box(box, depth + 1)

    def _lines(self, lines: Sequence[Words], marker: str, level: int) -> Iterator[Block]:
        """Give the lines that were broken on purpose, the first with the marker."""
        for words in lines:
            if not words.empty:
                yield block_of(words, self._line, level=level if marker else 0, marker=marker)
                marker = ""

    def _text_box(self, box: etree._Element, depth: int) -> Iterator[Block]:
        line = self._line
        for block in self._children(box, depth):
            yield replace(block, line=line)
        self._line = line

    def _style(self, element: etree._Element) -> Style:
        return self._styles.of(value(child(element, "pPr", "pStyle")))

    def _marker(self, element: etree._Element, style: Style) -> tuple[str, int]:
        """Count the paragraph's list on, be it the paragraph's own or its style's."""
        own = child(element, "pPr", "numPr")
        list_id = value(child(own, "numId")) or style.list_id
        if not self._numbering.knows(list_id):
            return "", 0
        written = value(child(own, "ilvl"))
        level = int(written) if re.fullmatch("[0-8]", written) else style.list_level
        if level is None:
            style_id = value(child(element, "pPr", "pStyle"))
            level = self._numbering.level_of(list_id, style_id)
        return self._numbering.marker(list_id, level), level

    def _table(self, table: etree._Element, depth: int) -> Iterator[Block]:
        if docx_tables.is_layout(table):
            for line in docx_tables.rows_of(table):
                for cell in docx_tables.cells_of(line):
                    yield from self._children(cell.element, depth + 1)
            return
        rows, inner = self._rows(table, depth)
        head = docx_tables.head_of(table, rows)
        header = tuple(cell.text for cell in head.cells) if head else ()
        yield from (row(one.cells, one.line, header) for one in rows if one is not head)
        yield from inner

    def _rows(self, table: etree._Element, depth: int) -> tuple[list[docx_tables.Row], list[Block]]:
        """Read a table's rows, and what the tables in its cells hold, which comes after them."""
        rows: list[docx_tables.Row] = []
        inner: list[Block] = []
        for element in docx_tables.rows_of(table):
            self._line += 1
            above = rows[-1].cells if rows else ()
            cells = tuple(self._cells(element, above))
            rows.append(docx_tables.Row(self._line, cells, docx_tables.is_marked(element)))
            for cell in docx_tables.cells_of(element):
                nested = [one for one in cell.element if name(one) == "tbl"]
                for one in nested if depth < DEEPEST else ():
                    inner += self._table(one, depth + 1)
        return rows, inner

    def _cells(self, element: etree._Element, above: Sequence[Words]) -> Iterator[Words]:
        column = 0
        for cell in docx_tables.cells_of(element):
            continued = cell.goes_on and column < len(above)
            yield above[column] if continued else self._cell(cell.element, 0)
            yield from (Words() for _ in range(cell.columns - 1))
            column += cell.columns

    def _cell(self, element: etree._Element, depth: int) -> Words:
        """Read all paragraphs of a cell as one, each with what its list draws before it."""
        parts: list[Words] = []
        for one in element if depth < DEEPEST else ():
            if name(one) == "p":
                style = self._style(one)
                marker, _ = self._marker(one, style)
                read = self._reader.paragraph(one, strong=style.strong)
                parts += [Words([(f"{marker} ", False)] if marker else []), *read.lines]
            elif name(one) in _AROUND:
                parts.append(self._cell(one, depth + 1))
        return joined(parts)


def _heading(element: etree._Element, style: Style) -> int:
    """Tell the level of a heading, set on the paragraph itself or by its style; 0 for none."""
    level = value(child(element, "pPr", "outlineLvl"))
    return min(int(level) + 1, 6) if re.fullmatch("[0-8]", level) else style.heading
