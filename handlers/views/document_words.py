"""A document that somebody gave: what it is called, that it is being read, why it cannot be."""

from collections.abc import Sequence

from handlers.views import document_ids as ids
from handlers.views.blocks import Block, context, press, section
from handlers.views.words import NAME, Message, clip, link, said
from scheduler.documents import MOST_MEGABYTES
from storage.models import Document

SENTENCE = 1000
FORMATS = (
    "I read Word (DOCX), PDF, HTML, Markdown, text, CSV, Excel (XLSX), calendars (ICS), and the "
    "exports of Trello, Asana, ClickUp, monday.com, Notion, Todoist and others, also as a ZIP."
)
# Why a document could not be read, where its reader did not say it in words of its own.
REFUSALS = {
    "too_large": f"It is larger than the {MOST_MEGABYTES} MB that I read at most. "
    "Please give me a part of it, or paste the text that matters.",
    "not_fetched": "Slack did not let me fetch it. Please post it once more.",
    "too_hard": "Something in it was too much for me. Please save it in another format, such as "
    "DOCX or CSV, or paste the text that matters.",
}


def called(document: Document) -> str:
    """Return what a document is called, with a link where there is one."""
    if not document.name:
        return "the pasted text"
    return link(document.permalink or "", document.name, longest_label=NAME)


def named_in_words(document: Document) -> str:
    """Return the same as a screen reader hears it."""
    return f"“{clip(document.name, NAME)}”" if document.name else "the pasted text"


def helped(helper: str) -> str:
    """Say that the text of documents goes elsewhere as well."""
    return f"A language model helps me to read: the text is sent to {clip(helper, NAME)}."


def being_read(document: Document, helper: str | None = None) -> Message:
    """Say that a document is being read, and how far that is; `helper` is given its text."""
    how_far = [context(clip(document.progress, SENTENCE))] if document.progress else []
    how_far += [context(helped(helper))] if helper else []
    text = f"Reading {called(document)} …"
    spoken = [f"Reading {named_in_words(document)} …", clip(document.progress or "", SENTENCE)]
    return Message(" ".join(filter(None, spoken)), [section(text), *how_far])


def not_read(document: Document) -> Message:
    """Say why a document could not be read, and what helps."""
    error = document.error or ""
    why = REFUSALS.get(error) or clip(error, SENTENCE)
    return said(f"I could not read {called(document)}. {why} It is kept as it came.")


def nothing_in_it(document: Document, notes: tuple[str, ...]) -> Message:
    """Say that no recurring work was found in a document."""
    sentences = (clip(note, SENTENCE) for note in notes)
    return said(
        f"I found no work to be done again and again in {called(document)}.",
        *sentences,
        "A list of steps is enough for me, one a line. Or begin without it: `/baton new`.",
    )


def will_be_read(names: tuple[str, ...]) -> Message:
    """Say that what somebody gave is being read, and where the answer comes."""
    shown = ", ".join(f"“{clip(name, NAME)}”" for name in names if name) or "your text"
    return said(f"I am reading {shown}. What I find comes in our direct messages.")


def offer(documents: Sequence[Document]) -> list[Block]:
    """Return the buttons that have files read which were posted beside a card."""
    alone = len(documents) == 1
    return [
        press(
            f"{ids.READ_IT}:{document.id}",
            "Make a process of it" if alone else f"Make a process of {document.name}"[:75],
            value=str(document.id),
        )
        for document in documents
    ]


def document_gone() -> Message:
    """Say that a button leads nowhere any more."""
    return said("I no longer have that. Please give it to me once more: `/baton import`.")
