"""A location in words: its facts, and before → after of a change."""

from collections.abc import Iterator
from typing import Any

from handlers.views.changes import ARROW
from handlers.views.holiday_words import NO_HOLIDAYS
from handlers.views.words import NAME, clip, escape, mention
from scheduler.cadence import public_holidays

ROLES = {"owner_id": "Owner", "backup_id": "Backup", "manager_id": "Manager"}


def holidays(place: str | None) -> str:
    """Return whose public holidays a location has: “Germany (Berlin)”."""
    return escape(public_holidays.said(place)) if place else NO_HOLIDAYS


def changes(before: dict[str, Any], after: dict[str, Any]) -> Iterator[str]:
    """Return a line for each field that two versions of a location do not share."""
    for name, words in WORDS.items():
        if name in before and before[name] != after[name]:
            label, said = words
            yield f"{label}: {said(before[name])}{ARROW}{said(after[name])}"


def _name(name: str) -> str:
    return clip(name, NAME)


WORDS = {
    "name": ("Name", _name),
    "zone": ("Time zone", _name),
    "holiday_place": ("Public holidays", holidays),
    **{role: (label, mention) for role, label in ROLES.items()},
}
