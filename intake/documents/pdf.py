"""PDF → outline: what repeats on its pages left out, tables and columns in their order."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count, pairwise
from statistics import median

from intake.documents.finishing import outline
from intake.documents.markers import split_marker
from intake.documents.pdf_blocks import TableRow, blocks_of
from intake.documents.pdf_lines import Line, lines_of
from intake.documents.pdf_pages import Page, Pages, Word, taken_apart
from intake.documents.pdf_tables import Grid, cells_of, grids_of, is_within
from intake.documents.words import Words
from intake.draft import UnreadableError
from intake.outline import Outline

_EDGE_LINES = 4
_LONGEST_HEAD = 40
_PAGE_NUMBER = re.compile(
    r"(?:page|seite|página|pág\.)?\s*#(?:\s*(?:/|of|von|de)\s*#)?", re.IGNORECASE
)


def read(data: bytes) -> Outline:
    """The outline of a PDF; `line` counts the lines of all its pages.

    Raises UnreadableError for a PDF that is broken, protected or too much, and for one that holds
    pictures of pages only.
    """
    found = taken_apart(data)
    words = [word for page in found.pages for word in page.words]
    if not any(letter.isalpha() for word in words for letter in word.text):
        raise UnreadableError(
            "This PDF is a scan or holds no text; Baton does not read pictures. Send the document"
            " that it was made of, or a PDF with text in it."
        )
    body = Counter(word.size for word in words for _ in word.text).most_common(1)[0][0] or 1.0
    elements = _elements(found.pages)
    links = {page.number: page.links for page in found.pages if page.links}
    blocks = blocks_of(elements, body, _leading(elements, body), links)
    return outline(blocks, notes=_notes(found))


def _notes(found: Pages) -> list[str]:
    notes = []
    if found.count > len(found.pages) or not found.complete:
        notes.append(f"Only the first pages of this PDF were read; it has {found.count}.")
    empty = [str(page.number) for page in found.pages if not page.words]
    if empty:
        notes.append(f"No text on page {', '.join(empty[:10])}: pictures are not read.")
    return notes


def _elements(pages: Sequence[Page]) -> list[Line | TableRow]:
    """Give the lines and table rows of all pages, numbered as they come, without what repeats."""
    numbers = count(1)
    by_page = [list(_in_order(page, numbers)) for page in pages]
    repeated = _repeated(by_page)
    return [
        element
        for elements in by_page
        for place, element in enumerate(elements)
        if not (_is_at_edge(place, elements) and _likeness(element) in repeated)
    ]


def _in_order(page: Page, numbers: Iterator[int]) -> Iterator[Line | TableRow]:
    grids = grids_of(page)
    free = [word for word in page.words if not any(is_within(word, grid) for grid in grids)]
    for line in lines_of(page, free):
        while grids and grids[0].box.top < line.box.top:
            yield from _rows(grids.pop(0), page, numbers)
        yield replace(line, number=next(numbers))
    for grid in grids:
        yield from _rows(grid, page, numbers)


def _rows(grid: Grid, page: Page, numbers: Iterator[int]) -> Iterator[TableRow]:
    words = [word for word in page.words if is_within(word, grid)]
    rows = [tuple(_cell(cell) for cell in cells) for cells in cells_of(grid, words)]
    header: tuple[str, ...] = ()
    if len(rows) > 1 and _is_head(rows[0], rows[1]):
        header = tuple(cell.text for cell in rows.pop(0))
        next(numbers)
    for cells in rows:
        yield TableRow(cells, next(numbers), page.number, header)


def _cell(words: Sequence[Word]) -> Words:
    cell = Words()
    # Lines of a cell from the top, whatever order they were drawn in.
    for line in lines_of(Page(0, 0, (), (), ()), words):
        for word in line.words:
            cell.add(word.text, strong=word.strong)
            cell.add(" ", strong=word.strong)
    return cell


def _is_head(first: Sequence[Words], second: Sequence[Words]) -> bool:
    """Tell a head: all bold where the next row is not, or short words over three columns."""
    full = all(cell.text for cell in first)
    bold = [all(cell.lead == cell.text for cell in row) for row in (first, second)]
    short = len(first) > 2 and all(len(cell.text) <= _LONGEST_HEAD for cell in first)
    return full and (bold == [True, False] or short)


def _leading(elements: Sequence[Line | TableRow], body: float) -> float:
    """Measure how far the lines of the text are apart."""
    lines = [one for one in elements if isinstance(one, Line) and abs(one.size - body) < 1]
    steps = [b.box.middle - a.box.middle for a, b in pairwise(lines)]
    near = [step for step in steps if body * 0.8 < step < body * 2.5]
    return median(near) if near else body * 1.3


def _repeated(by_page: Sequence[Sequence[Line | TableRow]]) -> set[str]:
    """Find what stands at the edges of half of the pages or more, and numbers of pages."""
    seen: Counter[str] = Counter()
    for elements in by_page:
        edges = {_likeness(one) for i, one in enumerate(elements) if _is_at_edge(i, elements)}
        seen.update(edges - {""})
    pages = [elements for elements in by_page if elements]
    least = max(2, (len(pages) + 1) // 2)
    numbers = {text for text in seen if _PAGE_NUMBER.fullmatch(text)}
    return {text for text, times in seen.items() if times >= least} | numbers


def _is_at_edge(place: int, elements: Sequence[Line | TableRow]) -> bool:
    return place < _EDGE_LINES or place >= len(elements) - _EDGE_LINES


def _likeness(element: Line | TableRow) -> str:
    """Give what makes a running header or footer the same on each page: all but its numbers."""
    if isinstance(element, TableRow):
        text = " ".join(cell.text for cell in element.cells)
    else:
        text = " ".join(element.text.split())
    return text if split_marker(text)[0] else re.sub(r"\d+", "#", text)
