"""A document that is newer than the one a process was made of: what it would change."""

from dataclasses import dataclass

from handlers.views import document_ids as ids
from handlers.views.blocks import Block, paragraphs, press
from handlers.views.changes import KEPT, changes
from handlers.views.document_ids import Place
from handlers.views.document_words import called
from handlers.views.modal import View, modal
from handlers.views.notice import notice_modal
from handlers.views.words import (
    NAME,
    Message,
    aloud,
    bold,
    clip,
    command,
    first_of,
    named,
    plural,
    said,
)
from scheduler.plan import ProcessPlan
from storage.models import Document, Process

MOST_LINES = 20
TITLE = "What is new in it"


@dataclass(frozen=True)
class Newer:
    """A process that a newer document would change; `made_from` is what it was made of.

    `why_not` is what somebody is told who may not change it.
    """

    process: Process
    made_from: Document
    before: ProcessPlan
    after: ProcessPlan
    why_not: Message | None

    @property
    def is_same(self) -> bool:
        """Whether nothing that Baton reads of it has changed."""
        return self.before == self.after


def newer_lines(newer: Newer) -> list[str]:
    """Return what a document would change in the process that an earlier one has become."""
    name = bold(clip(newer.process.name, NAME))
    head = f"This looks like a newer {name} (made from {called(newer.made_from)})."
    if newer.is_same:
        return [f"{head} Nothing that I read of it has changed, so there is nothing to update."]
    lines = first_of([f"• {one}" for one in changes(newer.before, newer.after)], MOST_LINES)
    if newer.why_not is not None:
        return [f"{head} It would change:", *lines, newer.why_not.text]
    return [f"{head} Update changes:", *lines, KEPT]


def in_short(newer: Newer) -> str:
    """Return the same in a line of a list."""
    name = bold(clip(newer.process.name, NAME))
    many = len(changes(newer.before, newer.after))
    what = "nothing has changed" if newer.is_same else plural(many, "change")
    return f"It runs already as {name}: {what}"


def update_button(newer: Newer, place: Place) -> Block | None:
    """Return the button that brings a process up to date; None where nobody can press it."""
    if newer.is_same or newer.why_not is not None:
        return None
    return press(ids.UPDATE, "Update", value=carried(newer, place), style="primary")


def compare_button(newer: Newer, place: Place) -> Block:
    """Return the button that opens what would change."""
    spoken = aloud("Compare", newer.process.name)
    return press(ids.COMPARE, "Compare", value=str(place), accessibility_label=spoken)


def carried(newer: Newer, place: Place) -> str:
    """Return what says which change somebody has looked at."""
    return f"{place}:{newer.process.version}"


def compared(newer: Newer, place: Place) -> View:
    """Return the modal that says what would change, and does it."""
    again = press(ids.REVIEW, "Make a new one", value=str(place))
    blocks = [*paragraphs(newer_lines(newer)), {"type": "actions", "elements": [again]}]
    if update_button(newer, place) is None:
        return notice_modal(TITLE, Message("", blocks), close="Close")
    return modal(
        ids.COMPARED_CALLBACK,
        TITLE,
        blocks,
        submit="Update",
        close="Cancel",
        memory=carried(newer, place),
    )


def updated(process: Process) -> Message:
    """Confirm that a process is as the newer document has it."""
    return said(
        f"{named(process.name)} is up to date: this holds from its next run on.",
        f"See it with {command('show', process.name)}.",
    )


def changed_meanwhile(process: Process) -> Message:
    """Say that what somebody looked at is no longer what there is."""
    return said(
        f"{named(process.name)} has changed meanwhile, so nothing was updated.",
        "Please look once more at what would change now.",
    )
