"""A family that is changed: before → after, what it means at each place, and who is told what."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from handlers.views import family_ids as ids
from handlers.views.blocks import button, paragraphs, section
from handlers.views.changes import ARROW, MOST_LINES, changes
from handlers.views.edit_modals import OVERTAKEN, kept, nothing_changed
from handlers.views.holiday_words import MOVES
from handlers.views.inputs import plain
from handlers.views.notice import notice_modal
from handlers.views.preview import first_run, notes
from handlers.views.words import (
    NAME,
    ROLES,
    Message,
    bold,
    clip,
    command,
    first_of,
    fitting,
    mention,
    plural,
    when,
)
from scheduler.cadence import Occurrence
from scheduler.definition import Definition
from scheduler.family_versions import FamilyChange
from scheduler.ladder import rungs
from scheduler.plan import ProcessPlan
from scheduler.step_ladders import own_parts
from storage.models import Process

SHORT_PLACE = 60
MOST_PLACES = 25
KEPT = "Runs that are open keep what they started with."
View = dict[str, Any]


@dataclass(frozen=True)
class PlaceAfter:
    """What a place would be, by its name, with its first run from then on; none while paused."""

    place: str
    plan: ProcessPlan
    first: Occurrence | None
    is_paused: bool = False


@dataclass(frozen=True)
class FamilyProspect:
    """What a change would make of a family; `typed` has the notes of how it was understood."""

    before: Definition
    after: Definition
    typed: ProcessPlan
    places: Sequence[PlaceAfter]
    open_runs: int

    @property
    def zone(self) -> str:
        """The zone in which its cadence is said: that of the first place."""
        return self.places[0].plan.zone if self.places else "UTC"


def differences(before: Definition, after: Definition, zone: str) -> list[str]:
    """Return a line for each difference, with the cadence by the clock in `zone`."""
    there = {"zone": zone}
    lines = changes(before.model_copy(update=there), after.model_copy(update=there))
    if before.holiday_move != after.holiday_move:
        moves = f"{MOVES[before.holiday_move]}{ARROW}{MOVES[after.holiday_move]}"
        lines.append(f"On the public holidays of a place: {moves}")
    return lines


def family_preview(seen: FamilyProspect, draft_id: str, now: datetime, *, is_last: bool) -> View:
    """Return the modal that says a change back; on the last of Slack's layers with a way on."""
    blocks = paragraphs(_lines(seen, now))
    if is_last:
        blocks.append(button(ids.FAMILY_AGAIN_PRESS, "Change it", value=draft_id))
    return {
        "type": "modal",
        "callback_id": ids.FAMILY_SAVE,
        "title": plain("Is this right?"),
        "submit": plain("Save"),
        "close": plain("Back"),
        "private_metadata": draft_id,
        "blocks": blocks,
    }


def _lines(seen: FamilyProspect, now: datetime) -> Iterator[str]:
    before, after = seen.before, seen.after
    count = plural(len(seen.places), "place")
    yield f"*What changes in {clip(before.name, NAME)}, at {count}*"
    yield from differences(before, after, seen.zone)
    if before.rule != after.rule:
        yield from notes(seen.typed)
    for one in seen.places[:MOST_PLACES]:
        yield from _place(one, now)
    if len(seen.places) > MOST_PLACES:
        yield f"… and {len(seen.places) - MOST_PLACES} more"
    yield kept(seen.open_runs)


def _place(one: PlaceAfter, now: datetime) -> Iterator[str]:
    name = bold(clip(one.place, SHORT_PLACE))
    if one.is_paused or one.first is None:
        yield f"{name}: {'paused, and stays so' if one.is_paused else 'not due again'}"
        return
    due, ladder = first_run(one.plan, one.first, now)
    yield f"{name}: {due}"
    yield f"      {ladder}"


def unchanged_modal() -> View:
    """Return the modal that says that there is nothing to save."""
    return notice_modal("Nothing changed", nothing_changed(), close="Back")


def family_overtaken(name: str, zone: str, since: Sequence[FamilyChange], now: datetime) -> Message:
    """Say who changed a family after somebody opened its form: when, and what."""
    lines: list[str] = []
    for change in since:
        by = f"{mention(change.person_id)} changed {bold(clip(name, NAME))}"
        lines += [f"{by} {when(change.at, zone, now)}:", *_bullets(change, zone)]
    return Message(fitting([OVERTAKEN, *lines]), [section(OVERTAKEN), *paragraphs(lines)])


def _bullets(change: FamilyChange, zone: str) -> list[str]:
    lines = [f"• {line}" for line in differences(change.before, change.after, zone)]
    return first_of(lines, MOST_LINES)


def family_again_modal(message: Message, draft_id: str) -> View:
    """Return a modal that says why a change is not saved, and opens the form once more."""
    return {
        "type": "modal",
        "callback_id": ids.FAMILY_AGAIN,
        "title": plain("Not saved"),
        "submit": plain("Continue"),
        "close": plain("Back"),
        "private_metadata": draft_id,
        "blocks": message.blocks,
    }


def family_changed(
    change: FamilyChange, places: Sequence[tuple[Process, str]], reader_id: str
) -> Message:
    """Tell somebody, once for all their places, what was changed; each place with its name."""
    theirs = [(place, name) for place, name in places if _part(place, reader_id)]
    zone = (theirs or places)[0][0].zone
    where = plural(len(places), "place")
    parts = [f"{_part(place, reader_id)} at {clip(name, SHORT_PLACE)}" for place, name in theirs]
    yours = f"Your part: {', '.join(first_of(parts, MOST_PLACES))}."
    lines = [
        f"{mention(change.person_id)} changed {bold(clip(change.before.name, NAME))}, at {where}.",
        *_bullets(change, zone),
        *([yours] if parts else []),
        f"{KEPT} See all of it with {command('show', change.after.name)}.",
    ]
    return Message(fitting(lines), paragraphs(lines))


def _part(place: Process, person_id: str) -> str:
    roles = [ROLES[rung.level] for rung in rungs(place) if rung.person_id == person_id]
    own = [f"{ROLES[level]} of a step" for level in own_parts(place, person_id)]
    return next(iter([*roles, *own]), "")
