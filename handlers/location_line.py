"""A location in one line: `/baton location new Mitte in Europe/Berlin owner @ana …`."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from handlers.slack_text import mention_at, plain
from handlers.views import line_refusals as refusals
from scheduler import zones
from scheduler.cadence.public_holidays import PlaceError, read_place
from scheduler.location_plan import name_problem
from scheduler.typed_text import one_line

# A keyword with the right thing behind it: names hold these words as well.
KEYWORD = re.compile(
    r"""<[^<>]*>|(?<![^\s,])(?P<word>
        (?:owner|backup|manager)\s*[:=]?\s*(?=<?@)
      # Not at the beginning, where the name is: Holiday Inn.
      | (?<=[\s,])holidays?\s*[:=]?\s+(?=\S)
      | in\s+(?=[a-z_]+/[a-z_]|utc\b)
      | (?:called|name)\s*[:=]?\s+(?=\S)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
NONE = {"none", "no", "no holidays"}


class LocationLineError(ValueError):
    """A line that cannot be read; the message is plain text that says what to write."""


def read_line(text: str) -> tuple[str, dict[str, Any]]:
    """Return the name that a line begins with, and the fields behind it.

    Raises LocationLineError with a sentence for each thing that is not understood.
    """
    found = [match for match in KEYWORD.finditer(text) if match["word"]]
    head = text[: found[0].start()] if found else text
    ends = [match.start() for match in found[1:]] + [len(text)]
    clauses = ((m["word"], text[m.end() : end]) for m, end in zip(found, ends, strict=False))
    fields: dict[str, Any] = {}
    wrong: list[str] = []
    for word, value in clauses:
        try:
            fields |= _read(word.strip(" :=\t").casefold(), value.strip(" ,\t\n"))
        except ValueError as problem:
            wrong.append(str(problem))
    if wrong:
        raise LocationLineError("\n".join(wrong))
    return one_line(plain(head)).strip(" ,"), fields


def missing(name: str, fields: Mapping[str, Any]) -> Iterator[str]:
    """Say what a new location still needs."""
    wrong = name_problem(name)
    if wrong:
        yield wrong
    roles = [role for role in ("owner", "backup", "manager") if f"{role}_id" not in fields]
    if roles:
        yield refusals.missing_people(roles)


def _read(word: str, value: str) -> dict[str, Any]:
    if word in {"owner", "backup", "manager"}:
        return {f"{word}_id": _person(word, value)}
    if word == "in":
        return {"zone": _zone(value)}
    if word in {"called", "name"}:
        return {"name": _name(value)}
    return {"holiday_place": _place(value)}


def _person(role: str, value: str) -> str:
    found = mention_at(value)
    if found is None or value[found[1] :].strip(" ,."):
        raise LocationLineError(refusals.not_one_person(role, plain(value)))
    return found[0].id


def _zone(value: str) -> str:
    typed = one_line(plain(value))
    zone = zones.known(typed)
    if zone is None:
        raise LocationLineError(zones.unknown(typed))
    return zone


def _name(value: str) -> str:
    name = one_line(plain(value))
    wrong = name_problem(name)
    if wrong:
        raise LocationLineError(wrong)
    return name


def _place(value: str) -> str | None:
    typed = one_line(plain(value))
    if typed.casefold() in NONE:
        return None
    try:
        return read_place(typed)
    except PlaceError as problem:
        raise LocationLineError(str(problem)) from problem
