"""HTML tables → rows, a cell that spans several of them told in each."""

from collections.abc import Iterator

from lxml.html import HtmlElement

from intake.documents.html_elements import (
    BLOCKS,
    STRONG,
    checked,
    is_hidden,
    is_strong,
    number_of,
    tag_of,
)
from intake.documents.words import Words, row
from intake.limits import DEEPEST
from intake.outline import Block

_WIDEST_SPAN = 100


def rows(table: HtmlElement) -> Iterator[Block]:
    """The rows of a table; its head is no row unless there is nothing below it."""
    header: tuple[str, ...] = ()
    spans: dict[int, tuple[int, Words]] = {}
    given = False
    for element in table.iter("tr"):
        cells = _cells(element, spans)
        if not given and not header and _is_head(element):
            header, head_line, head = tuple(cell.text for cell in cells), element.sourceline, cells
            continue
        given = True
        yield row(cells, element.sourceline or 1, header)
    if header and not given:
        yield row(head, head_line or 1)


def pairs(table: HtmlElement) -> list[tuple[str, str]]:
    """The pairs of a table of fields: each row a name and what it is."""
    found = []
    for element in table.iter("tr"):
        cells = [words_in(cell).text for cell in element if tag_of(cell) in {"td", "th"}]
        if len(cells) == 2 and all(cells):
            found.append((cells[0], cells[1]))
    return found


def words_in(element: HtmlElement) -> Words:
    """All words within an element, as one block."""
    words = Words()
    _gather(element, words, 0, strong=False)
    return words


def _gather(element: HtmlElement, words: Words, depth: int, *, strong: bool) -> None:
    words.add(element.text or "", strong=strong)
    for child in element:
        _gather_child(child, words, depth, strong=strong)
        words.add(child.tail or "", strong=strong)


def _gather_child(element: HtmlElement, words: Words, depth: int, *, strong: bool) -> None:
    tag = tag_of(element)
    if is_hidden(element, tag) or depth > DEEPEST:
        return
    box = checked(element, tag)
    words.add(" " if tag in BLOCKS or tag == "br" else "")
    if box is not None:
        words.add("☑ " if box else "☐ ")
    if tag == "img":
        words.show(element.get("src") or "")
    _gather(element, words, depth + 1, strong=strong or tag in STRONG or is_strong(element))
    words.add(" " if tag in BLOCKS else "")
    if tag == "a":
        words.point(element.text_content(), element.get("href") or "")


def _cells(element: HtmlElement, spans: dict[int, tuple[int, Words]]) -> list[Words]:
    """The cells of a row, with those that reach down from rows above it; spans is kept up."""
    own = [cell for cell in element if tag_of(cell) in {"td", "th"}]
    cells: list[Words] = []
    while own or len(cells) in spans:
        if len(cells) in spans:
            cells.append(_from_above(len(cells), spans))
        else:
            _place(own.pop(0), cells, spans)
    return cells


def _from_above(column: int, spans: dict[int, tuple[int, Words]]) -> Words:
    left, words = spans.pop(column)
    if left > 1:
        spans[column] = (left - 1, words)
    return words


def _place(cell: HtmlElement, cells: list[Words], spans: dict[int, tuple[int, Words]]) -> None:
    words = words_in(cell)
    down = min(number_of(cell, "rowspan", 1), _WIDEST_SPAN)
    if down > 1:
        spans[len(cells)] = (down - 1, words)
    wide = min(max(number_of(cell, "colspan", 1), 1), _WIDEST_SPAN)
    cells.extend([words, *(Words() for _ in range(wide - 1))])


def _is_head(element: HtmlElement) -> bool:
    parent = element.getparent()
    if parent is not None and tag_of(parent) == "thead":
        return True
    cells = [tag_of(cell) for cell in element if tag_of(cell) in {"td", "th"}]
    return bool(cells) and set(cells) == {"th"}
