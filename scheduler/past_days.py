"""Days behind us, as people write them: “1 Oct”, “2026-10-01”, “last Monday”, “3 weeks ago”."""

import re
from calendar import monthrange
from datetime import date, timedelta

from scheduler.typed_text import quoted

MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
MONTHS = tuple(name[:3] for name in MONTH_NAMES)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAYS = {"day": 1, "week": 7}

ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(\d{4}))?")
DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)?(?: of)? ([a-z]+)\.?,?(?: (\d{4}))?")
MONTH_FIRST = re.compile(r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,?(?: (\d{4}))?")
MONTH_ALONE = re.compile(r"([a-z]+)(?: (\d{4}))?")
AGO = re.compile(r"(\d{1,4}) (day|week|month|year)s? ago")


class NotADayError(ValueError):
    """It is no day that we understand; the message is one sentence that says what is."""


def read_day(text: str, today: date) -> date:
    """Return the day that `text` names, the last one of that name up to `today`.

    Raises NotADayError, for a day that is ahead as well.
    """
    words = " ".join(text.casefold().split())
    try:
        found = _written(words, today) or _spoken(words, today)
    except (ValueError, OverflowError):
        found = None
    if found is None:
        raise NotADayError(
            f"I do not understand “{quoted(text)}” as a day. "
            "Write it like 2026-10-01, “1 October”, “last Monday” or “3 weeks ago”."
        )
    if found > today:
        raise NotADayError(f"{found:%Y-%m-%d} is still ahead, and a report looks back.")
    return found


def _written(words: str, today: date) -> date | None:
    if found := ISO.fullmatch(words):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := DOTTED.fullmatch(words):
        return _day(int(found[1]), int(found[2]), found[3], today)
    if (found := DAY_FIRST.fullmatch(words)) and (month := _month(found[2])):
        return _day(int(found[1]), month, found[3], today)
    if (found := MONTH_FIRST.fullmatch(words)) and (month := _month(found[1])):
        return _day(int(found[2]), month, found[3], today)
    if (found := MONTH_ALONE.fullmatch(words)) and (month := _month(found[1])):
        return _day(1, month, found[2], today)
    return None


def _month(word: str) -> int | None:
    if word in MONTH_NAMES:
        return MONTH_NAMES.index(word) + 1
    short = "sep" if word == "sept" else word
    return MONTHS.index(short) + 1 if short in MONTHS else None


def _day(day: int, month: int, year: str | None, today: date) -> date:
    """Return the day; without a year the last one that is not ahead. 29 February finds its year."""
    if year is not None:
        return date(int(year), month, day)
    candidates = (_or_none(one, month, day) for one in range(today.year, today.year - 9, -1))
    found = next((one for one in candidates if one and one <= today), None)
    if found is None:
        raise NotADayError("no year has that day")
    return found


def _or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _spoken(words: str, today: date) -> date | None:
    monday = today - timedelta(days=today.weekday())
    first = today.replace(day=1)
    known = {
        "today": today,
        "yesterday": today - timedelta(days=1),
        "this week": monday,
        "last week": monday - timedelta(weeks=1),
        "this month": first,
        "last month": _months_before(first, 1),
        "this year": first.replace(month=1),
        "last year": first.replace(year=first.year - 1, month=1),
    }
    return known.get(words) or _weekday(words, today) or _ago(words, today)


def _weekday(words: str, today: date) -> date | None:
    name = words.removeprefix("last ")
    matching = [number for number, day in enumerate(WEEKDAYS) if name in {day, day[:3]}]
    if not matching:
        return None
    # "Since Monday", said on a Monday, is the one a week ago.
    return today - timedelta(days=(today.weekday() - matching[0] - 1) % 7 + 1)


def _ago(words: str, today: date) -> date | None:
    found = AGO.fullmatch(words)
    if found is None:
        return None
    number, unit = int(found[1]), found[2]
    if unit in DAYS:
        return today - timedelta(days=number * DAYS[unit])
    return _months_before(today, number * (12 if unit == "year" else 1))


def _months_before(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    _, last = monthrange(year, month + 1)
    return date(year, month + 1, min(day.day, last))
