"""Cadences in running text: where they stand and what they say."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import time
from enum import StrEnum

from intake import implied_cadences
from intake.cadence_context import is_cadence, sentence
from intake.draft import CadenceDraft, Sure
from intake.found import Trust
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
