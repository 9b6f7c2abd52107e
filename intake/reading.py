"""Any source → drafts: which reader a file needs, tried from the surest mark to the least."""

from collections.abc import Callable
from dataclasses import replace

from intake import archives, assisted
from intake.assisted import Assistant
from intake.documents import outline_of, outline_of_pasted
from intake.draft import Intake, UnreadableError
from intake.drafting import drafted
from intake.found import Found, Upload
from intake.limits import MOST_BYTES
from intake.outline import Outline
from intake.systems import icalendar, notion, read_json, read_table
from intake.systems.pages import read_page
from intake.understanding import documents

Progress = Callable[[str], None]

PASTED = "pasted text"
_READABLE = frozenset(
    {".docx", ".pdf", ".html", ".htm", ".md", ".markdown", ".txt"}
    | {".csv", ".json", ".xlsx", ".ics"}
)


def read(
    upload: Upload, on_progress: Progress | None = None, assistant: Assistant | None = None
) -> Intake:
    """Return the drafts of all that a file holds.

    `on_progress` hears in a few words what is being done; `assistant` is asked about documents,
    never about exports. Raises UnreadableError, and nothing else whatever the bytes are.
    """
    if not upload.data.strip():
        raise UnreadableError("This file is empty; send the one that has something in it.")
    if len(upload.data) > MOST_BYTES:
        raise UnreadableError(
            f"This file is larger than {MOST_BYTES // 1_000_000} MB; send the part that matters."
        )
    say = on_progress or _silently
    say("Looking what kind of file it is")
    found = _found(upload, say, assistant)
    say("Drafting what it says")
    return drafted(found, upload.name)


def read_text(text: str, assistant: Assistant | None = None) -> Intake:
    """Return the drafts of what somebody typed or pasted. Raises UnreadableError."""
    if not text.strip():
        raise UnreadableError("There is no text in it; paste what the work is.")
    return drafted(_of_outline(outline_of_pasted(text), PASTED, _silently, assistant), PASTED)


def _found(upload: Upload, say: Progress, assistant: Assistant | None) -> Found:
    found = icalendar.read(upload) or read_json(upload)
    if found:
        return found
    outline = outline_of(upload)
    if outline:
        return _of_outline(outline, upload.name, say, assistant)
    found = read_table(upload) or notion.read(upload, documents.found)
    if found:
        return found
    if archives.is_archive(upload.data):
        return _of_archive(upload, say, assistant)
    raise UnreadableError(
        "Baton does not know this kind of file; send a document (DOCX, PDF, HTML, Markdown, text),"
        " a table (CSV, XLSX), a calendar (ICS), or the export of your system."
    )


def _of_outline(outline: Outline, name: str, say: Progress, assistant: Assistant | None) -> Found:
    found = read_page(outline, name)
    if found:
        return found
    say(f"Reading {len(outline.blocks)} lines")
    found = documents.found(outline, name)
    if assistant is None:
        return found
    say("Asking the language model")
    return assisted.reread(outline, found, assistant)


def _of_archive(upload: Upload, say: Progress, assistant: Assistant | None) -> Found:
    """Read each file of an archive that no known system made, one behind the other."""
    archive = archives.unpack(upload, _READABLE)
    found, notes = [], list(archive.notes)
    for number, file in enumerate(archive.files, start=1):
        say(f"Reading file {number} of {len(archive.files)}")
        try:
            found.append(_found(file, _silently, assistant))
        except UnreadableError as problem:
            notes.append(f"{file.name}: {problem}")
    if not found:
        raise UnreadableError(" ".join(["Nothing in this archive could be read.", *notes]))
    systems = {one.system for one in found}
    return replace(
        found[0],
        system=systems.pop() if len(systems) == 1 else "archive",
        processes=tuple(process for one in found for process in one.processes),
        notes=(*notes, *(note for one in found for note in one.notes)),
    )


def _silently(_: str) -> None:
    """Hear what is being done, and say it to nobody."""
