"""The cells of an item or subitem of monday.com, by the names that people gave its columns."""

from collections.abc import Iterator

from intake.systems import custom_fields
from intake.systems.columns import Role, role_of
from intake.systems.custom_fields import Filled
from intake.systems.links import without_link
from intake.systems.names import people_in
from intake.systems.task import Task
from intake.tables.days import day_of
from intake.tables.header import plain
from intake.tables.sheet import Row

Columns = tuple[str, ...]
_KEY = "item id"


def task_of(row: Row, columns: Columns, *, title_at: int) -> Task:
    """Return the task of a row; its name stands in the cell `title_at`, the rest by its column."""
    cells = list(_cells(row, columns, title_at))
    custom = custom_fields.understood(cells)
    title, link = without_link(row.cells[title_at])
    days = [day_of(cell.text) for cell in cells if role_of(cell.name) is Role.DUE]
    links = [without_link(cell.text)[1] for cell in cells if role_of(cell.name) is Role.LINK]
    return Task(
        title=title,
        where=f"row {row.number}",
        key=next((cell.text for cell in cells if plain(cell.name).startswith(_KEY)), ""),
        line=row.number,
        detail="\n".join(cell.text for cell in cells if role_of(cell.name) is Role.DETAIL),
        people=tuple(one for person in custom.people for one in people_in(person)),
        backup=custom.backup,
        manager=custom.manager,
        evidence=custom.cadence,
        due=min((day for day in days if day), default=None),
        url=next(filter(None, links), link),
        proof=custom.proof,
    )


def _cells(row: Row, columns: Columns, title_at: int) -> Iterator[Filled]:
    for place, (name, text) in enumerate(zip(columns, row.cells, strict=False)):
        if place != title_at and text:
            yield Filled(name, text, f"row {row.number}, column {name}")


def is_used(name: str) -> bool:
    """Tell whether `task_of` reads a column of this name."""
    return (
        custom_fields.is_used(name)
        or role_of(name) in {Role.DUE, Role.LINK, Role.DETAIL}
        or plain(name).startswith(("name", "subitems", _KEY))
    )
