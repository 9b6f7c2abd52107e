"""A table of no known system: its columns are guessed by their names, and the guess is said."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from intake.cadences import find
from intake.draft import UnreadableError
from intake.found import Evidence, Found, FoundProcess, Said, Trust
from intake.systems import custom_fields
from intake.systems.columns import Role, columns_of, role_of
from intake.systems.custom_fields import Filled
from intake.systems.labels import is_cadence
from intake.systems.links import without_link
from intake.systems.names import file_title, people_in
from intake.systems.placed import Placed, processes_of_projects
from intake.systems.task import Task
from intake.tables.days import Days, days_of, unsure_days
from intake.tables.header import SEARCHED_ROWS, Record, Table, table_below
from intake.tables.sheet import Row, Sheet

SYSTEM = "table"
_FEWEST_KNOWN = 2
# Of these only the plainest column is read.
_MOST = {Role.TITLE: 1, Role.DUE: 1}
_LACKING = {Role.CADENCE: "cadence", Role.BACKUP: "backup", Role.MANAGER: "manager"}


@dataclass(frozen=True)
class _Guess:
    """A table whose columns are understood, and what it is called."""

    table: Table
    name: Said
    trust: Trust
    columns: dict[Role, list[str]]


def read(sheets: Sequence[Sheet], file_name: str) -> Found | None:
    """Return the processes of a table by its columns' names; None for text with no such columns.

    Raises UnreadableError for a workbook with no such columns, and for a table without rows.
    """
    headed = [(sheet, header) for sheet in sheets if (header := _header(sheet))]
    if not headed:
        _refuse_workbook(sheets)
        return None
    guesses = [_guess(sheet, header, file_name, len(headed)) for sheet, header in headed]
    processes = tuple(one for guess in guesses for one in _processes(guess))
    if not processes:
        raise UnreadableError(
            "This table has no tasks in it: no row below its header names a step. Fill it in and"
            " send it again."
        )
    known = {role for guess in guesses for role in guess.columns}
    lacks = tuple(name for role, name in _LACKING.items() if role not in known)
    return Found(SYSTEM, processes, tuple(note for one in guesses for note in _notes(one)), lacks)


def _refuse_workbook(sheets: Sequence[Sheet]) -> None:
    """Leave text to other readers; nobody else can read a workbook."""
    if any(sheet.name for sheet in sheets):
        raise UnreadableError(
            "No column of this workbook is known to hold steps; name one of them “Step”, and others"
            " “Owner” and “Frequency” where there are any, and send it again."
        )


def _header(sheet: Sheet) -> Row | None:
    """Return the first row of the top that names a step or a process, and something beside it."""
    for row in sheet.rows[:SEARCHED_ROWS]:
        roles = [role for role in map(role_of, row.cells) if role]
        if len(roles) >= _FEWEST_KNOWN and {Role.TITLE, Role.PROCESS} & set(roles):
            return row
    return None


def _guess(sheet: Sheet, header: Row, file_name: str, sheets: int) -> _Guess:
    table = table_below(sheet, header)
    columns = {role: columns_of(role, table.titles)[: _MOST.get(role)] for role in Role}
    title = _title_above(sheet, header)
    return _Guess(
        table,
        title or _name(sheet, file_name, sheets),
        Trust.HEADING if title else Trust.FILE_NAME,
        {role: names for role, names in columns.items() if names},
    )


def _title_above(sheet: Sheet, header: Row) -> Said | None:
    """Return the line that stands alone above the header, the nearest of several."""
    filled = ([cell for cell in row.cells if cell] for row in sheet.rows[: header.number - 1])
    alone = [(number, cells[0]) for number, cells in enumerate(filled, 1) if len(cells) == 1]
    return Said(alone[-1][1], f"row {alone[-1][0]}") if alone else None


def _name(sheet: Sheet, file_name: str, sheets: int) -> Said:
    return Said(sheet.name, "the sheet's name") if sheets > 1 else file_title(file_name)


def _processes(guess: _Guess) -> list[FoundProcess]:
    placed = list(_placed(guess, _days(guess)))
    parted = _by_cadence(placed)
    if len(parted.keys() - {""}) < 2 or any(one.project for one in placed):
        return processes_of_projects(placed, guess.name, guess.trust)
    return [
        process
        for rows in parted.values()
        for process in processes_of_projects(rows, _named_by(rows, guess.name))
    ]


def _by_cadence(placed: Sequence[Placed]) -> dict[str, list[Placed]]:
    """Part the rows by what their column says of their cadence; "" where it says none."""
    parted: dict[str, list[Placed]] = {}
    for one in placed:
        parted.setdefault(_cadence_of(one).casefold(), []).append(one)
    return parted


def _cadence_of(one: Placed) -> str:
    said = (each.said.text for each in one.task.evidence if each.trust == Trust.FIELD)
    return next((text for text in said if find(text, Trust.FIELD)), "")


def _named_by(rows: Sequence[Placed], table: Said) -> Said:
    """Name the process of rows with one cadence: by the only row, or by table and cadence."""
    first, cadence = rows[0].task, _cadence_of(rows[0])
    if not cadence:
        return table
    name = first.title if len(rows) == 1 else f"{table.text}: {cadence}"
    return Said(name, first.where)


def _days(guess: _Guess) -> Days:
    due = guess.columns.get(Role.DUE, [])
    return days_of(record.get(*due) for record in guess.table.records)


def _placed(guess: _Guess, days: Days) -> Iterator[Placed]:
    """Yield the rows as tasks; a process or section holds on until another one is named."""
    process: Said | None = None
    section: Said | None = None
    titles = guess.columns.get(Role.TITLE, []) or guess.columns[Role.PROCESS]
    for record in guess.table.records:
        named = record.said(*guess.columns.get(Role.PROCESS, []))
        if named and (process is None or named.text != process.text):
            process, section = named, None
        section = record.said(*guess.columns.get(Role.SECTION, [])) or section
        title = record.said(titles[0])
        heading = _heading(record, title)
        if heading:
            section = heading
        elif title:
            yield Placed(_task(record, title, guess, days), process, section)


def _heading(record: Record, title: Said | None) -> Said | None:
    """Return the words of a row that holds nothing else: a line above the rows that follow."""
    filled = [cell for cell in record.values.values() if cell]
    if len(filled) != 1 or (title and not is_cadence(title.text)):
        return None
    return Said(filled[0], record.where)


def _task(record: Record, title: Said, guess: _Guess, days: Days) -> Task:
    columns = guess.columns
    custom = custom_fields.understood(
        Filled(
            record.titles[name], record.get(name), f"{record.where}, column {record.titles[name]}"
        )
        for role in custom_fields.READ
        for name in columns.get(role, [])
    )
    words, link = without_link(title.text)
    links = (without_link(record.get(name))[1] for name in columns.get(Role.LINK, []))
    due = record.said(*columns.get(Role.DUE, []))
    told = (Evidence(due, Trust.FIELD),) if due and is_cadence(due.text) else ()
    return Task(
        title=words,
        where=record.where,
        line=record.number,
        detail="\n".join(filter(None, map(record.get, columns.get(Role.DETAIL, [])))),
        people=tuple(one for person in custom.people for one in people_in(person)),
        backup=custom.backup,
        manager=custom.manager,
        evidence=(*custom.cadence, *told),
        due=days.by_text.get(due.text) if due else None,
        url=next(filter(None, links), link),
        proof=custom.proof,
    )


def _notes(guess: _Guess) -> tuple[str, ...]:
    titles = guess.table.titles
    named = [(titles[name], role) for role, names in guess.columns.items() for name in names]
    read = ", ".join(f"“{title}” as {role.value}" for title, role in named)
    due = guess.columns.get(Role.DUE, [])
    return (
        f"This table is of no system that is known here; by their names, {read} were read.",
        *guess.table.notes,
        *(note for name in due for note in unsure_days(titles[name], _days(guess))),
        *guess.table.unused([name for names in guess.columns.values() for name in names]),
    )
