"""`baton export` and `baton apply`, as an operator meets them."""

import shutil
import sqlite3
from datetime import UTC, datetime

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.only_one import only_one
from scheduler import phrases, processes
from scheduler.plan import ProcessPlan, StepPlan
from storage.database import Database
from storage.models import Member

NOW = datetime.now(UTC)
ANA, BEN, MIA, OLE = "U0ANA", "U0BEN", "U0MIA", "U0OLE"
PEOPLE = {ANA: "Ana", BEN: "Ben", MIA: "Mia", OLE: "Ole"}


@pytest.fixture
def file(tmp_path, all_tables, monkeypatch):
    """The database of a Baton that runs: a process of Ole's, and four people."""
    monkeypatch.chdir(tmp_path)
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "DATABASE_URL", "BATON_AS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("BATON_DATA", str(tmp_path))
    file = tmp_path / "local" / "baton.db"
    file.parent.mkdir()
    shutil.copyfile(all_tables, file)
    database = Database(f"sqlite:///{file}")
    with database.work() as session:
        facts = {"is_active": True, "is_human": True, "is_guest": False, "is_admin": False}
        for person, name in PEOPLE.items():
            session.add(Member(id=person, name=name, zone="UTC", seen_at=NOW, **facts))
        reading = phrases.parse("every weekday at 7:00")
        kept = phrases.start_for(reading, reading.time, "Europe/Berlin", NOW)
        plan = ProcessPlan(
            name="Opening checks",
            owner_id=ANA,
            backup_id=BEN,
            manager_id=MIA,
            rule=kept.rule,
            start=kept.start,
            zone=kept.zone,
            steps=(StepPlan(title="Fridge"),),
        )
        processes.create(session, plan, OLE, NOW)
        session.commit()
    with only_one(file):
        yield file
    database.close()


def baton(*arguments, stdin=None):
    """Run a command: how it ends, what it answers, what it complains of."""
    done = CliRunner().invoke(app, arguments, input=stdin)
    return done.exit_code, done.stdout, done.stderr


def test_what_is_exported_is_applied_without_a_change(file, tmp_path):
    code, text, _ = baton("export")
    assert code == 0
    assert "owner: Ana <U0ANA>" in text
    assert baton("export", "--output", "baton.yaml") == (0, "", "")
    assert (tmp_path / "baton.yaml").read_text() == text
    assert baton("apply", "baton.yaml", "--as", "@Ole", "--dry-run") == (
        0,
        "Everything is as the file says. 0 new, 0 changed, 0 ended, 1 as they are.\n",
        "",
    )
    (tmp_path / "baton.json").write_text(baton("export", "--format", "json")[1])
    assert baton("apply", "baton.json", "--as", OLE)[0] == 0


def test_a_dry_run_says_what_would_change_and_changes_nothing(file, tmp_path):
    text = baton("export")[1]
    new = text.replace("every weekday at 7:00", "every day at 3:00").replace("Fridge", "Freezer")
    (tmp_path / "new.yaml").write_text(new)
    code, said, _ = baton("apply", "new.yaml", "--as", "@Ole", "--dry-run")
    assert code == 1
    assert said.splitlines()[:3] == [
        "~ process “Opening checks”",
        "    cadence: every weekday at 7:00 → every day at 3:00",
        "    step “Fridge”, title: Fridge → Freezer",
    ]
    assert "    ! Ana <U0ANA>" not in said
    assert said.endswith("0 new, 1 changed, 0 ended, 0 as they are. A dry run: nothing was done.\n")
    assert baton("export")[1] == text
    code, done, _ = baton("apply", "-", "--as", "@Ole", stdin=new)
    assert (code, done) == (0, said.replace("A dry run: nothing was done.", "Done."))
    assert baton("export")[1] == new


def test_what_is_odd_about_a_chain_is_said_as_in_slack(file):
    text = baton("export")[1].replace("owner: 60", "owner: 6").replace("photo or file", "9 photos")
    _, said, _ = baton("apply", "-", "--as", "@Ole", "--dry-run", stdin=text)
    assert "    ! “Fridge” wants 9 photos or files, and the time of its owner, 6 minutes," in said


def test_new_and_ended_processes_are_told_apart(file):
    text = baton("export")[1].replace("Opening", "Closing").replace("key:", "# key:")
    code, said, _ = baton("apply", "-", "--as", "@Ole", "--dry-run", stdin=text)
    assert code == 1
    assert said.startswith("+ process “Closing checks”\n    name: Closing checks\n    cadence: ")
    assert "Not in the file, and left alone: process “Opening checks”." in said
    assert (
        "- process “Opening checks”" in baton("apply", "-", "--as", OLE, "--prune", stdin=text)[1]
    )
    assert "Opening" not in baton("export")[1]


@pytest.mark.parametrize(
    ("text", "options", "said"),
    [
        ("baton: 1\nproceses: []", (), "Nothing is applied: Line 2, proceses: I do not know this;"),
        ("baton: 1", ("--as", "@Oel"), "--as @Oel: Baton knows nobody called “Oel”. Did you mean"),
        ("baton: 1", ("--as", "<"), "--as <: “<” is no person"),
        (
            "baton: 1",
            ("--as", "@Ben", "--prune"),
            "Ben may not archive “Opening checks”; Ole <U0OLE>, Mia",
        ),
        (b"baton: 1\n\xff", (), "Line 2: this is no UTF-8 text"),
        (b" " * 8_000_001, (), "It is larger than 8 MB."),
    ],
)
def test_what_cannot_be_applied_is_said_in_clear_lines(file, text, options, said):
    before = baton("export")[1]
    code, answer, complaint = baton("apply", "-", *(options or ("--as", OLE)), stdin=text)
    assert (code, answer) == (2, "")
    assert said in complaint
    assert "Traceback" not in complaint
    assert baton("export")[1] == before


def test_several_lines_that_are_wrong_are_all_said(file):
    text = baton("export")[1].replace("owner: 60", "owner: 1").replace("Fridge", "x" * 301)
    text = text.replace("zone: Europe/Berlin", "zone: Nowhere")
    _, _, complaint = baton("apply", "-", "--as", OLE, stdin=text)
    assert len(complaint.splitlines()) == 3


def test_a_file_that_is_not_there_is_said(file):
    code, _, complaint = baton("apply", "nowhere.yaml", "--as", OLE)
    assert code == 2
    assert "nowhere.yaml" in complaint


def test_without_somebody_who_does_it_nothing_is_applied(file):
    assert baton("apply", "-", stdin="baton: 1")[0] == 2


def test_a_baton_that_has_never_run_has_nothing_to_export(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BATON_DATA", str(tmp_path))
    code, _, complaint = baton("export")
    assert code == 2
    assert "Nothing is exported: There is no database at" in complaint
    assert not (tmp_path / "local").exists()


def test_tables_of_an_older_baton_are_left_to_the_next_start(file):
    with sqlite3.connect(file) as connection:
        connection.execute("DELETE FROM alembic_version")
    assert "The tables of this database are of an older Baton" in baton("export")[2]
