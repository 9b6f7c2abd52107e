"""What stands beside the fields of a form that a document has filled: why each is as it is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from handlers.prefilled import Prefilled
from handlers.readings import ReadDocument, remarks
from handlers.views import form_ids as ids
from handlers.views.blocks import LONGEST_SECTION, Block, context, divider, paragraphs
from handlers.views.document_words import called
from handlers.views.draft_words import quote, who
from handlers.views.words import bold, clip, first_of, fitting
from intake.draft import Reason, StepDraft, Sure
from storage.models import Document

MOST_REASONS = 8
MOST_NOTES = 8
MOST_LINES_OF_STEPS = 12
NOTE = 300
WHERE = 80
SHORT_TITLE = 60
# Fields of a draft, by the field of the form beside which their reasons stand.
_FIELDS = {
    "name": ids.NAME,
    "steps": ids.STEPS,
    "cadence": ids.CADENCE_KIND,
    "cadence.text": ids.CADENCE_KIND,
    "cadence.rrule": ids.CADENCE_KIND,
    "cadence.time": ids.TIME,
    "cadence.deadline": ids.TIME,
    "cadence.zone": ids.ZONE,
    "owner": ids.OWNER,
    "backup": ids.BACKUP,
    "manager": ids.MANAGER,
}
# A field that the form does not show at the moment has its reasons beside another.
_ELSEWHERE = {ids.TIME: ids.CADENCE_KIND}
UNTIMED = "It does not say when. Please choose how often and at what time."
CHOOSE_TIME = "It does not say at what time. Please choose it."
CHOOSE_DAY = "It does not say on which day. Please choose it."
NOT_SAID = "It does not say who. Please choose."


@dataclass(frozen=True)
class Beside:
    """Lines above all fields, and below some of them, by the field's name."""

    above: tuple[str, ...] = ()
    below: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


NOTHING_BESIDE = Beside()


def beside(document: Document, read: ReadDocument, filled: Prefilled) -> Beside:
    """Return what stands beside the fields of the form of one piece of a document."""
    below: dict[str, list[str]] = {}
    for reason in filled.piece.draft.reasons:
        where = _FIELDS.get(reason.field)
        if where is not None and where != ids.STEPS:
            below.setdefault(where, []).append(_because(reason))
    for where, line in _asked_for(filled, read):
        below.setdefault(where, []).append(line)
    steps = list(_of_steps(filled))
    if steps:
        below[ids.STEPS] = first_of(steps, MOST_LINES_OF_STEPS)
    lines = {where: tuple(dict.fromkeys(all_))[:MOST_REASONS] for where, all_ in below.items()}
    return Beside(tuple(_above(document, read, filled)), lines)


def with_beside(blocks: Sequence[Block], lines: Beside) -> list[Block]:
    """Return the blocks of a form with what stands beside its fields."""
    shown = {block.get("block_id") for block in blocks}
    below: dict[str, list[str]] = {}
    for where, its in lines.below.items():
        place = where if where in shown else _ELSEWHERE.get(where, where)
        below.setdefault(place, []).extend(its)
    head = [*paragraphs(lines.above), divider()] if lines.above else []
    return [*head, *_between(blocks, below)]


def _between(blocks: Iterable[Block], below: Mapping[str, Sequence[str]]) -> Iterator[Block]:
    for block in blocks:
        yield block
        said = below.get(block.get("block_id", ""), ())
        if said:
            yield context(fitting(said, LONGEST_SECTION - NOTE))


def _above(document: Document, read: ReadDocument, filled: Prefilled) -> Iterator[str]:
    yield f"Read from {called(document)}. Please look it through: nothing runs until you create it."
    notes = remarks(read, filled.piece.draft)
    if notes:
        yield bold("What I could not tell")
        yield from first_of([f"• {clip(note, NOTE)}" for note in notes], MOST_NOTES)


def _because(reason: Reason) -> str:
    guessed = " I conclude it from that." if reason.sure == Sure.INFERRED else ""
    return f"From {clip(reason.where, WHERE)}: {quote(reason.quote)}.{guessed}"


def _asked_for(filled: Prefilled, read: ReadDocument) -> Iterator[tuple[str, str]]:
    draft, when = filled.piece.draft, filled.when
    yield from _when_asked(filled)
    if when.is_counted_back:
        by = draft.cadence.deadline
        yield ids.TIME, f"It is to be done by {by}, so I ask the owner an hour before."
    for role, where in (("owner", ids.OWNER), ("backup", ids.BACKUP), ("manager", ids.MANAGER)):
        name = getattr(draft, role)
        if name is None:
            yield where, NOT_SAID
        elif role not in filled.people:
            yield where, f"It names {who(name, None, read)}."


def _when_asked(filled: Prefilled) -> Iterator[tuple[str, str]]:
    cadence, when = filled.piece.draft.cadence, filled.when
    if cadence.question:
        yield ids.CADENCE_KIND, clip(cadence.question, NOTE)
    elif when.rule is None:
        yield ids.CADENCE_KIND, CHOOSE_DAY if cadence.rrule else UNTIMED
    elif when.at is None:
        yield ids.TIME, CHOOSE_TIME


def _of_steps(filled: Prefilled) -> Iterator[str]:
    first = filled.piece.first_step
    for number, step in enumerate(filled.piece.draft.steps):
        path = f"steps.{first + number}."
        reasons = [one for one in filled.piece.draft.reasons if one.field.startswith(path)]
        for reason in reasons:
            what = reason.field.removeprefix(path)
            if what == "title" or not reason.quote:
                continue  # the title stands in the list as in the source; and no words, no reason
            yield f"Step {number + 1}, {_STEP_FIELDS.get(what, what)}: {_because(reason)}"
        yield from _unkept(number, step)


_STEP_FIELDS = {
    "proof": "what proves it",
    "assignee": "whose it is",
    "cadence": "when",
    "title": "what",
    "instruction": "how",
}


def _unkept(number: int, step: StepDraft) -> Iterator[str]:
    if step.cadence:
        title = clip(step.title, SHORT_TITLE)
        yield f"Step {number + 1}, {title}, is due otherwise: {quote(step.cadence)}."
