"""The DM that tells somebody what was changed of a location where they have a part."""

from collections.abc import Iterator, Sequence
from typing import Any

from handlers.views.blocks import paragraphs
from handlers.views.changes import KEPT
from handlers.views.location_words import changes
from handlers.views.step_words import quoted_titles
from handlers.views.words import (
    NAME,
    ROLES,
    Message,
    bold,
    clip,
    command,
    first_of,
    fitting,
    mention,
)
from scheduler.ladder import rungs
from scheduler.step_ladders import own_parts
from storage.models import LedgerEntry, Location, Process

SHORT_NAME = 200
MOST_PROCESSES = 20


def location_changed(
    location: Location, entry: LedgerEntry, there: Sequence[Process], reader_id: str
) -> Message:
    """Return what was changed, and which part the reader has there from now on."""
    changed: dict[str, Any] = entry.facts["changes"]
    before = {name: one["before"] for name, one in changed.items()}
    after = {name: one["after"] for name, one in changed.items()}
    name = bold(clip(str(before.get("name", location.name)), NAME))
    by = mention(entry.person_id) if entry.person_id else "Somebody"
    lines = [
        f"{by} changed the location {name}, and what runs there with it.",
        *(f"• {line}" for line in changes(before, after)),
        *_parts(there, reader_id, was_asked=reader_id in before.values()),
        f"{KEPT} See all of it with {command('location', location.name)}.",
    ]
    return Message(fitting(lines), paragraphs(lines))


def _parts(there: Sequence[Process], reader_id: str, *, was_asked: bool) -> list[str]:
    parts = [f"• {part}" for process in there for part in _parts_of(process, reader_id)]
    if not parts:
        # Whoever only looks after what runs there was never asked.
        gone = "You are not asked for anything there from the next runs on."
        return [gone] if was_asked else []
    return ["Your part there from the next runs on:", *first_of(parts, MOST_PROCESSES)]


def _parts_of(process: Process, reader_id: str) -> Iterator[str]:
    name = clip(process.name, SHORT_NAME)
    for rung in rungs(process):
        if rung.person_id == reader_id:
            yield f"{ROLES[rung.level].capitalize()} of {name}"
    for level, titles in own_parts(process, reader_id).items():
        yield f"{ROLES[level].capitalize()} of {quoted_titles(titles)} in {name}"
