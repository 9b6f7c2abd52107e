"""Cadences within running text: where they stand, and what they say as far as they go."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from scheduler.phrases.languages import LANGUAGES
from scheduler.phrases.refusing import PhraseError
from scheduler.phrases.tokenizing import DASHES, QUOTES, lexemes, units, valued
from scheduler.phrases.understanding import Understood, understood_words
from scheduler.phrases.vocabulary import Kind, Language, Meaning, Token

# Nobody says a cadence in more words; and in so long a row of its words there is hardly one.
_MOST_UNITS = 24
_MOST_TRIES = 3000
_NEVER_FIRST = {Kind.AND, Kind.OF, Kind.TO, Kind.EXCEPT, Kind.TIMES, Kind.ZONE, Kind.FILLER}
_NEVER_LAST = {
    Kind.AND, Kind.OF, Kind.TO, Kind.EXCEPT, Kind.AT, Kind.BEFORE, Kind.EVERY, Kind.NOTE,
    Kind.FILLER, Kind.OTHER,
}  # fmt: skip
_BEFORE_NUMBERS = {Kind.AT, Kind.BEFORE, Kind.TO, Kind.MONTH}
_ENDS_SENTENCE = (".", "!", "?", ";")


@dataclass(frozen=True)
class Spoken:
    """A cadence in a text: its span, its words with their meanings, and what they say."""

    start: int
    end: int
    words: tuple[Token, ...]
    said: Understood


@dataclass(frozen=True)
class _Unit:
    """A word, or a few with one meaning, and where they stand."""

    meaning: Meaning
    start: int
    end: int
    ends_sentence: bool

    @property
    def is_known(self) -> bool:
        return not any(one.kind in {Kind.UNKNOWN, Kind.REFUSED} for one in self.meaning)


def spoken(text: str) -> list[Spoken]:
    """Return the cadences that stand in a text, in any language; they never overlap."""
    plain = "".join(map(_folded, text))
    found = [one for language in LANGUAGES for one in _in_language(plain, language)]
    kept: list[Spoken] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _folded(character: str) -> str:
    """Fold one character so that every other keeps its place."""
    folded = unicodedata.normalize("NFKC", character).translate(DASHES | QUOTES).casefold()
    return folded if len(folded) == 1 else character


def _in_language(text: str, language: Language) -> Iterator[Spoken]:
    tries = iter(range(_MOST_TRIES))
    for run in _runs(_units(text, language)):
        at = 0
        while at < len(run):
            found = _longest(run[at : at + _MOST_UNITS], tries)
            if found and _is_only_in(language, text[found.start : found.end]):
                yield found
            at += next((i for i, one in enumerate(run[at:]) if found and one.end >= found.end), 0)
            at += 1


def _units(text: str, language: Language) -> Iterator[_Unit]:
    cut = list(lexemes(text, language))
    at = 0
    for meaning, used in units([word for word, _start, _end in cut], language):
        start, end = cut[at][1], cut[at + used - 1][2]
        is_word = meaning[-1].kind not in {Kind.ORDINAL, Kind.CLOCK}
        ends = is_word and text[end - 1] in _ENDS_SENTENCE and text[end : end + 1].isspace()
        yield _Unit(_valued(meaning, language), start, end, ends or "\n" in text[end : end + 2])
        at += used


def _valued(meaning: Meaning, language: Language) -> Meaning:
    try:
        return tuple(valued(one, language) for one in meaning)
    except PhraseError:
        return (Token(Kind.UNKNOWN),)


def _runs(found: Iterator[_Unit]) -> Iterator[list[_Unit]]:
    """Yield the rows of words that all may belong to a cadence."""
    run: list[_Unit] = []
    for unit in found:
        if unit.is_known:
            run.append(unit)
        if run and (unit.ends_sentence or not unit.is_known):
            yield run if unit.is_known else _without_count(run)
            run = []
    if run:
        yield run


def _without_count(run: list[_Unit]) -> list[_Unit]:
    """Leave out a number that counts the unknown word behind it: “Wednesday (15 minutes)”."""
    return run[:-1] if _is_bare_number(run, len(run)) else run


def _is_bare_number(run: list[_Unit], end: int) -> bool:
    is_number = run[end - 1].meaning[-1].kind == Kind.NUMBER
    return is_number and (end < 2 or run[end - 2].meaning[-1].kind not in _BEFORE_NUMBERS)


def _longest(run: list[_Unit], tries: Iterator[int]) -> Spoken | None:
    """Return the longest cadence that begins with the first word."""
    if not run or run[0].meaning[0].kind in _NEVER_FIRST:
        return None
    ends = (at for at in range(len(run), 0, -1) if _may_end(run, at))
    for end, _ in zip(ends, islice(tries, _MOST_UNITS), strict=False):
        words = tuple(one for unit in run[:end] for one in unit.meaning)
        words = tuple(one for one in words if one.kind != Kind.FILLER)
        try:
            return Spoken(run[0].start, run[end - 1].end, words, understood_words(words))
        except PhraseError:
            continue
    return None


def _may_end(run: list[_Unit], end: int) -> bool:
    if end < len(run) and _is_bare_number(run, end):
        return False
    return any(one.kind not in _NEVER_LAST for one in run[end - 1].meaning)


def _is_only_in(language: Language, text: str) -> bool:
    """Tell whether no language before this one knows all the words; theirs are the shared ones."""
    before = LANGUAGES[: LANGUAGES.index(language)]
    return all(any(not unit.is_known for unit in _units(text, earlier)) for earlier in before)
