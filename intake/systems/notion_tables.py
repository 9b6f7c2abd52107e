"""A database of Notion: a log of check boxes, or rows of which each is a step."""

import re
from collections.abc import Sequence

from intake.found import Evidence, FoundProcess, FoundStep, Said, Trust, Upload
from intake.systems.columns import Role
from intake.systems.links import without_link
from intake.systems.notion_names import Named, address
from intake.systems.notion_roles import notion_role
from intake.tables import read_sheets
from intake.tables.days import day_of
from intake.tables.header import Record, Table, table_below

_TICKS = {"yes", "no", ""}
_MOMENT = re.compile(r"@|(?:last |next )?(?:today|yesterday|tomorrow|\w+day)\b", re.IGNORECASE)
# Of the rows of a log nearly all are named by their day; people name some by hand.
_MOST_OF = 0.8
_FEWEST_ROWS = 2
_USED = {Role.TITLE, Role.ASSIGNEE, Role.CADENCE, Role.PROOF, Role.DETAIL, Role.LINK}


def process_of_table(upload: Upload, named: Named) -> FoundProcess | None:
    """Return the database as a process; None for one without rows.

    Raises UnreadableError for a table that is far too long.
    """
    sheets = read_sheets(upload)
    rows = [row for row in sheets[0].rows if row.cells] if sheets else []
    if len(rows) < _FEWEST_ROWS:
        return None
    table = table_below(sheets[0], rows[0])
    first = next(iter(table.titles), "")
    ticks = _tick_columns(table, first)
    if ticks and _is_log(table, first):
        return _of_log(table, named, ticks)
    return _of_rows(table, named, first)


def _tick_columns(table: Table, first: str) -> list[str]:
    """Return the columns with nothing but Yes and No."""
    return [
        name
        for name in table.titles
        if name != first
        and any(record.get(name) for record in table.records)
        and all(record.get(name).casefold() in _TICKS for record in table.records)
    ]


def _is_log(table: Table, first: str) -> bool:
    titles = [record.get(first) for record in table.records]
    days = [title for title in titles if _MOMENT.match(title) or day_of(title)]
    return len(days) >= _MOST_OF * len(titles)


def _of_log(table: Table, named: Named, ticks: Sequence[str]) -> FoundProcess:
    """Take the check boxes of a log, in which each row is a day, for the steps of each day."""
    where = f"database “{named.title[:60]}”"
    note = f"The {len(table.records)} rows are the days of a log; its check boxes are the steps."
    steps = tuple(FoundStep(table.titles[name], f"{where}, column") for name in ticks)
    return _process(named, steps, (note, *table.unused([*ticks, next(iter(table.titles))])))


def _of_rows(table: Table, named: Named, first: str) -> FoundProcess | None:
    roles = {role: name for name in reversed(list(table.titles)) if (role := notion_role(name))}
    columns = {role: name for role, name in roles.items() if role in _USED and name != first}
    steps = tuple(
        _step(record, columns, first, named) for record in table.records if record.get(first)
    )
    notes = (*table.notes, *table.unused([first, *columns.values()]))
    return _process(named, steps, notes) if steps else None


def _step(record: Record, columns: dict[Role, str], first: str, named: Named) -> FoundStep:
    def said(role: Role) -> Said | None:
        found = record.said(columns[role]) if role in columns else None
        return Said(found.text, f"database “{named.title[:60]}”, {found.where}") if found else None

    detail, link = said(Role.DETAIL), said(Role.LINK)
    title, url = without_link(record.get(first))
    return FoundStep(
        title=title,
        where=f"database “{named.title[:60]}”, {record.where}",
        line=record.number,
        detail=detail.text if detail else "",
        assignee=said(Role.ASSIGNEE),
        cadence=said(Role.CADENCE),
        url=url or (without_link(link.text)[1] if link else None),
        proof=said(Role.PROOF),
    )


def _process(named: Named, steps: tuple[FoundStep, ...], notes: tuple[str, ...]) -> FoundProcess:
    name = Said(named.title, f"name of database “{named.title[:60]}”")
    return FoundProcess(
        name=name,
        steps=steps,
        key=named.id,
        url=address(named.id),
        cadence=(Evidence(name, Trust.TITLE),),
        notes=notes,
    )
