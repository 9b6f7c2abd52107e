"""The form that creates or changes a process.

It shows only the details that the chosen cadence needs.
"""

from collections.abc import Callable
from datetime import timedelta

from handlers.views import form_ids as ids
from handlers.views import inputs
from handlers.views.blocks import section
from handlers.views.family_ids import FAMILY_FORM
from handlers.views.form_cadence import (
    DAYS,
    LONGEST_MONTH,
    LONGEST_WORDS,
    MOST_WEEKS,
    NTHS,
    CadenceFields,
)
from handlers.views.form_ids import CADENCE_KIND_ACTION, DETAILS, CadenceKind
from handlers.views.form_preset import (
    FormPreset,
    memory_of,
    preset_for,
    preset_from_plan,
    preset_from_state,
)
from handlers.views.holiday_words import MOVES
from handlers.views.inputs import Block, field
from handlers.views.modal import View, modal
from scheduler import windows
from scheduler.nudging import SHORTEST_WINDOW
from scheduler.plan import LONGEST_NAME, LONGEST_WINDOW
from scheduler.rotas import MOST_MEMBERS
from storage.states import Nudges, Opening, Overlap, RotaTurn

__all__ = [
    "CADENCE_KIND_ACTION",
    "FormPreset",
    "preset_for",
    "preset_from_plan",
    "preset_from_state",
    "process_form",
]

KINDS = {
    CadenceKind.DAILY: "Every day",
    CadenceKind.WEEKDAYS: "Every weekday (Mon\u2013Fri)",
    CadenceKind.CHOSEN: "Chosen weekdays",
    CadenceKind.EVERY_N_WEEKS: "Every few weeks",
    CadenceKind.MONTH_DAY: "On a day of the month",
    CadenceKind.LAST_DAY: "On the last day of the month",
    CadenceKind.LAST_BUSINESS_DAY: "On the last business day of the month",
    CadenceKind.NTH_WEEKDAY: "On the first, second … last weekday of the month",
    CadenceKind.WORDS: "In my own words",
}
EVERY_N = {str(n): "Every week" if n == 1 else f"Every {n} weeks" for n in range(1, MOST_WEEKS + 1)}
MONTH_DAYS = {
    str(day): f"{day}" if day < 29 else f"{day} (shorter months: their last day)"
    for day in range(1, LONGEST_MONTH + 1)
}
OPENINGS = {
    str(Opening.ONE_BY_ONE): "One after another",
    str(Opening.ALL_AT_ONCE): "All at once",
}
NUDGES = {
    str(Nudges.HALF_AND_END): "At half of the time, and 10 minutes before its end",
    str(Nudges.END): "10 minutes before the end of the time",
    str(Nudges.NONE): "None",
}
TURNS = {
    str(RotaTurn.WEEKLY): "Weekly, from Monday on",
    str(RotaTurn.EACH_RUN): "A run each",
}
LONGEST_GROUP = 100
OVERLAPS = {
    str(Overlap.CLOSE): "The earlier one closes as missed",
    str(Overlap.BOTH): "Both stay open",
    str(Overlap.SKIP): "The new one is skipped",
}
STEPS_HINT = (
    "One step a line. At its end say what proves it: [photo], [file] or [2 photos]. "
    "Without that, a photo or a file will do. What a step has of its own stays; see /baton steps."
)
TEMPLATES_HINT = "To start from something that works: `/baton templates`"
WORDS_HINT = (
    "With the time of day, for example: every other Tuesday at 18:30, "
    "on the 1st and 15th at noon, quarterly on the 1st at 9:00"
)


def process_form(preset: FormPreset) -> View:
    """Return the modal, filled with what is there already."""
    blocks = [*_head(preset), *_what(preset), *_when(preset), *_who(preset), *_how(preset)]
    if preset.family:
        # What each location says for itself is no matter of what they have in common.
        blocks = [one for one in blocks if one.get("block_id") not in ids.OF_THE_PLACE]
    callback, title = _kind(preset)
    return modal(
        callback, title, blocks, submit="Preview", close="Cancel", memory=memory_of(preset)
    )


def _kind(preset: FormPreset) -> tuple[str, str]:
    if preset.family:
        return FAMILY_FORM, "Edit at all places"
    if preset.basis:
        return ids.EDIT_CALLBACK, "Edit process"
    return ids.FORM_CALLBACK, "New process"


def _head(preset: FormPreset) -> list[Block]:
    return [] if preset.name else [section(TEMPLATES_HINT)]


def _what(preset: FormPreset) -> list[Block]:
    name = inputs.text_line(
        ids.NAME, preset.name, longest=LONGEST_NAME, placeholder="Opening checks"
    )
    return [
        field("Name", name),
        *(_steps(part, text) for part, text in enumerate(preset.steps)),
        field(
            "SOP link",
            inputs.link_line(ids.SOP, preset.sop_url),
            hint="The page that says how the work is done.",
            optional=True,
        ),
    ]


def _steps(part: int, text: str) -> Block:
    if part:
        return field("Steps (continued)", inputs.text_lines(ids.steps_block(part), text))
    example = "Unlock the doors\nFridge temperature [photo]\nCount the float [file]"
    return field("Steps", inputs.text_lines(ids.STEPS, text, placeholder=example), hint=STEPS_HINT)


def _when(preset: FormPreset) -> list[Block]:
    kind = field(
        "How often", inputs.select(ids.CADENCE_KIND, _kinds(), preset.cadence.cadence_kind)
    )
    zone = inputs.text_line(ids.ZONE, preset.zone, longest=64, placeholder="Europe/Berlin")
    return [
        # A change is told at once, so that the details below can follow it.
        kind | {"dispatch_action": True},
        *(DETAIL_FIELDS[name](preset.cadence) for name in DETAILS[preset.cadence.cadence_kind]),
        field("Time zone", zone, hint="Continent/City, for example America/New_York"),
        *_holidays(preset),
    ]


def _holidays(preset: FormPreset) -> list[Block]:
    place = inputs.text_line(
        ids.HOLIDAY_PLACE, preset.holiday_place, longest=64, placeholder="DE-BY, US-CA, Spain …"
    )
    moves = {str(move): words.capitalize() for move, words in MOVES.items()}
    return [
        field(
            "Public holidays",
            place,
            hint="A country or a part of one. Empty: they are days like any other.",
            optional=True,
        ),
        field(
            "What falls on one is done", inputs.select(ids.HOLIDAY_MOVE, moves, preset.holiday_move)
        ),
    ]


def _kinds() -> dict[str, str]:
    return {str(kind): text for kind, text in KINDS.items()}


def _weekdays(cadence: CadenceFields) -> Block:
    return field("Weekdays", inputs.ticks(ids.WEEKDAYS, DAYS, cadence.weekdays))


def _every_n(cadence: CadenceFields) -> Block:
    return field("Every how many weeks", inputs.select(ids.EVERY_N, EVERY_N, cadence.every_n))


def _month_day(cadence: CadenceFields) -> Block:
    return field("Day of the month", inputs.select(ids.MONTH_DAY, MONTH_DAYS, cadence.month_day))


def _nth(cadence: CadenceFields) -> Block:
    return field("Which one of the month", inputs.select(ids.NTH, NTHS, cadence.nth))


def _weekday(cadence: CadenceFields) -> Block:
    return field("Weekday", inputs.select(ids.WEEKDAY, DAYS, cadence.weekday))


def _words(cadence: CadenceFields) -> Block:
    element = inputs.text_line(
        ids.WORDS,
        cadence.words,
        longest=LONGEST_WORDS,
        placeholder="every other Tuesday at 18:30",
    )
    return field("When, in your own words", element, hint=WORDS_HINT)


def _time(cadence: CadenceFields) -> Block:
    return field("Time of day", inputs.time_of_day(ids.TIME, cadence.time))


DETAIL_FIELDS: dict[str, Callable[[CadenceFields], Block]] = {
    ids.WEEKDAYS: _weekdays,
    ids.EVERY_N: _every_n,
    ids.MONTH_DAY: _month_day,
    ids.NTH: _nth,
    ids.WEEKDAY: _weekday,
    ids.WORDS: _words,
    ids.TIME: _time,
}


def _who(preset: FormPreset) -> list[Block]:
    minimum = preset.minimum_window
    return [
        *_owner(preset),
        _window("owner", ids.OWNER_WINDOW, preset.owner_window, minimum),
        field(
            "Backup",
            inputs.person(ids.BACKUP, preset.backup_id),
            hint="Is asked when the owner's time is up.",
        ),
        _window("backup", ids.BACKUP_WINDOW, preset.backup_window, minimum),
        field(
            "Manager",
            inputs.person(ids.MANAGER, preset.manager_id),
            hint="Is asked last; after that the step counts as missed.",
        ),
        _window("manager", ids.MANAGER_WINDOW, preset.manager_window, minimum),
        field(
            "Nudges",
            inputs.select(ids.NUDGES, NUDGES, preset.nudges),
            hint="A word in the thread while the proof is missing. A time below "
            f"{windows.spoken(SHORTEST_WINDOW)} has none.",
        ),
    ]


def _owner(preset: FormPreset) -> list[Block]:
    chosen = field(
        "Owner",
        inputs.people(ids.OWNER, preset.owner_ids, MOST_MEMBERS),
        hint="Is asked first. Several people take turns, in the order in which you choose them. "
        "Leave it empty only for a user group.",
        optional=True,
    )
    group = inputs.text_line(
        ids.OWNER_GROUP, preset.owner_group, longest=LONGEST_GROUP, placeholder="@openers weekly"
    )
    return [
        # A change is told at once, so that how they take turns can be asked.
        chosen | {"dispatch_action": True},
        *([_turn(preset)] if len(preset.owner_ids) > 1 else []),
        field(
            "Or a user group as the owner",
            group,
            hint="Its members take turns: write its @handle and “weekly” or “each run”.",
            optional=True,
        ),
    ]


def _turn(preset: FormPreset) -> Block:
    return field("They take turns", inputs.select(ids.OWNER_TURN, TURNS, preset.owner_turn))


def _window(role: str, name: str, typed: str, minimum: timedelta) -> Block:
    shortest, longest = windows.spoken(minimum), windows.spoken(LONGEST_WINDOW)
    return field(
        f"Time for the {role}",
        inputs.text_line(name, typed, longest=LONGEST_WORDS),
        hint=f"From {shortest} to {longest}, for example 45 minutes, 2h or 1 day.",
    )


def _how(preset: FormPreset) -> list[Block]:
    return [
        field("The steps open", inputs.radio(ids.OPENING, OPENINGS, preset.opening)),
        field(
            "If a run is still open when the next is due",
            inputs.select(ids.OVERLAP, OVERLAPS, preset.overlap),
        ),
        field(
            "Digest channel",
            inputs.channel(ids.DIGEST, preset.digest_channel_id),
            hint="Sees once a week which steps keep failing. Invite @Baton there.",
            optional=True,
        ),
    ]
