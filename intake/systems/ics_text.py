"""An iCalendar file taken apart: its own properties, and each event and to-do by itself.

Each is parsed alone, so a damaged one loses nothing but itself; and without the calendar's own
definitions of zones, which may be endless.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from intake.decoding import text_of
from intake.draft import UnreadableError

MOST_BYTES = 10 * 2**20
MOST_EVENTS = 5_000
_LONGEST_LINE = 20_000
_DEEPEST = 10
_FOLD = re.compile(r"\r?\n[ \t]")
_FOLD_IN_BYTES = re.compile(rb"\r?\n[ \t]")
_LINE = re.compile(r"\r\n|\n|\r")
_NAME = re.compile(r"[A-Za-z0-9-]+(?=[;:])")
_KINDS = {"VEVENT", "VTODO"}
# How many lines of a name are kept of an event: each costs time, and nobody invites a thousand.
_KEPT = dict.fromkeys(("UID", "SUMMARY", "DESCRIPTION", "DTSTART", "DUE", "RECURRENCE-ID"), 1)
_KEPT |= dict.fromkeys(("URL", "STATUS", "ORGANIZER", "SEQUENCE"), 1)
_KEPT |= {"RRULE": 3, "ATTENDEE": 12, "EXDATE": 200, "RDATE": 200}


@dataclass(frozen=True)
class Component:
    """One VEVENT or VTODO: its lines by their names, unfolded, in their order."""

    kind: str
    lines: dict[str, list[str]]


@dataclass(frozen=True)
class CalendarText:
    """`places` gives the IANA name that the file names for a zone of its own."""

    name: str
    zone: str
    places: dict[str, str]
    components: tuple[Component, ...]


def looks_like_calendar(data: bytes) -> bool:
    """Tell whether a file begins as iCalendar does, in any encoding."""
    return b"BEGIN:VCALENDAR" in data[:2000].replace(b"\0", b"").upper()


def taken_apart(data: bytes) -> CalendarText:
    """Take the calendar apart. Raises UnreadableError where there is far too much of it."""
    if len(data) > MOST_BYTES:
        raise UnreadableError(
            f"This calendar is larger than {MOST_BYTES // 2**20} MB; export a shorter time."
        )
    whole = _FOLD.sub("", text_of(_FOLD_IN_BYTES.sub(b"", data)))
    own: dict[str, str] = {}
    places: dict[str, str] = {}
    components: list[Component] = []
    for kind, lines in _components(whole):
        if kind == "VCALENDAR":
            own |= {name: _value(found[0]) for name, found in lines.items()}
        elif kind == "VTIMEZONE":
            places |= _place(lines)
        elif kind in _KINDS:
            components.append(Component(kind, lines))
        if len(components) > MOST_EVENTS:
            raise UnreadableError(
                f"This calendar has more than {MOST_EVENTS:,} events; export a shorter time."
            )
    name, zone = own.get("X-WR-CALNAME", ""), own.get("X-WR-TIMEZONE", "")
    return CalendarText(name, zone, places, tuple(components))


def value_of(line: str) -> str:
    """Return what stands behind a line's name and parameters."""
    return _value(line)


def _components(text: str) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """Return each component, inner ones first; the lines of an alarm are not its event's."""
    open_ones: list[tuple[str, dict[str, list[str]]]] = [("", {})]
    for line in _LINE.split(text):
        name = _name(line)
        if name == "BEGIN":
            kind = line[6:].strip().upper()
            if kind in _KINDS:
                # One that was cut off ends where the next begins.
                while open_ones[-1][0] in _KINDS:
                    yield open_ones.pop()
            if len(open_ones) <= _DEEPEST:
                open_ones.append((kind, {}))
        elif name == "END" and len(open_ones) > 1:
            yield open_ones.pop()
        elif name:
            _keep(open_ones[-1], name, line)
    yield from reversed(open_ones[1:])


def _keep(component: tuple[str, dict[str, list[str]]], name: str, line: str) -> None:
    kind, lines = component
    most = _KEPT.get(name, 0) if kind in _KINDS else 1
    if len(lines.get(name, ())) < most:
        lines.setdefault(name, []).append(line[:_LONGEST_LINE])


def _name(line: str) -> str:
    found = _NAME.match(line)
    return found[0].upper() if found else ""


def _place(lines: dict[str, list[str]]) -> dict[str, str]:
    if not {"TZID", "X-LIC-LOCATION"} <= lines.keys():
        return {}
    return {_value(lines["TZID"][0]): _value(lines["X-LIC-LOCATION"][0])}


def _value(line: str) -> str:
    """A quoted parameter may hold a colon."""
    return re.sub(r'^(?:"[^"]*"|[^":])*:', "", line, count=1).strip()
