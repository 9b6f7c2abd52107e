"""When the owner is asked, where a cadence says by when the work is to be done."""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from scheduler.phrases.wording import clock_words

_SOME_DAY = date(2001, 1, 1)
_DAY = timedelta(days=1)
_MIDNIGHT = time(0)


class DeadlineError(ValueError):
    """A deadline that the owner's time does not fit before; a sentence that says what to write."""


class Asking(NamedTuple):
    """The wall time at which the owner is asked, how long they have, and what to say of it."""

    time: time
    window: timedelta
    notes: tuple[str, ...] = ()


def asking(at: time | None, deadline: time | None, window: timedelta, *, is_chosen: bool) -> Asking:
    """Return when to ask, for a time of day, a deadline or both.

    `window` is the owner's time; unless somebody chose it, what lies between the two takes its
    place. A deadline before the time is on the next day. Raises DeadlineError.
    """
    if deadline is None:
        assert at, "a cadence has one of them"
        return Asking(at, window)
    if at is None:
        return _before(deadline, window)
    between = (_on(deadline) - _on(at)) % _DAY or _DAY
    until = clock_words(deadline)
    if not is_chosen or between == window:
        return Asking(at, between, (f"The owner has until {until}.",))
    ends = clock_words((_on(at) + window).time())
    note = f"It is to be done by {until}; the owner's time, as chosen, ends at {ends}."
    return Asking(at, window, (note,))


def _before(deadline: time, window: timedelta) -> Asking:
    ends = _on(deadline) + (_DAY if deadline == _MIDNIGHT else timedelta(0))
    at, until = (ends - window).replace(second=0), clock_words(deadline)
    if at < _on(_MIDNIGHT):
        raise DeadlineError(
            f"The owner's time is longer than the day is old at {until}; "
            f"say when to ask as well, for example “at 0:00, by {until}”."
        )
    note = f"Asked at {clock_words(at.time())}, so that it is done by {until}."
    return Asking(at.time(), window, (note,))


def _on(at: time) -> datetime:
    return datetime.combine(_SOME_DAY, at)
