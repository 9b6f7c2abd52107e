"""Reads a time of day as it is written in figures."""

import re
from collections.abc import Sequence
from datetime import time

from scheduler.phrases.refusing import PhraseError
from scheduler.typed_text import quoted

_CLOCK = re.compile(r"([0-9]{1,2})(?:(?:[:.h]|\s?uhr\s?)([0-9]{2}))?\s*([ap])?")


def of_twelve(text: str) -> time:
    """Read a time of day such as "7:30 pm" or "19h". Raises PhraseError for one that is none."""
    found = _CLOCK.match(text)
    assert found, "the pattern of a clock begins so"
    hour, minute = int(found[1]), int(found[2] or 0)
    half = found[3]
    is_sound = 1 <= hour <= 12 if half else hour <= 23
    if not is_sound or minute > 59:
        raise PhraseError(f"“{quoted(text)}” is not a time of day; hours go from 0:00 to 23:59.")
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute)


def beside(hour: str, names: Sequence[str], minutes: int) -> time:
    """Return the time so many minutes beside an hour, in figures or by its name from one on."""
    figures = hour if hour.isdigit() else str(names.index(hour) + 1)
    return shifted(of_twelve(figures), minutes)


def shifted(at: time, minutes: int) -> time:
    """Return the time so many minutes later, or earlier."""
    later = (at.hour * 60 + at.minute + minutes) % (24 * 60)
    return time(later // 60, later % 60)
