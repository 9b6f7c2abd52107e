"""What people type, made fit to keep."""

import unicodedata

# Control characters (a database refuses NUL) and halves of a surrogate pair; never letters.
_UNKEEPABLE = {"Cc", "Cs"}


def one_line(text: str) -> str:
    """Return the text on one line: blanks of any kind become one, controls are dropped."""
    spaced = " ".join(text.split())
    return " ".join("".join(c for c in spaced if _keepable(c)).split())


def several_lines(text: str) -> str:
    """Return the text with each of its lines made fit; empty ones at its ends are dropped."""
    lines = [one_line(line) for line in text.splitlines()]
    return "\n".join(lines).strip("\n")


def quoted(text: str, limit: int = 40) -> str:
    """Return what somebody typed, short enough to be said back within a sentence."""
    line = one_line(text)
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def _keepable(character: str) -> bool:
    return unicodedata.category(character) not in _UNKEEPABLE
