"""What stands in the modal of `/baton away`: words, or days that were picked, or both."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from handlers.forms import FormErrors
from handlers.leave_words import checked, read_leave
from handlers.views import away_form as ids
from handlers.views.form_state import FormState
from scheduler.cadence import wall_time


def read_fields(values: Any, zone: str, now: datetime) -> tuple[datetime, datetime]:
    """Return from when until when, as aware instants. Raises FormErrors.

    Where a day is picked it counts, and words that are not understood do no harm.
    """
    state = FormState(values)
    words = state.text(ids.WORDS).strip()
    if not state.text(ids.LAST_DAY):
        return _of_words(words, zone, now)
    picked = _of_picked(state, zone, now)
    if words and _contradict(words, picked, zone, now):
        raise FormErrors({ids.WORDS: ids.TWO_ANSWERS})
    return picked


def _of_words(words: str, zone: str, now: datetime) -> tuple[datetime, datetime]:
    if not words:
        raise FormErrors({ids.WORDS: ids.NO_ANSWER})
    try:
        return read_leave(words, zone, now)
    except ValueError as problem:
        raise FormErrors({ids.WORDS: str(problem)}) from None


def _of_picked(state: FormState, zone: str, now: datetime) -> tuple[datetime, datetime]:
    try:
        end = _instant(state.text(ids.LAST_DAY), state.text(ids.LAST_TIME) or ids.USUAL_TIME, zone)
        first = state.text(ids.FIRST_DAY)
        return checked(_instant(first, "00:00", zone) if first else now, end, now)
    except (ValueError, OverflowError) as problem:
        raise FormErrors({ids.LAST_DAY: str(problem)}) from None


def _instant(day: str, clock: str, zone: str) -> datetime:
    local = datetime.combine(date.fromisoformat(day), time.fromisoformat(clock))
    return wall_time.instant(local, ZoneInfo(zone))


def _contradict(words: str, picked: tuple[datetime, datetime], zone: str, now: datetime) -> bool:
    try:
        return read_leave(words, zone, now) != picked
    except ValueError:
        return False
