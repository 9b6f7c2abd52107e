"""A file's text → the configuration that it holds, or all that is wrong with it, line by line."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError

from scheduler.configuration.entries import (
    VERSION,
    Configuration,
    EveryWindow,
    FamilyEntry,
    LocationEntry,
    Part,
    PlaceEntry,
    PlaceStep,
    ProcessEntry,
    StepEntry,
    Turns,
    Windows,
)
from scheduler.configuration.parsing import Parsed, Path, UnreadableError, parse
from scheduler.names import name_key
from scheduler.typed_text import quoted

MOST_PROBLEMS = 20
NO_MAPPING = "This is no configuration of Baton: it begins with “baton: 1”. See `baton export`."
# An error of pydantic: its type, its place, its facts.
Wrong = Mapping[str, Any]
_TAGS = {"person", "turns"}
_PARTS: Mapping[str, type[Part]] = {
    "locations": LocationEntry,
    "families": FamilyEntry,
    "processes": ProcessEntry,
    "places": PlaceEntry,
    "steps": StepEntry,
    "windows": EveryWindow,
    "owner": Turns,
}
_SENTENCES = {
    "missing": "is missing",
    "string_too_short": "is empty",
    "too_short": "needs at least one entry",
    "too_long": "has more than {max_length} entries",
    "string_too_long": "has more than {max_length} characters",
    "tuple_type": "must be a list: lines that begin with “- ”",
    "model_type": "must be made of lines such as “name: …”",
    "model_attributes_type": "must be made of lines such as “name: …”",
    "string_type": "is no text; put it in quotes",
    "string_pattern_mismatch": "has letters, digits, - and _ only, 32 at most",
    "enum": "is one of {expected}",
}


@dataclass(frozen=True)
class Problem:
    """What is wrong with a part of a file; the sentence goes on from the part's name."""

    path: Path
    sentence: str


class ConfigurationError(ValueError):
    """A file that cannot be used; `lines` says why, each a sentence that says where."""

    def __init__(self, lines: Sequence[str]) -> None:
        """Keep the sentences."""
        super().__init__("\n".join(lines))
        self.lines = tuple(lines)


@dataclass(frozen=True)
class File:
    """A configuration and where its parts stand."""

    configuration: Configuration
    parsed: Parsed

    def refusal(self, problems: Sequence[Problem]) -> ConfigurationError:
        """Return the error that says what is wrong, part by part."""
        return ConfigurationError(_said(problems, self.parsed))


def read(text: str) -> File:
    """Read a file. Raises ConfigurationError."""
    try:
        parsed = parse(text)
    except UnreadableError as problem:
        raise ConfigurationError([str(problem)]) from None
    if not isinstance(parsed.data, dict) or "baton" not in parsed.data:
        raise ConfigurationError([NO_MAPPING])
    try:
        configuration = Configuration.model_validate(parsed.data)
    except ValidationError as wrong:
        raise ConfigurationError(_said(_problems(wrong.errors()), parsed)) from None
    twice = list(_twice(configuration))
    if twice:
        raise ConfigurationError(_said(twice, parsed))
    return File(configuration, parsed)


def _said(problems: Sequence[Problem], parsed: Parsed) -> list[str]:
    lines = [_line(problem, parsed) for problem in problems[:MOST_PROBLEMS]]
    left = len(problems) - len(lines)
    return [*lines, f"And {left} more."] if left > 0 else lines


def _line(problem: Problem, parsed: Parsed) -> str:
    if not problem.path:
        return problem.sentence
    at = parsed.line_of(problem.path)
    where = [f"line {at}"] if at else []
    text = ", ".join([*where, *_names(problem.path, parsed.data)])
    return f"{text[:1].upper()}{text[1:]}: {problem.sentence}"


def _names(path: Path, data: Any) -> Iterator[str]:
    """Name each part on the way: an entry by its own name where it has one."""
    for key in path:
        data = _within(data, key)
        if isinstance(key, str):
            if not isinstance(data, list) or key == path[-1]:
                yield key
            continue
        called = _called(data)
        yield f"“{quoted(called)}”" if called else f"number {key + 1}"


def _within(data: Any, key: str | int) -> Any:
    try:
        return data[key]
    except (KeyError, IndexError, TypeError):
        return None


def _called(data: Any) -> str:
    if not isinstance(data, dict):
        return ""
    found = (data.get(key) for key in ("name", "title", "location"))
    return next((one for one in found if isinstance(one, str) and one.strip()), "")


def _problems(errors: Sequence[Wrong]) -> list[Problem]:
    """Return what is wrong; a list is not too short because each of its entries is wrong."""
    found = [_problem(error) for error in errors]
    inner = [one.path for one in found]
    return [
        one
        for one, error in zip(found, errors, strict=True)
        if error["type"] != "too_short"
        or not any(path != one.path and path[: len(one.path)] == one.path for path in inner)
    ]


def _problem(error: Wrong) -> Problem:
    path = tuple(
        part for at, part in enumerate(error["loc"]) if not (at and _is_tag(error["loc"], at))
    )
    return Problem(path, f"{_sentence(error, path)}.".replace("..", ".").replace("?.", "?"))


def _is_tag(loc: Path, at: int) -> bool:
    return loc[at] in _TAGS and loc[at - 1] == "owner"


def _sentence(error: Wrong, path: Path) -> str:
    kind, facts = error["type"], error.get("ctx", {})
    if path == ("baton",):
        return f"this Baton reads version {VERSION} of the file"
    if kind == "value_error":
        return str(facts["error"])
    if kind == "extra_forbidden":
        return _unknown(path)
    if kind in _SENTENCES:
        return _SENTENCES[kind].format(**facts)
    return str(error["msg"])


def _unknown(path: Path) -> str:
    known = tuple(_part_at(path).model_fields)
    near = get_close_matches(str(path[-1]), known, n=1, cutoff=0.6)
    hint = f"did you mean {near[0]}?" if near else f"what is known here: {', '.join(known)}"
    return f"I do not know this; {hint}"


def _part_at(path: Path) -> type[Part]:
    around = [key for key in path[:-1] if isinstance(key, str)]
    if not around:
        return Configuration
    if around[-1] == "steps" and "places" in around:
        return PlaceStep
    if around[-1] == "windows" and "steps" in around:
        return Windows
    return _PARTS.get(around[-1], Configuration)


def _twice(configuration: Configuration) -> Iterator[Problem]:
    """Say which names stand twice: everything here is known by its name."""
    works = [
        *((("families", at), one.name) for at, one in enumerate(configuration.families)),
        *((("processes", at), one.name) for at, one in enumerate(configuration.processes)),
    ]
    yield from _same_names(works)
    yield from _same_names(
        (("locations", at), one.name) for at, one in enumerate(configuration.locations)
    )
    for at, family in enumerate(configuration.families):
        places = enumerate(family.places)
        yield from _same_names(
            (("families", at, "places", number), place.location) for number, place in places
        )


def _same_names(named: Iterable[tuple[Path, str]]) -> Iterator[Problem]:
    seen: set[str] = set()
    for path, name in named:
        if name_key(name) in seen:
            yield Problem(path, "this name stands in the file already; each has a name of its own.")
        seen.add(name_key(name))
