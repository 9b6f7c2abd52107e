"""What was read of a document: one process, or several to choose from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from handlers.prefilled import Prefilled
from handlers.readings import ReadDocument
from handlers.views import document_ids as ids
from handlers.views.blocks import Block, context, paragraphs, press, row, section
from handlers.views.document_ids import Place
from handlers.views.document_words import called, named_in_words
from handlers.views.draft_words import (
    how_many,
    part_name,
    people_lines,
    steps_line,
    when_line,
)
from handlers.views.pager import pager
from handlers.views.words import Message, aloud, bold, clip, first_of, fitting, plural
from scheduler.plan import LONGEST_NAME
from storage.models import Document

PAGE = 10
NOTE = 300
MOST_NOTES = 6
SLIP = 300
MOST_SLIPS = 10
NO_SLIPS = "I found nothing in it that would slip."


@dataclass(frozen=True)
class Result:
    """A document that was read: what each of its pieces is filled with, and what became of it.

    `made` are the names of the processes that were made of a piece, by its place.
    """

    document: Document
    read: ReadDocument
    pieces: Sequence[Prefilled]
    made: Mapping[Place, str] = field(default_factory=dict)

    def place(self, filled: Prefilled) -> Place:
        """Return where a piece stands."""
        piece = filled.piece
        return Place(self.document.id, piece.number, piece.part)


def one_found(result: Result) -> Message:
    """Return the one process that was found, with what is still to be chosen."""
    (filled,) = result.pieces
    lines = list(_facts(result, filled))
    notes = _notes(result, filled)
    made = result.made.get(result.place(filled))
    head = f"Read from {called(result.document)}:"
    spoken = f"Read from {named_in_words(result.document)}:"
    buttons = [] if made else [_review(result, filled, is_first=True)]
    return Message(
        fitting([spoken, *lines, *notes, *_is_made(made)]),
        [
            section(head),
            *paragraphs(lines),
            *([context(fitting(notes))] if notes else []),
            *paragraphs(_is_made(made)),
            row(*buttons, _where_it_slips(result)),
        ],
    )


def several_found(result: Result, number: int = 0) -> Message:
    """Return a page of the processes that were found, each with its button."""
    many = len(result.pieces)
    shown = result.pieces[number * PAGE : (number + 1) * PAGE]
    head = f"I found {plural(many, 'process', 'processes')} in {called(result.document)}:"
    spoken = f"I found {plural(many, 'process', 'processes')} in "
    spoken += f"{named_in_words(result.document)}:"
    lines = [_line(result, filled) for filled in shown]
    notes = first_of([clip(note, NOTE) for note in result.read.intake.notes], MOST_NOTES)
    has_more = (number + 1) * PAGE < many
    turning = _turning(result, number, has_more=has_more)
    left = [f"… and {many - (number + 1) * PAGE} more"] if has_more else []
    return Message(
        fitting([spoken, *lines, *left, *notes]),
        [
            section(head),
            *(_entry(result, filled) for filled in shown),
            *([context(fitting(notes))] if notes else []),
            *turning,
            row(_where_it_slips(result)),
        ],
    )


def where_it_slips(result: Result) -> Message:
    """Return where a document would slip, with the button that makes it run."""
    lines = [f"• {clip(slip.sentence, SLIP)}" for slip in result.read.slips]
    shown = first_of(lines, MOST_SLIPS - 1) if len(lines) > MOST_SLIPS else lines
    head = f"Where {called(result.document)} would slip:" if lines else ""
    shown = shown or [f"{called(result.document)}: {NO_SLIPS}"]
    run = press(ids.RUN_IT, "Make it run", value=str(result.document.id), style="primary")
    blocks = [*paragraphs([head] if head else []), *paragraphs(shown), row(run)]
    spoken = f"Where {named_in_words(result.document)} would slip:" if lines else ""
    return Message(fitting([line for line in (spoken, *shown) if line]), blocks)


def _facts(result: Result, filled: Prefilled) -> Iterator[str]:
    draft = filled.piece.draft
    yield bold(clip(draft.name, LONGEST_NAME * 5))
    yield f"• {steps_line(filled.piece)}"
    yield f"• Due: {when_line(draft, filled.when)}"
    yield from (f"• {line}" for line in people_lines(draft, filled.people, result.read))


def _notes(result: Result, filled: Prefilled) -> list[str]:
    notes = [*filled.piece.draft.notes, *result.read.intake.notes]
    return first_of([clip(note, NOTE) for note in notes], MOST_NOTES)


def _entry(result: Result, filled: Prefilled) -> Block:
    block = section(_line(result, filled))
    made = result.made.get(result.place(filled))
    return block if made else block | {"accessory": _review(result, filled)}


def _line(result: Result, filled: Prefilled) -> str:
    draft = filled.piece.draft
    made = "".join(_is_made(result.made.get(result.place(filled))))
    name = bold(clip(filled_name(filled), LONGEST_NAME * 5))
    about = f"{how_many(filled.piece)} \u2013 {when_line(draft, filled.when)}"
    return f"{name}: {about}{f'. {made}' if made else ''}"


def filled_name(filled: Prefilled) -> str:
    """Return what a piece is called in a list."""
    return f"{filled.piece.draft.name}{part_name(filled.piece)}"


def _is_made(name: str | None) -> list[str]:
    return (
        [f":white_check_mark: {bold(clip(name, LONGEST_NAME * 5))} is made of it."] if name else []
    )


def _review(result: Result, filled: Prefilled, *, is_first: bool = False) -> Block:
    label = "Review and create" if is_first else "Review"
    style = {"style": "primary"} if is_first else {}
    spoken = aloud("Review", filled_name(filled))
    place = str(result.place(filled))
    return press(ids.REVIEW, label, value=place, accessibility_label=spoken, **style)


def _where_it_slips(result: Result) -> Block:
    return press(ids.SCAN_IT, "Where would it slip?", value=str(result.document.id))


def _turning(result: Result, number: int, *, has_more: bool) -> list[Block]:
    back = f"{result.document.id}:{number - 1}" if number else None
    more = f"{result.document.id}:{number + 1}" if has_more else None
    return pager(ids.PAGES, back, more, ("Back", "More"))
