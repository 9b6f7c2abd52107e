"""What a phrase says of a cadence, as far as it goes, and what it leaves open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from scheduler.cadence.rules import Rule
from scheduler.phrases.clock_times import Timed, take_time
from scheduler.phrases.collecting import collect
from scheduler.phrases.languages import tokens
from scheduler.phrases.parts import Parts
from scheduler.phrases.refusals import refuse_words
from scheduler.phrases.refusing import OpenError
from scheduler.phrases.rule_of_parts import rule_of
from scheduler.phrases.vocabulary import Token

_Time = time | None
_OFTEN = "How often?"
_WHEN = "At what time?"


@dataclass(frozen=True)
class Understood:
    """A phrase as far as it goes.

    `rule` is an RRULE value that may lack its day ("FREQ=WEEKLY" of “weekly”); None where nothing
    is sure. `time` is the wall time at which it is asked, `deadline` the one by which it is to be
    done. `question` is what has to be answered before it can run; None where nothing is missing.
    `notes` are sentences on how it was read.
    """

    rule: str | None
    time: _Time
    deadline: _Time
    zone: str | None = None
    question: str | None = None
    notes: tuple[str, ...] = ()


def understood(text: str) -> Understood:
    """Read a phrase as far as it goes. Raises PhraseError for what is no cadence at all."""
    return understood_words(tokens(text))


def understood_words(words: Sequence[Token]) -> Understood:
    """Read words that have been looked up, as far as they go. Raises PhraseError."""
    timed, parts = _heard(words)
    notes = [*timed.notes]
    questions = _each_year(parts)
    rule: Rule | str | None
    try:
        rule, said = rule_of(parts)
        notes += said
    except OpenError as gap:
        if gap.rule is None and not (timed.time or timed.deadline or timed.anchor):
            raise
        rule = gap.rule
        questions.append(str(gap) if gap.rule else _OFTEN)
        notes += parts.notes
    questions += _when(timed)
    return Understood(
        str(rule) if rule else None,
        timed.time,
        timed.deadline,
        timed.zone,
        " ".join(questions) or None,
        tuple(notes),
    )


def heard(text: str) -> tuple[Timed, Parts]:
    """Return the times of a phrase and what else it says. Raises PhraseError."""
    return _heard(tokens(text))


def _heard(words: Sequence[Token]) -> tuple[Timed, Parts]:
    refuse_words(words)
    timed = take_time(words)
    return timed, collect(timed.rest)


def _each_year(parts: Parts) -> list[str]:
    """Take a date alone, such as “May 15”, for one of each year."""
    if parts.every or len(parts.months) != 1:
        return []
    parts.every = 1
    return ["Is it due each year?"]


def _when(timed: Timed) -> list[str]:
    if timed.anchor:
        return [f"At what time is {timed.anchor}?"]
    return [] if timed.time or timed.deadline else [_WHEN]
