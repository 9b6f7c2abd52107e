"""Bytes become text, whatever wrote them."""

import pytest

from intake.decoding import text_of
from intake.draft import UnreadableError

WORDS = "Größe prüfen – 5 °C"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"],
)
def test_the_usual_encodings_are_told_apart(encoding):
    assert text_of(WORDS.encode(encoding)) == WORDS


def test_what_is_declared_is_tried_before_windows_1252():
    assert text_of("Öl".encode("cp437"), "cp437") == "Öl"
    assert text_of(b"\xd6l", "zip") == "Öl"


def test_utf_8_with_a_broken_byte_stays_utf_8():
    assert text_of("äöüäöü ".encode() + b"\xff") == "äöüäöü \ufffd"


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(UnreadableError, match="no text"):
        text_of(bytes(range(32)) * 50)
