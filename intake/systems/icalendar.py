"""Reads a calendar (.ics): what recurs by a rule is a process, all else is said in notes."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from intake.draft import MOST_PROCESSES
from intake.found import Evidence, Found, FoundProcess, Said, Trust, Upload
from intake.systems.ics_description import steps_of
from intake.systems.ics_events import Event, event_of
from intake.systems.ics_notes import notes_on_calendar, notes_on_series
from intake.systems.ics_rules import end_of, kept_rule
from intake.systems.ics_text import CalendarText, looks_like_calendar, taken_apart
from intake.systems.ics_zones import iana_name
from scheduler.cadence.rule_text import RuleError

SYSTEM = "icalendar"


def read(upload: Upload, today: date | None = None) -> Found | None:
    """Return what recurs in a calendar; None for what is none.

    A series that ended before `today` becomes a note; without `today` none is taken to be over.
    Raises UnreadableError for a calendar with far too much in it.
    """
    if not looks_like_calendar(upload.data):
        return None
    calendar = taken_apart(upload.data)
    found = [event_of(component, calendar.places) for component in calendar.components]
    events = [event for event in found if event]
    running, over = _series(events, today)
    changed = _changed_instances(events)
    return Found(
        SYSTEM,
        tuple(_process(event, calendar, changed[event.uid]) for event in running[:MOST_PROCESSES]),
        (
            *notes_on_calendar(events, running, over, damaged=len(found) - len(events)),
            *_on_too_many(running),
        ),
        lacks=("backup", "manager", "proof"),
    )


def _on_too_many(running: Sequence[Event]) -> tuple[str, ...]:
    lost = len(running) - MOST_PROCESSES
    if lost <= 0:
        return ()
    return (f"The last {lost} series are left out: {MOST_PROCESSES} is the most.",)


def _series(events: Sequence[Event], today: date | None) -> tuple[list[Event], list[Event]]:
    """Return the events with a rule, and those of which the rule has come to its end."""
    masters: dict[str, Event] = {}
    for number, event in enumerate(events):
        if event.rules and not (event.is_changed_instance or event.is_cancelled):
            key = event.uid or f"without id {number}"
            if key not in masters or event.sequence > masters[key].sequence:
                masters[key] = event
    over = [event for event in masters.values() if today and _ended(event, today)]
    return [event for event in masters.values() if event not in over], over


def _ended(event: Event, today: date) -> bool:
    ends = [end_of(rule) for rule in event.rules]
    return all(end is not None and end < today for end in ends)


def _changed_instances(events: Sequence[Event]) -> defaultdict[str, list[Event]]:
    by_uid = defaultdict(list)
    for event in events:
        if event.is_changed_instance:
            by_uid[event.uid].append(event)
    return by_uid


def _process(event: Event, calendar: CalendarText, changed: Sequence[Event]) -> FoundProcess:
    where = f"event “{event.title[:60] or 'without a title'}”"
    evidence, refusal = _cadence(event, calendar, where)
    steps, left_out = steps_of(event, where)
    return FoundProcess(
        name=Said(event.title or "Untitled event", where),
        steps=steps,
        key=event.uid,
        url=event.url or None,
        owner=_owner(event, where),
        cadence=evidence,
        first_due=event.day,
        notes=(*refusal, *left_out, *notes_on_series(event, calendar, changed)),
    )


def _owner(event: Event, where: str) -> Said | None:
    """The one person invited does it; of several, whoever called them together answers for it."""
    if len(event.attendees) == 1:
        return Said(event.attendees[0], f"{where}, ATTENDEE")
    if event.organizer:
        return Said(event.organizer, f"{where}, ORGANIZER")
    return None


def _cadence(
    event: Event, calendar: CalendarText, where: str
) -> tuple[tuple[Evidence, ...], tuple[str, ...]]:
    """Return the rule with its time and zone; without the rule where it cannot be kept."""
    rule, problem = _rule(event)
    zone = event.zone or iana_name(calendar.zone, calendar.places)
    said = Said("RRULE:" + event.rules[0], f"{where}, RRULE")
    evidence = Evidence(said, Trust.RULE, rrule=rule, time=event.time, zone=zone)
    if not problem:
        return (evidence,), ()
    return (evidence,), (f"Its rule ({event.rules[0][:100]}) cannot be kept: {problem}",)


def _rule(event: Event) -> tuple[str | None, str]:
    if len(event.rules) > 1:
        return None, "There are several, and a process has one."
    if event.day is None:
        return None, "The event does not say when it begins."
    try:
        return kept_rule(event.rules[0], event.day), ""
    except RuleError as error:
        return None, str(error)
