"""What was read of a document, as it is kept: its drafts, who their people may be, its slips."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from intake.draft import Intake, ProcessDraft
from intake.missing import missing
from intake.people import Person, match
from intake.scan import scan
from scheduler.plan import MOST_STEPS
from storage.models import Document

# What a match must have at least to be filled in without asking.
CERTAIN = 0.9
MOST_NAMES = 200


class Kept(BaseModel):
    """A part of what is kept; what a later Baton adds to it is no error."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Candidate(Kept):
    """A member whom a name may mean, and why; `confidence` goes from 0 to 1."""

    person_id: str
    confidence: Annotated[float, Field(ge=0, le=1)]
    why: str = ""


class SlipLine(Kept):
    """Where a document would slip, in a sentence."""

    kind: str
    sentence: str


class ReadDocument(Kept):
    """All that was read: `people` are the candidates of each name, the likeliest first."""

    intake: Intake
    people: Mapping[str, tuple[Candidate, ...]] = {}
    slips: tuple[SlipLine, ...] = ()

    def certain(self, name: str | None) -> str | None:
        """Return whom a name means beyond doubt; None where it may mean nobody, or several."""
        found = [one for one in self.people.get(name or "", ()) if one.confidence >= CERTAIN]
        return found[0].person_id if len(found) == 1 else None


class Piece(Kept):
    """What one process is made of: a draft, or a part of one that has too many steps.

    `number` is that of the draft in its document, `part` that of the part, both from 0.
    """

    number: int
    part: int
    parts: int
    draft: ProcessDraft

    @property
    def first_step(self) -> int:
        """The place of its first step among those of the whole draft, from 0."""
        return self.part * MOST_STEPS


def pieces(intake: Intake) -> Sequence[Piece]:
    """Return all pieces of what was read, in their order."""
    return [one for at, draft in enumerate(intake.processes) for one in _split(at, draft)]


def piece_at(intake: Intake, number: int, part: int) -> Piece | None:
    """Return one piece; None where there is none."""
    if not 0 <= number < len(intake.processes):
        return None
    found = (one for one in _split(number, intake.processes[number]) if one.part == part)
    return next(found, None)


def _split(number: int, draft: ProcessDraft) -> Iterator[Piece]:
    starts = range(0, max(1, len(draft.steps)), MOST_STEPS)
    for part, start in enumerate(starts):
        steps = draft.steps[start : start + MOST_STEPS]
        mine = draft.model_copy(update={"steps": steps})
        yield Piece(number=number, part=part, parts=len(starts), draft=mine)


def remarks(read: ReadDocument, draft: ProcessDraft) -> list[str]:
    """Return what else is to be said of a draft and its document, beside what its fields show."""
    shown = set(missing(draft))
    notes = (*draft.notes, *read.intake.notes)
    return [note for note in dict.fromkeys(notes) if note not in shown]


def reading_of(document: Document) -> ReadDocument | None:
    """Return what was read of a document; None where it has not been, or in vain."""
    return ReadDocument.model_validate(document.reading) if document.reading else None


def judged(intake: Intake, members: Sequence[Person]) -> ReadDocument:
    """Return what was read, with whom its names may mean and where it would slip."""
    names = list(dict.fromkeys(names_in(intake)))[:MOST_NAMES]
    slips = (SlipLine(kind=str(one.kind), sentence=one.sentence) for one in scan(intake))
    return ReadDocument(
        intake=intake,
        people={name: _candidates(name, members) for name in names},
        slips=tuple(slips),
    )


def names_in(intake: Intake) -> Iterator[str]:
    """Give the names of people as the document has them."""
    for draft in intake.processes:
        assignees = (step.assignee for step in draft.steps)
        yield from filter(None, (draft.owner, draft.backup, draft.manager, *assignees))


def _candidates(name: str, members: Sequence[Person]) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(person_id=one.id, confidence=one.confidence, why=one.why)
        for one in match(name, members)
    )
