"""Where in a line the name may end and the cadence begin."""

from collections.abc import Iterator

from scheduler.phrase_tokens import PhraseError, tokens
from scheduler.vocabulary import Kind

# The longest description of a rule has fewer words.
_MOST_WORDS = 50
# Nobody begins a cadence with these, but a name may end with them.
_NEVER_FIRST = {"the", "of", "a", "per", "to", "and", "&"}
# Nor with these before "every": "Turn the lights on every weekday".
_NEVER_BEFORE_EVERY = {"on", "in", "from"}
_TELLING = {Kind.WEEKDAYS, Kind.UNIT, Kind.ORDINAL, Kind.REFUSED, Kind.OTHER}


def splits(text: str) -> Iterator[tuple[str, str]]:
    """Yield a name and what follows it, the longest possible cadence first."""
    words = text.split()
    for at in range(max(0, len(words) - _MOST_WORDS), len(words)):
        if not _belongs_to_name(words[at : at + 2]):
            yield " ".join(words[:at]), " ".join(words[at:])


def likely_phrase(text: str) -> str:
    """Return the end of the text that was probably meant as a cadence though none can be read."""
    words = text.split()[-_MOST_WORDS:]
    meanings = [_meaning(word) for word in words]
    every = [at for at, kinds in enumerate(meanings) if Kind.EVERY in kinds]
    telling = [at for at, kinds in enumerate(meanings) if kinds & _TELLING]
    begin = every[-1] if every else min(telling, default=len(words))
    return " ".join(words[begin:])


def _belongs_to_name(words: list[str]) -> bool:
    """Tell whether the first of two words hardly begins a cadence, though one could be read."""
    first = words[0].casefold()
    if first not in _NEVER_BEFORE_EVERY:
        return first in _NEVER_FIRST
    return len(words) > 1 and Kind.EVERY in _meaning(words[1])


def _meaning(word: str) -> set[Kind]:
    try:
        return {token.kind for token in tokens(word)}
    except PhraseError:
        return set()
