"""The phrase that somebody probably meant."""

import difflib
from collections.abc import Callable, Iterator

from scheduler.clock_times import take_time
from scheduler.phrase_tokens import LONGEST_PHRASE, PhraseError, normalised, tokens
from scheduler.vocabulary import WORDS, Kind, Token
from scheduler.wording import clock_words

DEFAULT = "every weekday at 7:00"
_DEFAULT_TIME = "7:00"
_NEAR = 0.7
_LONGEST_WORD = 20
_KNOWN = tuple(word for word in WORDS if word.isalpha() and len(word) > 2)


def suggestion(text: str, hint: str, is_read: Callable[[str], bool]) -> str:
    """Return the nearest phrase that `is_read`; `hint` is one without a time, or empty."""
    text = text[:LONGEST_PHRASE]
    return next((one for one in _candidates(text, hint) if is_read(one)), DEFAULT)


def _candidates(text: str, hint: str) -> Iterator[str]:
    at = _time_in(text)
    if hint:
        yield f"{hint} at {at}"
    corrected = " ".join(_corrected(text))
    yield f"{corrected} at {at}"
    yield corrected


def _time_in(text: str) -> str:
    try:
        found = take_time(_understood(text)).time
    except PhraseError:
        found = None
    return clock_words(found) if found else _DEFAULT_TIME


def _understood(text: str) -> list[Token]:
    return [token for token in tokens(text) if token.kind != Kind.UNKNOWN]


def _corrected(text: str) -> Iterator[str]:
    """Replace words that are spelled nearly right and leave out those that are not."""
    for word in normalised(text).split():
        bare = word.strip(".,;:!?")
        if not bare.isalpha() or bare in WORDS:
            yield word
        elif len(bare) <= _LONGEST_WORD:
            yield from difflib.get_close_matches(bare, _KNOWN, n=1, cutoff=_NEAR)
