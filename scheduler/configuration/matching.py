"""Which entry of a file is which process, family or location: pure."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from scheduler.names import name_key

Here = TypeVar("Here")
There = TypeVar("There")


@dataclass(frozen=True)
class Known(Generic[There]):
    """Something with its name, and the keys of its steps."""

    what: There
    name: str
    keys: Collection[str] = ()


Same = Callable[[Known[Any], Known[Any]], bool]
Pairs = list[tuple[Known[Here], Known[There]]]


def matched(entries: Sequence[Known[Here]], live: Sequence[Known[There]]) -> Pairs[Here, There]:
    """Return which entry is what: what has its name and steps, or its steps, or its name.

    So what was renamed in the file is known again by its steps, and an entry that was copied in the
    file, with its steps, is something new.
    """
    pairs: Pairs[Here, There] = []
    for same in (_name_and_steps, _steps, _name):
        used = {id(one) for pair in pairs for one in pair}
        left = [one for one in live if id(one) not in used]
        unknown = [one for one in entries if id(one) not in used]
        pairs += _unambiguous(unknown, left, same)
    return pairs


def _unambiguous(
    entries: Sequence[Known[Here]], live: Sequence[Known[There]], same: Same
) -> Pairs[Here, There]:
    """Return the pairs of which neither side could be something else."""
    pairs = [(one, other) for one in entries for other in live if same(one, other)]
    times = Counter(id(one) for pair in pairs for one in pair)
    return [pair for pair in pairs if all(times[id(one)] == 1 for one in pair)]


def _name_and_steps(one: Known[Any], other: Known[Any]) -> bool:
    return _name(one, other) and _steps(one, other)


def _steps(one: Known[Any], other: Known[Any]) -> bool:
    return not set(one.keys).isdisjoint(other.keys)


def _name(one: Known[Any], other: Known[Any]) -> bool:
    return name_key(one.name) == name_key(other.name)
