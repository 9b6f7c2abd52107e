"""A document understood: its processes, with their steps, people and cadences."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from intake import cadences
from intake.found import Evidence, Found, FoundProcess, FoundStep, Said, Trust
from intake.outline import Kind, Outline
from intake.understanding import sentences
from intake.understanding.choosing import Choice
from intake.understanding.columns import is_date
from intake.understanding.labels import Label, of_properties
from intake.understanding.naming import of_file, title_of
from intake.understanding.parts import Part, Parting
from intake.understanding.responsibility import of_labels, of_row, of_table, said_of
from intake.understanding.sections import tree
from intake.understanding.sentences import LONGEST_DESCRIPTION
from intake.understanding.steps import Candidate
from intake.understanding.topics import Topic

_MOST_BLOCKS = 20_000


def found(outline: Outline, name: str) -> Found:
    """Return what a document holds; `name` is its file's.

    Each heading with a cadence is a process of its own, and so are each paragraph that a cadence
    leads and the rows of a table that share one of several; all other steps are the document's.
    """
    title, blocks = title_of(outline, name)
    parting = Parting(outline, title)
    parting.take(tree(blocks[:_MOST_BLOCKS]))
    whole = parting.whole
    whole.labels.extend(of_properties(outline.properties))
    whole.evidence.append(Evidence(Said(of_file(name), "the file's name"), Trust.FILE_NAME))
    choice = Choice([group for part in parting.parts for group in part.groups])
    made = [one for part in parting.parts for one in _Making(part, parting, choice, outline).all()]
    processes = sorted((one for one in made if one.steps), key=_first_line)
    if not processes and (told := _told(outline, title)):
        return told
    processes = processes or made[:1]
    return Found("document", tuple(processes), outline.notes, lacks=())


def _told(outline: Outline, title: Said) -> Found | None:
    """Return what a short text without any list tells in its sentences."""
    texts = [one.text for one in outline.blocks if one.kind in {Kind.PARAGRAPH, Kind.HEADING}]
    text = "\n".join(texts)
    if len(texts) != len(outline.blocks) or not 0 < len(text) <= LONGEST_DESCRIPTION:
        return None
    named = title.text if any(one.kind is Kind.HEADING for one in outline.blocks) else ""
    told = sentences.found(text, named if len(texts) > 1 else "")
    return told if told.processes[0].steps else None


@dataclass(frozen=True)
class _Row:
    """A step of a table, with the row that it was."""

    step: FoundStep
    candidate: Candidate


class _Making:
    """One part of a document, made into its processes."""

    def __init__(self, part: Part, parting: Parting, choice: Choice, outline: Outline) -> None:
        self._part = part
        self._parting = parting
        self._outline = outline
        self._chosen = [(group, choice.steps(group)) for group in part.groups]

    def all(self) -> Iterator[FoundProcess]:
        """The process, and one for each cadence of its tables where they have several."""
        steps = [(step, one) for _, some in self._chosen for one in some for step in one.steps()]
        rows = [_Row(step, one) for step, one in steps if _recurs_by_row(step, one)]
        if len({row.step.cadence.text.casefold() for row in rows if row.step.cadence}) < 2:
            yield self._process([step for step, _ in steps])
            return
        apart = {id(row.step) for row in rows}
        yield self._process([step for step, _ in steps if id(step) not in apart])
        for some in _by_cadence(rows):
            yield self._of_rows(some)

    def _process(self, steps: Sequence[FoundStep]) -> FoundProcess:
        part, whole = self._part, self._parting.whole
        labels = [*part.labels, *(whole.labels if part is not whole else [])]
        name = self._name()
        people = of_table(name.text, self._parting.people_rows, self._outline)
        people = of_labels(labels, self._outline) | people | self._shared_by_rows(people)
        return FoundProcess(
            name=name,
            steps=tuple(_without_own(steps, part)),
            key=part.key,
            cadence=tuple(self._evidence()),
            notes=tuple(self._left_out()),
            owner=people.get("owner"),
            backup=people.get("backup"),
            manager=people.get("manager"),
        )

    def _of_rows(self, rows: Sequence[_Row]) -> FoundProcess:
        """Return the process of rows with one cadence; a row with a date is named by its step."""
        first = rows[0].step
        cadence = first.cadence or Said("", first.where)
        dated = is_date(_head_of(cadence))
        name = first.title if dated else f"{self._part.name.text}: {cadence.text}"
        people = of_labels(self._parting.whole.labels, self._outline)
        people |= of_table(name, self._parting.people_rows, self._outline)
        if dated:
            people |= of_row(rows[0].candidate.block, self._outline)
        return FoundProcess(
            name=Said(name, first.where),
            steps=tuple(replace(row.step, cadence=None) for row in rows),
            key=f"{self._part.key}/{name}".casefold(),
            cadence=(Evidence(cadence, Trust.FIELD),),
            owner=people.get("owner"),
            backup=people.get("backup"),
            manager=people.get("manager"),
        )

    def _shared_by_rows(self, known: dict[str, Said]) -> dict[str, Said]:
        """Return the backup and the manager that all rows of the tables name alike."""
        rows = [one for _, some in self._chosen for one in some if one.block.kind is Kind.ROW]
        named = [of_row(one.block, self._outline) for one in rows]
        shared = {}
        for role in {"backup", "manager"} - set(known):
            values = {people[role].text for people in named if role in people}
            if len(values) == 1 and all(role in people for people in named):
                shared[role] = named[0][role]
        return shared

    def _name(self) -> Said:
        """Return the name of the part.

        What is left of a document beside its processes, under one heading, is named by that.
        """
        headings = {group.heading: some[0].where for group, some in self._chosen if some}
        rest = self._part is self._parting.whole and len(self._parting.parts) > 1
        if rest and len(headings) == 1 and all(headings):
            heading, where = headings.popitem()
            return Said(heading, f"the heading above {where}")
        return self._part.name

    def _evidence(self) -> Iterator[Evidence]:
        yield from self._part.evidence
        for one in self._part.labels:
            if one.label is Label.CADENCE:
                yield Evidence(said_of(one, self._outline), Trust.FIELD)
        for said in self._part.prose:
            if cadences.find(said.text, Trust.PROSE):
                yield Evidence(said, Trust.PROSE)

    def _left_out(self) -> Iterator[str]:
        for group, some in self._chosen:
            if group.candidates and not some and group.topic is not Topic.APPARATUS:
                lines, since = len(group.candidates), group.candidates[0].where
                under = f" under “{group.heading}”" if group.heading else ""
                yield f"Not taken as steps: {lines} lines{under}, from {since} on."


def _first_line(process: FoundProcess) -> tuple[int, int]:
    """Return where a process begins: its first step's line, on its page where lines begin anew."""
    first = process.steps[0]
    page = re.match(r"page (\d+),", first.where)
    return (int(page[1]) if page else 0, first.line or 0)


def _recurs_by_row(step: FoundStep, one: Candidate) -> bool:
    said = step.cadence
    return one.block.kind is Kind.ROW and bool(said and cadences.find(said.text, Trust.FIELD))


def _by_cadence(rows: Sequence[_Row]) -> Iterator[list[_Row]]:
    """Group rows by their cadence; of a column of dates, each is a deadline of its own."""
    groups: dict[str, list[_Row]] = {}
    for number, row in enumerate(rows):
        said = row.step.cadence
        text = said.text.casefold() if said else ""
        key = f"{number} {text}" if said and is_date(_head_of(said)) else text
        groups.setdefault(key, []).append(row)
    yield from groups.values()


def _head_of(said: Said) -> str:
    """Return the head of the column that words stand in."""
    return said.where.rpartition(", column ")[2]


def _without_own(steps: Sequence[FoundStep], part: Part) -> Iterator[FoundStep]:
    """Leave out what steps repeat of their process's cadence."""
    own = {one.said.text.casefold() for one in part.evidence}
    for step in steps:
        repeats = step.cadence and step.cadence.text.casefold() in own
        yield replace(step, cadence=None) if repeats else step
