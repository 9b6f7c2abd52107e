"""A page of Notion: check boxes and numbered lines are its steps, several lists several processes.

Which paragraphs of a page without lists are steps is not decided here.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from intake.cadences import find
from intake.draft import Sure
from intake.found import Evidence, FoundProcess, FoundStep, Said, Trust
from intake.outline import Block, Kind, Outline
from intake.systems.columns import Role
from intake.systems.notion_names import Named, address, web_address, without_icon
from intake.systems.notion_roles import notion_role
from intake.tables.days import day_of

_CHECK_BOX = re.compile(r"\[[ xX]?\]")
_NUMBER = re.compile(r"\W*\d{1,3}\W*")
_WEEKDAY = re.compile(
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?s?\.?"
    r"|(?:mon|diens|donners|frei|sams|sonn)tags?|mittwochs?"
    r"|lunes|martes|miércoles|jueves|viernes|sábados?|domingos?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Page:
    """A page of an export and what its file name tells."""

    named: Named
    outline: Outline

    @property
    def title(self) -> str:
        """The title as the page has it; a file name is cut and lacks some letters."""
        first = next((one for one in self.outline.blocks if one.kind is Kind.HEADING), None)
        is_title = first is not None and first.level == 1
        return without_icon(first.text) if first and is_title else self.named.title

    def place(self, line: int) -> str:
        """Return the place of a line for people."""
        return f"page “{self.title[:60]}”, {self.outline.unit} {line}"


@dataclass(frozen=True)
class _Part:
    """A heading and the steps below it."""

    heading: Block | None
    steps: tuple[FoundStep, ...]


def processes_of(page: Page) -> tuple[FoundProcess, ...]:
    """Return the processes that the page lists the steps of."""
    parts = _split(page)
    if not parts:
        return ()
    whole = _process(page)
    if len(parts) == 1:
        return (replace(whole, steps=parts[0].steps),)
    return tuple(_of_part(whole, part, page) for part in parts)


def is_weekday(text: str) -> bool:
    """Tell whether a heading only names a day of the week."""
    return _WEEKDAY.fullmatch(without_icon(text).rstrip(":")) is not None


def _split(page: Page) -> list[_Part]:
    """Part the page at those headings of the highest level that has lists below several."""
    blocks = page.outline.blocks
    levels = sorted({block.level for block in blocks if _is_splitting(block)})
    for level in levels:
        parts = _parts_at(blocks, level, page)
        if len([part for part in parts if part.heading]) > 1:
            return parts
    steps = _steps(blocks, page)
    return [_Part(None, steps)] if steps else []


def _is_splitting(block: Block) -> bool:
    return block.kind is Kind.HEADING and block.level <= 2 and not is_weekday(block.text)


def _parts_at(blocks: Sequence[Block], level: int, page: Page) -> list[_Part]:
    found: list[tuple[Block | None, list[Block]]] = [(None, [])]
    title = next((block for block in blocks if block.kind is Kind.HEADING), None)
    for block in blocks:
        if _is_splitting(block) and block.level <= level and block is not title:
            found.append((block, []))
        else:
            found[-1][1].append(block)
    parts = [_Part(heading, _steps(below, page)) for heading, below in found]
    return [part for part in parts if part.steps]


def _steps(blocks: Sequence[Block], page: Page) -> tuple[FoundStep, ...]:
    """Return the steps in their order; what stands below one tells how it is done."""
    items = [block for block in blocks if _is_step(block)]
    least = min((block.level for block in items if not _is_box(block)), default=0)
    steps: list[tuple[Block, list[Block], Block | None]] = []
    heading: Block | None = None
    is_open = False
    for block in blocks:
        if _is_step(block) and (_is_box(block) or block.level == least):
            steps.append((block, [], heading))
            is_open = True
        elif block.kind is Kind.HEADING:
            heading, is_open = block, False
        elif is_open:
            steps[-1][1].append(block)
    return tuple(_step(block, below, heading, page) for block, below, heading in steps)


def _is_box(block: Block) -> bool:
    return _CHECK_BOX.fullmatch(block.marker) is not None


def _is_step(block: Block) -> bool:
    is_marked = _is_box(block) or _NUMBER.fullmatch(block.marker)
    return block.kind is Kind.ITEM and bool(is_marked and block.text)


def _step(block: Block, below: Sequence[Block], heading: Block | None, page: Page) -> FoundStep:
    blocks = [block, *below]
    links = [address for one in blocks for link in one.links if (address := web_address(link.url))]
    pictures = [picture for one in blocks for picture in one.pictures]
    day = heading if heading and is_weekday(heading.text) else None
    lines = [f"{one.marker} {one.text}".strip() for one in below]
    return FoundStep(
        title=block.text,
        where=page.place(block.line),
        line=block.line,
        detail="\n".join(line for line in lines if line),
        cadence=Said(without_icon(day.text), page.place(day.line)) if day else None,
        url=links[0] if links else None,
        picture=pictures[0] if pictures else None,
    )


def _process(page: Page) -> FoundProcess:
    told = _told(page)
    name = Said(page.title, f"title of page “{page.title[:60]}”")
    due = told.get(Role.DUE)
    field = told.get(Role.CADENCE)
    evidence = (Evidence(field, Trust.FIELD),) if field else ()
    return FoundProcess(
        name=name,
        steps=(),
        key=page.named.id,
        url=address(page.named.id),
        owner=told.get(Role.ASSIGNEE),
        backup=told.get(Role.BACKUP),
        manager=told.get(Role.MANAGER),
        cadence=(*evidence, Evidence(name, Trust.TITLE)),
        first_due=day_of(due.text) if due else None,
        notes=_unused(page),
    )


def _of_part(whole: FoundProcess, part: _Part, page: Page) -> FoundProcess:
    if part.heading is None:
        return replace(whole, steps=part.steps)
    heading = Said(without_icon(part.heading.text), page.place(part.heading.line))
    title = f"{page.title}: {heading.text}" if _is_cadence(heading.text) else heading.text
    return replace(
        whole,
        name=Said(title, heading.where),
        steps=part.steps,
        key=f"{whole.key}#{heading.text}",
        cadence=(Evidence(heading, Trust.HEADING), *whole.cadence),
    )


def _is_cadence(text: str) -> bool:
    """A bare “Weekly” or “Monthly (5th)” names no process; “Opening” does, though it tells when."""
    return any(
        found.sure is Sure.STATED and found.start == 0 and found.end >= len(text) - 1
        for found in find(text, Trust.HEADING)
    )


def _told(page: Page) -> dict[Role, Said]:
    where = f"page “{page.title[:60]}”, property"
    told = [
        (role, Said(value, f"{where} {name}"))
        for name, value in page.outline.properties
        if (role := notion_role(name)) and value.strip()
    ]
    return dict(reversed(told))


def _unused(page: Page) -> tuple[str, ...]:
    used = {Role.ASSIGNEE, Role.BACKUP, Role.MANAGER, Role.CADENCE, Role.DUE}
    names = [name for name, _ in page.outline.properties if notion_role(name) not in used]
    others = [name for name in names if name.casefold() != "title"]
    return (f"Properties that were not used: {', '.join(others[:20])}.",) if others else ()
