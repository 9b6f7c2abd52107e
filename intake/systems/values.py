"""Values out of JSON of which nothing is sure: what has the wrong type counts as not there."""

from collections.abc import Mapping
from math import isfinite

Record = Mapping[str, object]
_LARGEST_NUMBER = 2**63


def record_of(value: object) -> Record:
    """Return an object, {} for anything else."""
    return value if isinstance(value, dict) else {}


def records_of(value: object) -> list[Record]:
    """Return the objects of a list, none for anything else."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def texts_of(value: object) -> list[str]:
    """Return what a list says, none for anything else."""
    return [text for text in map(text_of, value) if text] if isinstance(value, list) else []


def text_of(value: object) -> str:
    """Return words or a whole number (an id) as text, "" for anything else."""
    if isinstance(value, str):
        return value.replace("\xa0", " ").strip()
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < _LARGEST_NUMBER:
        return str(value)
    return ""


def number_of(value: object) -> float | None:
    """Return a finite number, None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if isfinite(number) else None
