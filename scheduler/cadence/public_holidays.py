"""Public holidays: which days they are in a place, and where work that falls on one goes.

Which day is a holiday where is known to the `holidays` package.
"""

import difflib
import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache

import holidays
from holidays.registry import COUNTRIES

from storage.holidays import Holidays
from storage.states import HolidayMove

__all__ = ["Holidays", "PlaceError", "is_working_day", "moved", "name", "read_place", "said"]

_DAY = timedelta(days=1)
_STEPS = {HolidayMove.BEFORE: -_DAY, HolidayMove.AFTER: _DAY}
_MOST_SHOWN = 20
_EXAMPLES = "for example DE, DE-BY or US-CA"


class PlaceError(ValueError):
    """A place whose holidays are not known; the message is a sentence that says what to write."""


def moved(day: date, kept: Holidays) -> date | None:
    """Return the day on which work that falls on `day` is due; None if it is left out."""
    if name(day, kept.place) is None:
        return day
    if kept.move == HolidayMove.SKIP:
        return None
    day += _STEPS[kept.move]
    while not is_working_day(day, kept.place):
        day += _STEPS[kept.move]
    return day


def name(day: date, place: str) -> str | None:
    """Return what the holiday is called, in English where that is known; None for other days."""
    return _year(place, day.year).get(day)


def is_working_day(day: date, place: str) -> bool:
    """Tell whether people work there: neither a holiday nor the weekend that the place has."""
    return _year(place, day.year).is_working_day(day)


def read_place(text: str) -> str:
    """Return the place that was typed, by code or by name. Raises PlaceError."""
    found = _places().get(_plain(text))
    if found is None:
        raise PlaceError(_unknown(text))
    return found


def said(place: str) -> str:
    """Return the place as people call it: “Germany (Bayern)”."""
    country, _, part = place.partition("-")
    words = _countries()[country]
    if not part:
        return words
    return f"{words} ({_parts(country).get(part, part)})"


@cache
def _year(place: str, year: int) -> holidays.HolidayBase:
    # A year at a time: a calendar that grows while it is asked is not safe for several threads.
    country, _, part = place.partition("-")
    return holidays.country_holidays(
        country, subdiv=part or None, years=year, expand=False, language=_language(country)
    )


@cache
def _language(country: str) -> str | None:
    known = holidays.country_holidays(country).supported_languages
    return "en_US" if "en_US" in known else None


@cache
def _countries() -> Mapping[str, str]:
    return {names[1]: module.replace("_", " ").title() for module, names in COUNTRIES.items()}


@cache
def _parts(country: str) -> Mapping[str, str]:
    """The parts of a country that have holidays of their own, each with its longest name."""
    calendar = holidays.country_holidays(country)
    shortest_first = sorted(calendar.subdivisions_aliases.items(), key=lambda one: len(one[0]))
    aliases = {code: alias for alias, code in shortest_first}
    return {code: aliases.get(code, code) for code in calendar.subdivisions}


@cache
def _places() -> Mapping[str, str]:
    """Every way to write a place, plain, with the place; a country wins over a part's name."""
    found: dict[str, str] = {}
    alone: dict[str, set[str]] = {}
    for code, words in _countries().items():
        for part, called in _parts(code).items():
            place = f"{code}-{part}"
            found |= dict.fromkeys(_written(code, words, part, called), place)
            alone.setdefault(_plain(called), set()).add(place)
    unique = {called: places.pop() for called, places in alone.items() if len(places) == 1}
    codes = {_plain(written): names[1] for names in COUNTRIES.values() for written in names[1:3]}
    by_name = {_plain(words): code for code, words in _countries().items()}
    return unique | found | codes | by_name | {"uk": "GB"}


def _written(code: str, words: str, part: str, called: str) -> Iterator[str]:
    yield _plain(f"{code} {part}")
    for country in (code, words):
        yield _plain(f"{country} {called}")
        yield _plain(f"{called} {country}")


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _unknown(text: str) -> str:
    typed = " ".join(text.split())[:64]
    return f"I do not know the holidays of “{typed}”; {_hint(_plain(text)[:64])}"


def _hint(typed: str) -> str:
    country = next((c for c, words in _countries().items() if _plain(words) in typed), None)
    if country and _parts(country):
        codes = ", ".join(f"{country}-{part}" for part in list(_parts(country))[:_MOST_SHOWN])
        return f"write {country} for {_countries()[country]}, or a part of it such as {codes}."
    near = difflib.get_close_matches(typed, _places(), n=1, cutoff=0.7)
    if near:
        return f"did you mean {_places()[near[0]]}, {said(_places()[near[0]])}?"
    return f"write {_EXAMPLES}."
