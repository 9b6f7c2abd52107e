"""Pages that hold one guide, or several pasted together: Scribe's and Tango's."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from intake.found import FoundProcess, Said
from intake.outline import Block, Kind, Outline
from intake.systems.page_steps import Numbered, found_step, note_on_numbers, plain_title, start_of
from intake.systems.places import place


@dataclass(frozen=True)
class Marks:
    """How a recorder signs its guides: `link` has the guide's id in its only group."""

    system: str
    footer: re.Pattern[str]
    byline: re.Pattern[str]
    link: re.Pattern[str]


def guides(
    outline: Outline,
    name: str,
    marks: Marks,
    steps_of: Callable[[Sequence[Block]], list[Numbered]],
) -> tuple[FoundProcess, ...]:
    """Return each guide of the page that has steps, named by its title, else by the file."""
    parts = [part for part in _parts(outline.blocks, marks) if steps_of(part)]
    return tuple(_guide(part, outline, name, marks, steps_of(part)) for part in parts)


def has_marks(outline: Outline, pictures: re.Pattern[str], marks: Marks) -> bool:
    """Tell whether one of the recorder's pictures or lines of its own stands in the page."""
    return any(
        any(map(pictures.search, block.pictures))
        or marks.footer.search(block.text)
        or marks.byline.search(block.text)
        for block in outline.blocks
    )


def _parts(blocks: Sequence[Block], marks: Marks) -> Iterator[list[Block]]:
    """A guide ends with its footer, or where the title of the next one stands."""
    part: list[Block] = []
    for block in blocks:
        is_title = block.kind is Kind.HEADING and block.level == 1 and not start_of(block)
        if is_title and part:
            yield part
            part = []
        part.append(block)
        if marks.footer.search(block.text):
            yield part
            part = []
    yield part


def _guide(
    part: Sequence[Block], outline: Outline, name: str, marks: Marks, steps: Sequence[Numbered]
) -> FoundProcess:
    url, key = _address(part, marks)
    return FoundProcess(
        name=_title(part, outline, name, steps[0]),
        steps=tuple(found_step(step, outline) for step in steps),
        key=key,
        url=url,
        notes=(*_on_author(part, marks), *note_on_numbers(steps)),
    )


def _title(part: Sequence[Block], outline: Outline, name: str, first: Numbered) -> Said:
    for block in part:
        if block is first.block:
            break
        is_own = block.kind is Kind.HEADING and not block.text.startswith("#")
        if is_own and block.level <= 2 and not start_of(block):
            return Said(plain_title(block.text), place(outline, block))
    title = dict(outline.properties).get("title")
    return Said(title, "property title") if title else Said(PurePath(name).stem, "file name")


def _address(part: Sequence[Block], marks: Marks) -> tuple[str | None, str]:
    """Return the guide's own page and its id there."""
    for block in part:
        for url in (*(link.url for link in block.links), block.text):
            found = marks.link.search(url)
            if found:
                return found[0], found[1]
    return None, ""


def _on_author(part: Sequence[Block], marks: Marks) -> tuple[str, ...]:
    for block in part:
        found = marks.byline.search(block.text)
        if found:
            author = found[1].strip()
            return (f"Recorded by {author} with {marks.system}; that need not be its owner.",)
    return ()
