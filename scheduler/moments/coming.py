"""The first moment to come that fits what was said."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from scheduler.moments.here import Here, MomentError
from scheduler.moments.lengths import next_month, next_week, next_year
from scheduler.moments.reading import Said
from scheduler.phrases.refusing import PhraseError
from scheduler.phrases.vocabulary import DAY_NAMES, MONTH_NAMES

_NAMES = tuple(DAY_NAMES.values())
# A 29 February comes within eight years, a 31st within two months.
_YEARS_AHEAD = range(9)
_MONTHS_AHEAD = range(4)
_EARLIEST, _LATEST = 2000, 2199


def instant(said: Said, here: Here) -> datetime:
    """Return the UTC instant; one that is over is only returned where nothing later can be meant.

    Raises MomentError, or PhraseError for what is no moment.
    """
    _refuse_midnight(said)
    clock = said.time
    if clock is None and not said.names_a_day:
        raise PhraseError("I see neither a day nor a time")
    found = [here.at(day, clock or time(0)) for day in _days(said, here)]
    if clock is None:
        _refuse_today(said, here, found[0])
    return next((at for at in found if at > here.now), found[0])


def _days(said: Said, here: Here) -> list[date]:
    """Return the days that may be meant, the nearest first; never none."""
    today = here.today
    if said.days_ahead is not None:
        _refuse_more(said, said.weekday, said.day, said.month, said.period)
        return [today + timedelta(days=said.days_ahead)]
    if said.day is not None or said.month is not None:
        _refuse_more(said, said.period)
        return _dates(said, here)
    if said.period is not None:
        return [_in_period(said, today)]
    if said.weekday is not None:
        return _weekdays(said, here)
    _refuse_more(said)
    return [today, today + timedelta(days=1)]


def _refuse_more(said: Said, *others: object) -> None:
    is_year_alone = said.year is not None and said.day is None and said.month is None
    if is_year_alone or any(other is not None for other in others):
        raise PhraseError("I see two days, and need one")


def _weekdays(said: Said, here: Here) -> list[date]:
    _refuse_more(said)
    assert said.weekday is not None, "a weekday was said"
    first = here.today + timedelta(days=(said.weekday - here.today.weekday()) % 7)
    if said.is_next:
        # Said of a day of this week, it is the coming one for some and a week later for others.
        if first < next_week(here.today):
            raise MomentError(_two_ways(said.weekday, first, here.today))
        return [first]
    return [first, first + timedelta(days=7)]


def _two_ways(weekday: int, first: date, today: date) -> str:
    later = _said(first + timedelta(days=7))
    if first == today:
        return f"Today is a {_NAMES[weekday]}; for the one in a week write “{later}”."
    return f"“Next {_NAMES[weekday]}” can mean {_said(first)} or {later}; write the date."


def _in_period(said: Said, today: date) -> date:
    if said.period == "week":
        return next_week(today) + timedelta(days=said.weekday or 0)
    if said.weekday is not None:
        raise PhraseError("I see two days, and need one")
    return next_month(today) if said.period == "month" else next_year(today)


def _dates(said: Said, here: Here) -> list[date]:
    if said.is_next:
        raise PhraseError("I see two days, and need one")
    if said.year is not None and not _EARLIEST <= said.year <= _LATEST:
        raise MomentError(f"I do not know the year {said.year}; say one to come.")
    found = list(_possible(said, here.today))
    if not found:
        raise MomentError(f"{_no_such_day(said)}; say another day.")
    if said.weekday not in {None, found[0].weekday()}:
        right = f"{_said(found[0])} is a {_NAMES[found[0].weekday()]}"
        raise MomentError(f"{right}; leave out the weekday or the date.")
    # With a weekday, a year later is another day.
    return found if said.weekday is None else found[:1]


def _possible(said: Said, today: date) -> Iterator[date]:
    """Yield the days of that date: in the year that was said, or from today on."""
    for year, month in _months(said, today):
        day = _existing(year, month, said.day)
        if day is not None and (said.year is not None or day >= today):
            yield day


def _months(said: Said, today: date) -> Iterator[tuple[int, int]]:
    if said.month is None and said.year is None:
        for ahead in _MONTHS_AHEAD:
            months = today.month - 1 + ahead
            yield today.year + months // 12, months % 12 + 1
        return
    years = [said.year] if said.year else [today.year + ahead for ahead in _YEARS_AHEAD]
    yield from ((year, said.month or 1) for year in years)


def _existing(year: int, month: int, day: int | None) -> date | None:
    try:
        return date(year, month, 1 if day is None else day)
    except ValueError:
        return None


def _no_such_day(said: Said) -> str:
    if said.month is None:
        return f"No month has a day {said.day}"
    if not 1 <= said.month <= len(MONTH_NAMES):
        return f"There is no month {said.month}"
    year = f" {said.year}" if said.year else ""
    return f"{MONTH_NAMES[said.month - 1]}{year} has no day {said.day}"


def _said(day: date) -> str:
    return f"{day.day} {MONTH_NAMES[day.month - 1]}"


def _refuse_midnight(said: Said) -> None:
    if said.is_midnight and said.names_a_day:
        raise MomentError(
            "Midnight of a day can be its beginning or its end; write the day with 0:00 or 23:59."
        )


def _refuse_today(said: Said, here: Here, first: datetime) -> None:
    """Refuse a day that has begun, where nobody can mean the next one of its kind."""
    is_named = said.days_ahead is not None or said.day is not None
    if is_named and first == here.at(here.today):
        raise MomentError("That is today; say the time as well, for example “today 17:00”.")
