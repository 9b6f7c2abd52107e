"""The form's choice of a cadence, both ways: fields to rule and rule to fields."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import time

from handlers.views import form_ids as ids
from handlers.views.form_ids import CadenceKind
from handlers.views.not_understood import explained
from scheduler import phrases
from scheduler.phrases import NotUnderstood, Reading

LONGEST_WORDS = 200
DAYS = {
    "MO": "Monday",
    "TU": "Tuesday",
    "WE": "Wednesday",
    "TH": "Thursday",
    "FR": "Friday",
    "SA": "Saturday",
    "SU": "Sunday",
}
NTHS = {"1": "First", "2": "Second", "3": "Third", "4": "Fourth", "-1": "Last"}
MOST_WEEKS = 52
LONGEST_MONTH = 31
_SUFFIXES = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}


@dataclass(frozen=True)
class CadenceFields:
    """The form's fields that say when, as typed; those that the kind does not need are kept too."""

    cadence_kind: CadenceKind = CadenceKind.WEEKDAYS
    weekdays: tuple[str, ...] = ()
    every_n: str = "2"
    month_day: str = "1"
    nth: str = "1"
    weekday: str = "MO"
    words: str = ""
    time: str = "07:00"


# A form in which nothing has been chosen: a detail that is not shown must not count as chosen.
BLANK = CadenceFields(every_n="", month_day="", nth="", weekday="", time="")


class FieldError(ValueError):
    """What is wrong with one field of the form."""

    def __init__(self, block: str, sentence: str) -> None:
        """Keep the block id of the field."""
        super().__init__(sentence)
        self.block = block


def reading_of(fields: CadenceFields) -> Reading:
    """Read how often; the reading has a time only if it was said in words. Raises FieldError."""
    if fields.cadence_kind == CadenceKind.WORDS:
        return _in_words(fields.words)
    return phrases.parse(_phrase(fields))


def time_of(fields: CadenceFields) -> time:
    """Read the time of day, HH:MM on 24 hours. Raises FieldError."""
    if not re.fullmatch(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]", fields.time):
        raise FieldError(ids.TIME, "Choose the time of day.")
    return time.fromisoformat(fields.time)


def fields_of(rule: str, at: time) -> CadenceFields:
    """Return the fields whose rule is exactly this one; in words where no other kind fits."""
    guess = replace(_guess(rule), time=f"{at:%H:%M}", words=phrases.describe(rule, at))
    for kind in CadenceKind:
        fields = replace(guess, cadence_kind=kind)
        if kind == CadenceKind.WORDS or _says(fields, rule):
            return fields
    raise AssertionError("words are the last kind")


def _in_words(words: str) -> Reading:
    if not words.strip():
        raise FieldError(ids.WORDS, "Say when, for example: every other Tuesday at 18:30.")
    try:
        reading = phrases.parse(words)
    except NotUnderstood as unclear:
        raise FieldError(ids.WORDS, explained(unclear)) from None
    if reading.time is None and reading.deadline is None:
        raise FieldError(
            ids.WORDS, f"Say the time of day as well, for example: {words.strip()} at 7:00."
        )
    return reading


def _phrase(fields: CadenceFields) -> str:
    """Say the fields in words, so that the form and the command line mean the same by them."""
    if fields.cadence_kind in _FIXED_PHRASES:
        return _FIXED_PHRASES[fields.cadence_kind]
    return _PHRASES[fields.cadence_kind](fields)


def _chosen_weekdays(fields: CadenceFields) -> str:
    return f"every week on {_day_names(fields.weekdays)}"


def _every_n_weeks(fields: CadenceFields) -> str:
    weeks = _number(ids.EVERY_N, fields.every_n, MOST_WEEKS, "every how many weeks")
    unit = "week" if weeks == 1 else f"{weeks} weeks"
    return f"every {unit} on {_day_names(fields.weekdays)}"


def _day_of_month(fields: CadenceFields) -> str:
    day = _number(ids.MONTH_DAY, fields.month_day, LONGEST_MONTH, "the day of the month")
    return f"on the {day}{_SUFFIXES.get(day, 'th')} of each month"


def _nth_weekday(fields: CadenceFields) -> str:
    nth = _named(ids.NTH, NTHS, fields.nth, "which one of the month")
    day = _named(ids.WEEKDAY, DAYS, fields.weekday, "the weekday")
    return f"on the {nth.casefold()} {day} of each month"


_FIXED_PHRASES = {
    CadenceKind.DAILY: "every day",
    CadenceKind.WEEKDAYS: "every weekday",
    CadenceKind.LAST_DAY: "on the last day of each month",
    CadenceKind.LAST_BUSINESS_DAY: "on the last business day of each month",
}
_PHRASES: dict[CadenceKind, Callable[[CadenceFields], str]] = {
    CadenceKind.CHOSEN: _chosen_weekdays,
    CadenceKind.EVERY_N_WEEKS: _every_n_weeks,
    CadenceKind.MONTH_DAY: _day_of_month,
    CadenceKind.NTH_WEEKDAY: _nth_weekday,
}


def _day_names(days: tuple[str, ...]) -> str:
    names = [name for day, name in DAYS.items() if day in days]
    if not names:
        raise FieldError(ids.WEEKDAYS, "Tick at least one weekday.")
    return " and ".join(names)


def _number(block: str, typed: str, most: int, what: str) -> int:
    if not re.fullmatch(r"[0-9]{1,2}", typed) or not 1 <= int(typed) <= most:
        raise FieldError(block, f"Choose {what}: 1 to {most}.")
    return int(typed)


def _named(block: str, names: dict[str, str], typed: str, what: str) -> str:
    if typed not in names:
        raise FieldError(block, f"Choose {what}.")
    return names[typed]


def _says(fields: CadenceFields, rule: str) -> bool:
    try:
        return reading_of(fields).rule == rule
    except (FieldError, NotUnderstood):
        return False


def _guess(rule: str) -> CadenceFields:
    """Fill the fields with what stands in the rule's parts; whether they say it is seen after."""
    parts = dict(part.split("=", 1) for part in rule.split(";") if "=" in part)
    days = tuple(day[-2:] for day in parts.get("BYDAY", "").split(",") if day[-2:] in DAYS)
    month_days = [day for day in parts.get("BYMONTHDAY", "").split(",") if day.isdigit()]
    nth = parts.get("BYDAY", "")[:-2] or parts.get("BYSETPOS", "1")
    return CadenceFields(
        weekdays=days,
        every_n=parts.get("INTERVAL", "2"),
        month_day=max(month_days, key=int, default="1"),
        nth=nth if nth in NTHS else "1",
        weekday=days[0] if days else "MO",
    )
