"""`baton import` prints what it reads, or one line on why it cannot; JSON for programs."""

import io
import json
import zipfile

import pytest
from typer.testing import CliRunner

from bot.cli import app

SOP = """\
# Closing the bar

Owner: Kim Adler

1. Wash the taps.
2. Record the fridge temperature, 2-5 °C.
"""


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")


def run(*arguments, typed=None):
    return CliRunner().invoke(app, ["import", *arguments], input=typed)


def test_the_drafts_are_printed_as_json(tmp_path):
    (tmp_path / "closing.md").write_text(SOP)
    result = run("closing.md", "--json")
    assert result.exit_code == 0
    (process,) = json.loads(result.stdout)["processes"]
    assert process["name"] == "Closing the bar"
    assert process["source"] == {"system": "document", "file": "closing.md", "url": None}
    assert (process["owner"], process["backup"], process["manager"]) == ("Kim Adler", None, None)
    when = {"text": "Closing", "rrule": "FREQ=DAILY", "time": None, "zone": None, "deadline": None}
    assert process["cadence"].items() >= when.items()
    first, second = process["steps"]
    assert first["source_line"] == 5
    assert {"title", "instruction", "proof", "assignee"} <= first.keys()
    reading = {"what": "fridge temperature", "unit": "°C", "low": 2, "high": 5}
    assert second["proof"] == {"kind": "photo", "min_files": 1, "reading": reading}
    assert 0 < process["confidence"] < 1
    assert "No backup is named." in process["notes"]


def test_people_read_each_field_with_why_it_is_so(tmp_path):
    (tmp_path / "closing.md").write_text(SOP)
    said = run("closing.md").stdout
    assert "owner    Kim Adler   <- line 3: “Kim Adler”" in said
    assert "2. Record the fridge temperature, 2-5 °C." in said
    assert "manager  ?" in said


def test_what_is_piped_is_read_as_well():
    result = run("-", "--json", typed=SOP)
    assert json.loads(result.stdout)["processes"][0]["name"] == "Closing the bar"


def test_a_model_that_is_sent_the_text_is_named_before(tmp_path, monkeypatch):
    (tmp_path / "closing.md").write_text(SOP)
    monkeypatch.setenv("BATON_MODEL_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("BATON_MODEL_NAME", "small")
    result = run("closing.md", "--json")
    assert "the text of documents is sent to 127.0.0.1:9" in result.stderr
    assert any("was read without the language model" in one for one in notes(result.stdout))


def notes(said):
    return json.loads(said)["notes"]


def archive(**members):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as opened:
        for name, text in members.items():
            opened.writestr(name.replace("_", "."), text)
    return made.getvalue()


def test_an_archive_of_documents_is_read_file_by_file(tmp_path):
    (tmp_path / "sops.zip").write_bytes(archive(one_md=SOP, two_md=SOP, three_pdf="%PDF-1.4"))
    found = json.loads(run("sops.zip", "--json").stdout)
    assert [process["name"] for process in found["processes"]] == ["Closing the bar"] * 2
    assert any(note.startswith("three.pdf: ") for note in found["notes"])


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (None, "No such file or directory"),
        (b"", "is empty"),
        (b"\x00\x01\x02\x03" * 100, "does not know this kind of file"),
        (b"%PDF-1.7\nbroken", "PDF"),
        (archive(one_pdf="%PDF-1.4"), "Nothing in this archive could be read"),
        (b"GIF89a\x01\x00\x01\x00", "does not know this kind of file"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_in_one_line(tmp_path, data, why):
    if data is not None:
        (tmp_path / "file").write_bytes(data)
    result = run("file", "--json")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith("Nothing is imported: file: ")
    assert why in result.stderr
