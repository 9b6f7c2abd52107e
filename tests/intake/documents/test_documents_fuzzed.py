"""Whatever the bytes are, a reader gives an outline or says why not."""

import io

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from written_pdf import Sheet, pdf

from intake.decoding import text_of
from intake.documents import outline_of, outline_of_pasted, refusals
from intake.draft import UnreadableError
from intake.found import Upload
from intake.limits import MOST_BLOCKS
from intake.outline import Kind, Outline

NAMES = ["a.md", "a.txt", "a.rst", "a.html", "a.docx", "a.pdf", "a.doc", "a", "a.odt"]
MARKS = st.text(alphabet="#*-_`[]()!<>|:=.\\\n\t 1aA☐\"'/&;~", max_size=300)
PIECES = """<ul>|<ol start=3>|<li>|</li>|</ul>|<table>|<tr>|<td rowspan=2>|<th>|</table>
|<b>|</b>|<br>|<p>|<h1>|</h1>|<input type=checkbox>|<img src=x>|<a href=y>|</a>|<pre>
|<div hidden>|</div>|1. word"""
TAGS = st.lists(st.sampled_from(PIECES.replace("\n", "").split("|")), max_size=60)


def outcome(name: str, data: bytes) -> Outline | UnreadableError | None:
    try:
        return outline_of(Upload(name, data))
    except UnreadableError as refusal:
        return refusal


def read_or_refused(name: str, data: bytes) -> None:
    found = outcome(name, data)
    if isinstance(found, UnreadableError):
        assert str(found).endswith(".")
        assert str(found) != refusals.FAILED
        return
    for block in found.blocks if found else ():
        assert block.line >= 1
        assert block.level >= 0
        assert block.text.startswith(block.lead)
        assert block.kind is Kind.CODE or block.text == " ".join(block.text.split())
    assert found is None or len(found.blocks) <= MOST_BLOCKS


def a_docx() -> bytes:
    made, file = Document(), io.BytesIO()
    made.add_heading("Closing", 1)
    made.add_paragraph("Lock", "List Number")
    made.add_table(2, 2).cell(0, 0).text = "Hood"
    made.save(file)
    return file.getvalue()


def a_pdf() -> bytes:
    sheet = Sheet()
    sheet.say(50, 40, "Closing", 20)
    sheet.lines(50, 80, "1. Lock", "2. Lights")
    sheet.rule(50, 200, 300, 200)
    return pdf(sheet, sheet)


@given(st.sampled_from(NAMES[:4] + NAMES[6:]), st.binary(max_size=400))
def test_any_bytes(name, data):
    read_or_refused(name, data)


@given(
    st.binary(max_size=2000), st.sampled_from([None, "utf-16", "cp1251", "zip", "no such", "idna"])
)
def test_any_bytes_decode_or_are_refused(data, declared):
    try:
        assert isinstance(text_of(data, declared), str)
    except UnreadableError:
        assert data


@given(MARKS)
@settings(max_examples=400)
def test_any_marks_of_markdown_and_text(text):
    for name in ("a.md", "a.txt", "a.rst"):
        read_or_refused(name, text.encode())
    outline_of_pasted(text)


@given(st.text(max_size=300))
def test_any_pasted_text(text):
    outline_of_pasted(text)


@given(TAGS)
@settings(max_examples=300)
def test_any_tags_of_html(tags):
    read_or_refused("a.html", " ".join(tags).encode())


@pytest.mark.parametrize(("make", "examples"), [(a_docx, 300), (a_pdf, 12)])
def test_files_that_were_cut_or_changed(make, examples):
    whole = make()

    @settings(max_examples=examples)
    @given(
        st.integers(0, len(whole)),
        st.lists(st.tuples(st.integers(0, len(whole) - 1), st.integers(0, 255)), max_size=12),
    )
    def change(length, changes):
        data = bytearray(whole)
        for place, byte in changes:
            data[place] = byte
        for piece in (bytes(data), bytes(data[:length])):
            read_or_refused(f"a.{'pdf' if make is a_pdf else 'docx'}", piece)

    change()
