"""Which line of a text without any markup is a title."""

import re

_LONGEST = 80
_LONGEST_FIRST = 100
_MOST_WORDS = 6
_LEADS_ON = re.compile(
    r"\b(following|follows|these|below|folgende\w*|diese|siguientes?|estos|estas|please|bitte)\b",
    re.IGNORECASE,
)
_OPEN_END = re.compile(r"\b(that|if|for|with|to|dass|ob|für|que|si|para|con):$", re.IGNORECASE)


def is_capitals(line: str) -> bool:
    """Whether it is a short line in capitals, no abbreviation and no sentence."""
    words = re.findall(r"[^\W\d_]{4,}", line)
    return bool(words) and line == line.upper() and len(line) <= _LONGEST and line[-1] not in ".,;!"


def is_caption(line: str) -> bool:
    """Whether it is a few words with a colon behind them that do not lead on ("the following:")."""
    if not line.endswith(":") or not line[:1].isupper() or _leads_on(line):
        return False
    return len(line) <= _LONGEST and len(line.split()) <= _MOST_WORDS


def is_first_title(line: str, next_line: str) -> bool:
    """Whether the first line names the text: it is short, and not wrapped into the next one."""
    ends = line[-1] in ".,;!" or _leads_on(line)
    wrapped = next_line[:1].islower()
    return len(line) <= _LONGEST_FIRST and "\t" not in line and not ends and not wrapped


def _leads_on(line: str) -> bool:
    return bool(_LEADS_ON.search(line) or _OPEN_END.search(line))
