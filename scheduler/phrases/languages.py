"""The languages in which a cadence can be said, and which of them a phrase is in."""

from scheduler.phrases.english import ENGLISH
from scheduler.phrases.german import GERMAN
from scheduler.phrases.spanish import SPANISH
from scheduler.phrases.tokenizing import normalised, strangers, tokens_in
from scheduler.phrases.vocabulary import Language, Token

# Words that several have in common are those of the first.
LANGUAGES = (ENGLISH, GERMAN, SPANISH)


def language_of(text: str) -> Language:
    """Return the language that knows most of the words of folded text."""
    counts: dict[str, int] = {}
    for language in LANGUAGES:
        counts[language.name] = strangers(text, language)
        if not counts[language.name]:
            return language
    return min(LANGUAGES, key=lambda language: counts[language.name])


def tokens(text: str) -> list[Token]:
    """Return the phrase's words with their meanings; fillers are left out. Raises PhraseError."""
    plain = normalised(text)
    return tokens_in(plain, language_of(plain))
