"""DMs on what somebody did to a process by hand, or on a pause that is over."""

from collections.abc import Sequence
from datetime import datetime

from handlers.views.act_answers import called, way_back
from handlers.views.blocks import paragraphs, section
from handlers.views.cadence_words import cadence
from handlers.views.run_history import by_hand
from handlers.views.words import (
    Message,
    clip,
    command,
    day_and_clock,
    first_of,
    fitting,
    mention,
    named,
    plural,
    said,
)
from scheduler.step_ladders import asked_first, is_in_turns
from storage.models import Process, Run
from storage.states import ProcessState

SHORT_PLACE = 60
MOST_PLACES = 30


def woke(process: Process) -> Message:
    """Tell the creator that a pause is over."""
    following = (
        process.next_at and f"It is next due {day_and_clock(process.next_at, process.zone)}."
    )
    return said(
        f"The pause of {named(process.name)} is over: it runs again,",
        f"{cadence(process)}.",
        following or "",
    )


def woke_at_places(places: Sequence[Process]) -> Message:
    """Tell the creator once that the pause of a family's places is over."""
    name, where = named(_family(places[0])), plural(len(places), "place")
    lines = [
        f"The pause of {name} is over at {where}: it runs again there.",
        *first_of([f"• {_place(place)}{_next(place)}" for place in places], MOST_PLACES),
    ]
    return Message(fitting(lines), paragraphs(lines))


def _next(place: Process) -> str:
    # What is about to wake up does not know yet.
    if place.state != ProcessState.ACTIVE or place.next_at is None:
        return ""
    return f": next due {day_and_clock(place.next_at, place.zone)}"


def skipped_at_places(runs: Sequence[Run], may_take_back: Sequence[Run]) -> Message:
    """Tell somebody once of a family's skipped runs, each with its place and its time."""
    name, where = named(_family(runs[0].process)), plural(len(runs), "place")
    lines = [
        f"{name} is skipped at {where}{by_hand(runs[0])}. I ask nobody for it.",
        *first_of([f"• {_at_place(run)}" for run in runs], MOST_PLACES),
    ]
    if may_take_back:
        example = command("unskip", may_take_back[0].process.name)
        lines.append(f"To let it run after all at one of them, say {example}.")
    return Message(fitting(lines), paragraphs(lines))


def _at_place(run: Run) -> str:
    return f"{_place(run.process)}: {day_and_clock(run.due_at, run.zone)}"


def _place(place: Process) -> str:
    return clip(place.location.name if place.location else place.name, SHORT_PLACE)


def _family(place: Process) -> str:
    return place.family.name if place.family else place.name


def skipped(run: Run, *, may_take_back: bool) -> Message:
    """Tell somebody on the ladder that they will not be asked this time."""
    text = f"{called(run)} is skipped{by_hand(run)}. I ask nobody for it."
    return Message(text, [section(text), *(way_back(run) if may_take_back else [])])


def unskipped(process: Process, due_at: datetime, by: str) -> Message:
    """Tell somebody on the ladder that it runs after all."""
    when = day_and_clock(due_at, process.zone)
    # Whose turn that one is in a rota its own card will say.
    is_known = process.rota is None or not is_in_turns(process.steps[0])
    asked = f"{mention(asked_first(process))} is asked then." if is_known else ""
    return said(
        f"{named(process.name)} of {when} runs after all: {mention(by)} has taken the",
        f"skip back. {asked}".rstrip(),
    )


def handed_to(process: Process, by: str) -> Message:
    """Tell the new creator what is theirs now."""
    return said(
        f"{mention(by)} has handed {named(process.name)} over to you:",
        "you may now change, pause and end it, and I tell you when it needs a look.",
        f"See it with {command('show', process.name)}.",
    )


def handed_from(process: Process, to: str, by: str) -> Message:
    """Tell the creator so far that somebody else looks after it now."""
    return said(
        f"{mention(by)} has handed {named(process.name)} over to {mention(to)},",
        "who looks after it from now on. There is nothing left to do for you.",
    )
