"""Cadences: found in running text, and which of several to believe."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from intake.cadence_finding import FoundCadence, Recurrence, find
from intake.draft import LONGEST_QUOTE, WALL_TIME, CadenceDraft, Reason, Sure
from intake.found import Evidence
from intake.source_rules import read_rule, refines

__all__ = ["Chosen", "FoundCadence", "Recurrence", "best", "find"]


class Chosen(NamedTuple):
    """The cadence that is believed, why, and what is to be said of how it was read."""

    draft: CadenceDraft
    reason: Reason
    notes: tuple[str, ...] = ()


def best(evidence: Sequence[Evidence]) -> Chosen | None:
    """Return the cadence to believe, by trust and then by order; None where none is told.

    What words only imply (“Opening”) is believed where nothing is said. What the cadence leaves
    open is taken from less trusted words that say the same and more.
    """
    ranked = sorted(evidence, key=lambda one: -one.trust)
    told = [chosen for one in ranked for chosen in _told(one)]
    told.sort(key=lambda one: one.reason.sure == Sure.INFERRED)
    whole = [one for one in told if not _is_part(one.draft)]
    if not whole:
        return told[0] if told else None
    first = whole[0]
    return _timed(_with_day(first, whole), told) if first.draft.rrule else first


def _is_part(draft: CadenceDraft) -> bool:
    """Tell whether it says a time of day, but not how often."""
    return draft.rrule is None and bool(draft.time or draft.deadline)


def _told(one: Evidence) -> Iterator[Chosen]:
    """Yield what one piece of evidence says, rules before events and conditions last."""
    if one.rrule:
        yield _of_rule(one, one.rrule)
        return
    order = list(Recurrence)
    for found in sorted(find(one.said.text, one.trust), key=lambda each: order.index(each.kind)):
        if found.kind != Recurrence.CONDITION:
            yield _chosen(one, found.draft, found.sure, found.notes)


def _of_rule(one: Evidence, text: str) -> Chosen:
    read = read_rule(text)
    draft = CadenceDraft(
        text=one.said.text or None, rrule=read.rule, time=read.time, question=read.question
    )
    return _chosen(one, draft, Sure.STATED, read.notes)


def _chosen(one: Evidence, draft: CadenceDraft, sure: Sure, notes: tuple[str, ...]) -> Chosen:
    at = one.time if one.time and re.match(WALL_TIME, one.time) else None
    if at and draft.time is None:
        draft = _answered(draft.model_copy(update={"time": at}))
    if one.zone and draft.zone is None:
        draft = draft.model_copy(update={"zone": one.zone})
    quote = one.said.text[:LONGEST_QUOTE]
    reason = Reason(field="cadence", where=one.said.where, quote=quote, sure=sure)
    return Chosen(draft, reason, notes)


def _answered(draft: CadenceDraft) -> CadenceDraft:
    """Forget the question for a time that is known now."""
    parts = (draft.question or "").partition("At what time")
    return draft.model_copy(update={"question": parts[0].strip() or None})


def _with_day(first: Chosen, others: Sequence[Chosen]) -> Chosen:
    """Return what says the same as the first and its day; not where several days are said."""
    fuller = [one for one in others if one.draft.rrule and _refines(one, first)]
    if len({one.draft.rrule for one in fuller}) != 1:
        return first
    one = fuller[0]
    zone = one.draft.zone or first.draft.zone
    kept = Chosen(one.draft.model_copy(update={"zone": zone}), one.reason, first.notes + one.notes)
    return _timed(kept, [first])


def _refines(one: Chosen, other: Chosen) -> bool:
    assert one.draft.rrule and other.draft.rrule, "both are rules"  # noqa: PT018
    return refines(one.draft.rrule, other.draft.rrule)


def _timed(first: Chosen, others: Sequence[Chosen]) -> Chosen:
    """Add the time of words that say no other rule."""
    draft = first.draft
    if draft.time or draft.deadline:
        return first
    for other in (one.draft for one in others):
        is_same = other.rrule in {None, draft.rrule} or refines(draft.rrule or "", other.rrule)
        if is_same and (other.time or other.deadline):
            update = {"time": other.time, "deadline": other.deadline}
            return first._replace(draft=_answered(draft.model_copy(update=update)))
    return first
