"""Cuts a typed phrase into words with meanings."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import time

from scheduler.phrases.vocabulary import LONGEST_KEY, WORDS, Kind, Token
from scheduler.typed_text import quoted

LONGEST_PHRASE = 200

# A time of day with its minutes or its half of the day, for verbose patterns.
CLOCK = r"""
    (?P<clock>[0-9]{1,2}[:.][0-9]{2}(?![0-9])(?:\s?(?:[ap]\.?\s?m\b\.?|h\b))?
            | [0-9]{1,2}h[0-9]{2}\b
            | [0-9]{1,2}\s?(?:[ap]\.?m\b\.?|h\b|o'clock\b))
"""
_LEXEME = re.compile(
    rf"""
    {CLOCK}
  | (?P<ordinal>[0-9]{{1,2}}(?:st|nd|rd|th)\b)
  | (?P<number>[0-9]{{1,3}}(?![0-9]))
  | (?P<word>[^\W\d_]+(?:'[^\W\d_]+)*)\.?
  | (?P<sign>[-,&/+@()])
  | (?P<odd>\S)
    """,
    re.VERBOSE,
)
_CLOCK = re.compile(r"([0-9]{1,2})(?:[:.h]([0-9]{2}))?\s*([ap])?")
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")
_QUOTES = {ord("\u2019"): "'", ord("\u02bc"): "'"}


class PhraseError(ValueError):
    """A phrase that is no cadence: why, and the words of a similar one without its time."""

    def __init__(self, message: str, hint: str = "") -> None:
        """Keep the message, a sentence, and the hint."""
        super().__init__(message)
        self.hint = hint


class OpenError(PhraseError):
    """A phrase that leaves something open, with the question that asks for it."""

    def __init__(self, question: str, hint: str, rule: str | None = None) -> None:
        """Keep the rule as far as it was said."""
        super().__init__(question, hint)
        self.rule = rule


def tokens(text: str) -> list[Token]:
    """Return the phrase's words with their meanings; fillers are left out. Raises PhraseError."""
    lexemes = list(_lexemes(normalised(text)))
    return [token for token in _meanings(lexemes) if token.kind != Kind.FILLER]


def normalised(text: str) -> str:
    """Return the text folded, without what ends a sentence. Raises PhraseError."""
    return folded(text).rstrip(" .,;!")


def folded(text: str) -> str:
    """Return the text in one case, with plain blanks, dashes and digits. Raises PhraseError."""
    _refuse_long(text)
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES | _QUOTES).casefold()
    # Some single characters unfold into a dozen.
    _refuse_long(plain)
    visible = "".join(c for c in plain if unicodedata.category(c) != "Cf")
    return " ".join(visible.split())


def _refuse_long(text: str) -> None:
    if len(text) > LONGEST_PHRASE:
        raise PhraseError(f"“{quoted(text)}” is too long to be a time.")


def _lexemes(text: str) -> Iterator[Token]:
    for found in _LEXEME.finditer(text):
        word = found[0].rstrip(".") if found["word"] else found[0]
        if found["clock"]:
            yield Token(Kind.CLOCK, clock(word), word)
        elif found["ordinal"]:
            yield Token(Kind.ORDINAL, int(word[:-2]), word)
        elif found["number"]:
            yield Token(Kind.NUMBER, int(word), word)
        else:
            yield Token(Kind.UNKNOWN, None, word)


def clock(text: str) -> time:
    """Read a time of day such as "7:30 pm" or "19h". Raises PhraseError for one that is none."""
    found = _CLOCK.match(text)
    assert found, "the pattern of a clock begins so"
    hour, minute = int(found[1]), int(found[2] or 0)
    half = found[3]
    is_sound = 1 <= hour <= 12 if half else hour <= 23
    if not is_sound or minute > 59:
        raise PhraseError(f"“{quoted(text)}” is not a time of day; hours go from 0:00 to 23:59.")
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute)


def _meanings(lexemes: list[Token]) -> Iterator[Token]:
    """Look up the longest run of words that the vocabulary knows, from each place on."""
    at = 0
    while at < len(lexemes):
        meaning, used = _longest(lexemes, at)
        yield from meaning
        at += used


def _longest(lexemes: list[Token], at: int) -> tuple[tuple[Token, ...], int]:
    first = lexemes[at]
    words = ""
    found: tuple[tuple[Token, ...], int] = (first,), 1
    # Between the words of a key there may be hyphens.
    for used, lexeme in enumerate(lexemes[at : at + 2 * LONGEST_KEY], start=1):
        if lexeme.text == "-" and used > 1:
            continue
        words = f"{words} {lexeme.text}".strip()
        if words in WORDS:
            text = words
            found = tuple(Token(one.kind, one.value, text) for one in WORDS[words]), used
    return found
