"""Table rows that are steps."""

from collections.abc import Iterable, Iterator, Sequence

from intake.found import FoundStep, Said
from intake.outline import Block, Kind, Link
from intake.understanding.columns import Column, columns_of, lists_steps
from intake.understanding.phrasing import offers_choices, phrased

PEOPLE_COLUMNS = (Column.OWNER, Column.BACKUP, Column.MANAGER)
_EMPTY = " _-\u2013\u2014☐☑☒□▢.…"


def is_step_row(block: Block) -> bool:
    """Tell a row of a table that lists steps."""
    return block.kind is Kind.ROW and lists_steps(columns_of(block.header))


def row_steps(block: Block, where: str) -> Iterator[FoundStep]:
    """Return the step of a row, if there is something to do in it.

    Where a row names both a thing and what is done to it, the title is what is done, then the
    thing: two rows may ask for the same of different things.
    """
    columns = columns_of(block.header)
    cells = [cell.strip(_EMPTY) and cell.strip() for cell in block.cells]
    said = _by_column(columns, cells, where, block.header)
    action, thing = said.get(Column.ACTION), said.get(Column.THING)
    if not (title := _title(action, thing)):
        return
    one = phrased(title, "", where)
    yield FoundStep(
        title=one.title,
        where=where,
        line=block.line,
        detail=_detail(columns, cells, block.header),
        assignee=said.get(Column.OWNER) or one.assignee,
        cadence=_cadence(said) or one.cadence,
        url=first_url(block.links),
        picture=block.pictures[0] if block.pictures else None,
        proof=said.get(Column.PROOF),
    )


def row_people(block: Block, where: str) -> dict[Column, Said]:
    """Return whom a row names as owner, backup and manager."""
    columns = columns_of(block.header)
    cells = [cell.strip(_EMPTY) and cell.strip() for cell in block.cells]
    said = _by_column(columns, cells, where, block.header)
    return {column: one for column, one in said.items() if column in PEOPLE_COLUMNS}


def first_url(links: Iterable[Link]) -> str | None:
    """Return the first address that a browser can open."""
    return next((one.url for one in links if one.url.startswith(("http://", "https://"))), None)


def _by_column(
    columns: Sequence[Column], cells: Sequence[str], where: str, header: Sequence[str]
) -> dict[Column, Said]:
    """Return what each column says, where it says anything."""
    found: dict[Column, Said] = {}
    for column, cell, head in zip(columns, cells, header, strict=False):
        if cell and column is not Column.OTHER and column not in found:
            found[column] = Said(cell, f"{where}, column {head}")
    return found


def _title(action: Said | None, thing: Said | None) -> str:
    if action and thing:
        return f"{action.text} ({thing.text})" if thing.text not in action.text else action.text
    only = action or thing
    return only.text if only else ""


def _cadence(said: dict[Column, Said]) -> Said | None:
    """Return the cadence of a row, with the time beside it."""
    cadence, time = said.get(Column.CADENCE), said.get(Column.TIME)
    if cadence and time:
        return Said(f"{cadence.text} {time.text}", cadence.where)
    return cadence or time


def _detail(columns: Sequence[Column], cells: Sequence[str], header: Sequence[str]) -> str:
    """Return what else a row says, with the heads of its columns."""
    told = {Column.DETAIL, Column.OTHER}
    return "\n".join(
        f"{head}: {cell}" if head else cell
        for column, cell, head in zip(columns, cells, header, strict=False)
        if cell and column in told and not offers_choices(cell)
    )
