"""The words of a PDF page → its lines in reading order, column by column."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from intake.documents.pdf_pages import Box, Page, Word

# How much of its column a line of running text fills on average; cells of tables fill less.
_FILLED = 0.55
_FEWEST_LINES = 3
_STEP = 4.0
_GUTTER = 8.0
_FAR = 1.8
# How large dots and boxes before items are, in points, and how far before, in heights of letters.
_DOT, _SMALLEST_BOX, _LARGEST_BOX = 1.5, 6.5, 16.0
_FARTHEST_BULLET = 2.0


@dataclass(frozen=True)
class Line:
    """A line: its words from left to right, its page, where its column ends."""

    words: tuple[Word, ...]
    page: int
    column_right: float
    number: int = 0

    @property
    def box(self) -> Box:
        """The place of all its words."""
        return Box(
            self.words[0].box.left,
            min(word.box.top for word in self.words),
            max(word.box.right for word in self.words),
            max(word.box.bottom for word in self.words),
        )

    @property
    def size(self) -> float:
        """The height of most of its letters."""
        return median(word.size for word in self.words for _ in word.text)

    @property
    def text(self) -> str:
        """Its words, two blanks where a gap is wide."""
        pairs = zip(self.words, self.words[1:], strict=False)
        gaps = ["  " if b.box.left - a.box.right > a.size else " " for a, b in pairs]
        return "".join(word.text + gap for word, gap in zip(self.words, [*gaps, ""], strict=True))


def lines_of(page: Page, words: Sequence[Word]) -> list[Line]:
    """The lines of a page; of two columns, the left one comes first."""
    rows = _rows(words)
    right = max((word.box.right for word in words), default=0.0)
    left = min((word.box.left for word in words), default=0.0)
    gutter = _gutter(rows, left, right)
    if gutter is None:
        found = [Line(tuple(row), page.number, right) for row in rows]
    else:
        found = list(_in_columns(rows, gutter, page, right))
    drawn = [glyph for rule in page.rules if (glyph := _glyph(rule))]
    return [_with_bullet(line, drawn) for line in found] if drawn else found


def _glyph(rule: Box) -> Word | None:
    """Read a small square or dot that is drawn, not written, as browsers print lists and forms."""
    wide, high = rule.right - rule.left, rule.bottom - rule.top
    if abs(wide - high) > 1 or not _DOT <= wide <= _LARGEST_BOX:
        return None
    return Word("•" if wide < _SMALLEST_BOX else "☐", rule, high, strong=False)


def _with_bullet(line: Line, drawn: Sequence[Word]) -> Line:
    box = line.box
    before = (
        glyph
        for glyph in drawn
        if box.top <= glyph.box.middle <= box.bottom
        and 0 < box.left - glyph.box.right < _FARTHEST_BULLET * line.size
    )
    glyph = next(before, None)
    return replace(line, words=(replace(glyph, size=line.size), *line.words)) if glyph else line


def _rows(words: Sequence[Word]) -> list[list[Word]]:
    """Put words of one height together: each belongs to the row whose middle it covers."""
    rows: list[list[Word]] = []
    middle = -1.0
    for word in sorted(words, key=lambda one: (one.box.middle, one.box.left)):
        if rows and word.box.middle - middle < min(word.size, rows[-1][0].size) * 0.5:
            rows[-1].append(word)
        else:
            rows.append([word])
        middle = rows[-1][0].box.middle
    return [sorted(row, key=lambda one: one.box.left) for row in rows]


def _gutter(rows: Sequence[Sequence[Word]], left: float, right: float) -> float | None:
    """Find where most rows are empty between words on both sides, in the middle of the page."""
    at, most = left + 0.3 * (right - left), 0
    best: float | None = None
    end = left + 0.7 * (right - left)
    while at < end:
        count = sum(_splits(row, at) for row in rows)
        if count > most:
            best, most = at, count
        at += _STEP
    return best if best and most >= _FEWEST_LINES and _is_text(rows, best, left, right) else None


def _crosses(row: Sequence[Word], at: float) -> bool:
    return any(
        word.box.left < at + _GUTTER / 2 and word.box.right > at - _GUTTER / 2 for word in row
    )


def _splits(row: Sequence[Word], at: float) -> bool:
    return not _crosses(row, at) and row[0].box.left < at < row[-1].box.right


def _is_text(rows: Sequence[Sequence[Word]], at: float, left: float, right: float) -> bool:
    """Tell columns of running text from a table's: their lines are full, on both sides."""
    split = [row for row in rows if _splits(row, at)]
    lefts = [max(word.box.right for word in row if word.box.right <= at) - left for row in split]
    rights = [right - min(word.box.left for word in row if word.box.left >= at) for row in split]
    ends = [max(word.box.right for word in row) for row in split]
    starts = [right - width for width in rights]
    used = [end - start for end, start in zip(ends, starts, strict=True)]
    return median(lefts) > _FILLED * (at - left) and median(used) > _FILLED * (right - at)


def _far(above: Sequence[Word], row: Sequence[Word]) -> bool:
    """Tell whether a row lies far below columns, as a footer does."""
    return bool(above) and row[0].box.top - above[-1].box.bottom > _FAR * row[0].size


def _in_columns(
    rows: Sequence[Sequence[Word]], at: float, page: Page, right: float
) -> Iterator[Line]:
    """Give rows that cross the gutter as they are, and those between them column by column."""
    waiting: list[Word] = []
    for row in [*rows, None]:
        if row is not None and not _crosses(row, at) and not _far(waiting, row):
            waiting += row
            continue
        for side in (True, False):
            column = [word for word in waiting if (word.box.left < at) is side]
            end = at if side else right
            yield from (Line(tuple(words), page.number, end) for words in _rows(column))
        waiting = []
        if row is not None and not _crosses(row, at):
            waiting = [*row]
        elif row is not None:
            yield Line(tuple(row), page.number, right)
