"""How a phrase is refused."""


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
