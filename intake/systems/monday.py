"""monday.com's export of a board to Excel: two kinds of header rows take turns in one sheet."""

from collections.abc import Sequence

from intake.draft import UnreadableError
from intake.found import Found
from intake.systems.counting import counted
from intake.systems.grouping import processes_of
from intake.systems.lacking import lacking
from intake.systems.monday_cells import is_used
from intake.systems.monday_rows import Board, board_of, item_header
from intake.tables.sheet import Sheet

SYSTEM = "monday"
_LACKS = ("cadence", "backup", "manager")


def read(sheets: Sequence[Sheet], _file_name: str) -> Found | None:
    """Return the items and groups of all boards in a workbook; None for any other table.

    Sheets of updates and discussions are left out. Raises UnreadableError for boards without items.
    """
    headed = [(sheet, header) for sheet in sheets if (header := item_header(sheet))]
    if not headed:
        return None
    boards = [board_of(sheet, header) for sheet, header in headed]
    groups = [group for board in boards for group in board.groups]
    if not groups:
        raise UnreadableError(
            "This export has no tasks in it: the board has no items, or a filter hid them. Show all"
            " items of the board and export it again."
        )
    processes = tuple(process for group in groups for process in processes_of(group))
    read_sheets = [sheet for sheet, _ in headed]
    others = [sheet.name for sheet in sheets if sheet not in read_sheets and sheet.rows]
    notes = (
        *(note for sheet in read_sheets for note in sheet.notes),
        *_about_rows(boards),
        *_about_columns(read_sheets),
        *_about_sheets(others),
    )
    return Found(SYSTEM, processes, notes, lacking(_LACKS, processes))


def _about_rows(boards: Sequence[Board]) -> tuple[str, ...]:
    summaries = sum(board.summaries for board in boards)
    return (f"{counted(summaries, 'summary row')} left out.",) if summaries else ()


def _about_columns(sheets: Sequence[Sheet]) -> tuple[str, ...]:
    headers = [
        row.cells
        for sheet in sheets
        for row in sheet.rows
        if len(row.cells) > 1 and "Name" in row.cells[:2]
    ]
    names = dict.fromkeys(name for cells in headers for name in cells if name and not is_used(name))
    return (f"Columns that were not used: {', '.join(names)}.",) if names else ()


def _about_sheets(names: Sequence[str]) -> tuple[str, ...]:
    return (f"Sheets that were not read: {', '.join(names)}.",) if names else ()
