"""Locations as people see them: the list, one of them, and what came of what they did."""

from collections.abc import Iterator, Mapping, Sequence

from handlers.views import family_ids as ids
from handlers.views.blocks import Block, paragraphs, press, row, section
from handlers.views.cadence_words import next_due
from handlers.views.location_words import ROLES, holidays
from handlers.views.pager import numbered
from handlers.views.words import (
    NAME,
    Message,
    aloud,
    bold,
    clip,
    command,
    day,
    first_of,
    fitting,
    mention,
    plural,
    said,
)
from scheduler.locations import LOCATIONS_A_PAGE
from storage.models import Location, Process

SHORT = 200
MOST_PROCESSES = 30
MOST_NAMES = 10
EMPTY = (
    "There is no location yet. Create the first one with `/baton location new`, then let a process "
    "run there with `/baton places` and its name."
)


def location_list(
    locations: Sequence[Location],
    counts: Mapping[int, int],
    editable: frozenset[int],
    number: int,
) -> Message:
    """Return a page of locations, counted from 0; `editable` are those that the reader may edit."""
    new = row(press(ids.LOCATION_NEW, "New location", value="new"))
    if not locations:
        return Message(EMPTY, [section(EMPTY), new])
    title = plural(len(locations), "location")
    start = number * LOCATIONS_A_PAGE
    shown = locations[start : start + LOCATIONS_A_PAGE]
    blocks = [section(f"*{title}*")]
    for one in shown:
        blocks += [section(_line(one, counts)), _buttons(one, can_edit=one.id in editable)]
    has_more = start + len(shown) < len(locations)
    turning = numbered("locations", number, has_more=has_more)
    spoken = [f"{title}:", *(_line(one, counts) for one in shown)]
    return Message(fitting(spoken), [*blocks, *turning, new])


def _line(one: Location, counts: Mapping[int, int]) -> str:
    people = ", then ".join(mention(getattr(one, role)) for role in ROLES)
    runs = plural(counts.get(one.id, 0), "process", "processes")
    name = bold(clip(one.name, SHORT))
    return f"{name} \u2013 {one.zone}; holidays: {holidays(one.holiday_place)}; {people}; {runs}"


def _buttons(one: Location, *, can_edit: bool) -> Block:
    verbs = {ids.LOCATION_SHOW: "Show"} | ({ids.LOCATION_EDIT: "Edit"} if can_edit else {})
    return row(
        *(
            press(action, verb, value=str(one.id), accessibility_label=aloud(verb, one.name))
            for action, verb in verbs.items()
        )
    )


def location_page(one: Location, processes: Sequence[Process], *, can_edit: bool) -> Message:
    """Return all of a location, with what runs there; with buttons for whoever may change it."""
    lines = [bold(clip(one.name, NAME)), *_facts(one)]
    there = [f"• {clip(process.name, SHORT)} \u2013 {next_due(process)}" for process in processes]
    runs = plural(len(processes), "process", "processes")
    lines += [f"*{runs} there*", *first_of(there, MOST_PROCESSES)]
    buttons = [
        press(ids.LOCATION_EDIT, "Edit", value=str(one.id)),
        press(ids.LOCATION_RETIRE, "Retire…", value=str(one.id)),
    ]
    blocks = [*paragraphs(lines), *([row(*buttons)] if can_edit else [])]
    return Message(fitting(lines), blocks)


def _facts(one: Location) -> Iterator[str]:
    yield f"Time zone: {one.zone}"
    yield f"Public holidays: {holidays(one.holiday_place)}"
    for role, label in ROLES.items():
        yield f"{label}: {mention(getattr(one, role))}"
    yield f"Created by {mention(one.creator_id)} on {day(one.created_at, one.zone)}"


def created(one: Location) -> Message:
    """Confirm a new location, and say what to do with it."""
    name = bold(clip(one.name, NAME))
    facts = "; ".join(_facts(one))
    example = f"/baton places Opening checks: {clip(one.name, SHORT)}"
    shown = example if "`" in example else f"`{example}`"
    return said(f"The location {name} is there. {facts}.", f"Let a process run there: {shown}.")


def changed(one: Location, processes: int) -> Message:
    """Confirm a change of a location."""
    name = bold(clip(one.name, NAME))
    if not processes:
        return said(f"The location {name} is changed.")
    concerned = plural(processes, "process", "processes")
    return said(
        f"The location {name} is changed, and {concerned} with it, each from its next run on.",
        "What is open keeps what it started with; those whom it concerns are told once.",
    )


def nothing_changed(one: Location) -> Message:
    """Say that a location is as it was wanted."""
    return said(f"Nothing is changed: {bold(clip(one.name, NAME))} is so already.")


def retire_question(one: Location, processes: Sequence[Process], carried: str) -> Message:
    """Ask once more before a location ends, with how many processes end with it."""
    name = bold(clip(one.name, NAME))
    if processes:
        ends = plural(len(processes), "process ends", "processes end")
        names = ", ".join(first_of([clip(p.name, SHORT) for p in processes], MOST_NAMES))
        text = f"If {name} is retired, {ends} for good: {names}. What is open there is cancelled."
        text += " What was proven stays kept."
        end = f"Retire it, end {len(processes)}"
    else:
        text, end = f"Nothing runs at {name}. Retire it?", "Retire it"
    return Message(text, [section(text), row(press(ids.LOCATION_END, end, value=carried))])


def retired(one: Location, processes: int) -> Message:
    """Confirm that a location has ended."""
    ended = plural(processes, "process is", "processes are")
    also = f"{ended} archived with it." if processes else ""
    return said(f"{bold(clip(one.name, NAME))} is retired: nothing runs there any more.", also)


def location_gone() -> Message:
    """Answer a form or a button whose location has been retired meanwhile."""
    return said(
        "This location has been retired meanwhile, so nothing was changed.",
        "See what there is with `/baton locations`.",
    )


def location_overtaken(one: Location) -> Message:
    """Say that somebody else has changed a location since it was looked at."""
    return said(
        f"{bold(clip(one.name, NAME))} has been changed since you looked, so nothing is saved yet.",
        f"See it as it is now with {command('location', one.name)}, then change it again.",
    )


def unknown_location(asked: str, fitting_ones: Sequence[Location]) -> Message:
    """Say that no location, or more than one, is called so."""
    shown = clip(asked, SHORT)
    if fitting_ones:
        names = [f"• {clip(one.name, SHORT)}" for one in fitting_ones]
        lines = [f"Several locations begin with “{shown}”:", *first_of(names, MOST_NAMES)]
        return Message(fitting(lines), paragraphs(lines))
    return said(
        f"I know no location called “{shown}”.",
        "See them all with `/baton locations`, or create it with `/baton location new`.",
    )


def location_not_allowed(verb: str, one: Location) -> Message:
    """Say who may do this instead."""
    return said(
        f"To {verb} the location {bold(clip(one.name, NAME))} is up to {mention(one.creator_id)}",
        "or an admin of this workspace. Please ask one of them.",
    )


def location_taken(name: str) -> Message:
    """Say that a live location has this name."""
    return said(
        f"There is a location called “{clip(name, NAME)}” already.",
        f"See it with {command('location', name)}.",
    )


def which_location() -> Message:
    """Ask which location is meant."""
    return said("Which location? Write its name behind it, or see all with `/baton locations`.")
