"""What Notion's file names and links tell: a title, and the id of a page or a database."""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote

_NAMED = re.compile(r"(.*?)[ _+-]*([0-9a-f]{32})(_all)?", re.IGNORECASE | re.DOTALL)
_ADDRESS = "https://www.notion.so/"


@dataclass(frozen=True)
class Named:
    """`folder` is where the pages below it stand; `is_all` marks a table with all its columns."""

    title: str
    id: str
    folder: str
    is_all: bool = False


def named(path: str) -> Named | None:
    """Return what a path in an export tells; None for one without an id."""
    pure = PurePosixPath(path)
    found = _NAMED.fullmatch(pure.stem)
    if not found:
        return None
    folder = (
        str(pure.with_suffix("")).removesuffix("_all") if found[3] else str(pure.with_suffix(""))
    )
    return Named(found[1].strip() or "Untitled", found[2].lower(), folder, bool(found[3]))


def plain_folder(folder: str) -> str:
    """Return a folder's path without its own id: newer exports leave that out."""
    pure = PurePosixPath(folder)
    found = _NAMED.fullmatch(pure.name)
    return str(pure.with_name(found[1].strip() or "Untitled")) if found else folder


def address(page_id: str) -> str:
    """Return the page's address in Notion."""
    return _ADDRESS + page_id


def linked_path(url: str) -> str | None:
    """Return the path of a link from page to page; None for a link to elsewhere."""
    return None if "://" in url or url.startswith(("#", "mailto:")) else unquote(url)


def web_address(url: str) -> str:
    """Return a link as it works outside of the export; "" for one that does not."""
    path = linked_path(url)
    if path is None:
        return url if url.startswith(("https://", "http://")) else ""
    found = named(path)
    return address(found.id) if found else ""


def without_icon(title: str) -> str:
    """Return a title without the picture letters that stand before it."""
    return re.sub(r"^[^\w(\[“\"'@#]+", "", title).strip() or title.strip()
