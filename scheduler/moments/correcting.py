"""The moment that somebody probably meant, in words."""

import difflib

from scheduler.phrases.english import WORDS
from scheduler.phrases.refusing import PhraseError
from scheduler.phrases.tokenizing import LONGEST_PHRASE, folded
from scheduler.phrases.vocabulary import Kind

_NEAR = 0.7
_LONGEST_WORD = 20
_OWN = (
    "today", "tomorrow", "tonight", "next", "until", "week", "weeks", "month", "months",
    "day", "days", "hour", "hours", "minutes", "year",
)  # fmt: skip
_NAMING = {Kind.WEEKDAYS, Kind.MONTH, Kind.DAYPART, Kind.CLOCK, Kind.NUMBER, Kind.AT}
_KNOWN = frozenset(
    {word for word, meaning in WORDS.items() if {one.kind for one in meaning} <= _NAMING} | {*_OWN}
)
_SPELLED = tuple(word for word in sorted(_KNOWN) if word.isalpha() and len(word) > 2)
_PASSED_OVER = {"for", "in", "on", "the", "of", "and", "a", "an", "end", "rest", "day", "after"}


def corrected(text: str) -> str:
    """Return the words with their spelling put right; empty where nothing was put right."""
    try:
        words = folded(text[:LONGEST_PHRASE]).split()
    except PhraseError:
        return ""
    better = [right for word in words for right in _near(word)]
    return " ".join(better) if better != words else ""


def _near(word: str) -> list[str]:
    bare = word.strip(".,;:!?")
    if not bare.isalpha() or bare in _KNOWN or bare in _PASSED_OVER:
        return [word]
    if len(bare) > _LONGEST_WORD:
        return []
    return difflib.get_close_matches(bare, _SPELLED, n=1, cutoff=_NEAR)
