"""Any source → drafts: which reader a file needs, tried from the surest mark to the least."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

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
    upload: Upload,
    on_progress: Progress | None = None,
    assistant: Assistant | None = None,
    today: date | None = None,
) -> Intake:
    """Return the drafts of all that a file holds.

    `on_progress` hears in a few words what is being done; `assistant` is asked about documents,
    never about exports; a series of events that ended before `today` is left out. Raises
    UnreadableError, and nothing else whatever the bytes are.
    """
    if not upload.data.strip():
        raise UnreadableError("This file is empty; send the one that has something in it.")
    if len(upload.data) > MOST_BYTES:
        raise UnreadableError(
            f"This file is larger than {MOST_BYTES // 1_000_000} MB; send the part that matters."
        )
    reading = _Reading(on_progress or _silently, assistant, today)
    found = reading.found(upload)
    return drafted(found, upload.name)


def read_text(text: str, assistant: Assistant | None = None) -> Intake:
    """Return the drafts of what somebody typed or pasted. Raises UnreadableError."""
    if not text.strip():
        raise UnreadableError("There is no text in it; paste what the work is.")
    outline = outline_of_pasted(text)
    return drafted(_Reading(_silently, assistant).of_outline(outline, PASTED), PASTED)


@dataclass(frozen=True)
class _Reading:
    """How a source is read: who hears of it, who helps, on which day, and if out of an archive."""

    say: Progress
    assistant: Assistant | None
    today: date | None = None
    is_unpacked: bool = False

    def found(self, upload: Upload) -> Found:
        """Try the readers from the surest mark to the least. Raises UnreadableError."""
        self.say("Looking what kind of file it is")
        found = icalendar.read(upload, self.today) or read_json(upload)
        if found:
            return found
        outline = outline_of(upload)
        if outline:
            return self.of_outline(outline, upload.name)
        found = read_table(upload) or notion.read(upload, documents.found)
        if found:
            return found
        if archives.is_archive(upload.data) and not self.is_unpacked:
            return self.of_archive(upload)
        raise UnreadableError(
            "Baton does not know this kind of file; send a document (DOCX, PDF, HTML, Markdown,"
            " text), a table (CSV, XLSX), a calendar (ICS), or the export of your system."
        )

    def of_outline(self, outline: Outline, name: str) -> Found:
        """Read a document: as the system that made it writes, else as documents are written."""
        found = read_page(outline, name)
        if found:
            return found
        self.say(f"Reading {len(outline.blocks)} lines")
        found = documents.found(outline, name)
        if self.assistant is None:
            return found
        self.say("Asking the language model")
        return assisted.reread(outline, found, self.assistant)

    def of_archive(self, upload: Upload) -> Found:
        """Read each file of an archive that no known system made, one behind the other."""
        archive = archives.unpack(upload, _READABLE)
        found, notes = [], list(archive.notes)
        for number, file in enumerate(archive.files, start=1):
            self.say(f"Reading file {number} of {len(archive.files)}")
            try:
                found.append(replace(self, say=_silently, is_unpacked=True).found(file))
            except UnreadableError as problem:
                notes.append(f"{file.name}: {problem}")
        if not found:
            raise UnreadableError(" ".join(["Nothing in this archive could be read.", *notes]))
        return _joined(found, notes)


def _joined(found: list[Found], notes: list[str]) -> Found:
    systems = {one.system for one in found}
    return replace(
        found[0],
        system=systems.pop() if len(systems) == 1 else "archive",
        processes=tuple(process for one in found for process in one.processes),
        notes=(*notes, *(note for one in found for note in one.notes)),
    )


def _silently(_: str) -> None:
    """Hear what is being done, and say it to nobody."""
