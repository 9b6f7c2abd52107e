"""Reads the words of a moment: which day they name, and which time of day."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import time

from scheduler.cadence.rules import WEEKDAYS
from scheduler.phrases.clock_times import within
from scheduler.phrases.english import CLOCK, WORDS, read_clock
from scheduler.phrases.refusing import PhraseError
from scheduler.phrases.vocabulary import Daypart, Kind
from scheduler.typed_text import quoted

_LEXEME = re.compile(
    rf"""
    (?P<iso>[0-9]{{4}}-[0-9]{{1,2}}-[0-9]{{1,2}})(?:t(?=[0-9]))?
  | (?P<slashed>[0-9]{{1,2}}/[0-9]{{1,2}}(?:/[0-9]{{4}})?(?![0-9/]))
  | (?P<dotted>[0-9]{{1,2}}\.\s?[0-9]{{1,2}}\.(?:\s?[0-9]{{4}}(?![0-9:.]))?)
  | {CLOCK}
  | (?P<ordinal>[0-9]{{1,2}}(?:st|nd|rd|th)\b)
  | (?P<year>[0-9]{{4}}(?![0-9]))
  | (?P<number>[0-9]{{1,2}}(?![0-9]))
  | (?P<overmorrow>(?:the\s)?day\safter\stomorrow\b)
  | (?P<word>[^\W\d_]+(?:'[^\W\d_]+)*)\.?
  | (?P<sign>[,@().])
  | (?P<odd>\S)
    """,
    re.VERBOSE,
)
_FILLERS = {"on", "the", "of", "in", "this", "coming", "at", "from", "@", ",", "(", ")"}
_DAYS_AHEAD = {"today": 0, "tonight": 0, "tomorrow": 1}
_PERIODS = {"week", "month", "year"}
NOON = {"noon", "midday"}
# What people call the middle of each part of the day, when they say no hour.
_USUAL = {
    Daypart.MORNING: time(9),
    Daypart.AFTERNOON: time(14),
    Daypart.EVENING: time(18),
    Daypart.NIGHT: time(22),
}

Lexeme = tuple[str, str]


@dataclass
class Said:
    """What was said of a moment; what was not said is None. `weekday` counts from Monday, 0."""

    days_ahead: int | None = None
    weekday: int | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None
    period: str | None = None
    is_next: bool = False
    hour: time | None = None
    part: Daypart | None = None
    is_midnight: bool = False

    @property
    def names_a_day(self) -> bool:
        """Whether anything tells the day."""
        parts = (self.days_ahead, self.weekday, self.day, self.month, self.period)
        return any(part is not None for part in parts)

    @property
    def time(self) -> time | None:
        """The time of day; None when none was said. Raises PhraseError."""
        if self.part is None:
            return self.hour
        if self.hour is None:
            return _USUAL[self.part]
        return within(self.hour, self.part, f"{self.hour.hour}:{self.hour:%M}")

    def keep(self, part: str, value: object) -> None:
        """Keep one part of a moment. Raises PhraseError for a second one of its kind."""
        if getattr(self, part) is not None:
            what = "times" if part == "hour" else "days"
            raise PhraseError(f"I see two {what}, and need one")
        setattr(self, part, value)


def read_words(text: str) -> Said:
    """Read folded text. Raises PhraseError."""
    said, lexemes = Said(), list(_lexemes(text))
    for at, (kind, word) in enumerate(lexemes):
        if kind == "number":
            _number(said, lexemes, at)
        else:
            _READERS[kind](said, word)
    if said.is_next and said.weekday is None and said.period is None:
        raise PhraseError("“Next” needs a weekday, week, month or year behind it")
    return said


def _lexemes(text: str) -> Iterator[Lexeme]:
    for found in _LEXEME.finditer(text):
        kind = str(found.lastgroup)
        yield kind, found[kind]


def _iso(said: Said, word: str) -> None:
    year, month, day = (int(part) for part in word.split("-"))
    _date(said, day, month, year)


def _dotted(said: Said, word: str) -> None:
    day, month, *year = (int(part) for part in re.findall(r"\d+", word))
    _date(said, day, month, *year)


def _slashed(said: Said, word: str) -> None:
    """Read what can only be one date: where both may be the month, nobody knows which is meant."""
    one, two, *year = (int(part) for part in word.split("/"))
    if one <= 12 and two <= 12 and one != two:
        raise PhraseError(f"“{word}” can be two days, so write the month as a word")
    day, month = (two, one) if two > 12 else (one, two)
    _date(said, day, month, *year)


def _date(said: Said, day: int, month: int, year: int | None = None) -> None:
    said.keep("day", day)
    _month(said, month)
    if year is not None:
        said.keep("year", year)


def _month(said: Said, month: int) -> None:
    said.keep("month", month)


def _clock(said: Said, word: str) -> None:
    said.keep("hour", read_clock(word))


def _number(said: Said, lexemes: list[Lexeme], at: int) -> None:
    """Read a bare number: the day beside its month, else the hour behind a day or "at"."""
    number = lexemes[at][1]
    before, behind = _neighbour(lexemes, at, -1), _neighbour(lexemes, at, 1)
    is_day = said.day is None and (_month_of(behind) or _month_of(before))
    if is_day and before not in {"at", "@"}:
        said.keep("day", int(number))
    elif before in {"at", "@"} or before in _DAYS_AHEAD or _weekday_of(before) is not None:
        _clock(said, number)
    else:
        raise PhraseError(f"“{number}” can be a day or an hour; write {number}:00 or a month")


def _neighbour(lexemes: list[Lexeme], at: int, step: int) -> str:
    """Return the word beside; "of" and commas join a day with its month."""
    place = at + step
    while 0 <= place < len(lexemes) and lexemes[place][1] in {"of", ",", "the"}:
        place += step
    return lexemes[place][1] if 0 <= place < len(lexemes) else ""


def _word(said: Said, word: str) -> None:
    if word in _FILLERS:
        return
    weekday, month = _weekday_of(word), _month_of(word)
    if weekday is not None:
        said.keep("weekday", weekday)
    elif month is not None:
        _month(said, month)
    elif word in _DAYS_AHEAD:
        said.keep("days_ahead", _DAYS_AHEAD[word])
        said.part = Daypart.NIGHT if word == "tonight" else said.part
    elif word in {*NOON, "midnight"}:
        said.keep("hour", time(12 if word in NOON else 0))
        said.is_midnight = word == "midnight"
    elif word.removesuffix("s") in set(Daypart):
        said.part = Daypart(word.removesuffix("s"))
    elif word == "next":
        said.is_next = True
    elif word in _PERIODS and said.is_next:
        said.keep("period", word)
    else:
        _odd(said, word)


def _weekday_of(word: str) -> int | None:
    for meaning in WORDS.get(word, ()):
        if meaning.kind == Kind.WEEKDAYS and isinstance(meaning.value, tuple):
            return WEEKDAYS.index(meaning.value[0]) if len(meaning.value) == 1 else None
    return None


def _month_of(word: str) -> int | None:
    for meaning in WORDS.get(word, ()):
        if meaning.kind == Kind.MONTH and isinstance(meaning.value, int):
            return meaning.value
    return None


def _odd(_said: Said, word: str) -> None:
    raise PhraseError(f"I do not understand “{quoted(word)}”")


_READERS: dict[str, Callable[[Said, str], None]] = {
    "iso": _iso,
    "slashed": _slashed,
    "dotted": _dotted,
    "clock": _clock,
    "ordinal": lambda said, word: said.keep("day", int(word[:-2])),
    "year": lambda said, word: said.keep("year", int(word)),
    "overmorrow": lambda said, _: said.keep("days_ahead", 2),
    "word": _word,
    "sign": lambda _said, _word: None,
    "odd": _odd,
}
