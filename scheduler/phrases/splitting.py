"""Where in a line the name may end and the cadence begin."""

from collections.abc import Iterator

from scheduler.phrases.tokenizing import PhraseError, tokens
from scheduler.phrases.vocabulary import KEY_PARTS, Kind, Token

# The longest description of a rule has fewer words.
_MOST_WORDS = 50
# Nobody begins a cadence with these, but a name may end with them.
_NEVER_FIRST = {"the", "of", "a", "per", "to", "and", "&"}
# Nor with these before "every": "Turn the lights on every weekday".
_NEVER_BEFORE_EVERY = {"on", "in", "from"}
# Each cadence has one of these.
_TELLING = {Kind.WEEKDAYS, Kind.UNIT, Kind.ORDINAL, Kind.MONTH, Kind.DAYPART}


def splits(text: str) -> Iterator[tuple[str, str]]:
    """Yield a name and what follows it, the longest possible cadence first.

    Places behind which no cadence can be read are left out, so that few have to be tried.
    """
    words = text.split()
    meanings = {at: _meaning(words[at]) for at in _last(words)}
    foreign = [at for at in meanings if _is_foreign(meanings[at])]
    begin = foreign[-1] + 1 if foreign else _last(words).start
    end = max((at + 1 for at in meanings if _kinds(meanings[at]) & _TELLING), default=0)
    for at in range(begin, end):
        if not _belongs_to_name(words[at], meanings.get(at + 1)):
            yield " ".join(words[:at]), " ".join(words[at:])


def likely_split(text: str) -> tuple[str, str]:
    """Return a name and what was probably meant as a cadence, when nothing in it can be read."""
    words = text.split()
    kinds = {at: _kinds(_meaning(words[at])) for at in _last(words)}
    every = [at for at in kinds if Kind.EVERY in kinds[at]]
    telling = [at for at in kinds if kinds[at] & (_TELLING | {Kind.REFUSED})]
    begin = every[-1] if every else min(telling, default=len(words))
    return " ".join(words[:begin]), " ".join(words[begin:])


def _last(words: list[str]) -> range:
    return range(max(0, len(words) - _MOST_WORDS), len(words))


def _meaning(word: str) -> list[Token] | None:
    """Return what a word means by itself; None for a time of day or the like that is impossible."""
    try:
        return tokens(word)
    except PhraseError:
        return None


def _kinds(meaning: list[Token] | None) -> set[Kind]:
    return {token.kind for token in meaning or ()}


def _is_foreign(meaning: list[Token] | None) -> bool:
    """Tell whether no cadence has such a word, not even beside others."""
    return meaning is None or any(
        token.kind == Kind.UNKNOWN and token.text not in KEY_PARTS for token in meaning
    )


def _belongs_to_name(word: str, following: list[Token] | None) -> bool:
    """Tell whether a word hardly begins a cadence, though one could be read from it on."""
    if word.casefold() in _NEVER_BEFORE_EVERY:
        return Kind.EVERY in _kinds(following)
    return word.casefold() in _NEVER_FIRST
