"""The words that the tables of Block Kit are written in: what may stand at a place in JSON."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Pointer: TypeAlias = tuple[str | int, ...]
Values: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True)
class Problem:
    """What is wrong, and where: steps from the root of the payload."""

    text: str
    at: Pointer

    def __str__(self) -> str:
        return f"[ERROR] {self.text} [json-pointer:{''.join(f'/{step}' for step in self.at)}]"


# Looks at an object whose own fields are all right, so it may trust their types.
Rule: TypeAlias = Callable[[Values, Pointer], Iterable[Problem]]


@dataclass(frozen=True)
class Format:
    """A form that a string must have, with the words that name it."""

    name: str
    fits: Callable[[str], bool]


@dataclass(frozen=True)
class String:
    """Text of so many characters, in a form or from a list of choices if there is one."""

    longest: int | None = None
    shortest: int = 0
    choices: frozenset[str] = frozenset()
    format: Format | None = None


@dataclass(frozen=True)
class Boolean:
    """True or false."""


@dataclass(frozen=True)
class Number:
    """A number; `whole` allows no fraction."""

    least: int | None = None
    most: int | None = None
    whole: bool = True


@dataclass(frozen=True)
class Array:
    """So many items of one kind."""

    of: "Schema"
    most: int | None = None
    fewest: int = 0


@dataclass(frozen=True)
class Object:
    """Fields by name, no others allowed, and what must hold between them."""

    required: Mapping[str, "Schema"] = field(default_factory=dict)
    optional: Mapping[str, "Schema"] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True)
class Typed:
    """One of several objects; its `type` says which, and is known to each of them."""

    kinds: Mapping[str, Object]


Schema: TypeAlias = String | Boolean | Number | Array | Object | Typed
Fields: TypeAlias = Mapping[str, Schema]
NO_FIELDS: Fields = {}


def one_of(*choices: str) -> String:
    """Return a string out of a few."""
    return String(choices=frozenset(choices))
