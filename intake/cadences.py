"""Cadences in running text: where they stand, what they say, and which of several to believe."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from intake.draft import LONGEST_QUOTE, CadenceDraft, Reason, Sure
from intake.found import Evidence, Trust
from scheduler import phrases
from scheduler.phrases import NotUnderstood


class Recurrence(StrEnum):
    """What it recurs with: the calendar, an event, or as long as something is the case."""

    RULE = "rule"
    EVENT = "event"
    CONDITION = "condition"


@dataclass(frozen=True)
class FoundCadence:
    """A cadence in a text: its span, its words as written, and what they mean."""

    start: int
    end: int
    text: str
    draft: CadenceDraft
    sure: Sure
    kind: Recurrence = Recurrence.RULE


class Chosen(NamedTuple):
    """The cadence that is believed, why, and what is to be said of how it was read."""

    draft: CadenceDraft
    reason: Reason
    notes: tuple[str, ...] = ()


def find(text: str, trust: Trust) -> tuple[FoundCadence, ...]:
    """Return the cadences in a text, in their order; they never overlap.

    The less the place is trusted, the plainer a cadence has to be said: in prose “daily log” is
    none, as a heading a bare “Weekly” is one.
    """
    said = text.strip()
    try:
        read = phrases.understand(said)
    except NotUnderstood:
        return ()
    if trust < Trust.TITLE:
        return ()
    start = text.index(said)
    draft = CadenceDraft(
        text=said,
        rrule=read.rule,
        time=f"{read.time:%H:%M}" if read.time else None,
        zone=read.zone,
        deadline=f"{read.deadline:%H:%M}" if read.deadline else None,
        question=read.question,
    )
    return (FoundCadence(start, start + len(said), said, draft, Sure.STATED),)


def best(evidence: Sequence[Evidence]) -> Chosen | None:
    """Return the cadence to believe, by trust and then by order; None where none is told."""
    ranked = sorted(evidence, key=lambda one: -one.trust)
    return next((chosen for one in ranked for chosen in _chosen(one)), None)


def _chosen(one: Evidence) -> Iterator[Chosen]:
    for found in find(one.said.text, one.trust):
        quote = one.said.text[:LONGEST_QUOTE]
        yield Chosen(
            found.draft,
            Reason(field="cadence", where=one.said.where, quote=quote, sure=found.sure),
        )
