"""What people type for a cadence, and how a cadence is said back: words ↔ rule."""

from dataclasses import dataclass, replace
from datetime import datetime, time
from zoneinfo import ZoneInfo

from scheduler import cadence
from scheduler.cadence import Cadence
from scheduler.cadence.rule_text import parse_rule
from scheduler.phrases import rule_of_parts, splitting, suggestions, wording
from scheduler.phrases.refusing import PhraseError
from scheduler.phrases.understanding import Understood, heard, understood

__all__ = [
    "NotUnderstood",
    "Reading",
    "Understood",
    "describe",
    "parse",
    "split_trailing",
    "start_for",
    "understand",
]

_Time = time | None
_USUAL = "every weekday at 7:00"


@dataclass(frozen=True)
class Reading:
    """A phrase as understood; what was not said is None.

    `time` is when it is asked and `deadline` by when it is to be done, both on the wall; `notes`
    are sentences to show.
    """

    rule: str
    time: _Time
    notes: tuple[str, ...]
    deadline: _Time = None


class NotUnderstood(ValueError):  # noqa: N818 - said of a phrase, not of the program
    """Why a phrase is no cadence (`message`), and the nearest one that is (`suggestion`)."""

    def __init__(self, message: str, suggestion: str) -> None:
        """Keep both; `suggestion` has a time and can be parsed."""
        super().__init__(message)
        self.message = message
        self.suggestion = suggestion


def parse(text: str) -> Reading:
    """Read a cadence such as "every weekday at 7:00". Raises NotUnderstood."""
    try:
        return _read(text)
    except PhraseError as problem:
        raise NotUnderstood(str(problem), _suggestion(text, problem.hint)) from None


def understand(text: str) -> Understood:
    """Read a phrase as far as it goes. Raises NotUnderstood for what is no cadence at all."""
    try:
        return understood(text)
    except PhraseError as problem:
        raise NotUnderstood(str(problem), _suggestion(text, problem.hint)) from None


def split_trailing(text: str) -> tuple[str, str, Reading]:
    """Return the name, the cadence that ends the text, and its reading. Raises NotUnderstood.

    The cadence is the longest trailing part that can be read; the name may be empty.
    """
    for name, phrase in splitting.splits(text):
        try:
            return name, phrase, _read(phrase)
        except PhraseError:
            continue
    name, phrase = splitting.likely_split(text)
    return name, phrase, parse(phrase)


def start_for(reading: Reading, at: time, zone: str, now: datetime) -> Cadence:
    """Return the cadence that begins today in `zone`, at `at`; `now` is aware.

    Where days, weeks, months or years are counted, they count from the first one to come.
    """
    today = datetime.combine(now.astimezone(ZoneInfo(zone)).date(), at)
    kept = Cadence(reading.rule, today, zone)
    rule = parse_rule(reading.rule)
    if rule.interval == 1:
        return kept
    uncounted = Cadence(str(replace(rule, interval=1)), today, zone)
    first = cadence.next_occurrence(uncounted, now)
    return replace(kept, start=first.local) if first else kept


def describe(rule: str, at: time) -> str:
    """Return the words for a rule and a time of day; `parse` reads them as the very same.

    Raises RuleError for a rule that no cadence can have.
    """
    return f"{wording.words_of(parse_rule(rule))} at {wording.clock_words(at)}"


def _read(text: str) -> Reading:
    timed, parts = heard(text)
    rule, notes = rule_of_parts.rule_of(parts)
    if timed.anchor:
        question = f"At what time is {timed.anchor}? Write the time instead."
        raise PhraseError(question, wording.words_of(rule))
    if timed.zone:
        raise PhraseError("Say the zone apart, by a place in it.", wording.words_of(rule))
    return Reading(str(rule), timed.time, (*notes, *timed.notes), timed.deadline)


def _suggestion(text: str, hint: str) -> str:
    """Say the first candidate that can be read, with its time, in our own words."""
    for phrase in suggestions.candidates(text, hint):
        try:
            reading = _read(phrase)
        except PhraseError:
            continue
        if reading.time is not None:
            return describe(reading.rule, reading.time)
    return _USUAL
