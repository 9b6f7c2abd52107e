"""Cadences in running text: where they stand, what they say, and which of several to believe."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import time
from enum import StrEnum
from typing import NamedTuple

from intake import implied_cadences
from intake.cadence_context import is_cadence, sentence
from intake.draft import LONGEST_QUOTE, WALL_TIME, CadenceDraft, Reason, Sure
from intake.found import Evidence, Trust
from intake.source_rules import read_rule, refines
from scheduler import phrases
from scheduler.phrases import NotUnderstood, Understood
from scheduler.phrases.running import Spoken, spoken
from scheduler.phrases.vocabulary import Kind

# A longer text is looked at only so far; what says how often stands at the beginning.
LONGEST_TEXT = 5000
_WITH_EVENT = "It recurs with this, not by the calendar: on which days should it be asked?"
_TITLES = {Trust.FILE_NAME, Trust.TITLE, Trust.HEADING, Trust.LEAD, Trust.FIELD}
_WHEN = "At what time?"
_OFTEN = "How often?"
_JOINTS = str.maketrans("_-/.", "    ")


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
    notes: tuple[str, ...] = ()


class Chosen(NamedTuple):
    """The cadence that is believed, why, and what is to be said of how it was read."""

    draft: CadenceDraft
    reason: Reason
    notes: tuple[str, ...] = ()


def find(text: str, trust: Trust) -> tuple[FoundCadence, ...]:
    """Return the cadences in a text, in their order; they never overlap.

    The less the place is trusted, the plainer a cadence has to be said: in prose “daily log” is
    none, as a heading a bare “Weekly” is one. Only the first LONGEST_TEXT characters are looked at.
    """
    text = text[:LONGEST_TEXT]
    looked_at = text.translate(_JOINTS) if trust == Trust.FILE_NAME else text
    whole = _whole(text, trust)
    if whole:
        return (whole,)
    found = [*_rules(text, looked_at, trust)]
    if not found and trust in _TITLES:
        found += _implied(text, looked_at)
    if not found and trust == Trust.FIELD:
        found += _too_often(text)
    if not found:
        found += _by_when(text, looked_at, trust)
    found += _others(text, looked_at, found)
    return tuple(sorted(found, key=lambda one: one.start))


def best(evidence: Sequence[Evidence]) -> Chosen | None:
    """Return the cadence to believe, by trust and then by order; None where none is told.

    What words only imply (“Opening”) is believed where nothing is said. What the cadence leaves
    open is taken from less trusted words that say the same and more.
    """
    ranked = sorted(evidence, key=lambda one: -one.trust)
    told = [chosen for one in ranked for chosen in _told(one)]
    told.sort(key=lambda one: one.reason.sure == Sure.INFERRED)
    rules = [one for one in told if one.draft.rrule]
    if not told:
        return None
    first = told[0]
    if first.draft.rrule is None:
        return first
    for other in rules:
        first = _completed(first, other)
    return first


def _whole(text: str, trust: Trust) -> FoundCadence | None:
    """Read a field as one phrase: all of it says when."""
    said = text.strip(" \t\r\n*:#-.")
    if trust < Trust.FIELD or not said:
        return None
    start = text.index(said)
    try:
        read = phrases.understand(said)
    except NotUnderstood:
        return None
    return _found(text, start, start + len(said), read)


def _too_often(text: str) -> Iterator[FoundCadence]:
    said = text.strip()
    try:
        phrases.understand(said)
    except NotUnderstood as problem:
        if _OFTENER.search(said):
            draft = CadenceDraft(text=said, question=problem.message)
            yield FoundCadence(0, len(text), text, draft, Sure.STATED)


_OFFSET = re.compile(
    r"\b(?:days?|weeks?|months?|tage?n?|wochen?|días?|semanas?)\s+"
    r"(?:before|after|prior\s+to|vor|nach|antes\s+de|después\s+de)\b",
    re.IGNORECASE,
)
_OFTENER = re.compile(r"\b(?:hour(?:s|ly)?|minutes?|stündlich|stunden?|horas?)\b", re.IGNORECASE)


def _rules(text: str, looked_at: str, trust: Trust) -> Iterator[FoundCadence]:
    all_spoken = spoken(looked_at)
    partial = [one for one in all_spoken if one.said.rule is None]
    for one in all_spoken:
        if is_cadence(looked_at, one, trust):
            read = _with_time(looked_at, _beside_offset(looked_at, one), partial)
            yield _found(text, one.start, _end(text, one), read)


def _by_when(text: str, looked_at: str, trust: Trust) -> Iterator[FoundCadence]:
    """Keep a deadline that stands alone: how often is asked."""
    for one in spoken(looked_at) if trust in {Trust.PROSE, Trust.FIELD} else ():
        if one.said.rule is None and one.said.deadline and one.words[-1].kind == Kind.CLOCK:
            yield _found(text, one.start, _end(text, one), one.said)
            return


def _beside_offset(text: str, one: Spoken) -> Spoken:
    """Keep no day of “3 days before month end”, which is another one."""
    begin = max(0, one.start - 20)
    offset = _OFFSET.search(text, begin, one.start + 20)
    if not one.said.rule or not offset or text[offset.end() : one.start].strip():
        return one
    rule = one.said.rule.partition(";")[0]
    return replace(one, said=replace(one.said, rule=rule, question="On which day? At what time?"))


def _end(text: str, one: Spoken) -> int:
    """Leave out the dot that ends a sentence, but not that of “a.m.”."""
    return one.end - (text[one.end - 1] == "." and text[one.end - 3 : one.end - 2] != ".")


def _with_time(text: str, one: Spoken, partial: Sequence[Spoken]) -> Understood:
    """Add the time that the same sentence says further on: “Every morning … before 9”."""
    if one.said.time or one.said.deadline or not (one.said.question or "").endswith(_WHEN):
        return one.said
    _, end = sentence(text, one.start, one.end)
    other = next((each for each in partial if one.end <= each.start < end), None)
    if other is None:
        return one.said
    open_still = (one.said.question or "").removesuffix(_WHEN)
    asked = (other.said.question or "").removeprefix(_OFTEN).removesuffix(_WHEN)
    return replace(
        one.said,
        time=other.said.time,
        deadline=other.said.deadline,
        zone=other.said.zone,
        question=" ".join(f"{open_still} {asked}".split()) or None,
    )


def _found(text: str, start: int, end: int, read: Understood) -> FoundCadence:
    said = text[start:end]
    draft = CadenceDraft(
        text=said,
        rrule=read.rule,
        time=_wall(read.time),
        zone=read.zone,
        deadline=_wall(read.deadline),
        question=read.question,
    )
    return FoundCadence(start, end, said, draft, Sure.STATED, notes=read.notes)


def _wall(at: time | None) -> str | None:
    return f"{at:%H:%M}" if at else None


def _implied(text: str, looked_at: str) -> Iterator[FoundCadence]:
    found = implied_cadences.implied(looked_at)
    if found:
        said = text[found.start : found.end]
        question = f"At what time is {found.anchor}?" if found.anchor else "At what time?"
        draft = CadenceDraft(text=said, rrule="FREQ=DAILY", question=question)
        yield FoundCadence(found.start, found.end, said, draft, Sure.INFERRED)


def _others(text: str, looked_at: str, found: Sequence[FoundCadence]) -> Iterator[FoundCadence]:
    kinds = {
        Recurrence.CONDITION: implied_cadences.conditions,
        Recurrence.EVENT: implied_cadences.events,
    }
    taken = [(one.start, one.end) for one in found]
    for kind, spans in kinds.items():
        for start, end in spans(looked_at):
            if all(end <= first or start >= last for first, last in taken):
                taken.append((start, end))
                said = text[start:end].rstrip()
                draft = CadenceDraft(text=said, question=_WITH_EVENT)
                yield FoundCadence(start, start + len(said), said, draft, Sure.STATED, kind)


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


def _completed(first: Chosen, other: Chosen) -> Chosen:
    """Add what other words say beyond the first, where they do not contradict them."""
    one, more = first.draft, other.draft
    assert one.rrule and more.rrule, "both are rules"  # noqa: PT018
    if refines(more.rrule, one.rrule):
        at = {"time": one.time or more.time, "deadline": one.deadline or more.deadline}
        draft = more.model_copy(update={**at, "zone": one.zone or more.zone})
        draft = _answered(draft) if any(at.values()) else draft
        return Chosen(draft, other.reason, (*first.notes, *other.notes))
    is_timed = one.time or one.deadline
    if one.rrule == more.rrule and not is_timed and (more.time or more.deadline):
        draft = one.model_copy(update={"time": more.time, "deadline": more.deadline})
        return Chosen(_answered(draft), first.reason, first.notes)
    return first
