"""At which locations a process is to run: the modal, what it would mean, and what came of it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from handlers.views import family_ids as ids
from handlers.views import inputs
from handlers.views.blocks import Block, paragraphs, press, row, section
from handlers.views.inputs import field
from handlers.views.modal import View, modal
from handlers.views.preview import first_run
from handlers.views.words import (
    NAME,
    Message,
    bold,
    clip,
    command,
    day_and_clock,
    first_of,
    fitting,
    label,
    plural,
    said,
)
from scheduler.placing import MOST_PLACES, Place, Prospect
from storage.models import Location

SHORT_PLACE = 60
LONGEST_OPTION = 70
# What one message or modal shows of its places.
MOST_SHOWN = 25
MOST_NAMES = 20
SHORT_NAME = 120
MOST_PROBLEMS = 10
NO_LOCATION = (
    "There is no location yet. Create the first one with `/baton location new`: its time zone, "
    "its public holidays and its people."
)
STALE = "Something has changed since you looked: this is how it is now. Please look again."


def places_form(name: str, known: Sequence[Location], chosen: Iterable[int], about: str) -> View:
    """Return the modal that asks at which of the first hundred locations something runs."""
    here = set(chosen)
    # Where it runs is always in the list, so that nothing is taken away for want of room.
    listed = sorted(known, key=lambda one: one.id not in here)[:MOST_PLACES]
    options = {str(one.id): label(one.name, LONGEST_OPTION) for one in listed}
    which = inputs.several(ids.PLACES, options, [str(one) for one in here])
    lines = [f"{bold(clip(name, NAME))} runs at each of these, with that place's own people, time "]
    lines[0] += "zone and holidays."
    left = len(known) - len(options)
    more = (
        [f"{left} more are not in this list: name them with `/baton places`."] if left > 0 else []
    )
    hint = "Where it runs and is not chosen any more, its process is archived."
    return _modal(
        ids.PLACES_FORM,
        "Preview",
        about,
        [*paragraphs([*lines, *more]), field("Locations", which, hint=hint)],
    )


def _modal(callback: str, submit: str, metadata: str, blocks: list[Block]) -> View:
    return modal(callback, "Locations", blocks, submit=submit, close="Cancel", memory=metadata)


def places_preview(seen: Prospect, now: datetime, carried: str, *, is_stale: bool) -> View:
    """Return the modal that says what it would mean; `carried` is what is then done."""
    lines = _lines(seen, now, is_stale=is_stale)
    return _modal(ids.PLACES_CONFIRM, "Let it run there", carried, paragraphs(lines))


def places_question(seen: Prospect, now: datetime, carried: str, *, is_stale: bool) -> Message:
    """Return the same as a message with buttons."""
    lines = list(_lines(seen, now, is_stale=is_stale))
    yes = press(ids.PLACES_SAVE, "Let it run there", value=carried, style="primary")
    buttons = row(yes, press(ids.PLACES_DROP, "Cancel", value="no"))
    return Message(
        fitting([*lines, "Press Let it run there or Cancel."]), [*paragraphs(lines), buttons]
    )


def _lines(seen: Prospect, now: datetime, *, is_stale: bool) -> Iterator[str]:
    if is_stale:
        yield STALE
    count = plural(len(seen.places), "place")
    yield f"{bold(clip(seen.name, NAME))} is to run at {count}; nothing is changed yet."
    for place in seen.places[:MOST_SHOWN]:
        yield from _place(place, now)
    if len(seen.places) > MOST_SHOWN:
        yield f"… and {len(seen.places) - MOST_SHOWN} more"
    yield from _taken_away(seen)


def _place(place: Place, now: datetime) -> list[str]:
    name = f"{bold(clip(place.location.name, SHORT_PLACE))}{_is(place)}"
    never = _paused(place) if place.is_paused else "not due at the moment"
    return first_run(name, place.plan, place.first, now, never)


def _paused(place: Place) -> str:
    if place.wakes_at is not None:
        return f"stays paused until {day_and_clock(place.wakes_at, place.plan.zone)}"
    return f"stays paused, until somebody says {command('resume', place.plan.name)}"


def _is(place: Place) -> str:
    if place.becomes:
        return " (this process, with all its history)"
    return " (new)" if place.is_new else ""


def _taken_away(seen: Prospect) -> Iterator[str]:
    if not seen.taken_away:
        return
    names = _joined(one.name for one in seen.taken_away)
    yield f":warning: These end for good: {names}. What they have proven stays kept."
    if seen.open_runs:
        yield f"{plural(seen.open_runs, 'open run')} of theirs will be cancelled."


def wrong(seen: Prospect) -> Message:
    """Say why it cannot run there."""
    problems = [f"• {clip(problem, NAME)}" for problem in seen.problems]
    lines = [f"{bold(clip(seen.name, NAME))} cannot run so:", *first_of(problems, MOST_PROBLEMS)]
    return Message(fitting(lines), paragraphs(lines))


def placed(seen: Prospect) -> Message:
    """Confirm where it runs."""
    lines = [f"{bold(clip(seen.name, NAME))} runs at {_where(seen)}."]
    if seen.taken_away:
        lines.append(f"Archived: {_joined(one.name for one in seen.taken_away)}.")
    paused = [place.location.name for place in seen.places if place.is_paused]
    if paused:
        lines.append(f"It stays paused at {_joined(paused)}.")
    lines.append(f"See its places with {command('show', seen.name)}.")
    return Message(fitting(lines), paragraphs(lines))


def runs_there_already(seen: Prospect) -> Message:
    """Say that nothing is to be done."""
    name = bold(clip(seen.name, NAME))
    return said(f"{name} runs at {_where(seen)} already; nothing was changed.")


def _where(seen: Prospect) -> str:
    return _joined(place.location.name for place in seen.places)


def _joined(names: Iterable[str]) -> str:
    return ", ".join(first_of([clip(name, SHORT_NAME) for name in names], MOST_NAMES))


def no_location_yet() -> Message:
    """Say how the first location is created."""
    return Message(NO_LOCATION, [section(NO_LOCATION)])


def which_process() -> Message:
    """Ask what is to run where."""
    return said(
        "Which process, and where? For example: `/baton places Opening checks: Mitte, Nord`.",
        "Without places I show you a list to choose from.",
    )


def nothing_done() -> Message:
    """Confirm that nothing was changed."""
    return said("Cancelled; nothing was changed.")


def demo_stays() -> Message:
    """Say that a demo runs at no locations."""
    return said("A demo runs once, as it is. Clone it to make a process of your own from it.")
