"""A configuration → the text of its file, in an order that never changes by itself."""

import json
import textwrap
from enum import StrEnum
from typing import Any

import yaml

from scheduler.configuration.entries import Configuration

HEAD = """\
# What runs in this workspace, as `baton export` wrote it. Look at what a change of it would do with
# `baton apply FILE --dry-run --as @you`, and do it without --dry-run. Times and zones are those of
# the places; windows are minutes; of a person the id counts, the name is for readers.
"""
# Everything else has the order of the model.
FIRST = ("name", "title", "location", "cadence", "start", "zone", "on_holidays", "holidays")
NEXT = ("proof", "turns", "owner", "backup", "manager", "windows")
LAST = ("paused", "steps", "places", "key")
_SECTIONS = ("locations", "families", "processes")


class Format(StrEnum):
    """How a configuration is written down."""

    YAML = "yaml"
    JSON = "json"


class _Dumper(yaml.SafeDumper):
    """Indents lists, and writes a text of several lines as such."""

    def increase_indent(self, flow: bool = False, *_: Any, **__: Any) -> Any:  # noqa: FBT001, FBT002 - PyYAML's
        return super().increase_indent(flow, indentless=False)


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.Node:
    style = "|" if "\n" in value else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(str, _text)


def written(configuration: Configuration, form: Format) -> str:
    """Return the text of a configuration's file."""
    data = plain(configuration)
    if form == Format.JSON:
        return json.dumps(data, indent=2, ensure_ascii=False) + "\n"
    sections = (f"\n{name}:\n{_listed(data[name])}" for name in _SECTIONS if name in data)
    return f"{HEAD}baton: {data['baton']}\n{''.join(sections)}"


def plain(part: Any) -> Any:
    """Return a part of a configuration as plain data, without what it does not say."""
    return _ordered(part.model_dump(mode="json", exclude_none=True))


def _ordered(data: Any) -> Any:
    if isinstance(data, list):
        return [_ordered(part) for part in data]
    if not isinstance(data, dict):
        return data
    kept = {key: _ordered(value) for key, value in data.items() if value not in ([], {}, "")}
    middle = [key for key in kept if key not in {*FIRST, *NEXT, *LAST}]
    return {key: kept[key] for key in (*FIRST, *NEXT, *middle, *LAST) if key in kept}


def _listed(entries: list[Any]) -> str:
    return "\n".join(textwrap.indent(_one(entry), "  ") for entry in entries)


def _one(entry: Any) -> str:
    text = yaml.dump(
        [entry], Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=float("inf")
    )
    # PyYAML indents a list in a list as well.
    return textwrap.dedent(text)
