"""Cuts a typed phrase into words with meanings."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from scheduler.phrases.refusing import PhraseError
from scheduler.phrases.vocabulary import Kind, Language, Meaning, Token
from scheduler.typed_text import quoted

LONGEST_PHRASE = 200

DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")
QUOTES = {ord("\u2019"): "'", ord("\u02bc"): "'"}


def tokens_in(text: str, language: Language) -> list[Token]:
    """Return the meanings of normalised text; fillers are left out. Raises PhraseError."""
    found = _meanings(text, language)
    return [valued(token, language) for token in found if token.kind != Kind.FILLER]


def strangers(text: str, language: Language) -> int:
    """Count the words of normalised text that the language does not know."""
    found = _meanings(text, language)
    return sum(token.kind == Kind.UNKNOWN for token in found)


def normalised(text: str) -> str:
    """Return the text folded, without what ends a sentence. Raises PhraseError."""
    return folded(text).rstrip(" .,;!")


def folded(text: str) -> str:
    """Return the text in one case, with plain blanks, dashes and digits. Raises PhraseError."""
    _refuse_long(text)
    plain = unicodedata.normalize("NFKC", text).translate(DASHES | QUOTES).casefold()
    # Some single characters unfold into a dozen.
    _refuse_long(plain)
    visible = "".join(c for c in plain if unicodedata.category(c) != "Cf")
    return " ".join(visible.split())


def _refuse_long(text: str) -> None:
    if len(text) > LONGEST_PHRASE:
        raise PhraseError(f"“{quoted(text)}” is too long to be a time.")


def lexemes(text: str, language: Language) -> Iterator[tuple[Token, int, int]]:
    """Cut folded text into words, each with its span; what they mean is not looked up yet."""
    for found in language.lexeme.finditer(text):
        yield _lexeme(found), found.start(), found.end()


def units(words: list[Token], language: Language) -> Iterator[tuple[Meaning, int]]:
    """Look up the longest run of words that the language knows, from each place on.

    Yields its meaning and how many words it has.
    """
    at = 0
    while at < len(words):
        meaning, used = _longest(words, at, language)
        yield meaning, used
        at += used


def valued(token: Token, language: Language) -> Token:
    """Read a time of day that was written in figures. Raises PhraseError where it is none."""
    if token.kind == Kind.CLOCK and token.value is None:
        return replace(token, value=language.read_clock(token.text))
    return token


def _meanings(text: str, language: Language) -> Iterator[Token]:
    words = [word for word, _start, _end in lexemes(text, language)]
    for meaning, _used in units(words, language):
        yield from meaning


def _lexeme(found: re.Match[str]) -> Token:
    word = found[0].rstrip(".") if found["word"] else found[0]
    if found["clock"]:
        return Token(Kind.CLOCK, None, word)
    if found["month"]:
        return Token(Kind.MONTH, int(word.rstrip(".")), word)
    if found["ordinal"] or found["number"]:
        digits = int("".join(c for c in word if c.isdigit()))
        return Token(Kind.ORDINAL if found["ordinal"] else Kind.NUMBER, digits, word)
    return Token(Kind.UNKNOWN, None, word)


def _longest(words: list[Token], at: int, language: Language) -> tuple[Meaning, int]:
    key = ""
    found: tuple[Meaning, int] = (words[at],), 1
    # Between the words of a key there may be hyphens.
    for used, word in enumerate(islice(words, at, None), start=1):
        if word.text == "-" and used > 1:
            continue
        key = f"{key} {word.text}".strip()
        if key not in language.beginnings:
            break
        if key in language.words:
            said = language.words[key]
            found = tuple(replace(one, text=one.text or key) for one in said), used
    return found
