"""A document parted into processes: a cadence begins one, on a heading or leading a paragraph."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from intake import cadences
from intake.found import Evidence, Said, Trust
from intake.outline import Block, Kind, Outline
from intake.understanding.columns import columns_of, names_people
from intake.understanding.headings import heading_steps
from intake.understanding.labels import Labelled, labelled, labels_of
from intake.understanding.naming import in_brackets, name_under
from intake.understanding.performers import is_role
from intake.understanding.phrasing import leading_cadence
from intake.understanding.places import place
from intake.understanding.sections import Section
from intake.understanding.steps import Candidate, Strength, candidates
from intake.understanding.topics import Topic, unnumbered

_LONGEST_PROSE = 600
_MOST_PROSE = 60


@dataclass
class Group:
    """The candidates of one section, and what its heading announces."""

    topic: Topic
    candidates: list[Candidate]
    heading: str = ""


@dataclass
class Part:
    """A process in the making."""

    name: Said
    key: str = ""
    evidence: list[Evidence] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    labels: list[Labelled] = field(default_factory=list)
    prose: list[Said] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


class Parting:
    """The way through the sections of a document, and the parts it has met."""

    def __init__(self, outline: Outline, document: Said) -> None:
        self.whole = Part(document, evidence=[Evidence(document, Trust.TITLE)])
        self.parts = [self.whole]
        # Rows that say who is responsible for what.
        self.people_rows: list[Block] = []
        self._outline = outline
        self._part_of: dict[int, Part] = {}
        self._topic_of: dict[int, Topic] = {}
        self._steps: dict[int, Candidate] = {}
        self._within_step: set[int] = set()

    def take(self, root: Section) -> None:
        """Take a document, section by section."""
        for section in root.walk():
            if section.above and id(section.above) in self._within_step:
                self._within_step.add(id(section))
                continue
            part, topic = self._place(section)
            self._part_of[id(section)], self._topic_of[id(section)] = part, topic
            if one := self._steps.get(id(section)):
                part.groups.append(Group(topic, [one], section.title))
                self._within_step.add(id(section))
                continue
            self._steps.update(heading_steps(section, self._outline))
            self._blocks(section, part, topic)

    def _place(self, section: Section) -> tuple[Part, Topic]:
        """Return the part of a section, a new one if a cadence stands on its heading."""
        above = section.above
        around = self._part_of[id(above)] if above else self.whole
        topic = section.topic
        said = self._said(section.heading) if section.heading else None
        if said and topic in {Topic.OTHER, Topic.STEPS} and self._recurs(section):
            above_it = (above.title if above else "") or around.name.text
            return self._begin(section.title, said, around, above_it), Topic.STEPS
        if topic is Topic.OTHER and above:
            topic = self._topic_of[id(above)]
        return around, topic

    def _recurs(self, section: Section) -> bool:
        heading = unnumbered(section.title)
        return id(section) not in self._steps and bool(cadences.find(heading, Trust.HEADING))

    def _begin(self, heading: str, said: Said, around: Part, above: str) -> Part:
        name = Said(name_under(heading, above), said.where)
        key = f"{around.key}/{heading}".casefold()
        words = [*in_brackets(heading), unnumbered(heading)]
        evidence = [Evidence(Said(one, said.where), Trust.HEADING) for one in words]
        part = Part(name, key=key, evidence=evidence)
        self.parts.append(part)
        return part

    def _blocks(self, section: Section, part: Part, topic: Topic) -> None:
        """Take the blocks of one section; paragraphs that begin with a cadence are parts."""
        for label, blocks in _by_label(section.blocks):
            into = self._labelled_part(section, label, part) if label else part
            self._read(blocks, into, topic)
            caption = section.title if is_role(section.title) else ""
            listed = [one for one in blocks if one.kind is not Kind.ROW or not _of_people(one)]
            found = candidates(listed, self._outline, caption)
            if label:
                found = self._label_steps(blocks[0], label, found)
            if found:
                into.groups.append(Group(Topic.STEPS if label else topic, found, section.title))

    def _labelled_part(self, section: Section, label: tuple[str, str], around: Part) -> Part:
        said = Said(label[0], place(section.blocks[0], self._outline))
        title = section.title if section.heading else around.name.text
        name = f"{title}: {label[0]}"
        part = Part(Said(name, said.where), key=f"{around.key}/{name}".casefold())
        part.evidence.append(Evidence(said, Trust.HEADING))
        self.parts.append(part)
        return part

    def _label_steps(
        self, block: Block, label: tuple[str, str], found: list[Candidate]
    ) -> list[Candidate]:
        """Return what a run-in label asks for: its sentence, and the list below it.

        The list is its instruction, unless at least half of it asks for something.
        """
        whole = replace(block, text=label[1], lead="")
        one = Candidate(whole, Strength.NUMBER, place(block, self._outline))
        others = [other for other in found if other.block is not block]
        if others and sum(other.asks for other in others) * 2 >= len(others):
            return others if label[1].rstrip().endswith(":") else [one, *others]
        for other in others:
            one.details.extend([f"- {other.block.text}", *other.details])
        return [one]

    def _read(self, blocks: Sequence[Block], part: Part, topic: Topic) -> None:
        """Take what a section says of its process: people, cadence, prose."""
        self.people_rows.extend(one for one in blocks if one.kind is Kind.ROW and _of_people(one))
        if topic is Topic.APPARATUS:
            return
        said = [self._said(block) for block in blocks if block.kind is Kind.PARAGRAPH]
        for block in blocks:
            part.labels.extend(one for one in labels_of(block) if one not in part.labels)
        if topic is Topic.CADENCE:
            self._frequency(blocks, part)
        elif len(part.prose) < _MOST_PROSE:
            part.prose.extend(said)

    def _frequency(self, blocks: Sequence[Block], part: Part) -> None:
        """Take what stands under “Frequency”, if it is one thing; several belong to steps."""
        said = [self._said(one) for one in blocks if one.kind in {Kind.PARAGRAPH, Kind.ITEM}]
        if len(said) == 1:
            part.evidence.append(Evidence(said[0], Trust.FIELD))

    def _said(self, block: Block) -> Said:
        return Said(block.text[:_LONGEST_PROSE], place(block, self._outline))


def _of_people(block: Block) -> bool:
    columns = columns_of(block.header)
    return names_people(columns)


def _by_label(blocks: Sequence[Block]) -> Iterator[tuple[tuple[str, str] | None, list[Block]]]:
    """Part the blocks of a section where a paragraph begins with a cadence."""
    label: tuple[str, str] | None = None
    since: list[Block] = []
    for block in blocks:
        found = leading_cadence(block.text, block.lead) if block.kind is Kind.PARAGRAPH else None
        if found and not labelled(block):
            yield label, since
            label, since = found, []
        since.append(block)
    yield label, since
