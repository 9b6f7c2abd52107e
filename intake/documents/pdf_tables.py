"""Tables that are ruled on a PDF page → rows; what is aligned without rules stays lines."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from intake.documents.pdf_pages import Box, Page, Word

_THIN = 3.0
_SHORTEST = 8.0
_NEAR = 3.0
_MOST_RULES = 1_500
_WHOLE_PAGE = 0.9


@dataclass(frozen=True)
class Grid:
    """A ruled table: its place, the heights between its rows, its upright rules."""

    box: Box
    heights: tuple[float, ...]
    uprights: tuple[Box, ...]
    columns: tuple[float, ...]


def grids_of(page: Page) -> list[Grid]:
    """The ruled tables of a page, from the top: two rows and two columns or more."""
    drawn = [rule for rule in page.rules if rule.bottom - rule.top < page.height * _WHOLE_PAGE]
    rules = [edge for rule in drawn[:_MOST_RULES] for edge in _edges(rule)][:_MOST_RULES]
    grids = [grid for group in _groups(rules) if (grid := _grid(group))]
    return sorted(grids, key=lambda grid: grid.box.top)


def is_within(word: Word, grid: Grid) -> bool:
    """Whether a word stands in a table."""
    middle = (word.box.left + word.box.right) / 2
    inside = grid.box.left <= middle <= grid.box.right
    return inside and grid.box.top <= word.box.middle <= grid.box.bottom


def cells_of(grid: Grid, words: Sequence[Word]) -> Iterator[list[list[Word]]]:
    """The words of each cell, row by row; a merged cell's stand in its first column."""
    for top, bottom in zip(grid.heights, grid.heights[1:], strict=False):
        row: list[list[Word]] = [[] for _ in grid.columns[1:]]
        middle = (top + bottom) / 2
        starts = [rule.left for rule in grid.uprights if rule.top <= middle <= rule.bottom]
        for word in words:
            if top <= word.box.middle < bottom:
                row[_column(grid, sorted(starts), word)].append(word)
        if any(row):
            yield row


def _column(grid: Grid, starts: Sequence[float], word: Word) -> int:
    """Find the column of a word: where the rule on its left stands."""
    middle = (word.box.left + word.box.right) / 2
    place = bisect_right(starts, middle) - 1
    start = starts[place] if place >= 0 else grid.columns[0]
    column = bisect_right(grid.columns, start + _NEAR) - 1
    return min(max(column, 0), len(grid.columns) - 2)


def _edges(box: Box) -> Iterator[Box]:
    """Give a rule as it is, and a frame as its four sides; dots and specks are neither."""
    wide, high = box.right - box.left, box.bottom - box.top
    if min(wide, high) <= _THIN:
        if max(wide, high) >= _SHORTEST:
            yield box
    elif min(wide, high) >= _SHORTEST:
        yield Box(box.left, box.top, box.right, box.top)
        yield Box(box.left, box.bottom, box.right, box.bottom)
        yield Box(box.left, box.top, box.left, box.bottom)
        yield Box(box.right, box.top, box.right, box.bottom)


def _groups(rules: Sequence[Box]) -> list[list[Box]]:
    """Put rules together that touch, over however many others."""
    left = sorted(rules, key=lambda rule: rule.top)
    groups: list[tuple[Box, list[Box]]] = []
    for rule in left:
        touched = [group for group in groups if _touch(group[0], rule)]
        box, members = rule, [rule]
        for group in touched:
            groups.remove(group)
            box, members = _around(box, group[0]), group[1] + members
        groups.append((box, members))
    return [members for _, members in groups]


def _touch(one: Box, other: Box) -> bool:
    across = one.left - _NEAR <= other.right and other.left - _NEAR <= one.right
    return across and one.top - _NEAR <= other.bottom and other.top - _NEAR <= one.bottom


def _around(one: Box, other: Box) -> Box:
    return Box(
        min(one.left, other.left),
        min(one.top, other.top),
        max(one.right, other.right),
        max(one.bottom, other.bottom),
    )


def _grid(rules: Sequence[Box]) -> Grid | None:
    flat = [rule for rule in rules if rule.right - rule.left > rule.bottom - rule.top]
    upright = [rule for rule in rules if rule.right - rule.left <= rule.bottom - rule.top]
    heights = _distinct(rule.middle for rule in flat)
    columns = _distinct((rule.left + rule.right) / 2 for rule in upright)
    if len(heights) < 3 or len(columns) < 3:
        return None
    box = Box(columns[0], heights[0], columns[-1], heights[-1])
    return Grid(box, heights, tuple(upright), columns)


def _distinct(places: Iterator[float]) -> tuple[float, ...]:
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _NEAR:
            found.append(place)
    return tuple(found)
