"""When a process falls due: the part of its form that shows only what the chosen cadence needs."""

from collections.abc import Callable

from handlers.views import form_ids as ids
from handlers.views import inputs
from handlers.views.form_cadence import (
    DAYS,
    LONGEST_MONTH,
    LONGEST_WORDS,
    MOST_WEEKS,
    NTHS,
    CadenceFields,
)
from handlers.views.form_ids import DETAILS, CadenceKind
from handlers.views.form_preset import FormPreset
from handlers.views.holiday_words import MOVES, NO_HOLIDAYS
from handlers.views.inputs import Block, field

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
WORDS_HINT = (
    "With the time of day, for example: every other Tuesday at 18:30, "
    "on the 1st and 15th at noon, quarterly on the 1st at 9:00"
)


def when_fields(preset: FormPreset) -> list[Block]:
    """Return the fields of a cadence, with the details that the chosen one needs."""
    kind = field(
        "How often", inputs.select(ids.CADENCE_KIND, _kinds(), preset.cadence.cadence_kind)
    )
    return [
        # A change is told at once, so that the details below can follow it.
        kind | {"dispatch_action": True},
        *(DETAIL_FIELDS[name](preset.cadence) for name in DETAILS[preset.cadence.cadence_kind]),
        zone_field(preset.zone),
        *_holidays(preset),
    ]


def zone_field(zone: str) -> Block:
    """Return the field for a time zone."""
    element = inputs.text_line(ids.ZONE, zone, longest=64, placeholder="Europe/Berlin")
    return field("Time zone", element, hint="Continent/City, for example America/New_York")


def holiday_field(place: str) -> Block:
    """Return the field for whose public holidays count."""
    examples = "DE-BY, US-CA, Spain …"
    element = inputs.text_line(ids.HOLIDAY_PLACE, place, longest=64, placeholder=examples)
    hint = f"A country or a part of one. Empty: they are {NO_HOLIDAYS}."
    return field("Public holidays", element, hint=hint, optional=True)


def _holidays(preset: FormPreset) -> list[Block]:
    moves = {str(move): words.capitalize() for move, words in MOVES.items()}
    return [
        holiday_field(preset.holiday_place),
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
