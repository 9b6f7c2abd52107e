"""Reads playbooks of Whale: the expert is who knows it, and the review is of the text alone."""

import re
from dataclasses import replace

from intake.found import Found, FoundProcess, Said
from intake.outline import Outline
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
from intake.systems.places import place

_MARK = re.compile(
    r"usewhale\.(?:io|com)|\bwhale\.io\b|\b(?:made|created|powered|exported) (?:with|by|from|in)"
    r" whale\b|\bwhale playbook\b",
    re.IGNORECASE,
)
_HOME = re.compile(r"https://[\w.-]*(?:usewhale\.(?:io|com)|whale\.io)/[\w/-]*\w")
_EXPERT = re.compile(r"Expert(?:\(s\)|s)?:\s*(\S.{0,100})", re.IGNORECASE)


def read(outline: Outline, name: str) -> Found | None:
    """Return each playbook that has steps; None where no mark of the system stands."""
    if not mentions(outline, _MARK):
        return None
    page = Page(outline, name, _HOME)
    parts = sections(outline.blocks, title_level(outline))
    processes = tuple(found for part in parts if (found := _playbook(part, page)))
    lacks = ("backup", "manager", "cadence", "proof")
    return Found("whale", processes, outline.notes, lacks) if processes else None


def _playbook(part: Section, page: Page) -> FoundProcess | None:
    """Its cards' numbered lines are the steps; where they have none, each card is one."""
    numbered = numbered_in(part)
    steps = numbered if len(numbered) > 1 else headed_in(part)
    if not steps:
        return None
    found = process_of(part, steps, page)
    return replace(found, owner=_expert(part, page.outline) or found.owner)


def _expert(part: Section, outline: Outline) -> Said | None:
    for block in part.blocks:
        expert = _EXPERT.fullmatch(block.text)
        if expert:
            return Said(expert[1], f"{place(outline, block)}, Expert")
    return None
