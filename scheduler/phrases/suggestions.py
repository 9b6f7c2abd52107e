"""The phrase that somebody probably meant."""

import difflib
from collections.abc import Iterator
from functools import cache

from scheduler.phrases.clock_times import take_time
from scheduler.phrases.languages import LANGUAGES, language_of, tokens
from scheduler.phrases.refusing import PhraseError
from scheduler.phrases.tokenizing import LONGEST_PHRASE, normalised
from scheduler.phrases.vocabulary import Kind, Language
from scheduler.phrases.wording import clock_words

_USUAL_TIME = "7:00"
_NEAR = 0.75
_LONGEST_WORD = 20
_DANGLING = {"at", "and", "on", "of", "the", "to", "in", "@", "&", "or", "um", "und", "y", "a"}


def candidates(text: str, hint: str) -> Iterator[str]:
    """Yield phrases that may have been meant, the likelier first; not all of them can be read.

    `hint` is a phrase without a time, or empty.
    """
    if hint:
        yield f"{hint} at {_time_in(text)}"
    words = _corrected(text)
    # The whole, then ever less of its end: what follows may be what cannot be read.
    for end in range(len(words), 0, -1):
        if words[end - 1] not in _DANGLING:
            phrase = " ".join(words[:end])
            yield phrase
            yield f"{phrase} at {_USUAL_TIME}"


def _time_in(text: str) -> str:
    try:
        known = [token for token in tokens(text) if token.kind != Kind.UNKNOWN]
        found = take_time(known).time
    except PhraseError:
        found = None
    return clock_words(found) if found else _USUAL_TIME


def _corrected(text: str) -> list[str]:
    """Replace words that are spelled nearly right and leave out those that are not."""
    try:
        plain = normalised(text[:LONGEST_PHRASE])
    except PhraseError:
        return []
    language = language_of(plain)
    return [right for word in plain.split() for right in _near(word, language)]


def _near(word: str, language: Language) -> list[str]:
    bare = word.strip(".,;:!?")
    if not bare.isalpha() or bare in language.key_parts:
        return [word]
    if len(bare) > _LONGEST_WORD:
        return []
    return difflib.get_close_matches(bare, _spelled(language.name), n=1, cutoff=_NEAR)


@cache
def _spelled(name: str) -> tuple[str, ...]:
    words = next(language.words for language in LANGUAGES if language.name == name)
    return tuple(word for word in words if word.isalpha() and len(word) > 2)
