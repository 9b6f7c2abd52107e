"""What differs between two entries of a configuration, in the words of the file."""

from collections.abc import Iterator, Mapping
from typing import Any

from scheduler.typed_text import quoted

LONGEST_VALUE = 70
NOTHING = "(nothing)"
ARROW = " → "
# A list of these is known by what stands there.
_KNOWN_BY = {"steps": ("key", "title"), "places": ("location",)}
_ONE = {"steps": "step", "places": "place"}


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Return a line for each part that differs; both are plain data as `writing.plain` gives it."""
    return list(_of_parts("", before, after))


def _of_parts(name: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    for key in dict.fromkeys((*before, *after)):
        old, new = before.get(key), after.get(key)
        if old == new:
            continue
        if key in _KNOWN_BY:
            yield from _of_lists(f"{name}{_ONE[key]}", _KNOWN_BY[key], old or [], new or [])
        elif isinstance(old, Mapping) and isinstance(new, Mapping):
            yield from _of_parts(f"{name}{key}.", old, new)
        else:
            yield f"{name}{key}: {said(old)}{ARROW}{said(new)}"


def _of_lists(
    one: str, known_by: tuple[str, ...], before: list[Any], after: list[Any]
) -> Iterator[str]:
    old = {_known(part, known_by): part for part in before}
    new = {_known(part, known_by): part for part in after}
    for key, part in new.items():
        if key not in old:
            yield f"{one} {_called(part)}: new, {_rest(part)}"
        elif old[key] != part:
            yield from _of_parts(f"{one} {_called(old[key])}, ", old[key], part)
    for key, part in old.items():
        if key not in new:
            yield f"{one} {_called(part)}: taken out"
    if [key for key in old if key in new] != [key for key in new if key in old]:
        yield f"{one}s in another order: {', '.join(_called(part) for part in after)}"


def _known(part: Mapping[str, Any], known_by: tuple[str, ...]) -> Any:
    return next((part[key] for key in known_by if part.get(key)), None)


def _called(part: Mapping[str, Any]) -> str:
    return f"“{quoted(str(part.get('title') or part.get('location')), LONGEST_VALUE)}”"


def _rest(part: Mapping[str, Any]) -> str:
    left = {key: value for key, value in part.items() if key not in {"title", "location", "key"}}
    return said(left) if left else "as the location has it"


def said(value: Any) -> str:
    """Say a value in one line, cut where it is long."""
    if value is None:
        return NOTHING
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {said(part)}" for key, part in value.items())
    if isinstance(value, list):
        return ", ".join(said(part) for part in value)
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return quoted(text, LONGEST_VALUE)
