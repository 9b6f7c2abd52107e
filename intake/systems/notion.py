"""Reads what Notion exports: a ZIP of Markdown and CSV or of HTML, or one page of it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from intake.archives import Archive, is_archive, unpack
from intake.documents import outline_of
from intake.draft import UnreadableError
from intake.found import Found, FoundProcess, Upload
from intake.outline import Outline
from intake.systems.notion_names import Named, linked_path, named, plain_folder
from intake.systems.notion_pages import Page, processes_of
from intake.systems.notion_tables import process_of_table

SYSTEM = "notion"
# A workspace of years has thousands of pages, most of them rows of a log.
MOST_CHARACTERS = 4_000_000
_PAGES = {".md", ".markdown", ".html", ".htm"}
_TABLES = {".csv"}
_LACKS = ("backup", "manager", "the repetition of recurring pages")
_MOST_NAMED = 5

Reader = Callable[[Outline, str], Found]


@dataclass
class _Export:
    """The files of an export; the pages by the folder that they stand in."""

    pages: list[Page] = field(default_factory=list)
    folders: list[str] = field(default_factory=list)
    tables: list[tuple[Upload, Named]] = field(default_factory=list)
    paths: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)


def read(upload: Upload, understand: Reader | None = None) -> Found | None:
    """Return the processes of an export of Notion; None for another file.

    Where no page has a list of steps, each is given to `understand`, if that is there. Raises
    UnreadableError for an archive that is damaged, locked, or unpacks to far too much.
    """
    if not is_archive(upload.data):
        return None
    archive = unpack(upload, frozenset(_PAGES | _TABLES))
    return read_archive(archive, understand)


def read_archive(archive: Archive, understand: Reader | None = None) -> Found | None:
    """Return the processes of an opened archive; None where Notion did not make it."""
    if not any(named(file.name) for file in archive.files):
        return None
    export = _sorted(archive)
    processes, idle = _of_pages(export)
    tables = list(_of_tables(export))
    found = [*processes, *tables]
    if not found and understand:
        found = [one for page in idle for one in understand(page.outline, page.title).processes]
        idle = []
    notes = (*archive.notes, *export.notes, *_on_idle(idle), *_on_missing(export))
    return Found(SYSTEM, tuple(found), notes, _LACKS)


def read_page(outline: Outline, name: str) -> Found | None:
    """Return the processes of a single page, known by the id in its name; None without lists."""
    known = named(name)
    processes = processes_of(Page(known, outline)) if known else ()
    return Found(SYSTEM, processes, outline.notes, _LACKS) if processes else None


def _sorted(archive: Archive) -> _Export:
    export = _Export(paths={file.name for file in archive.files})
    left = MOST_CHARACTERS
    unread = 0
    for file in archive.files:
        known = named(file.name)
        ending = PurePosixPath(file.name).suffix.casefold()
        if known and ending in _TABLES:
            export.tables.append((file, known))
        elif known and ending in _PAGES:
            left -= len(file.data)
            outline = _outline(file) if left >= 0 else None
            unread += outline is None
            if outline:
                export.pages.append(Page(known, outline))
                export.folders.append(str(PurePosixPath(file.name).parent))
    if unread:
        export.notes.append(f"{unread} pages were not read: damaged, or too much at a time.")
    return export


def _outline(file: Upload) -> Outline | None:
    try:
        return outline_of(file)
    except UnreadableError:
        return None


def _of_pages(export: _Export) -> tuple[list[FoundProcess], list[Page]]:
    """Return the processes of pages, and the pages without one that are no rows of a database."""
    databases = _database_folders(export)
    found: list[FoundProcess] = []
    idle = []
    for page, folder in zip(export.pages, export.folders, strict=True):
        processes = processes_of(page)
        found += processes
        if not processes and folder not in databases:
            idle.append(page)
    return found, idle


def _of_tables(export: _Export) -> Iterator[FoundProcess]:
    """Return the databases; not those of which rows are processes of their own."""
    whole = {known.id for _, known in export.tables if known.is_all}
    busy = {
        folder
        for page, folder in zip(export.pages, export.folders, strict=True)
        if processes_of(page)
    }
    for file, known in export.tables:
        is_second = known.id in whole and not known.is_all
        if is_second or {known.folder, plain_folder(known.folder)} & busy:
            continue
        process = _table(file, known, export)
        if process:
            yield process


def _table(file: Upload, known: Named, export: _Export) -> FoundProcess | None:
    try:
        return process_of_table(file, known)
    except UnreadableError as error:
        export.notes.append(f"The database “{known.title[:60]}” was not read: {error}")
        return None


def _database_folders(export: _Export) -> set[str]:
    folders = {known.folder for _, known in export.tables}
    return folders | {plain_folder(folder) for folder in folders}


def _on_idle(pages: Sequence[Page]) -> tuple[str, ...]:
    if not pages:
        return ()
    return (f"No list of steps, so left out: {_titles([page.title for page in pages])}.",)


def _on_missing(export: _Export) -> tuple[str, ...]:
    """Tell of databases that pages link to and that the export does not have."""
    ids = {known.id for _, known in export.tables}
    missing = {}
    for page in export.pages:
        for url in (link.url for block in page.outline.blocks for link in block.links):
            known = named(path) if (path := linked_path(url)) and path.endswith(".csv") else None
            if known and known.id not in ids:
                missing[known.id] = known.title
    if not missing:
        return ()
    return (f"Databases that pages link to are not in the export: {_titles([*missing.values()])}.",)


def _titles(titles: Sequence[str]) -> str:
    shown = ", ".join(f"“{title[:60]}”" for title in titles[:_MOST_NAMED])
    more = len(titles) - _MOST_NAMED
    return f"{shown} and {more} more" if more > 0 else shown
