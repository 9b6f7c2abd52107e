"""What people type for a cadence, and how a cadence is said back: words ↔ rule."""

from dataclasses import dataclass, replace
from datetime import datetime, time
from zoneinfo import ZoneInfo

from scheduler import cadence, phrase_rules, wording
from scheduler.cadence import Cadence
from scheduler.clock_times import take_time
from scheduler.phrase_parts import collect
from scheduler.phrase_tokens import PhraseError, tokens
from scheduler.refusals import refuse_words
from scheduler.rule_text import parse_rule
from scheduler.suggestions import suggestion
from scheduler.vocabulary import Kind

# More words than the longest description of a rule has.
_MOST_WORDS = 60
# Nobody begins a cadence with these, but a name may end with them.
_NEVER_FIRST = {"the", "of", "a", "per", "to", "and", "&"}
# Nor with these before "every": "Turn the lights on every weekday".
_NEVER_BEFORE_EVERY = {"on", "in", "from"}


@dataclass(frozen=True)
class Reading:
    """A phrase as understood: `time` is None when none was said, `notes` are sentences to show."""

    rule: str
    time: time | None
    notes: tuple[str, ...]


class NotUnderstood(ValueError):  # noqa: N818 - said of a phrase, not of the program
    """Why a phrase is no cadence (`message`), and the nearest one that is (`suggestion`)."""

    def __init__(self, message: str, suggestion: str) -> None:
        """Keep both."""
        super().__init__(message)
        self.message = message
        self.suggestion = suggestion


def parse(text: str) -> Reading:
    """Read a cadence such as "every weekday at 7:00". Raises NotUnderstood."""
    try:
        return _read(text)
    except PhraseError as problem:
        raise NotUnderstood(str(problem), suggestion(text, problem.hint, _is_read)) from None


def split_trailing(text: str) -> tuple[str, str, Reading]:
    """Return the name, the cadence that ends the text, and its reading. Raises NotUnderstood.

    The cadence is the longest trailing part that can be read; the name may be empty.
    """
    words = text.split()
    for at in range(max(0, len(words) - _MOST_WORDS), len(words)):
        phrase = " ".join(words[at:])
        try:
            if _belongs_to_name(words[at : at + 2]):
                continue
            return " ".join(words[:at]), phrase, _read(phrase)
        except PhraseError:
            continue
    return "", text, parse(text)


def _belongs_to_name(words: list[str]) -> bool:
    """Tell whether the first of two words hardly begins a cadence, though one could be read."""
    first = words[0].casefold()
    if first not in _NEVER_BEFORE_EVERY:
        return first in _NEVER_FIRST
    return [token.kind for token in tokens(" ".join(words[1:]))[:1]] == [Kind.EVERY]


def start_for(reading: Reading, at: time, zone: str, now: datetime) -> Cadence:
    """Return the cadence that begins today in `zone`, at `at`; `now` is aware.

    Where weeks or months are counted, they count from the first day that is still to come.
    """
    today = datetime.combine(now.astimezone(ZoneInfo(zone)).date(), at)
    rule = parse_rule(reading.rule)
    kept = Cadence(reading.rule, today, zone)
    if rule.interval == 1:
        return kept
    every_time = Cadence(str(replace(rule, interval=1)), today, zone)
    first = cadence.next_occurrence(every_time, now)
    return replace(kept, start=first.local) if first else kept


def describe(rule: str, at: time) -> str:
    """Return the words for a rule and a time of day; `parse` reads them as the very same."""
    return f"{wording.words_of(parse_rule(rule))} at {wording.clock_words(at)}"


def _read(text: str) -> Reading:
    words = tokens(text)
    refuse_words(words)
    timed = take_time(words)
    rule, notes = phrase_rules.rule_of(collect(timed.rest))
    return Reading(str(rule), timed.time, (*notes, *timed.notes))


def _is_read(text: str) -> bool:
    try:
        _read(text)
    except PhraseError:
        return False
    return True
