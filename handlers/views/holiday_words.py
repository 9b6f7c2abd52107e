"""Public holidays in words."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from handlers.views.words import escape
from scheduler import cadence
from scheduler.cadence import Cadence, public_holidays
from scheduler.cadence.public_holidays import Holidays
from storage.states import HolidayMove

MOVES = {
    HolidayMove.SKIP: "not at all",
    HolidayMove.BEFORE: "on the working day before",
    HolidayMove.AFTER: "on the next working day",
}
NO_HOLIDAYS = "days like any other"
# Within a year every holiday of a place comes round.
LOOKED_AT = 366
AHEAD = timedelta(days=366)


def on_holidays(kept: Holidays) -> str:
    """Return what becomes of work on a holiday: “On public holidays in Germany: not at all”."""
    return f"On public holidays in {holidays(kept)}"


def holidays(kept: Holidays) -> str:
    """Return whose holidays count and what becomes of work on one: “Germany: not at all”."""
    return f"{escape(public_holidays.said(kept.place))}: {MOVES[kept.move]}"


def next_holiday(kept: Cadence, holidays: Holidays, now: datetime) -> Iterator[str]:
    """Say what becomes of the next occurrence that falls on a holiday, if one does in a year."""
    for one in cadence.occurrences(replace(kept, holidays=None), now, LOOKED_AT):
        day = one.local.date()
        name = public_holidays.name(day, holidays.place)
        if name and one.at < now + AHEAD:
            moved = public_holidays.moved(day, holidays)
            goes = f"moves to {_day(moved)}" if moved else "is left out"
            yield f"_The next one: {escape(name)}, {_day(day)}, {goes}._"
            return


def _day(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b %Y}"
