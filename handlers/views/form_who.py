"""Whom a process asks, and for how long: the part of its form for people and windows."""

from datetime import timedelta

from handlers.views import form_ids as ids
from handlers.views import inputs
from handlers.views.form_cadence import LONGEST_WORDS
from handlers.views.form_preset import FormPreset
from handlers.views.inputs import Block, field
from scheduler import windows
from scheduler.nudging import SHORTEST_WINDOW
from scheduler.plan import LONGEST_WINDOW
from scheduler.rotas import MOST_MEMBERS
from storage.states import Nudges, RotaTurn

NUDGES = {
    str(Nudges.QUARTER_AND_END): "At a quarter of the time, and 10 minutes before its end",
    str(Nudges.HALF_AND_END): "At half of the time, and 10 minutes before its end",
    str(Nudges.MOST_AND_END): "At three quarters of the time, and 10 minutes before its end",
    str(Nudges.END): "10 minutes before the end of the time",
    str(Nudges.NONE): "None",
}
TURNS = {
    str(RotaTurn.WEEKLY): "Weekly, from Monday on",
    str(RotaTurn.EACH_RUN): "A run each",
}
LONGEST_GROUP = 100


def who_fields(preset: FormPreset) -> list[Block]:
    """Return the fields of the ladder: three people, their time, and nudges."""
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
