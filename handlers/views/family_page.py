"""A family and its places: each with its state, its next and its last run."""

from collections.abc import Iterator

from handlers.views import family_ids as ids
from handlers.views.blocks import Block, divider, paragraphs, press, row
from handlers.views.cadence_words import next_due
from handlers.views.holiday_words import MOVES
from handlers.views.process_page import steps_of
from handlers.views.run_history import RUN_MARKS, RUN_WORDS
from handlers.views.step_ids import OPEN_FAMILY_STEPS
from handlers.views.words import (
    NAME,
    Message,
    bold,
    clip,
    command,
    day_and_clock,
    digest_channel,
    fitting,
    mention,
    plural,
    sop_link,
)
from scheduler import phrases
from scheduler.definition import Definition
from scheduler.family_look import FamilyLook, PlaceLook
from storage.models import Run

SHORT_PLACE = 60
# What the list of the places may hold of what a message holds.
LONGEST_LIST = 11_000


def family_page(seen: FamilyLook, *, can_act: bool) -> Message:
    """Return what a family is and how it stands at each place; with buttons for who may act."""
    name, definition = clip(seen.family.name, NAME), seen.definition
    count = plural(len(seen.places), "place")
    facts = [f"{bold(name)}, {count}", *_facts(definition)]
    places = fitting([_place(one) for one in seen.places], LONGEST_LIST).split("\n")
    one = seen.places[0].location if seen.places else ""
    hint = f"All of one place: {command('show', f'{seen.family.name} {one}')}"
    steps = list(steps_of(definition))
    blocks = [*paragraphs(facts), *paragraphs(steps), divider()]
    blocks += paragraphs(["*Places*", *places, hint])
    blocks += _buttons(seen) if can_act else []
    spoken = [f"{name}, {count}.", *facts[1:], *places, hint, *steps]
    return Message(fitting(spoken), blocks)


def _facts(definition: Definition) -> Iterator[str]:
    when = phrases.describe(definition.rule, definition.start.time())
    yield f"Due: {when}, by each place's clock"
    yield f"On the public holidays of a place: {MOVES[definition.holiday_move]}"
    yield f"SOP: {sop_link(definition.sop_url)}"
    yield f"Weekly digest: {digest_channel(definition.digest_channel_id)}"


def _place(one: PlaceLook) -> str:
    place, process = bold(clip(one.location, SHORT_PLACE)), one.process
    return (
        f"• {place} \u2013 {next_due(process)}; {_last(one.last_run)}; {mention(process.owner_id)}"
    )


def _last(run: Run | None) -> str:
    if run is None:
        return "has not run yet"
    how = f"{RUN_MARKS[run.state]} {RUN_WORDS[run.state]}"
    return f"last {day_and_clock(run.due_at, run.zone)} {how}"


def _buttons(seen: FamilyLook) -> list[Block]:
    family_id = str(seen.family.id)
    edit = press(ids.FAMILY_EDIT, "Edit at all places", value=family_id)
    steps = press(OPEN_FAMILY_STEPS, "Steps", value=family_id)
    places = seen.places[0].process.id if seen.places else 0
    return [row(edit, steps, press(ids.PLACES_OPEN, "Locations…", value=str(places)))]
