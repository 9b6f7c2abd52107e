"""Which reader gets a file, and what is said of one that none reads."""

import pytest

from intake.documents import outline_of, outline_of_pasted
from intake.draft import UnreadableError
from intake.found import Upload

OLE = b"\xd0\xcf\x11\xe0" + bytes(600)


def unit_of(name: str, data: bytes) -> str | None:
    found = outline_of(Upload(name, data))
    return found.blocks[0].kind if found else None


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.md", b"# Title", "heading"),
        ("a.txt", b"# Title\n\n**b**", "heading"),
        ("a.bin", b"<!doctype html><h1>Title</h1>", "heading"),
        ("a.md", b"<html><h1>Title</h1></html>", "heading"),
        ("notes", b"1. one\n2. two", "item"),
        ("a.csv", b"a,b", None),
        ("a.json", b"{}", None),
        ("a.xlsx", b"PK\x03\x04", None),
        ("a.xls", OLE, None),
        ("a.png", bytes(range(256)), None),
    ],
)
def test_what_is_in_a_file_decides_before_its_name(name, data, kind):
    assert unit_of(name, data) == kind


@pytest.mark.parametrize(
    ("name", "data", "because"),
    [
        ("a.doc", OLE, "Word 2003"),
        ("a.bin", OLE + "WordDocument".encode("utf-16-le"), "Word 2003"),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("a.rtf", rb"{\rtf1 a}", "RTF"),
        ("a.txt", rb"{\rtf1 a}", "RTF"),
        ("a.odt", b"PK\x03\x04", "OpenDocument"),
        ("a.pages", b"PK\x03\x04", "Pages"),
        ("a.docx", b"words", "damaged"),
        ("a.docx", b"PK\x03\x04", "damaged"),
        ("a.pdf", b"words", "damaged"),
        ("a.txt", bytes(500), "no text"),
        ("a.md", b"a" * 1_000_001, "too long"),
        ("a.pdf", b"%PDF-" + bytes(25_000_000), "larger than"),
    ],
)
def test_what_is_not_read_is_refused_with_what_to_do(name, data, because):
    with pytest.raises(UnreadableError, match=because):
        outline_of(Upload(name, data))


def test_pasted_text_may_be_markdown_or_not():
    assert outline_of_pasted("- [ ] Lock").blocks[0].marker == "[ ]"
    assert outline_of_pasted("Closing:\n\n• Lock").blocks[0].kind == "heading"
