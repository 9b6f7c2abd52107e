"""The path of an archive's member, however its packer wrote it down."""

import unicodedata
import zipfile
from pathlib import PurePosixPath
from urllib.parse import unquote

_LONGEST = 1000
_IS_UTF8 = 0x800
# What a system leaves behind by itself.
_LITTER_FOLDERS = {"__MACOSX"}
_LITTER_NAMES = {".DS_Store", "Thumbs.db", "desktop.ini"}


def path_of(member: zipfile.ZipInfo) -> str | None:
    """Return the member's path with "/" between its parts; None where it leads out or is no name.

    Names that were percent-encoded, or are UTF-8 that does not say so, come as they were meant.
    """
    written = _decoded(member).replace("\\", "/")
    parts = [part for raw in written.split("/") if (part := _plain(raw)) not in ("", ".")]
    if not parts or len(written) > _LONGEST or _leads_out(written, parts):
        return None
    return unicodedata.normalize("NFC", "/".join(parts))


def is_litter(path: str) -> bool:
    """Tell whether a system, not a person, put this file there."""
    parts = PurePosixPath(path).parts
    return parts[0] in _LITTER_FOLDERS or parts[-1] in _LITTER_NAMES


def _leads_out(written: str, parts: list[str]) -> bool:
    is_drive = len(parts[0]) == 2 and parts[0].endswith(":")
    return written.startswith("/") or is_drive or ".." in parts


def _decoded(member: zipfile.ZipInfo) -> str:
    if member.flag_bits & _IS_UTF8:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return member.filename


def _plain(part: str) -> str:
    """Undo percent signs; not where that would make two parts of one, or no text."""
    part = "".join(character for character in part if character.isprintable())
    try:
        plain = unquote(part, errors="strict")
    except UnicodeDecodeError:
        return part
    is_name = plain.isprintable() and not {"/", "\\"} & set(plain)
    return plain if is_name else part
