"""What a file is: by its bytes first, then its name."""

import struct

import pytest
from workspace_client import photo

from sandbox.filetypes import file_type, image_size

JPEG = (
    b"\xff\xd8\xff\xe0"
    + struct.pack(">H", 4)
    + b"xx"
    + b"\xff\xc0"
    + struct.pack(">HBHH", 17, 8, 30, 40)
)


@pytest.mark.parametrize(
    ("name", "data", "mimetype"),
    [
        ("a.png", photo()[1], "image/png"),
        ("a.txt", photo()[1], "image/png"),
        ("a.jpg", JPEG, "image/jpeg"),
        ("a.HEIC", b"\0\0\0\x18ftypheic", "image/heic"),
        ("a.webp", b"RIFF\0\0\0\0WEBP", "image/webp"),
        ("a", b"%PDF-1.7", "application/pdf"),
        ("a.gif", b"GIF89a", "image/gif"),
        ("notes.TXT", b"hello", "text/plain"),
        ("a.svg", b"<svg/>", "image/svg+xml"),
        ("a.xyz", b"hello", "application/octet-stream"),
        ("noname", b"", "application/octet-stream"),
    ],
)
def test_a_file_is_known_by_its_bytes_then_its_name(name: str, data: bytes, mimetype: str):
    assert file_type(name, data).mimetype == mimetype


def test_the_size_of_an_image_is_read():
    assert image_size(photo()[1]) == (2, 2)
    assert image_size(JPEG) == (40, 30)
    assert image_size(b"GIF89a" + struct.pack("<HH", 7, 9)) == (7, 9)


@pytest.mark.parametrize(
    "data", [b"", b"\x89PNG", b"\xff\xd8", b"\xff\xd8\xff\xe0\x00", b"GIF8", b"text"]
)
def test_a_broken_image_has_no_size(data: bytes):
    assert image_size(data) is None
