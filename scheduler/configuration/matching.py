"""Which entry of a file is which process, family or location: pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from scheduler.names import name_key

Here = TypeVar("Here")
There = TypeVar("There")


@dataclass(frozen=True)
class Known(Generic[There]):
    """Something with its name, and the keys of its steps."""

    what: There
    name: str
    keys: Collection[str] = ()


Pairs = list[tuple[Known[Here], Known[There]]]


def matched(entries: Sequence[Known[Here]], live: Sequence[Known[There]]) -> Pairs[Here, There]:
    """Return which entry is what: what has its name, or else what alone has a step of it.

    So what was renamed in the file is known again by its steps, as long as nothing in the file has
    its old name, and nothing else in the file has these steps.
    """
    by_name = {name_key(one.name): one for one in live}
    named = [(one, by_name[name_key(one.name)]) for one in entries if name_key(one.name) in by_name]
    taken = {id(one) for pair in named for one in pair}
    left = [one for one in live if id(one) not in taken]
    unknown = [one for one in entries if id(one) not in taken]
    renamed = [(one, alike[0]) for one in unknown if len(alike := _alike(one, left)) == 1]
    return [*named, *(pair for pair in renamed if len(_alike(pair[1], unknown)) == 1)]


def _alike(one: Known[Here], others: Sequence[Known[There]]) -> list[Known[There]]:
    return [other for other in others if set(one.keys) & set(other.keys)]
