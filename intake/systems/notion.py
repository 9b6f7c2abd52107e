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
# A workspace of years has thousands of pages, most of them rows of a log, deep in its folders.
MOST_BYTES = 1_500_000
MOST_FILES = 2_000
_PAGES = {".md", ".markdown", ".html", ".htm"}
_TABLES = {".csv"}
_LACKS = ("backup", "manager", "the repetition of recurring pages")
_MOST_NAMED = 5

Reader = Callable[[Outline, str], Found]


@dataclass
class _Export:
    """The files of an export: `pages` with the folders that they stand in."""

    pages: list[tuple[Page, str]] = field(default_factory=list)
    tables: list[tuple[Upload, Named]] = field(default_factory=list)
    unread: int = 0
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
    of_pages = [(page, folder, processes_of(page)) for page, folder in export.pages]
    busy = {folder for _, folder, processes in of_pages if processes}
    rows = _database_folders(export)
    idle = [page for page, folder, processes in of_pages if not processes and folder not in rows]
    found = [one for _, _, processes in of_pages for one in processes]
    found += _of_tables(export, busy)
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
    """Sort the files of the export, the ones that stand higher first; stop where it is endless."""
    export = _Export()
    files = _wanted(archive)
    left = MOST_BYTES
    for file, known in files[:MOST_FILES]:
        if len(file.data) > left:
            export.unread += 1
            continue
        left -= len(file.data)
        if PurePosixPath(file.name).suffix.casefold() in _TABLES:
            export.tables.append((file, known))
        else:
            _keep_page(export, file, known)
    unread = export.unread + max(0, len(files) - MOST_FILES)
    if unread:
        export.notes.append(
            f"Files that were not read, being damaged or too much at a time: {unread}. "
            "Export the pages that matter alone."
        )
    return export


def _wanted(archive: Archive) -> list[tuple[Upload, Named]]:
    """Return the files with an id; of a table with few and with all columns, the latter."""
    files = [(file, known) for file in archive.files if (known := named(file.name))]
    whole = {known.id for _, known in files if known.is_all}
    kept = [one for one in files if one[1].is_all or not _is_table_of(one[0], one[1], whole)]
    return sorted(kept, key=lambda one: one[0].name.count("/"))


def _is_table_of(file: Upload, known: Named, ids: set[str]) -> bool:
    return known.id in ids and PurePosixPath(file.name).suffix.casefold() in _TABLES


def _keep_page(export: _Export, file: Upload, known: Named) -> None:
    outline = _outline(file)
    if outline:
        folder = str(PurePosixPath(file.name).parent)
        export.pages.append((Page(known, outline), folder))
    else:
        export.unread += 1


def _outline(file: Upload) -> Outline | None:
    try:
        return outline_of(file)
    except UnreadableError:
        return None


def _of_tables(export: _Export, busy: set[str]) -> Iterator[FoundProcess]:
    """Return the databases; not those of which rows, in `busy` folders, are processes."""
    for file, known in export.tables:
        is_busy = {known.folder, plain_folder(known.folder)} & busy
        process = None if is_busy else _table(file, known, export)
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
    for page, _ in export.pages:
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
