"""What is to be said of a calendar and of each of its series."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from intake.systems.ics_events import Event
from intake.systems.ics_rules import end_of
from intake.systems.ics_text import CalendarText

_MOST_NAMED = 3
_FEWEST_ALIKE = 3


def notes_on_series(
    event: Event, calendar: CalendarText, changed: Sequence[Event]
) -> tuple[str, ...]:
    """Return what a rule alone does not say of its series."""
    ends = [end for rule in event.rules if (end := end_of(rule))]
    said = (
        f"The calendar ends this series on {max(ends)}; here it goes on until you end it."
        if ends
        else "",
        f"The calendar leaves out {_days(event.left_out)}; the rule here does not."
        if event.left_out
        else "",
        f"The calendar adds {_days(event.added)}; the rule here does not." if event.added else "",
        _on_changed(event, changed),
        _on_zone(event, calendar),
        _on_turn(event),
        f"Invited as well: {', '.join(event.attendees[:10])}." if len(event.attendees) > 1 else "",
        f"It stands in the calendar “{calendar.name}”." if calendar.name else "",
    )
    return tuple(note for note in said if note)


def notes_on_calendar(
    events: Sequence[Event], running: Sequence[Event], over: Sequence[Event], damaged: int
) -> tuple[str, ...]:
    """Return what was left out of a calendar, and what looks like work though it has no rule."""
    uids = {event.uid for event in events if event.rules}
    single = [one for one in events if not (one.rules or one.is_changed_instance)]
    orphans = [one for one in events if one.is_changed_instance and one.uid not in uids]
    cancelled = [one for one in events if one.rules and one.is_cancelled]
    said = (
        _left_out(over, "series that came to its end", "series that came to their end"),
        _left_out(cancelled, "series that is cancelled", "series that are cancelled"),
        _left_out(single, "single event without a rule", "single events without a rule"),
        _left_out(orphans, "changed date of a missing series", "changed dates of missing series"),
        _on_damaged(damaged),
        _on_rota(running),
        *_looks_regular(single),
    )
    return tuple(note for note in said if note)


def _left_out(events: Sequence[Event], one: str, many: str) -> str:
    if not events:
        return ""
    names = list(dict.fromkeys(f"“{event.title[:60]}”" for event in events))
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    count = f"1 {one}" if len(events) == 1 else f"{len(events)} {many}"
    return f"Left out: {count} ({', '.join(names[:_MOST_NAMED])}{more})."


def _on_damaged(count: int) -> str:
    if not count:
        return ""
    return f"{count} damaged {'event' if count == 1 else 'events'} could not be read."


def _days(days: Sequence[date]) -> str:
    named = ", ".join(map(str, days[:_MOST_NAMED]))
    more = len(days) - _MOST_NAMED
    return f"{named} and {more} more days" if more > 0 else named


def _on_changed(event: Event, changed: Sequence[Event]) -> str:
    if not changed:
        return ""
    days = sorted(one.instead_of for one in changed if one.instead_of)
    outside = [day for day in days if event.day and day < event.day]
    note = f"{len(changed)} of its dates were changed by hand; the rule is taken without that"
    named = f": {_days(days)}" if days else ""
    odd = f" ({_days(outside)} is not of the series)" if outside else ""
    return f"{note}{named}{odd}."


def _on_zone(event: Event, calendar: CalendarText) -> str:
    if event.unknown_zone:
        return f"Nobody knows the zone “{event.unknown_zone[:60]}” here; choose one."
    if event.zone == "UTC" and calendar.zone not in ("", "UTC"):
        return (
            f"Its time is in UTC, so it shifts with summer time in {calendar.zone[:60]}, "
            "the calendar's zone."
        )
    return ""


def _on_turn(event: Event) -> str:
    if not event.title.startswith("@"):
        return ""
    return (
        f"“{event.title[:60]}” looks like a person: this may be a turn of a rota and not how "
        "often the work falls due."
    )


def _on_rota(running: Sequence[Event]) -> str:
    """Find series of one rule that take turns: as many of them as the rule has weeks."""
    by_rule = defaultdict(list)
    for event in running:
        by_rule[event.rules[0].upper()].append(event)
    for rule, events in by_rule.items():
        days = {event.day for event in events}
        if (
            len(events) > 1
            and len(days) == len(events)
            and f"INTERVAL={len(events)};" in f"{rule};"
        ):
            names = ", ".join(f"“{event.title[:60]}”" for event in events[:10])
            return f"{names} take turns by one rule: a rota of one process, by the look of it."
    return ""


def _looks_regular(single: Sequence[Event]) -> list[str]:
    """Tell of single events that come round all the same; at most of a few."""
    titles = Counter(event.title for event in single)
    often = [title for title, count in titles.most_common() if count >= _FEWEST_ALIKE]
    groups = {f"“{t[:60]}” stands": [e for e in single if e.title == t] for t in often[:5]}
    if not often:
        groups = {"The single events stand": list(single)}
    gaps = {words: _gap(events) for words, events in groups.items()}
    return [
        f"{words} there every {gap} days, without a rule." for words, gap in gaps.items() if gap
    ]


def _gap(events: Sequence[Event]) -> int:
    days = sorted({event.day for event in events if event.day})
    gaps = {(later - earlier).days for earlier, later in pairwise(days)}
    return gaps.pop() if len(days) >= _FEWEST_ALIKE and len(gaps) == 1 else 0
