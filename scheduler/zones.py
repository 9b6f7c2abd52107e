"""Time zones by their IANA names."""

import difflib
from functools import cache
from zoneinfo import available_timezones

# Names that are no zone of a place: a set-up file of one machine, and copies of other names.
_HIDDEN = ("posix/", "right/", "posixrules", "localtime", "Factory")


@cache
def _canonical() -> dict[str, str]:
    names = sorted(name for name in available_timezones() if not name.startswith(_HIDDEN))
    return {name.casefold(): name for name in names}


@cache
def _cities() -> dict[str, str]:
    """The last part of each name of a continent's zone, such as "new york"."""
    return {
        key.rsplit("/", 1)[-1].replace("_", " "): name
        for key, name in _canonical().items()
        if "/" in name and not name.startswith(("Etc/", "US/", "SystemV/"))
    }


def known(name: str) -> str | None:
    """Return the zone's exact name, whatever the case it was typed in; None if there is none."""
    return _canonical().get(name.strip().replace(" ", "_").casefold())


def nearest(name: str) -> str | None:
    """Return the zone that was probably meant: its city, or what is spelled nearly the same."""
    typed = " ".join(name.casefold().replace("_", " ").split())[:64]
    city = typed.rsplit("/", 1)[-1].strip()
    near_city = difflib.get_close_matches(city, list(_cities()), n=1, cutoff=0.75)
    if near_city:
        return _cities()[near_city[0]]
    near = difflib.get_close_matches(typed.replace(" ", "_"), list(_canonical()), n=1, cutoff=0.6)
    return _canonical()[near[0]] if near else None


def unknown(name: str) -> str:
    """Say that there is no such zone and what to write instead."""
    meant = nearest(name)
    hint = f"did you mean {meant}?" if meant else "write for example Europe/Berlin."
    return f"I do not know the time zone “{name.strip()[:64]}”; {hint}"
