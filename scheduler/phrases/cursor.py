"""A place in a row of words."""

from scheduler.phrases.vocabulary import OF_MONTHS, Kind, Token


class Cursor:
    """Goes through words from left to right and looks around."""

    def __init__(self, tokens: tuple[Token, ...]) -> None:
        """Stand before the first word."""
        self._tokens = tokens
        self._at = 0

    @property
    def is_done(self) -> bool:
        """Whether all words are taken."""
        return self._at == len(self._tokens)

    def kind(self, ahead: int = 0) -> Kind | None:
        """Return what stands `ahead` words further (-1: the word taken last), None beyond."""
        token = self._token(ahead)
        return token.kind if token else None

    def is_at(self, kind: Kind, value: str) -> bool:
        """Tell whether the next word is of this kind and has this meaning."""
        token = self._token(0)
        return token is not None and token.kind == kind and token.value == value

    def is_month(self, ahead: int) -> bool:
        """Tell whether a month or several stand `ahead` words further, as a length of time."""
        token = self._token(ahead)
        return token is not None and token.kind == Kind.UNIT and token.value in OF_MONTHS

    def has(self, *kinds: Kind) -> bool:
        """Tell whether such a word stands anywhere, taken or not."""
        return any(token.kind in kinds for token in self._tokens)

    def take(self) -> Token:
        """Return the next word and go past it."""
        self._at += 1
        return self._tokens[self._at - 1]

    def take_list(self, kind: Kind) -> list[Token]:
        """Take words of one kind with commas or "and" between them."""
        found = [self.take()]
        while (skip := self._separators()) and self.kind(skip) == kind:
            self._at += skip
            found.append(self.take())
        return found

    def _separators(self) -> int:
        skip = 0
        while self.kind(skip) == Kind.AND:
            skip += 1
        return skip

    def _token(self, ahead: int) -> Token | None:
        place = self._at + ahead
        return self._tokens[place] if 0 <= place < len(self._tokens) else None
