"""A DOCX file's parts, opened with care: sizes are checked before anything is unpacked."""

import io
import lzma
import posixpath
import zipfile
import zlib
from dataclasses import dataclass

from lxml import etree

from intake.documents import refusals
from intake.draft import UnreadableError
from intake.limits import HIGHEST_RATIO, MOST_MEMBERS, MOST_TAGS, MOST_UNPACKED_BYTES

_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_STRICT_TYPES = "http://purl.oclc.org/ooxml/officeDocument/relationships/"
_SMALL_BYTES = 1_000_000
_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, etree.LxmlError, OSError, EOFError),
    *(KeyError, ValueError, NotImplementedError, RuntimeError),
)


_TOO_MUCH = (
    "This document unpacks to far more than instructions need; copy the part that matters into a"
    " new document and send that."
)


@dataclass(frozen=True)
class Package:
    """The parts of a DOCX that say something; its pictures, macros and people are never opened."""

    document: etree._Element
    styles: etree._Element | None
    numbering: etree._Element | None
    links: dict[str, str]


def opened(data: bytes) -> Package:
    """The parts of a DOCX or DOCM.

    Raises UnreadableError for a file that is damaged, unpacks to too much, or declares entities.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _check(package)
            return _parts(package)
    except UnreadableError:
        raise
    except _DAMAGED as error:
        raise UnreadableError(refusals.BROKEN.format(name="DOCX")) from error


def _check(package: zipfile.ZipFile) -> None:
    members = package.infolist()
    read = [member for member in members if member.filename.lower().endswith((".xml", ".rels"))]
    unpacked = sum(member.file_size for member in read)
    packed = sum(member.compress_size for member in read)
    thin = unpacked > _SMALL_BYTES and unpacked > HIGHEST_RATIO * max(packed, 1)
    if len(members) > MOST_MEMBERS or unpacked > MOST_UNPACKED_BYTES or thin:
        raise UnreadableError(_TOO_MUCH)


def _parts(package: zipfile.ZipFile) -> Package:
    main = _related(package, "").get("officeDocument", "word/document.xml")
    related = _related(package, main)
    document = _xml(package, main)
    if document is None:
        raise UnreadableError(refusals.BROKEN.format(name="DOCX"))
    styles = _xml(package, related.get("styles", ""))
    numbering = _xml(package, related.get("numbering", ""))
    return Package(document, styles, numbering, _links(package, main))


def _relationships(package: zipfile.ZipFile, part: str) -> etree._Element | None:
    folder, name = posixpath.split(part)
    return _xml(package, posixpath.join(folder, "_rels", f"{name}.rels"))


def _related(package: zipfile.ZipFile, part: str) -> dict[str, str]:
    """Find the parts that a part names, by what they are to it."""
    found = {}
    relations = _relationships(package, part)
    for relation in relations if relations is not None else ():
        kind = relation.get("Type", "").removeprefix(_TYPES).removeprefix(_STRICT_TYPES)
        target = relation.get("Target", "")
        found[kind] = posixpath.normpath(posixpath.join(posixpath.dirname(part), target)).lstrip(
            "/"
        )
    return found


def _links(package: zipfile.ZipFile, part: str) -> dict[str, str]:
    """Find where hyperlinks point, by their ids."""
    relations = _relationships(package, part)
    return {
        one.get("Id", ""): one.get("Target", "")
        for one in (relations if relations is not None else ())
        if one.get("TargetMode") == "External"
    }


def _xml(package: zipfile.ZipFile, name: str) -> etree._Element | None:
    if name not in package.namelist():
        return None
    with package.open(name) as part:
        content = part.read(MOST_UNPACKED_BYTES)
    if content.count(b"<") > MOST_TAGS:
        raise UnreadableError(_TOO_MUCH)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(content, parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableError(
            "This document declares entities, as no word processor does, and was not read; save it"
            " again in Word and send that."
        )
    return root
