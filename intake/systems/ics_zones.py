"""The IANA name of a calendar's zone, whatever program wrote the calendar."""

from collections.abc import Mapping
from functools import cache
from zoneinfo import available_timezones

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON


def iana_name(written: str, places: Mapping[str, str]) -> str | None:
    """Return the zone's IANA name; None where nobody can tell it.

    `places` are names that the calendar itself gives. Outlook writes Windows' names, others put a
    path of their own before the name.
    """
    names = [written, places.get(written, ""), WINDOWS_TO_OLSON.get(written, "")]
    parts = written.split("/")
    names += ["/".join(parts[-2:]), "/".join(parts[-3:])]
    return next((name for name in names if name in _all()), None)


@cache
def _all() -> frozenset[str]:
    return frozenset(available_timezones())
