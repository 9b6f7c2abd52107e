"""Whatever the bytes and the name: a draft, or a sentence on why there is none."""

import io
import json
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake import reading
from intake.draft import UnreadableError
from intake.found import Upload


def zipped(**members):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, data in members.items():
            opened.writestr(name.replace("_", "."), data)
    return made.getvalue()


SEEDS = {
    "closing.md": b"# Closing\n\nOwner: Kim\n\n1. Wash the taps\n   - hot water\n2. Lock up\n",
    "closing.txt": b"Closing\n\nEach night before 11 Kim locks the doors, then counts the till.\n",
    "closing.html": b"<h1>Closing</h1><ol><li>Wash<li>Lock<table><tr><td>a<td>b</table></ol>",
    "tasks.csv": b"Task ID,Created At,Name,Parent task\n1,2,Wash,\n3,4,Lock,Wash\n",
    "todo.csv": b"TYPE,CONTENT,INDENT,DATE,DATE_LANG\ntask,Wash,1,every monday,en\n",
    "board.json": json.dumps(
        {
            "name": "Bar",
            "lists": [{"id": "l", "name": "Daily", "pos": 1}],
            "cards": [{"id": "c", "idList": "l", "name": "Close", "pos": 1}],
            "checklists": [
                {"idCard": "c", "name": "x", "checkItems": [{"name": "Wash", "pos": 1}]}
            ],
        }
    ).encode(),
    "work.ics": b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Close\r\n"
    b"DTSTART:20260101T230000Z\r\nRRULE:FREQ=DAILY\r\nDESCRIPTION:- wash\\n- lock\r\n"
    b"END:VEVENT\r\nEND:VCALENDAR\r\n",
    "all.zip": zipped(one_md=b"# One\n1. Wash\n", two_csv=b"Task,Owner\nLock,Kim\n"),
}
NAMES = (*SEEDS, "", "a.docx", "a.xlsx", "a.pdf", "../../etc/passwd", "\u202ea.zip")


def read(name, data):
    """Return the steps that were read, or the sentence on why there are none."""
    try:
        return steps_of(reading.read(Upload(name, data)))
    except UnreadableError as problem:
        return str(problem)


def read_text(text):
    try:
        return steps_of(reading.read_text(text))
    except UnreadableError as problem:
        return str(problem)


def steps_of(found):
    return [step.title for process in found.processes for step in process.steps]


def is_fit(answer):
    return all(answer) if isinstance(answer, list) else answer.endswith(".")


@settings(max_examples=150)
@given(st.sampled_from(NAMES), st.binary(max_size=400))
def test_any_bytes(name, data):
    assert is_fit(read(name, data))


@settings(max_examples=150)
@given(st.sampled_from(NAMES), st.text(max_size=400))
def test_any_text(name, text):
    assert is_fit(read(name, text.encode("utf-8", "surrogatepass")))


@settings(max_examples=300)
@given(st.data())
def test_exports_that_were_damaged(data):
    name = data.draw(st.sampled_from(list(SEEDS)))
    whole = bytearray(SEEDS[name])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(whole) - 1))
        end = at + data.draw(st.integers(0, 20))
        whole[at:end] = data.draw(st.binary(max_size=20))
        whole = whole or bytearray(b" ")
    assert is_fit(read(data.draw(st.sampled_from([name, "a"])), bytes(whole)))


@settings(max_examples=150)
@given(st.text(max_size=600))
def test_any_pasted_text(text):
    assert is_fit(read_text(text))


@pytest.mark.parametrize("name", list(SEEDS))
def test_each_seed_gives_a_step(name):
    assert steps_of(reading.read(Upload(name, SEEDS[name])))


def test_archives_within_archives_come_to_an_end():
    nested = zipped(a_md=b"# One\n1. Wash\n")
    for _ in range(1_200):
        nested = zipped(a_xlsx=nested)
    assert is_fit(read("a.zip", nested))
