"""Bytes → text, whatever wrote them: byte order marks, UTF-8, UTF-16, Windows-1252."""

import codecs
import re

from intake.draft import UnreadableError

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE_BYTES = 4096
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def text_of(data: bytes, declared: str | None = None) -> str:
    """The text of a file; line ends stay as they are.

    A byte order mark decides, then valid UTF-8, then the encoding that the file itself declares,
    then Windows-1252, in which every byte means something. Raises UnreadableError for bytes that
    are no text.
    """
    text = _decoded(data, declared)
    if len(_CONTROLS.findall(text)) > len(text) // 100:
        raise UnreadableError(
            "This file holds no text that can be read; save it as a document, a spreadsheet or"
            " plain text and send it again."
        )
    return without_controls(text)


def without_controls(text: str) -> str:
    """The text without the characters that steer machines and show nothing."""
    return _CONTROLS.sub("", text)


def _decoded(data: bytes, declared: str | None) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    wide = _wide_encoding(data[:_SAMPLE_BYTES])
    if wide:
        return data.decode(wide, "replace")
    return _narrow(data, declared)


def _wide_encoding(sample: bytes) -> str | None:
    """Find UTF-16 without a mark: of most pairs one half is zero."""
    most = len(sample) * 2 // 5
    if sample[1::2].count(0) > most:
        return "utf-16-le"
    return "utf-16-be" if sample[0::2].count(0) > most else None


def _narrow(data: bytes, declared: str | None) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _damaged_utf8(data) or _as_declared(data, declared) or _windows(data)


def _damaged_utf8(data: bytes) -> str | None:
    """Keep UTF-8 of which some bytes are broken: most of what is not ASCII still makes sense."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    foreign = sum(1 for character in text if character > "\x7f") - broken
    return text if foreign > 4 * broken else None


def _as_declared(data: bytes, declared: str | None) -> str | None:
    try:
        return data.decode(declared, "replace") if declared and _is_text(declared) else None
    except (LookupError, UnicodeError, ValueError):
        return None


def _is_text(encoding: str) -> bool:
    """Leave out what Python calls encodings and are none ("zip", "rot13"), and the slow ones."""
    name = codecs.lookup(encoding).name
    return re.match(r"(iso|cp|windows|koi|mac|shift|euc|gb|big5|hz|tis|utf)", name) is not None


def _windows(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")
