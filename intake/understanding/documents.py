"""A document understood: its processes, with their steps, people and cadences."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from intake import cadences
from intake.found import Evidence, Found, FoundProcess, FoundStep, Said, Trust
from intake.outline import Outline
from intake.understanding.columns import Column, columns_of
from intake.understanding.labels import Label, Labelled, of_properties
from intake.understanding.naming import of_file, title_of
from intake.understanding.parts import Group, Part, Parting
from intake.understanding.places import place
from intake.understanding.sections import tree
from intake.understanding.steps import Candidate, Strength
from intake.understanding.topics import Topic

_MOST_BLOCKS = 20_000
_PEOPLE = {Label.OWNER: "owner", Label.BACKUP: "backup", Label.MANAGER: "manager"}


def found(outline: Outline, name: str) -> Found:
    """Return what a document holds; `name` is its file's.

    Each heading with a cadence is a process of its own, and so is each paragraph that a cadence
    leads; all other steps are the document's.
    """
    title, blocks = title_of(outline, name)
    parting = Parting(outline, title)
    parting.take(tree(blocks[:_MOST_BLOCKS]))
    whole = parting.whole
    whole.labels.extend(of_properties(outline.properties))
    whole.evidence.append(Evidence(Said(of_file(name), "the file's name"), Trust.FILE_NAME))
    choose = _Choice([group for part in parting.parts for group in part.groups])
    made = [_process(part, parting, choose, outline) for part in parting.parts]
    processes = [one for one in made if one.steps] or made[:1]
    return Found(system="document", processes=tuple(processes), notes=outline.notes)


class _Choice:
    """Which candidates are steps, by how plainly the document writes its steps elsewhere."""

    def __init__(self, groups: Sequence[Group]) -> None:
        inside = [one for one in groups if one.topic in {Topic.OTHER, Topic.STEPS}]
        strongest = max(
            (one.strength for group in inside for one in group.candidates), default=Strength.LINE
        )
        announced = any(group.topic is Topic.STEPS for group in inside)
        self._strict = strongest > Strength.BULLET or announced
        self._lines = strongest == Strength.LINE

    def steps(self, group: Group) -> list[Candidate]:
        """Return the steps of one section.

        Below headings for what is no step, only boxes are steps. Bullets are steps where the
        document has nothing plainer, or where at least half of them ask for something.
        """
        if group.topic is Topic.APPARATUS:
            return []
        if group.topic not in {Topic.OTHER, Topic.STEPS}:
            return [one for one in group.candidates if one.strength is Strength.BOX]
        if group.topic is Topic.STEPS or not self._strict:
            return group.candidates
        bullets = [one for one in group.candidates if one.strength <= Strength.BULLET]
        asking = sum(one.asks for one in bullets) * 2 >= len(bullets)
        return [one for one in group.candidates if one.strength > Strength.BULLET or asking]


def _process(part: Part, parting: Parting, choose: _Choice, outline: Outline) -> FoundProcess:
    chosen = [(group, choose.steps(group)) for group in part.groups]
    steps = tuple(step for _, some in chosen for one in some for step in one.steps())
    labels = [*part.labels, *(parting.whole.labels if part is not parting.whole else [])]
    people = _people(labels, outline) | _of_rows(part, parting, outline)
    return FoundProcess(
        name=_name(part, parting, chosen),
        steps=_without_own(steps, part),
        key=part.key,
        cadence=tuple(_evidence(part, outline)),
        notes=tuple(_left_out(chosen)),
        owner=people.get("owner"),
        backup=people.get("backup"),
        manager=people.get("manager"),
    )


def _name(part: Part, parting: Parting, chosen: Sequence[tuple[Group, list[Candidate]]]) -> Said:
    """Return the name; what a file's name only calls is named by its heading, where it has one."""
    headings = {group.heading for group, some in chosen if some}
    only = headings.pop() if len(headings) == 1 else ""
    unnamed = part is parting.whole and part.name.where.startswith("the file")
    if unnamed and only and len(parting.parts) > 1:
        return Said(only, "its heading")
    return part.name


def _evidence(part: Part, outline: Outline) -> Iterator[Evidence]:
    yield from part.evidence
    for one in part.labels:
        if one.label is Label.CADENCE:
            yield Evidence(_said(one, outline), Trust.FIELD)
    for said in part.prose:
        if cadences.find(said.text, Trust.PROSE):
            yield Evidence(said, Trust.PROSE)


def _people(labels: Sequence[Labelled], outline: Outline) -> dict[str, Said]:
    people: dict[str, Said] = {}
    for one in labels:
        if one.label in _PEOPLE:
            people.setdefault(_PEOPLE[one.label], _said(one, outline))
    return people


def _of_rows(part: Part, parting: Parting, outline: Outline) -> dict[str, Said]:
    """Return the people that a table of responsibilities names for a process of this name."""
    for block in parting.people_rows:
        cells = dict(zip(columns_of(block.header), block.cells, strict=False))
        if _same(cells.get(Column.ACTION, ""), part.name.text):
            where = place(block, outline)
            return {
                _PEOPLE[label]: Said(cells[column], where)
                for label, column in (
                    (Label.OWNER, Column.OWNER),
                    (Label.BACKUP, Column.BACKUP),
                    (Label.MANAGER, Column.MANAGER),
                )
                if cells.get(column)
            }
    return {}


def _same(task: str, name: str) -> bool:
    """Tell whether two names share all words of the shorter one."""
    first, second = (set(re.findall(r"\w+", text.casefold())) for text in (task, name))
    return bool(first and second) and (first <= second or second <= first)


def _without_own(steps: Sequence[FoundStep], part: Part) -> tuple[FoundStep, ...]:
    """Leave out what steps repeat of their process's cadence."""
    own = {one.said.text.casefold() for one in part.evidence}
    return tuple(
        replace(one, cadence=None) if one.cadence and one.cadence.text.casefold() in own else one
        for one in steps
    )


def _left_out(chosen: Sequence[tuple[Group, list[Candidate]]]) -> Iterator[str]:
    for group, some in chosen:
        if group.candidates and not some and group.topic is not Topic.APPARATUS:
            lines, since = len(group.candidates), group.candidates[0].where
            under = f" under “{group.heading}”" if group.heading else ""
            yield f"Not taken as steps: {lines} lines{under}, from {since} on."


def _said(one: Labelled, outline: Outline) -> Said:
    where = place(one.block, outline) if one.block else "the fields of the document"
    return Said(one.value, where)
