"""The modal in which a location is created or changed, and what a change would mean."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers.views import family_ids as ids
from handlers.views import form_ids, inputs
from handlers.views.blocks import Block, paragraphs, press, row
from handlers.views.form_when import holiday_field, zone_field
from handlers.views.inputs import field
from handlers.views.location_words import changes
from handlers.views.modal import View, modal
from handlers.views.preview import first_run
from handlers.views.words import NAME, Message, bold, clip, first_of, fitting, named, plural
from scheduler import cadence
from scheduler.ladder import Staffed
from scheduler.location_plan import LONGEST_LOCATION, LocationPlan
from scheduler.relocating import Move

MOST_SHOWN = 25
NAME_TAKEN = "Another location has this name already. Please choose another name."


@dataclass(frozen=True)
class LocationPreset:
    """What the form is filled with; `about` is the location that it changes and its version."""

    name: str = ""
    zone: str = "UTC"
    holiday_place: str = ""
    owner_id: str = ""
    backup_id: str = ""
    manager_id: str = ""
    about: str = ""


def preset_of(plan: LocationPlan, about: str) -> LocationPreset:
    """Return the form filled with a location."""
    fields = plan.model_dump()
    place = plan.holiday_place or ""
    return LocationPreset(**{**fields, "holiday_place": place}, about=about)


def location_form(preset: LocationPreset) -> View:
    """Return the modal."""
    name = inputs.text_line(
        form_ids.NAME, preset.name, longest=LONGEST_LOCATION, placeholder="Mitte"
    )
    return modal(
        ids.LOCATION_FORM,
        "Edit location" if preset.about else "New location",
        [
            field("Name", name),
            zone_field(preset.zone),
            holiday_field(preset.holiday_place),
            *people_fields(preset, hint="Is asked first."),
        ],
        submit="Save",
        close="Cancel",
        memory=preset.about,
    )


def people_fields(work: Staffed, *, hint: str = "") -> list[Block]:
    """Return a field for each of three people, filled in; `hint` stands below the owner."""
    return [
        field("Owner", inputs.person(form_ids.OWNER, work.owner_id), hint=hint),
        field("Backup", inputs.person(form_ids.BACKUP, work.backup_id)),
        field("Manager", inputs.person(form_ids.MANAGER, work.manager_id)),
    ]


@dataclass(frozen=True)
class LocationChange:
    """What would become of a location, and of what runs there."""

    before: LocationPlan
    after: LocationPlan
    moves: Sequence[Move]


def change_modal(change: LocationChange, now: datetime, carried: str) -> View:
    """Return the modal that says a change back; `carried` is what is then done."""
    return modal(
        ids.LOCATION_CONFIRM,
        "Is this right?",
        paragraphs(_lines(change, now)),
        submit="Save",
        close="Back",
        memory=carried,
    )


def change_question(change: LocationChange, now: datetime, carried: str) -> Message:
    """Return the same as a message with buttons."""
    lines = _lines(change, now)
    save = press(ids.LOCATION_SAVE, "Save", value=carried, style="primary")
    buttons = row(save, press(ids.LOCATION_DROP, "Cancel", value="no"))
    return Message(fitting([*lines, "Press Save or Cancel."]), [*paragraphs(lines), buttons])


def _lines(change: LocationChange, now: datetime) -> list[str]:
    fields = list(changes(change.before.model_dump(), change.after.model_dump()))
    processes = plural(len(change.moves), "process", "processes")
    holds = f"This holds for {processes} there, each from its next run on:"
    runs = [line for move in change.moves[:MOST_SHOWN] for line in _move(move, now)]
    left = len(change.moves) - MOST_SHOWN
    return [
        bold(f"What changes at {clip(change.before.name, NAME)}"),
        *first_of(fields, MOST_SHOWN),
        holds if change.moves else "Nothing runs there yet.",
        *runs,
        *([f"… and {left} more"] if left > 0 else []),
    ]


def _move(move: Move, now: datetime) -> list[str]:
    first = cadence.next_occurrence(move.after.cadence, now)
    return first_run(named(move.after.name), move.after, first, now)
