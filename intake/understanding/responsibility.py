"""Who is responsible for a process: lines that say so, and tables of who does what."""

import re
from collections.abc import Sequence

from intake.found import Said
from intake.outline import Block, Outline
from intake.understanding.columns import Column, columns_of
from intake.understanding.labels import Label, Labelled
from intake.understanding.places import place
from intake.understanding.rows import row_people

PEOPLE = {Label.OWNER: "owner", Label.BACKUP: "backup", Label.MANAGER: "manager"}
COLUMNS = {Column.OWNER: "owner", Column.BACKUP: "backup", Column.MANAGER: "manager"}
# Of the words that a table calls a process by, so many are in its name.
_ENOUGH = 0.6


def of_labels(labels: Sequence[Labelled], outline: Outline) -> dict[str, Said]:
    """Return the people that labelled lines name; of several, the first."""
    people: dict[str, Said] = {}
    for one in labels:
        if one.label in PEOPLE:
            people.setdefault(PEOPLE[one.label], said_of(one, outline))
    return people


def said_of(one: Labelled, outline: Outline) -> Said:
    """Return the value of a labelled line, and where it stands."""
    where = place(one.block, outline) if one.block else "the fields of the document"
    return Said(one.value, where)


def of_table(name: str, rows: Sequence[Block], outline: Outline) -> dict[str, Said]:
    """Return the people in the row of a table that comes closest to a process's name."""
    scored = [(_likeness(_task(row), name), row) for row in rows]
    score, row = max(scored, key=lambda one: one[0], default=(0.0, None))
    return of_row(row, outline) if row and score >= _ENOUGH else {}


def of_row(row: Block, outline: Outline) -> dict[str, Said]:
    """Return the people that a row names."""
    people = row_people(row, place(row, outline))
    return {COLUMNS[column]: said for column, said in people.items()}


def _task(row: Block) -> str:
    cells = dict(zip(columns_of(row.header), row.cells, strict=False))
    return cells.get(Column.ACTION) or cells.get(Column.THING) or ""


def _likeness(task: str, name: str) -> float:
    """Return the share of a task's words that a name has too; an s at their end does not count."""
    first, second = _words(task), _words(name)
    return len(first & second) / len(first) if first else 0.0


def _words(text: str) -> set[str]:
    return {word.rstrip("s") for word in re.findall(r"\w+", text.casefold())}
