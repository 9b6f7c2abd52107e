"""Which form a document has: its first bytes tell, else its words, else its name."""

import io
import re
import zipfile
from enum import StrEnum
from pathlib import PurePath

from intake.decoding import text_of
from intake.documents import refusals
from intake.draft import UnreadableError
from intake.found import Upload

_HEAD = 1024
_SAMPLE = 100_000
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--(?:(?!-->).){0,2000}-->\s*)?<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_MARKDOWN = re.compile(
    r"""
      ^\#{1,6}[ ]\S | ^[ ]{0,12}[-*][ ]\[[ xX]\][ ] | ^\|?[ ]?:?-{3,}:?[ ]?\|
    | \*\*[^\s*][^*\n]{0,200}\*\* | \[[^\]\n]{0,200}\]\([^)\s]{1,200}\) | ^\d{1,3}\\\.[ ] | ^```
    """,
    re.MULTILINE | re.VERBOSE,
)
_MARKDOWN_NAMES = {".md", ".markdown", ".mdown", ".mdx"}
_HTML_NAMES = {".html", ".htm", ".xhtml"}
_WORD_NAMES = {".docx", ".docm", ".dotx", ".dotm"}
_DATA_NAMES = {".csv", ".tsv", ".json", ".ics", ".ical", ".yaml", ".yml", ".xml", ".zip"} | {
    ".xlsx", ".xlsm", ".xls", ".ods", ".vcs", ".tab",
}  # fmt: skip
_OLE = b"\xd0\xcf\x11\xe0"


class Form(StrEnum):
    """The forms of documents that are read."""

    DOCX = "docx"
    PDF = "pdf"
    HTML = "html"
    MARKDOWN = "markdown"
    TEXT = "text"


def form_of(upload: Upload) -> Form | None:
    """The form of a document; None for what is none.

    Raises UnreadableError for a document in a form that is not read; it says how to save it.
    """
    suffix = PurePath(upload.name).suffix.lower()
    data = upload.data
    # An archive comes first: what is in it may stand there as it is, a PDF too.
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data, suffix)
    if b"%PDF-" in data[:_HEAD]:
        return Form.PDF
    if data.startswith((_OLE, rb"{\rtf")) or suffix in refusals.BY_NAME:
        _refuse(data, suffix)
        return None
    if suffix in _WORD_NAMES or suffix == ".pdf":
        raise UnreadableError(refusals.BROKEN.format(name=suffix.removeprefix(".").upper()))
    return None if suffix in _DATA_NAMES else _worded(data, suffix)


def form_of_words(text: str) -> Form:
    """The form of a text by what is in it."""
    if _HTML.match(text):
        return Form.HTML
    return Form.MARKDOWN if _MARKDOWN.search(text[:_SAMPLE]) else Form.TEXT


def _zipped(data: bytes, suffix: str) -> Form | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        names = set()
    if suffix in refusals.BY_NAME:
        raise UnreadableError(refusals.BY_NAME[suffix])
    if suffix in _WORD_NAMES or "word/document.xml" in names:
        return Form.DOCX
    return None


def _refuse(data: bytes, suffix: str) -> None:
    if suffix in _WORD_NAMES and "EncryptedPackage".encode("utf-16-le") in data:
        raise UnreadableError(refusals.PROTECTED)
    if data.startswith(rb"{\rtf"):
        raise UnreadableError(refusals.BY_NAME[".rtf"])
    if suffix in refusals.BY_NAME or "WordDocument".encode("utf-16-le") in data:
        raise UnreadableError(refusals.BY_NAME.get(suffix, refusals.BY_NAME[".doc"]))


def _worded(data: bytes, suffix: str) -> Form | None:
    suffixes = _MARKDOWN_NAMES | _HTML_NAMES | {".txt", ".text", ".rst"}
    try:
        text = text_of(data[:_SAMPLE])
    except UnreadableError:
        if suffix in suffixes:
            raise
        return None
    if suffix == ".rst":
        return Form.TEXT
    found = form_of_words(text)
    if suffix in _HTML_NAMES:
        return Form.HTML
    return Form.MARKDOWN if found is Form.TEXT and suffix in _MARKDOWN_NAMES else found
