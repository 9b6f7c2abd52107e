"""Opens a ZIP, and the ZIPs within it, as far as it is safe to.

What is odd about one member leaves that member out and is said; what is odd about the whole
refuses it. Nothing is ever written to a disk, so no name can reach outside.
"""

import io
import lzma
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from intake.draft import UnreadableError
from intake.found import Upload
from intake.member_names import is_litter, path_of

MOST_MEMBERS = 10_000
MOST_BYTES = 64 * 2**20
MOST_DEPTH = 3
# Text packs to a tenth, seldom to a fiftieth; a bomb to a thousandth. Little files may do as they
# like.
HIGHEST_RATIO = 200
_RATIO_COUNTS_FROM = 2**20
_RECORD = b"PK\x01\x02"
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENCRYPTED = 0x1
_LINK, _KIND = 0o120000, 0o170000
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    OverflowError,
    IndexError,
    KeyError,
)

_SAID = {
    "way out": "{n} with a path that leads out of the archive",
    "link": "{n} that only link to another file",
    "locked": "{n} protected with a password",
    "damaged": "{n} that are damaged",
    "method": "{n} packed in a way that is not read here",
    "deep": "{n} packed more than {depth} archives deep",
    "twice": "{n} with a name that stood before",
}


@dataclass(frozen=True)
class Archive:
    """The files of an archive by their paths ("folder/page.md"), in order; `notes` on the rest."""

    files: tuple[Upload, ...]
    notes: tuple[str, ...] = ()


@dataclass
class _Budget:
    """What may still be unpacked, in bytes; and what was left out, by the reason."""

    wanted: frozenset[str]
    left: int = MOST_BYTES
    left_out: Counter[str] = field(default_factory=Counter)


def is_archive(data: bytes) -> bool:
    """Tell whether this begins as a ZIP does; a DOCX and an XLSX do so too."""
    return data[:4] in (b"PK\x03\x04", b"PK\x05\x06")


def unpack(upload: Upload, wanted: frozenset[str]) -> Archive:
    """Return the files whose names end in one of `wanted` (".md"), those of inner ZIPs as well.

    Raises UnreadableError for what is no whole ZIP, has too much in it, or is locked altogether.
    """
    budget = _Budget(wanted)
    files: dict[str, Upload] = {}
    for file in _files(upload.data, budget, depth=1):
        if file.name in files:
            budget.left_out["twice"] += 1
        files.setdefault(file.name, file)
    if not files and budget.left_out["locked"]:
        raise UnreadableError(
            "This archive is protected with a password; unpack it and send what is in it."
        )
    return Archive(tuple(files.values()), _notes(budget))


def _files(data: bytes, budget: _Budget, depth: int) -> Iterator[Upload]:
    with _opened(data) as archive:
        for member in archive.infolist():
            name = path_of(member)
            if member.is_dir() or (name is not None and is_litter(name)):
                continue
            reason = "way out" if name is None else _reason_against(member)
            if name is None or reason:
                budget.left_out[reason] += 1
            else:
                yield from _unpacked(archive, member, name, budget, depth)


def _opened(data: bytes) -> zipfile.ZipFile:
    # Counted before it is read: each record costs far more memory than its bytes in the file.
    if data.count(_RECORD) > MOST_MEMBERS:
        raise UnreadableError(
            f"This archive holds more than {MOST_MEMBERS:,} files; export fewer pages at a time."
        )
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN as error:
        raise UnreadableError(
            "This ZIP is damaged or incomplete; download it again and send it anew."
        ) from error


def _reason_against(member: zipfile.ZipInfo) -> str:
    if (member.external_attr >> 16) & _KIND == _LINK:
        return "link"
    if member.flag_bits & _ENCRYPTED:
        return "locked"
    return "" if member.compress_type in _METHODS else "method"


def _unpacked(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, budget: _Budget, depth: int
) -> Iterator[Upload]:
    ending = PurePosixPath(name).suffix.casefold()
    if ending == ".zip" and depth >= MOST_DEPTH:
        budget.left_out["deep"] += 1
        return
    if ending not in budget.wanted and ending != ".zip":
        budget.left_out[ending] += 1
        return
    data = _read(archive, member, budget)
    if data is None:
        budget.left_out["damaged"] += 1
    elif ending == ".zip":
        yield from _inner(data, budget, depth)
    else:
        yield Upload(name, data)


def _inner(data: bytes, budget: _Budget, depth: int) -> Iterator[Upload]:
    if is_archive(data):
        yield from _files(data, budget, depth + 1)
    else:
        budget.left_out["damaged"] += 1


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: _Budget) -> bytes | None:
    """Return the member's bytes, None where they are damaged; never more than is left."""
    try:
        with archive.open(member) as stream:
            data = stream.read(budget.left + 1)
    except _BROKEN:
        return None
    is_bomb = len(data) > max(_RATIO_COUNTS_FROM, HIGHEST_RATIO * member.compress_size)
    if is_bomb or len(data) > budget.left:
        raise UnreadableError(
            "This archive unpacks to far more than it should; "
            f"send one of at most {MOST_BYTES // 2**20} MB unpacked."
        )
    budget.left -= len(data)
    return data


def _notes(budget: _Budget) -> tuple[str, ...]:
    odd = [
        words.format(n=_files_said(budget.left_out[reason]), depth=MOST_DEPTH)
        for reason, words in _SAID.items()
        if budget.left_out[reason]
    ]
    other = sum(n for reason, n in budget.left_out.items() if reason not in _SAID)
    notes = [f"Left out of the archive: {', '.join(odd)}."] if odd else []
    if other:
        notes.append(f"{_files_said(other)} of other kinds, such as pictures, were not read.")
    return tuple(notes)


def _files_said(count: int) -> str:
    return f"{count} file" if count == 1 else f"{count} files"
