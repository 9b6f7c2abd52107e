"""Words that tell that a phrase is no cadence that Baton can keep, and what to say to them."""

from collections.abc import Sequence

from scheduler.phrases.refusing import PhraseError
from scheduler.phrases.vocabulary import Kind, Refusal, Token

_ANSWERS = {
    Refusal.TOO_OFTEN: (
        "A process runs at most once a day; say on which days and at what time.",
        "every day",
    ),
    Refusal.ONCE_ONLY: ("A process recurs; say how often.", "every weekday"),
}


def refuse_words(tokens: Sequence[Token]) -> None:
    """Raise PhraseError for the first word that no cadence can have."""
    if not tokens:
        raise PhraseError("Say how often and at what time.", "every weekday")
    for token in tokens:
        if token.kind == Kind.UNKNOWN:
            raise PhraseError(f"I do not understand “{token.text[:40]}”.")
        if token.kind == Kind.REFUSED:
            raise PhraseError(*_ANSWERS[Refusal(str(token.value))])
