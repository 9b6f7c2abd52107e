"""Reads subjects of Trainual as their PDFs have them: a topic is a process, its steps are steps."""

import re
from collections.abc import Sequence

from intake.found import Found, FoundProcess
from intake.outline import Block, Outline
from intake.systems.manuals import (
    Page,
    Section,
    headed_in,
    mentions,
    numbered_in,
    process_of,
    sections,
    title_level,
)
from intake.systems.page_steps import Numbered

_MARK = re.compile(r"\btrainual\b", re.IGNORECASE)
_HOME = re.compile(r"https://[\w.-]*trainual\.com/[\w/-]*\w")


def read(outline: Outline, name: str) -> Found | None:
    """Return the topics that have steps; None where no mark of the system stands."""
    if not mentions(outline, _MARK):
        return None
    page = Page(outline, name, _HOME)
    level = title_level(outline)
    processes = [
        found for subject in sections(outline.blocks, level) for found in _topics(subject, page)
    ]
    lacks = ("backup", "manager", "cadence", "proof")
    return Found("trainual", tuple(processes), outline.notes, lacks) if processes else None


def _topics(subject: Section, page: Page) -> list[FoundProcess]:
    """Take the headings right below a subject for topics where there are steps below them."""
    topics = [topic for topic in _parts(subject) if topic.heading]
    found = [(topic, _steps(topic)) for topic in topics]
    if any(steps for _, steps in found):
        return [process_of(topic, steps, page) for topic, steps in found if steps]
    steps = _steps(subject)
    return [process_of(subject, steps, page)] if steps else []


def _parts(subject: Section) -> list[Section]:
    return sections(subject.blocks, _highest(subject.blocks))


def _highest(blocks: Sequence[Block]) -> int:
    return title_level(Outline(tuple(blocks)))


def _steps(part: Section) -> list[Numbered]:
    steps = numbered_in(part)
    return steps if len(steps) > 1 else headed_in(part)
