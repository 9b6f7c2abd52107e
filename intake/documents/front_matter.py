"""What stands before a text about itself: YAML between `---`, TOML between `+++`."""

import re
import tomllib
from collections.abc import Iterator
from typing import Any

import yaml

from intake.limits import DEEPEST

_LONGEST = 20_000
_FENCED = re.compile(
    r"\ufeff?\s*(?P<fence>---|\+\+\+)[ \t]*\r?\n(?P<inner>.*?)^(?P=fence)[ \t]*(?:\r?\n|\Z)",
    re.DOTALL | re.MULTILINE,
)
_LINE = re.compile(r"^([\w-]+)\s*[:=]\s*(\S.*?)\s*$", re.MULTILINE)


def split_front_matter(text: str) -> tuple[tuple[tuple[str, str], ...], str]:
    """The pairs before a text, and the text, in which blank lines take their place.

    Where there is none, or it is no pairs, the text is as it was. Keys within others are joined by
    dots ("menu.docs.parent").
    """
    found = _FENCED.match(text[:_LONGEST])
    if found is None:
        return (), text
    pairs = tuple(_pairs(found["inner"], toml=found["fence"] == "+++"))
    return (pairs, "\n" * found.group().count("\n") + text[found.end() :]) if pairs else ((), text)


def _pairs(inner: str, *, toml: bool) -> Iterator[tuple[str, str]]:
    try:
        parsed = tomllib.loads(inner) if toml else _yaml(inner)
    except (yaml.YAMLError, tomllib.TOMLDecodeError, RecursionError, ValueError):
        parsed = {key: value.strip("\"'") for key, value in _LINE.findall(inner)}
    return _flat("", parsed, 0) if isinstance(parsed, dict) else iter(())


def _yaml(inner: str) -> Any:
    """Read YAML that repeats nothing: an alias may stand for a million lines."""
    if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(inner, yaml.SafeLoader)):
        raise ValueError("aliases are not read")
    return yaml.safe_load(inner)


def _flat(key: str, value: Any, depth: int) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict) and depth < DEEPEST:
        for inner, part in value.items():
            yield from _flat(f"{key}.{inner}" if key else str(inner), part, depth + 1)
    elif isinstance(value, list):
        yield key, ", ".join(str(part) for part in value if not isinstance(part, dict | list))
    elif value is not None and not isinstance(value, dict):
        yield key, str(value)
