"""Pages of systems that keep procedures as text: SweetProcess, Trainual, Whale, Process Street."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from intake.found import Evidence, FoundProcess, Said, Trust
from intake.outline import Block, Kind, Outline
from intake.systems.columns import Role
from intake.systems.page_steps import (
    Numbered,
    field_of,
    found_step,
    headings_or_items,
    note_on_numbers,
    numbered_steps,
    start_of,
)
from intake.systems.places import place

_REVIEW = re.compile(
    r"\b(?:next |last )?review(?:ed)?\b.*(?:interval|date|every|due|on|:)", re.IGNORECASE
)


@dataclass(frozen=True)
class Page:
    """A document, what it is called, and where its system keeps such pages."""

    outline: Outline
    name: str
    home: re.Pattern[str]


@dataclass(frozen=True)
class Section:
    """A heading and what stands below it; the beginning of a document may have no heading."""

    heading: Block | None
    blocks: tuple[Block, ...]


def mentions(outline: Outline, mark: re.Pattern[str]) -> bool:
    """Tell whether a line, a link or a picture of the page bears this mark."""
    return any(
        mark.search(text)
        for block in outline.blocks
        for text in (block.text, *(link.url for link in block.links), *block.pictures)
    )


def title_level(outline: Outline) -> int:
    """Return the level of the highest heading that is no step, 1 where there is none."""
    return min((block.level for block in outline.blocks if _is_title(block)), default=1)


def sections(blocks: Sequence[Block], level: int) -> list[Section]:
    """Return the parts that begin with a heading of this level or a higher one."""
    found: list[tuple[Block | None, list[Block]]] = [(None, [])]
    for block in blocks:
        if _is_title(block) and block.level <= level:
            found.append((block, []))
        else:
            found[-1][1].append(block)
    return [Section(heading, tuple(below)) for heading, below in found if heading or below]


def numbered_in(section: Section) -> list[Numbered]:
    """Return the steps that a section numbers."""
    return numbered_steps(section.blocks, headings_or_items(section.blocks))


def headed_in(section: Section) -> list[Numbered]:
    """Return each of the highest headings within a section as a step."""
    levels = [block.level for block in section.blocks if _is_title(block)]
    highest = min(levels, default=0)
    steps: list[Numbered] = []
    for block in section.blocks:
        if _is_title(block) and block.level == highest:
            steps.append(Numbered(len(steps) + 1, block.text, block))
        elif steps:
            steps[-1].body.append(block)
    return steps


def process_of(section: Section, steps: Sequence[Numbered], page: Page) -> FoundProcess:
    """Return a section as a process; the lines above its first step tell who and when."""
    outline = page.outline
    above = _above(section, steps)
    told = {one[0]: Said(one[1], place(outline, block)) for block, one in reversed(above)}
    cadence = told.get(Role.CADENCE)
    found = tuple(found_step(step, outline) for step in steps)
    url = _home(section, page)
    return FoundProcess(
        name=_name(section, page),
        steps=found,
        key=url or "",
        url=url,
        owner=told.get(Role.ASSIGNEE),
        backup=told.get(Role.BACKUP),
        manager=told.get(Role.MANAGER),
        cadence=(Evidence(cadence, Trust.FIELD),) if cadence else (),
        notes=(*note_on_numbers(steps), *_on_review(section)),
    )


def _is_title(block: Block) -> bool:
    return block.kind is Kind.HEADING and bool(block.text) and not start_of(block)


def _above(section: Section, steps: Sequence[Numbered]) -> list[tuple[Block, tuple[Role, str]]]:
    found = []
    for block in section.blocks:
        if steps and block is steps[0].block:
            break
        told = field_of(block)
        if told:
            found.append((block, told))
    return found


def _name(section: Section, page: Page) -> Said:
    if section.heading:
        return Said(section.heading.text, place(page.outline, section.heading))
    title = dict(page.outline.properties).get("title")
    return Said(title, "property title") if title else Said(PurePath(page.name).stem, "file name")


def _home(section: Section, page: Page) -> str | None:
    """Return the first link of the section, else of the page, to the system's own copy."""
    own = [*([section.heading] if section.heading else []), *section.blocks]
    for block in (*own, *page.outline.blocks):
        for url in (*(link.url for link in block.links), block.text):
            found = page.home.search(url)
            if found:
                return found[0]
    return None


def _on_review(section: Section) -> tuple[str, ...]:
    for block in section.blocks:
        if block.kind is Kind.PARAGRAPH and _REVIEW.match(block.text) and len(block.text) < 80:
            return (f"“{block.text}” is about the text, not about when the work falls due.",)
    return ()
