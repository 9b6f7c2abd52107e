"""Headings that are steps themselves: “## Ensure all VMs are current”, “### 1. Open the till”."""

import re
from collections.abc import Sequence
from dataclasses import replace

from intake import cadences
from intake.found import Trust
from intake.outline import Block, Kind, Outline
from intake.understanding.places import place
from intake.understanding.sections import Section
from intake.understanding.steps import Candidate, Strength, candidates
from intake.understanding.topics import Topic, unnumbered
from intake.understanding.verbs import begins_with_verb

_COUNTED = re.compile(
    r"^(?:step|schritt|paso)?\s*(?P<number>\d{1,3})\s*[.):\u2013-]?\s+\S", re.IGNORECASE
)


def heading_steps(section: Section, outline: Outline) -> dict[int, Candidate]:
    """Return the sections below one that are steps, by their identity.

    They are where most of them ask for something to be done, or count up, and none holds a list
    that is plainer than bullets; at least half of them hold no list at all.
    """
    below = [one for one in section.below if one.topic is Topic.OTHER and _is_drawn(one)]
    asking = [one for one in below if begins_with_verb(unnumbered(one.title))]
    steps = below if _count_up(below) else asking
    if len(steps) < 2 or len(asking) * 2 < len(below) or any(_has_cadence(one) for one in steps):
        return {}
    listed = [_strongest(one, outline) for one in steps]
    if max(listed) > Strength.BULLET or sum(map(bool, listed)) * 2 > len(listed):
        return {}
    return {id(one): _as_step(one, outline) for one in steps}


def _is_drawn(section: Section) -> bool:
    return section.heading is not None and section.heading.kind is Kind.HEADING


def _has_cadence(section: Section) -> bool:
    return bool(cadences.find(unnumbered(section.title), Trust.HEADING))


def _count_up(sections: Sequence[Section]) -> bool:
    """Tell headings that are numbered from one on."""
    found = [_COUNTED.match(one.heading.text) for one in sections if one.heading]
    numbers = [int(one["number"]) for one in found if one]
    return len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(found)))


def _strongest(section: Section, outline: Outline) -> int:
    found = [
        one.strength
        for part in section.walk()
        for one in candidates(part.blocks, outline)
        if one.strength > Strength.LINE
    ]
    return max(found, default=0)


def _as_step(section: Section, outline: Outline) -> Candidate:
    """Return a section as a step; all that stands in it is its instruction."""
    heading = section.heading
    assert heading is not None
    title = replace(heading, text=unnumbered(heading.text), marker="")
    one = Candidate(title, Strength.NUMBER, place(heading, outline))
    for part in section.walk():
        for block in (
            *([part.heading] if part.heading and part is not section else []),
            *part.blocks,
        ):
            one.details.append(_told(block))
            one.urls.extend(link.url for link in block.links if link.url.startswith("http"))
            one.pictures.extend(block.pictures)
    return one


def _told(block: Block) -> str:
    return f"- {block.text}" if block.kind is Kind.ITEM else block.text
