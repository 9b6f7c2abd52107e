"""Words that tell that a phrase is no cadence that Baton can keep, and what to say to them."""

from collections.abc import Sequence

from scheduler.phrases.tokenizing import PhraseError
from scheduler.phrases.vocabulary import Kind, Refusal, Token

_ANSWERS = {
    Refusal.TOO_OFTEN: (
        "A process runs at most once a day; say on which days and at what time.",
        "every day",
    ),
    Refusal.TWICE: (
        "Say on which days; a process runs at most once a day.",
        "every Monday and Thursday",
    ),
    Refusal.TWICE_A_MONTH: (
        "Say on which days of the month, without “twice”.",
        "on the 1st and 15th of each month",
    ),
    Refusal.TWICE_OR_HALF: (
        "That can mean twice as often or half as often; say which.",
        "every 2 months on the 1st",
    ),
    Refusal.ONCE_ONLY: ("A process recurs; say how often.", "every weekday"),
    Refusal.HOLIDAYS: (
        "Say public holidays apart: in the field of their own, or as “holidays DE-BY skip”.",
        "every weekday",
    ),
    Refusal.EXCEPTIONS: (
        "I cannot leave days out; say the days on which it is due.",
        "every Monday, Tuesday and Thursday",
    ),
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
