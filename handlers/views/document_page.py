"""What was read of a document: one process, or several to choose from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from handlers.prefilled import Prefilled
from handlers.readings import ReadDocument, remarks
from handlers.views import document_ids as ids
from handlers.views.blocks import Block, context, paragraphs, press, row, section
from handlers.views.document_ids import Place
from handlers.views.document_newer import (
    Newer,
    compare_button,
    in_short,
    newer_lines,
    update_button,
)
from handlers.views.document_words import called, named_in_words
from handlers.views.draft_words import (
    how_many,
    part_name,
    people_lines,
    steps_line,
    too_many,
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
    """A document that was read, and a page of what was found in it.

    `pieces` are those of page `number`, of `total` in all. `made` are the names of the processes
    that were made of some, `newer` those that others would bring up to date, by their place.
    """

    document: Document
    read: ReadDocument
    pieces: Sequence[Prefilled]
    number: int
    total: int
    made: Mapping[Place, str] = field(default_factory=dict)
    newer: Mapping[Place, Newer] = field(default_factory=dict)

    def place(self, filled: Prefilled) -> Place:
        """Return where a piece stands."""
        piece = filled.piece
        return Place(self.document.id, piece.number, piece.part)


def one_found(result: Result) -> Message:
    """Return the one process that was found, with what is still to be chosen."""
    (filled,) = result.pieces
    place = result.place(filled)
    known, made = result.newer.get(place), result.made.get(place)
    facts = newer_lines(known) if known else list(_facts(result, filled))
    lines = [*facts, *_is_made(made)]
    notes = _notes(result, filled)
    return Message(
        fitting([f"Read from {named_in_words(result.document)}:", *lines, *notes]),
        [
            section(f"Read from {called(result.document)}:"),
            *paragraphs(lines),
            *([context(fitting(notes))] if notes else []),
            row(*_ways_on(result, filled), _where_it_slips(result)),
        ],
    )


def several_found(result: Result) -> Message:
    """Return a page of the processes that were found, each with its button."""
    many = plural(result.total, "process", "processes")
    lines = [_line(result, filled) for filled in result.pieces]
    left = result.total - (result.number + 1) * PAGE
    more = [f"… and {left} more"] if left > 0 else []
    notes = first_of([*_in_parts(result), *_clipped(result)], MOST_NOTES)
    spoken = f"I found {many} in {named_in_words(result.document)}:"
    return Message(
        fitting([spoken, *lines, *more, *notes]),
        [
            section(f"I found {many} in {called(result.document)}:"),
            *(_entry(result, filled) for filled in result.pieces),
            *([context(fitting(notes))] if notes else []),
            *_turning(result, has_more=left > 0),
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


def _clipped(result: Result) -> list[str]:
    return [clip(note, NOTE) for note in result.read.intake.notes]


def _in_parts(result: Result) -> list[str]:
    """Say of each that has too many steps for one process that it comes in parts."""
    drafts = result.read.intake.processes
    divided = {one.piece.number: one.piece for one in result.pieces if one.piece.parts > 1}
    return [too_many(piece, len(drafts[number].steps)) for number, piece in divided.items()]


def _ways_on(result: Result, filled: Prefilled) -> list[Block]:
    """Return the buttons that make a process of what was found, or bring one up to date."""
    place = result.place(filled)
    if place in result.made:
        return []
    if place in result.newer:
        known = result.newer[place]
        update = update_button(known, place)
        return [*([update] if update else []), _review(result, filled, "Make a new one")]
    return [_review(result, filled, "Review and create") | {"style": "primary"}]


def _facts(result: Result, filled: Prefilled) -> Iterator[str]:
    draft = filled.piece.draft
    yield bold(clip(draft.name, LONGEST_NAME * 5))
    yield f"• {steps_line(filled.piece)}"
    yield f"• Due: {when_line(draft, filled.when)}"
    yield from (f"• {line}" for line in people_lines(draft, filled.people, result.read))


def _notes(result: Result, filled: Prefilled) -> list[str]:
    notes = remarks(result.read, filled.piece.draft)
    return first_of([clip(note, NOTE) for note in notes], MOST_NOTES)


def _entry(result: Result, filled: Prefilled) -> Block:
    block, place = section(_line(result, filled)), result.place(filled)
    if place in result.made:
        return block
    if place in result.newer:
        return block | {"accessory": compare_button(result.newer[place], place)}
    return block | {"accessory": _review(result, filled, "Review")}


def _line(result: Result, filled: Prefilled) -> str:
    place = result.place(filled)
    name = bold(clip(filled_name(filled), LONGEST_NAME * 5))
    about = f"{how_many(filled.piece)} \u2013 {when_line(filled.piece.draft, filled.when)}"
    said = _is_made(result.made.get(place))
    said += [in_short(result.newer[place])] if place in result.newer else []
    return ". ".join([f"{name}: {about}", *said])


def filled_name(filled: Prefilled) -> str:
    """Return what a piece is called in a list."""
    return f"{filled.piece.draft.name}{part_name(filled.piece)}"


def _is_made(name: str | None) -> list[str]:
    return (
        [f":white_check_mark: {bold(clip(name, LONGEST_NAME * 5))} is made of it."] if name else []
    )


def _review(result: Result, filled: Prefilled, label: str) -> Block:
    spoken = aloud("Review", filled_name(filled))
    place = str(result.place(filled))
    return press(ids.REVIEW, label, value=place, accessibility_label=spoken)


def _where_it_slips(result: Result) -> Block:
    return press(ids.SCAN_IT, "Where would it slip?", value=str(result.document.id))


def _turning(result: Result, *, has_more: bool) -> list[Block]:
    document_id, number = result.document.id, result.number
    back = f"{document_id}:{number - 1}" if number else None
    more = f"{document_id}:{number + 1}" if has_more else None
    return pager(ids.PAGES, back, more, ("Back", "More"))
