"""What the words of a cadence stand for, in any language.

A language is a table of words: the grammar knows kinds and values, never words. A key may be
several words; a hyphen between them counts as a blank.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import time
from enum import Enum, StrEnum, auto
from itertools import permutations

from scheduler.cadence.rules import BUSINESS_DAYS, LAST_DAY


class Kind(Enum):
    """What a word does in a phrase."""

    EVERY = auto()
    OTHER = auto()
    NUMBER = auto()
    ORDINAL = auto()
    WEEKDAYS = auto()
    MONTH = auto()
    UNIT = auto()
    CLOCK = auto()
    DAYPART = auto()
    EACH_DAY = auto()
    AT = auto()
    BEFORE = auto()
    ANCHOR = auto()
    ZONE = auto()
    EXCEPT = auto()
    HOLIDAYS = auto()
    TIMES = auto()
    ALTERNATELY = auto()
    TWICE_OR_HALF = auto()
    AND = auto()
    TO = auto()
    OF = auto()
    FILLER = auto()
    NOTE = auto()
    REFUSED = auto()
    UNKNOWN = auto()


class Unit(StrEnum):
    """A length of time that work can recur by."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"


OF_MONTHS = {Unit.MONTH, Unit.QUARTER, Unit.HALF_YEAR, Unit.YEAR}


class Daypart(StrEnum):
    """A part of the day that tells 7 in the morning from 7 in the evening."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"


class Refusal(StrEnum):
    """Why a word is in no cadence that Baton can keep."""

    TOO_OFTEN = "too often"
    ONCE_ONLY = "once only"


Value = int | str | time | tuple[str, ...] | None


@dataclass(frozen=True)
class Token:
    """A word of a phrase: its kind, its meaning, and the word as typed."""

    kind: Kind
    value: Value = None
    text: str = ""


EVERY = Token(Kind.EVERY)
MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DAY_NAMES = {
    "MO": "Monday",
    "TU": "Tuesday",
    "WE": "Wednesday",
    "TH": "Thursday",
    "FR": "Friday",
    "SA": "Saturday",
    "SU": "Sunday",
}
ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth",
    "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
)  # fmt: skip
NUMBERS = (
    "one", "two", "three", "four", "five", "six",
    "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip

Meaning = tuple[Token, ...]
Words = Mapping[str, Meaning]


@dataclass(frozen=True)
class Clocks:
    """How times of day are written: a pattern with the group clock, what reads it, its words."""

    pattern: str
    read: Callable[[str], time]
    words: frozenset[str]


@dataclass(frozen=True)
class Language:
    """The words of one language, and how it writes numbers and times of day.

    `lexeme` cuts folded text into the groups clock, ordinal, number, word, sign and odd;
    `read_clock` reads what its group clock found and raises PhraseError for an impossible time.
    `beginnings` are the keys of `words` and all that they begin with.
    `never_first` are words that no cadence begins with, though a name may end with them;
    `before_every` are such words only before one of EVERY.
    """

    name: str
    words: Words
    lexeme: re.Pattern[str]
    read_clock: Callable[[str], time]
    never_first: frozenset[str]
    before_every: frozenset[str]
    beginnings: frozenset[str]
    key_parts: frozenset[str]


def unit(one: Unit) -> Token:
    """Return the word for a length of time."""
    return Token(Kind.UNIT, one)


BEFORE = Token(Kind.BEFORE)
BUSINESS = Token(Kind.WEEKDAYS, BUSINESS_DAYS)
# What “month end” and its like stand for, before the word for what ends.
LAST_DAY_OF: Meaning = (Token(Kind.ORDINAL, LAST_DAY), unit(Unit.DAY))


def every(one: Unit, count: int = 1) -> Meaning:
    """Return what “daily” or “fortnightly” stand for."""
    return (EVERY, unit(one)) if count == 1 else (EVERY, Token(Kind.NUMBER, count), unit(one))


def meaning(words: str | Iterable[str], *tokens: Token) -> dict[str, Meaning]:
    """Give words, parted by commas, one meaning."""
    return dict.fromkeys(words.split(",") if isinstance(words, str) else words, tokens)


def refused(words: str, why: Refusal) -> dict[str, Meaning]:
    """Return words that no cadence can have."""
    return meaning(words, Token(Kind.REFUSED, why))


def numbered(kind: Kind, words: Iterable[str]) -> dict[str, Meaning]:
    """Return words that count from one; blanks part those that count the same."""
    return {
        word: (Token(kind, number),)
        for number, same in enumerate(words, start=1)
        for word in same.split()
    }


def anchored(
    openings: Iterable[str], names: Mapping[str, str], *before: Token
) -> dict[str, Meaning]:
    """Return each way to say that it is due at a moment that only people there know."""
    return {
        f"{opening} {words}": (*before, Token(Kind.ANCHOR, anchor))
        for opening in openings
        for anchor, said in names.items()
        for words in said.split(",")
    }


def lettered(letters: Mapping[str, str]) -> dict[str, Meaning]:
    """Return days written by their letters, which count only side by side: M/W/F, M-F."""
    comma, to = Token(Kind.AND), Token(Kind.TO)
    day = {letter: Token(Kind.WEEKDAYS, (code,)) for letter, code in letters.items()}
    ranges: dict[str, Meaning] = {f"{a} {b}": (day[a], to, day[b]) for a, b in permutations(day, 2)}
    pairs: dict[str, Meaning] = {
        f"{a} / {b}": (day[a], comma, day[b]) for a, b in permutations(day, 2)
    }
    threes: dict[str, Meaning] = {
        f"{a} / {b} / {c}": (day[a], comma, day[b], comma, day[c])
        for a, b, c in permutations(day, 3)
    }
    return ranges | pairs | threes


def plain(words: Words, *folds: Mapping[int, int] | Mapping[int, str]) -> dict[str, Meaning]:
    """Return the words as they are folded, and without their accents."""
    found: dict[str, Meaning] = {}
    for fold in folds:
        found |= {key.casefold().translate(fold): tokens for key, tokens in words.items()}
    return found | {key.casefold(): tokens for key, tokens in words.items()} | {**words}
