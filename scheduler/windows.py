"""How long a person has, as people write it: "60", "1 hour 30 minutes", "2 days"."""

import re
from collections.abc import Sequence
from datetime import timedelta

from scheduler.plan import LONGEST_WINDOW
from scheduler.typed_text import quoted

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)
UNITS = {
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), SECOND),
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes"), MINUTE),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), HOUR),
    **dict.fromkeys(("d", "day", "days"), DAY),
    **dict.fromkeys(("w", "week", "weeks"), WEEK),
}
SAY = "write for example 60 minutes, 2h or 1 day"
SAY_THREE = "give three, for owner, backup and manager, for example: windows 1h, 1h, 2h"
_MOST_CHARACTERS = 100
_PAIR = re.compile(r"(\d{1,6}(?:\.\d{1,3})?)\s*([^\W\d_]+)?\.?")
_BETWEEN = re.compile(r"(?:\s|\band\b|\bthen\b|\+)*", re.IGNORECASE)
_LIST_MARKS = re.compile(r"[,/;|]")

Part = tuple[float, timedelta | None]


class WindowError(ValueError):
    """A window that cannot be read or is out of bounds; the message says what to do."""


def parse_window(text: str, minimum: timedelta) -> timedelta:
    """Read one window of at least `minimum` and at most seven days; a bare number is minutes.

    Raises WindowError.
    """
    return bounded(_sum(_parts(text), text), minimum)


def parse_windows(text: str, minimum: timedelta) -> tuple[timedelta, timedelta, timedelta]:
    """Read the windows of owner, backup and manager: "60 60 120", "1h, 1h, 1 hour 30 minutes".

    Raises WindowError.
    """
    pieces = [_parts(piece) for piece in _LIST_MARKS.split(text) if piece.strip()]
    groups = [group for piece in pieces for group in _grouped(piece)]
    if len(pieces) == 1 and len(pieces[0]) == 3:
        # "1h 30m 10m" is a window for each of the three, not 1 hour 30 minutes and another.
        groups = [[part] for part in pieces[0]]
    if len(groups) != 3:
        raise WindowError(f"I do not read three windows in “{quoted(text)}”; {SAY_THREE}.")
    owner, backup, manager = (bounded(_sum(group, text), minimum) for group in groups)
    return owner, backup, manager


def bounded(window: timedelta, minimum: timedelta) -> timedelta:
    """Return the window if its length is allowed. Raises WindowError."""
    if window < minimum:
        raise WindowError(f"A window is at least {spoken(minimum)}; {spoken(window)} is too short.")
    if window > LONGEST_WINDOW:
        raise WindowError(
            f"A window is at most {spoken(LONGEST_WINDOW)}; {spoken(window)} is too long."
        )
    return window


def spoken(window: timedelta) -> str:
    """Return a window in words that can be read back: "1 hour 30 minutes"."""
    seconds, words = int(window.total_seconds()), []
    for unit, length in (("day", 86400), ("hour", 3600), ("minute", 60), ("second", 1)):
        amount, seconds = divmod(seconds, length)
        if amount:
            words.append(f"{amount} {unit}{'' if amount == 1 else 's'}")
    return " ".join(words) or "0 minutes"


def _parts(text: str) -> list[Part]:
    line = " ".join(text.casefold().split())
    parts: list[Part] = []
    at = _skip(line, 0)
    while at < len(line):
        found = _PAIR.match(line, at)
        if found is None or not _known(found[2]) or len(line) > _MOST_CHARACTERS:
            raise WindowError(f"I do not understand “{quoted(text)}” as a length of time; {SAY}.")
        parts.append((float(found[1]), UNITS[found[2]] if found[2] else None))
        at = _skip(line, found.end())
    if not parts:
        raise WindowError(f"Say how long: {SAY}.")
    return parts


def _skip(line: str, at: int) -> int:
    between = _BETWEEN.match(line, at)
    return between.end() if between else at


def _known(unit: str | None) -> bool:
    return unit is None or unit in UNITS


def _sum(parts: Sequence[Part], text: str) -> timedelta:
    if len(_grouped(parts)) != 1 and not _is_hours_then_minutes(parts):
        raise WindowError(f"“{quoted(text)}” is more than one length of time; {SAY}.")
    total = timedelta()
    for amount, unit in parts:
        total += amount * (unit or MINUTE)
    return timedelta(seconds=round(total.total_seconds()))


def _is_hours_then_minutes(parts: Sequence[Part]) -> bool:
    return [unit for _, unit in parts] == [HOUR, None]


def _grouped(parts: Sequence[Part]) -> list[list[Part]]:
    """Split into windows: a smaller unit goes on with the one before, all else begins anew."""
    groups: list[list[Part]] = []
    for part in parts:
        if groups and _continues(groups[-1][-1], part):
            groups[-1].append(part)
        else:
            groups.append([part])
    return groups


def _continues(before: Part, after: Part) -> bool:
    return before[1] is not None and after[1] is not None and after[1] < before[1]
