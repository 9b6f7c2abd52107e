"""The rows of one monday.com board: groups, items and subitems, told apart by their cells."""

from collections import Counter
from dataclasses import dataclass, field, replace

from intake.found import Evidence, Said, Trust
from intake.systems.monday_cells import Columns, task_of
from intake.systems.task import Group, Task
from intake.tables.sheet import Row, Sheet

_NAME, _SUBITEMS, _ITEM_ID = "Name", "Subitems", "Item ID"
_TOP_ROWS = 12


@dataclass
class _Open:
    """A group while its rows are gathered: its items, and the subitems of each."""

    name: Said
    items: list[Task] = field(default_factory=list)
    below: list[list[Task]] = field(default_factory=list)


@dataclass
class _State:
    """Where the reading of a board stands: the header rows that hold for the next row."""

    header: Columns
    groups: list[_Open]
    items: Columns = ()
    subitems: Columns = ()
    summaries: int = 0


@dataclass(frozen=True)
class Board:
    """What a board holds; `summaries` counts the rows that only sum up a group."""

    groups: tuple[Group, ...]
    summaries: int


def item_header(sheet: Sheet) -> Columns | None:
    """Return the cells of a board's item header; None for a sheet that is no board.

    The header stands below a title. It names subitems or ids, or returns for every group.
    """
    rows = [row for row in sheet.rows if row.cells]
    times = Counter(row.cells for row in rows if row.cells[0] == _NAME and len(row.cells) > 1)
    for row in rows[1:_TOP_ROWS]:
        marked = any(cell == _SUBITEMS or cell.startswith(_ITEM_ID) for cell in row.cells)
        if times[row.cells] > (0 if marked else 1):
            return row.cells
    return None


def board_of(sheet: Sheet, header: Columns) -> Board:
    """Return the groups of a board with their items, and the subitems within those."""
    rows = [row for row in sheet.rows if row.cells]
    title = Said(rows[0].cells[0] or sheet.name, f"row {rows[0].number}")
    state = _State(header, [_Open(title)])
    for row, following in zip(rows, [*rows[1:], Row(0, ())], strict=True):
        _take(state, row, starts=following.cells == header)
    around = (Evidence(title, Trust.TITLE),)
    groups = (_group(one, around if one.name is not title else ()) for one in state.groups)
    return Board(tuple(group for group in groups if group.tasks), state.summaries)


def _take(state: _State, row: Row, *, starts: bool) -> None:
    """Take one row into account; `starts` tells that an item header follows it."""
    cells = row.cells
    if cells == state.header:
        state.items, state.subitems = cells, ()
    elif len(cells) == 1 and starts:
        state.groups.append(_Open(Said(cells[0], f"row {row.number}")))
    elif cells[:2] == (_SUBITEMS, _NAME):
        state.subitems = cells
    elif state.items:  # above the first header there are descriptions only
        _take_content(state, row)


def _take_content(state: _State, row: Row) -> None:
    group = state.groups[-1]
    if row.cells[0]:
        group.items.append(task_of(row, state.items, title_at=0))
        group.below.append([])
        state.subitems = ()
    elif state.subitems and row.cells[1] and group.below:
        group.below[-1].append(task_of(row, state.subitems, title_at=1))
    else:
        state.summaries += 1


def _group(one: _Open, around: tuple[Evidence, ...]) -> Group:
    nested = zip(one.items, one.below, strict=True)
    tasks = (replace(item, children=tuple(children)) for item, children in nested)
    return Group(one.name, tuple(tasks), evidence=around)
