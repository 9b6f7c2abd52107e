"""Labels and tags: short words of which only some tell a cadence."""

from collections.abc import Iterable

from intake.cadences import find
from intake.found import Evidence, Said, Trust

_MOST_LABELS = 20
_LONGEST_LABEL = 100


def labelled(names: Iterable[str], where: str) -> tuple[Evidence, ...]:
    """Return the labels that tell a cadence ("Every Monday"), none for the others ("Urgent")."""
    labels = [name for name in dict.fromkeys(names) if name][:_MOST_LABELS]
    return tuple(Evidence(Said(name, where), Trust.FIELD) for name in labels if is_cadence(name))


def is_cadence(name: str) -> bool:
    """Tell whether a name alone says how often."""
    return len(name) <= _LONGEST_LABEL and bool(find(name, Trust.HEADING))
