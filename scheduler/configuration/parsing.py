"""A file's text → plain data, with the line of each part: bounded, and without any cleverness.

YAML is read as far as JSON goes, with comments and dates: aliases, anchors, tags and keys that come
twice are refused. What begins with a brace is read as JSON.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

MOST_CHARACTERS = 2_000_000
LONGEST_SCALAR = 10_000
DEEPEST = 12

Path = tuple[str | int, ...]
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_OPENING = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_CLOSING = (yaml.MappingEndEvent, yaml.SequenceEndEvent)


class UnreadableError(ValueError):
    """Text that is no such file; the message is a sentence that names the line."""


@dataclass(frozen=True)
class Parsed:
    """What a file holds, and the line of each part of it, counted from 1; none of JSON."""

    data: Any
    lines: Mapping[Path, int]

    def line_of(self, path: Path) -> int | None:
        """Return the line of a part, or of the nearest one around it that has a line."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path)


def parse(text: str) -> Parsed:
    """Read YAML or JSON. Raises UnreadableError."""
    if len(text) > MOST_CHARACTERS:
        raise UnreadableError(
            f"It has {len(text):,} characters, and at most {MOST_CHARACTERS:,} are read. "
            "Please take it apart and apply the parts one by one."
        )
    return _json(text) if text.lstrip("\ufeff \t\r\n").startswith("{") else _yaml(text)


def _yaml(text: str) -> Parsed:
    try:
        _refuse_clever(text)
        return _built(text)
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        where = f"Line {mark.line + 1}: " if mark else ""
        raise UnreadableError(f"{where}this is no YAML: {problem.problem}.") from None
    except yaml.YAMLError as problem:
        raise UnreadableError(f"This is no YAML: {_first_line(problem)}.") from None
    except ValueError as problem:
        if isinstance(problem, UnreadableError):
            raise
        raise UnreadableError(f"This is no YAML: {_first_line(problem)}.") from None


def _refuse_clever(text: str) -> None:
    """Look at each event, before anything is made of it: what nests deeply is never built."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        depth += isinstance(event, _OPENING) - isinstance(event, _CLOSING)
        problem = _cleverness(event, depth)
        if problem:
            raise UnreadableError(f"{_line_of(event)}{problem}")


def _line_of(event: yaml.Event) -> str:
    return f"Line {event.start_mark.line + 1}: " if event.start_mark else ""


def _cleverness(event: Any, depth: int) -> str | None:
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        return "anchors and aliases (& and *) are not taken here; write it out."
    if depth > DEEPEST:
        return "this nests more deeply than any configuration does."
    tag = getattr(event, "tag", None)
    if tag not in {None, "!"}:
        return "tags (!) are not taken here; leave it out."
    if isinstance(event, yaml.ScalarEvent) and len(event.value) > LONGEST_SCALAR:
        return f"this text is longer than {LONGEST_SCALAR:,} characters."
    return None


def _built(text: str) -> Parsed:
    loader = _LOADER(text)
    lines: dict[Path, int] = {}
    try:
        node = loader.get_single_node()
        data = _value(loader, node, (), lines) if node is not None else None
    finally:
        loader.dispose()
    return Parsed(data, lines)


def _value(loader: Any, node: yaml.Node, path: Path, lines: dict[Path, int]) -> Any:
    lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        return dict(_items(loader, node, path, lines))
    if isinstance(node, yaml.SequenceNode):
        parts = enumerate(node.value)
        return [_value(loader, part, (*path, number), lines) for number, part in parts]
    try:
        return loader.construct_object(node)
    except ValueError as problem:
        line = node.start_mark.line + 1
        raise UnreadableError(f"Line {line}: {_first_line(problem)}; put it in quotes.") from None


def _items(
    loader: Any, node: yaml.MappingNode, path: Path, lines: dict[Path, int]
) -> Iterator[tuple[str, Any]]:
    seen: dict[str, int] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            raise UnreadableError(f"Line {line}: a key is one word, such as name.")
        key = str(key_node.value)
        if key in seen:
            raise UnreadableError(f"Line {line}: {key} stands in line {seen[key]} already.")
        seen[key] = lines[*path, key] = line
        yield key, _value(loader, value_node, (*path, key), lines)


def _json(text: str) -> Parsed:
    try:
        data = json.loads(text.lstrip("\ufeff"), object_pairs_hook=_once, parse_float=str)
    except json.JSONDecodeError as problem:
        raise UnreadableError(f"Line {problem.lineno}: this is no JSON: {problem.msg}.") from None
    except RecursionError:
        raise UnreadableError("This nests more deeply than any configuration does.") from None
    except ValueError as problem:
        if isinstance(problem, UnreadableError):
            raise
        raise UnreadableError(f"This is no JSON: {_first_line(problem)}.") from None
    return Parsed(data, {})


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise UnreadableError(f"{key} stands twice in one place: leave one of them out.")
        found[key] = value
    return found


def _first_line(problem: Exception) -> str:
    return (str(problem).splitlines() or ["it cannot be read"])[0].rstrip(".")
