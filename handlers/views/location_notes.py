"""The DM that tells somebody what was changed of a location where they have a part."""

from collections.abc import Sequence
from typing import Any

from handlers.views.blocks import paragraphs
from handlers.views.changes import KEPT
from handlers.views.location_words import changes
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
        *_parts(there, reader_id),
        f"{KEPT} See all of it with {command('location', location.name)}.",
    ]
    return Message(fitting(lines), paragraphs(lines))


def _parts(there: Sequence[Process], reader_id: str) -> list[str]:
    parts = [
        f"• {ROLES[rung.level].capitalize()} of {clip(process.name, SHORT_NAME)}"
        for process in there
        for rung in rungs(process)
        if rung.person_id == reader_id
    ]
    if not parts:
        return ["You are not asked for anything there from the next runs on."]
    return ["Your part there from the next runs on:", *first_of(parts, MOST_PROCESSES)]
