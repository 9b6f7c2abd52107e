"""What was done at the places of a family, and where there was nothing to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers.views import family_ids as ids
from handlers.views.act_forms import reason_field, wall_time
from handlers.views.blocks import paragraphs
from handlers.views.modal import View, modal
from handlers.views.words import (
    NAME,
    Message,
    bold,
    clip,
    command,
    day_and_clock,
    first_of,
    fitting,
    said,
)

MOST_PLACES = 30
SHORT_PLACE = 60
DONE = {
    "pause": "is paused at",
    "resume": "comes due again at",
    "archive": "is ended for good at",
    "start": "runs once more, now, at",
    "skip": "leaves its next one out at",
}
BEHIND = {
    "pause": "Nothing new comes due there; what is open goes on.",
    "archive": "What was open is cancelled; what was proven stays kept.",
    "skip": "I ask nobody for it, and have told its owner, backup and manager.",
}

# Why nothing was to be done at a place.
NOT_THEIRS = "up to its creator, its manager or an admin"
NOT_TO_START = "up to its creator, those who are asked there or an admin"
PAUSED_ALREADY = "paused already"
NOT_PAUSED = "not paused"
JUST_STARTED = "started a moment ago"
JUST_SKIPPED = "skipped a moment ago"
NOT_DUE = "does not come due"
NOT_SHOWN = "was not among those that you were shown"
HAS_ENDED = "has ended"
TOO_LATE = "it has begun, is skipped already, or its times have changed"


@dataclass(frozen=True)
class Outcome:
    """At which places it was done, and of the others why not; `until` ends a pause."""

    verb: str
    family: str
    done: Sequence[str]
    left: Sequence[tuple[str, str]]
    until: datetime | None = None
    zone: str = "UTC"


def at_places(outcome: Outcome) -> Message:
    """Say what was done where."""
    lines = [*_done(outcome), *_left(outcome)]
    return Message(fitting(lines), paragraphs(lines))


def _done(outcome: Outcome) -> list[str]:
    name = bold(clip(outcome.family, NAME))
    if not outcome.done:
        return [f"Nothing was changed of {name}."]
    where = ", ".join(first_of([clip(place, SHORT_PLACE) for place in outcome.done], MOST_PLACES))
    until = outcome.until
    ending = f" until {day_and_clock(until, outcome.zone)}" if until else ""
    sentence = f"{name} {DONE[outcome.verb]} {where}{ending}."
    return [" ".join(part for part in (sentence, BEHIND.get(outcome.verb, "")) if part)]


def _left(outcome: Outcome) -> list[str]:
    lines = [f"• {clip(place, SHORT_PLACE)}: {why}" for place, why in outcome.left]
    return ["Not there:", *first_of(lines, MOST_PLACES)] if lines else []


def nothing_there() -> Message:
    """Answer a button whose process has ended meanwhile."""
    return said(
        "This runs at none of its places any more, so nothing was changed.",
        "See what there is with `/baton list`.",
    )


def skip_all_form(family: str, coming: Sequence[tuple[str, datetime]], carried: str) -> View:
    """Return the modal that asks why the next one is left out at each place, by its wall time."""
    lines = [
        f"{bold(clip(family, NAME))}: nobody is asked for these, and they count nowhere.",
        *first_of([f"• {clip(place, NAME)}: {wall_time(at)}" for place, at in coming], MOST_PLACES),
    ]
    return modal(
        ids.SKIP_ALL_FORM,
        "Skip the next ones",
        [*paragraphs(lines), reason_field("Public holiday")],
        submit="Skip them",
        close="Back",
        memory=carried,
    )


def belongs(process: str, family: str) -> Message:
    """Say that a place is not changed on its own, and how it is changed."""
    return said(
        f"{bold(clip(process, NAME))} is a place of {bold(clip(family, NAME))}, which is",
        "defined once for all its places; only its people can differ.",
        f"Choose what to change with {command('edit', family)}.",
    )
