"""“because …” behind the name of a process: why somebody does what they ask for."""

import re

KEYWORD = re.compile(r"\s+because(?:\s+|$)", re.IGNORECASE)
_AT_THE_BEGINNING = re.compile(r"^\s*because(?:\s+|$)", re.IGNORECASE)


def reason_behind(words: str) -> str:
    """Return what stands behind “because”; all of the words where they do not begin with it."""
    return _AT_THE_BEGINNING.sub("", words)
