"""An event or a to-do of a calendar as a value."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import icalendar
from icalendar.parser import Contentline

from intake.systems.ics_text import Component, value_of
from intake.systems.ics_zones import iana_name
from scheduler.typed_text import one_line

# What the library raises for damaged or hostile lines.
_DAMAGED = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError)
_DAY = re.compile(r"(?<!\d)(\d{4})(\d\d)(\d\d)(?!\d)")
_NO_PERSON = re.compile(r"calendar\.google\.com$|^(no-?reply|unknownorganizer)@", re.IGNORECASE)
_AS_WRITTEN = (
    "UID", "SUMMARY", "DESCRIPTION", "URL", "STATUS", "ATTENDEE", "ORGANIZER", "SEQUENCE",
)  # fmt: skip
_MOMENTS = ("DTSTART", "DUE", "RECURRENCE-ID")


@dataclass(frozen=True)
class Event:
    """`start` is local wall time in `zone` (IANA), a date for a whole day; None is unknown.

    `rules` are RRULE values as written, `left_out` and `added` the days of EXDATE and RDATE, and
    `instead_of` the day of the occurrence that this one replaces.
    """

    uid: str
    title: str
    description: str
    url: str
    start: date | datetime | None
    zone: str | None
    unknown_zone: str
    rules: tuple[str, ...]
    left_out: tuple[date, ...]
    added: tuple[date, ...]
    is_changed_instance: bool
    instead_of: date | None
    is_cancelled: bool
    organizer: str | None
    attendees: tuple[str, ...]
    sequence: int

    @property
    def day(self) -> date | None:
        """The day it begins on, in its zone."""
        return self.start.date() if isinstance(self.start, datetime) else self.start

    @property
    def time(self) -> str | None:
        """The wall time it begins at ("09:00"); None for a whole day."""
        return self.start.strftime("%H:%M") if isinstance(self.start, datetime) else None


def event_of(component: Component, places: Mapping[str, str]) -> Event | None:
    """Return the event; None where it is too damaged to be read."""
    lines = [line for name in _AS_WRITTEN for line in component.lines.get(name, ())]
    # Without the name of its zone: the library would look it up as a file, and guess.
    lines += [f"{name}:{value_of(line)}" for name, line in _moments(component)]
    text = "\r\n".join([f"BEGIN:{component.kind}", *lines, f"END:{component.kind}", ""])
    try:
        parsed = icalendar.Component.from_ical(text)
        return _event(parsed, component, places)
    except _DAMAGED:
        return None


def _event(parsed: icalendar.Component, component: Component, places: Mapping[str, str]) -> Event:
    begins = "DTSTART" if "DTSTART" in parsed else "DUE"
    written, zone = _zone(component.lines.get(begins, [""])[0], places)
    return Event(
        uid=one_line(_text(parsed, "UID")),
        title=one_line(_text(parsed, "SUMMARY")),
        description=_text(parsed, "DESCRIPTION"),
        url=one_line(_text(parsed, "URL")),
        start=_wall(parsed.get(begins)),
        zone=zone,
        unknown_zone=written if zone is None else "",
        rules=tuple(value_of(line) for line in component.lines.get("RRULE", ())),
        left_out=_days(component, "EXDATE"),
        added=_days(component, "RDATE"),
        is_changed_instance="RECURRENCE-ID" in component.lines,
        instead_of=_day_of(parsed.get("RECURRENCE-ID")),
        is_cancelled=_text(parsed, "STATUS").upper() == "CANCELLED",
        organizer=next(iter(_people(parsed, "ORGANIZER")), None),
        attendees=_people(parsed, "ATTENDEE"),
        sequence=int(_text(parsed, "SEQUENCE") or 0),
    )


def _moments(component: Component) -> list[tuple[str, str]]:
    return [(name, component.lines[name][0]) for name in _MOMENTS if name in component.lines]


def _text(parsed: icalendar.Component, name: str) -> str:
    found = parsed.get(name)
    first = found[0] if isinstance(found, list) else found
    return "" if first is None else str(first)


def _wall(moment: object) -> date | datetime | None:
    value = getattr(moment, "dt", None)
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    return value if isinstance(value, date) else None


def _zone(line: str, places: Mapping[str, str]) -> tuple[str, str | None]:
    """Return the zone as written and its IANA name; a time in UTC says so by itself."""
    if line.upper().endswith("Z"):
        return "UTC", "UTC"
    written = _parameters(line).get("TZID", "") if line else ""
    return written, iana_name(written, places)


def _parameters(line: str) -> dict[str, str]:
    _, parameters, _ = Contentline(line).parts()  # type: ignore[no-untyped-call]
    return {name.upper(): str(value) for name, value in parameters.items()}


def _day_of(value: object) -> date | None:
    moment = _wall(value)
    return moment.date() if isinstance(moment, datetime) else moment


def _days(component: Component, name: str) -> tuple[date, ...]:
    """Read the days of a list alone; it may be of any length and in any zone."""
    lines = component.lines.get(name, ())
    found = {match for line in lines for match in _DAY.findall(value_of(line))}
    days = set()
    for year, month, day in found:
        try:
            days.add(date(int(year), int(month), int(day)))
        except ValueError:
            continue
    return tuple(sorted(days))


def _people(parsed: icalendar.Component, name: str) -> tuple[str, ...]:
    """Return names, or addresses where there is no name; rooms and calendars are no people."""
    found = parsed.get(name)
    people = []
    for one in found if isinstance(found, list) else [found]:
        parameters = getattr(one, "params", {})
        address = re.sub(r"^mailto:", "", str(one or ""), flags=re.IGNORECASE)
        is_person = str(parameters.get("CUTYPE", "INDIVIDUAL")).upper() in {"INDIVIDUAL", "UNKNOWN"}
        if address and is_person and not _NO_PERSON.search(address):
            people.append(one_line(str(parameters.get("CN") or address)))
    return tuple(dict.fromkeys(people))
