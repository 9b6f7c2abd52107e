"""What a file is, judged by its first bytes and then its name; the size of an image."""

import struct
from dataclasses import dataclass
from pathlib import PurePosixPath


@dataclass(frozen=True)
class FileType:
    """Slack's words for a kind of file."""

    filetype: str
    mimetype: str
    pretty: str


UNKNOWN = FileType("binary", "application/octet-stream", "Binary")
PNG = FileType("png", "image/png", "PNG")
JPEG = FileType("jpg", "image/jpeg", "JPEG")
GIF = FileType("gif", "image/gif", "GIF")
HEIC = FileType("heic", "image/heic", "HEIC")
WEBP = FileType("webp", "image/webp", "WebP")
PDF = FileType("pdf", "application/pdf", "PDF")
TEXT = FileType("text", "text/plain", "Plain Text")

INLINE = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})

_OFFICE = "application/vnd.openxmlformats-officedocument."
BY_NAME = {
    "png": PNG,
    "jpg": JPEG,
    "jpeg": JPEG,
    "gif": GIF,
    "heic": HEIC,
    "heif": FileType("heif", "image/heif", "HEIF"),
    "webp": WEBP,
    "svg": FileType("svg", "image/svg+xml", "SVG"),
    "pdf": PDF,
    "txt": TEXT,
    "md": FileType("markdown", "text/markdown", "Markdown (raw)"),
    "csv": FileType("csv", "text/csv", "CSV"),
    "html": FileType("html", "text/html", "HTML"),
    "json": FileType("json", "application/json", "JSON"),
    "zip": FileType("zip", "application/zip", "Zip"),
    "docx": FileType("docx", _OFFICE + "wordprocessingml.document", "Word Document"),
    "xlsx": FileType("xlsx", _OFFICE + "spreadsheetml.sheet", "Excel Spreadsheet"),
    "mp4": FileType("mp4", "video/mp4", "MPEG 4 Video"),
    "mov": FileType("mov", "video/quicktime", "QuickTime Movie"),
    "mp3": FileType("mp3", "audio/mpeg", "MP3"),
    "m4a": FileType("m4a", "audio/mp4", "MPEG 4 Audio"),
}

_JPEG_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}


def file_type(name: str, data: bytes) -> FileType:
    """Return what a file is."""
    return _by_bytes(data) or BY_NAME.get(_extension(name), UNKNOWN)


def _extension(name: str) -> str:
    return PurePosixPath(name).suffix.removeprefix(".").lower()


def _by_bytes(data: bytes) -> FileType | None:
    if data[4:8] == b"ftyp" and data[8:12] in {b"heic", b"heix", b"mif1", b"heif"}:
        return HEIC
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return WEBP
    starts = {b"\x89PNG\r\n\x1a\n": PNG, b"\xff\xd8\xff": JPEG, b"GIF8": GIF, b"%PDF-": PDF}
    return next((kind for start, kind in starts.items() if data.startswith(start)), None)


def image_size(data: bytes) -> tuple[int, int] | None:
    """Return an image's width and height in pixels; None where they cannot be read."""
    try:
        if data.startswith(b"\x89PNG"):
            width, height = struct.unpack(">II", data[16:24])
        elif data.startswith(b"GIF8"):
            width, height = struct.unpack("<HH", data[6:10])
        elif data.startswith(b"\xff\xd8"):
            height, width = _jpeg_size(data)
        else:
            return None
    except (struct.error, IndexError):
        return None
    return int(width), int(height)


def _jpeg_size(data: bytes) -> tuple[int, int]:
    """Return height and width. Raises struct.error, IndexError."""
    position = 2
    while True:
        marker, length = data[position + 1], struct.unpack(">H", data[position + 2 : position + 4])
        if marker in _JPEG_FRAMES:
            height, width = struct.unpack(">HH", data[position + 5 : position + 9])
            return height, width
        position += 2 + int(length[0])
