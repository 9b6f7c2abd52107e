"""A family that is changed: before → after, what it means at each place, and who is told what."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers.views import family_ids as ids
from handlers.views.blocks import paragraphs
from handlers.views.changes import ARROW, KEPT, MOST_LINES, changes
from handlers.views.edit_modals import changed_since, kept, said_back
from handlers.views.holiday_words import MOVES
from handlers.views.modal import View
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
    way_on = ids.FAMILY_AGAIN_PRESS if is_last else ""
    return said_back(ids.FAMILY_SAVE, paragraphs(_lines(seen, now)), draft_id, way_on)


def _lines(seen: FamilyProspect, now: datetime) -> Iterator[str]:
    before, after = seen.before, seen.after
    count = plural(len(seen.places), "place")
    yield bold(f"What changes in {clip(before.name, NAME)}, at {count}")
    yield from differences(before, after, seen.zone)
    if before.rule != after.rule:
        yield from notes(seen.typed)
    for one in seen.places[:MOST_PLACES]:
        yield from _place(one, now)
    if len(seen.places) > MOST_PLACES:
        yield f"… and {len(seen.places) - MOST_PLACES} more"
    yield kept(seen.open_runs)


def _place(one: PlaceAfter, now: datetime) -> list[str]:
    name = bold(clip(one.place, SHORT_PLACE))
    never = "paused, and stays so" if one.is_paused else "not due again"
    return first_run(name, one.plan, one.first, now, never)


def family_overtaken(name: str, zone: str, since: Sequence[FamilyChange], now: datetime) -> Message:
    """Say who changed a family after somebody opened its form: when, and what."""
    return changed_since(name, zone, since, now, lambda change: _bullets(change, zone))


def _bullets(change: FamilyChange, zone: str) -> list[str]:
    lines = [f"• {line}" for line in differences(change.before, change.after, zone)]
    return first_of(lines, MOST_LINES)


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
