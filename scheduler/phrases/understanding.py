"""What a phrase says of a cadence, as far as it goes, and what it leaves open."""

from dataclasses import dataclass
from datetime import time

from scheduler.phrases.clock_times import Timed, take_time
from scheduler.phrases.parts import Parts, collect
from scheduler.phrases.refusals import refuse_words
from scheduler.phrases.rule_of_parts import rule_of
from scheduler.phrases.tokenizing import OpenError, tokens

_Time = time | None
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
    timed, parts = heard(text)
    try:
        rule, notes = rule_of(parts)
    except OpenError as gap:
        if gap.rule is None and timed.time is None:
            raise
        return Understood(gap.rule, timed.time, None, question=str(gap), notes=timed.notes)
    question = None if timed.time else _WHEN
    return Understood(str(rule), timed.time, None, None, question, (*notes, *timed.notes))


def heard(text: str) -> tuple[Timed, Parts]:
    """Return the time of day of a phrase and what else it says. Raises PhraseError."""
    words = tokens(text)
    refuse_words(words)
    timed = take_time(words)
    return timed, collect(timed.rest)
