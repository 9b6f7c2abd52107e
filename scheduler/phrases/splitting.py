"""Where in a line the name may end and the cadence begin."""

from collections.abc import Iterator

from scheduler.phrases.languages import LANGUAGES
from scheduler.phrases.refusing import PhraseError
from scheduler.phrases.tokenizing import normalised, tokens_in
from scheduler.phrases.vocabulary import Kind, Language, Token

# The longest description of a rule has fewer words.
_MOST_WORDS = 50
# Each cadence has one of these.
_TELLING = {Kind.WEEKDAYS, Kind.UNIT, Kind.ORDINAL, Kind.MONTH, Kind.DAYPART}


def splits(text: str) -> Iterator[tuple[str, str]]:
    """Yield a name and what follows it, the longest possible cadence first.

    Places behind which no cadence can be read are left out, so that few have to be tried.
    """
    words = text.split()
    places = {at for language in LANGUAGES for at in _places(words, language)}
    for at in sorted(places):
        yield " ".join(words[:at]), " ".join(words[at:])


def likely_split(text: str) -> tuple[str, str]:
    """Return a name and what was probably meant as a cadence, when nothing in it can be read."""
    words = text.split()
    language = _likely_language([words[at] for at in _last(words)])
    kinds = {at: _kinds(_meaning(words[at], language)) for at in _last(words)}
    every = [at for at in kinds if Kind.EVERY in kinds[at]]
    telling = [at for at in kinds if kinds[at] & (_TELLING | {Kind.REFUSED})]
    begin = every[-1] if every else min(telling, default=len(words))
    return " ".join(words[:begin]), " ".join(words[begin:])


def _places(words: list[str], language: Language) -> Iterator[int]:
    meanings = {at: _meaning(words[at], language) for at in _last(words)}
    foreign = [at for at in meanings if _is_foreign(meanings[at], language)]
    begin = foreign[-1] + 1 if foreign else _last(words).start
    end = max((at + 1 for at in meanings if _kinds(meanings[at]) & _TELLING), default=0)
    for at in range(begin, end):
        if not _belongs_to_name(words[at], meanings.get(at + 1), language):
            yield at


def _likely_language(words: list[str]) -> Language:
    """Return the language that knows most of the words by themselves; names are in none."""
    known = {
        language.name: sum(not _is_foreign(_meaning(word, language), language) for word in words)
        for language in LANGUAGES
    }
    return max(LANGUAGES, key=lambda language: known[language.name])


def _last(words: list[str]) -> range:
    return range(max(0, len(words) - _MOST_WORDS), len(words))


def _meaning(word: str, language: Language) -> list[Token] | None:
    """Return what a word means by itself; None for a time of day or the like that is impossible."""
    try:
        return tokens_in(normalised(word), language)
    except PhraseError:
        return None


def _kinds(meaning: list[Token] | None) -> set[Kind]:
    return {token.kind for token in meaning or ()}


def _is_foreign(meaning: list[Token] | None, language: Language) -> bool:
    """Tell whether no cadence has such a word, not even beside others."""
    return meaning is None or any(
        token.kind == Kind.UNKNOWN and token.text not in language.key_parts for token in meaning
    )


def _belongs_to_name(word: str, following: list[Token] | None, language: Language) -> bool:
    """Tell whether a word hardly begins a cadence, though one could be read from it on."""
    if word.casefold() in language.before_every:
        return Kind.EVERY in _kinds(following)
    return word.casefold() in language.never_first
