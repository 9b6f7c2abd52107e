"""`baton run` and `baton check`, as an operator meets them."""

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from conversations import asked, create, is_done, start
from workspace_client import OPERATIONS, Team, photo, wait_for

pytestmark = pytest.mark.wire
ROOT = Path(__file__).parents[2]


def baton(verb, folder, **settings):
    """Run a command in a folder without a `.env`, and return the process."""
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "BATON_DATA": str(folder / "data"),
        "COLUMNS": "200",
        **settings,
    }
    return subprocess.Popen(
        [sys.executable, "-m", "bot", verb],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def outcome(verb, folder, **settings):
    """What a command says, and how it ends."""
    process = baton(verb, folder, **settings)
    said, _ = process.communicate(timeout=60)
    return process.returncode, said


def tokens(workspace):
    return {
        "SLACK_BOT_TOKEN": workspace.bot_token,
        "SLACK_APP_TOKEN": workspace.app_token,
        "SLACK_API_URL": workspace.api_url,
    }


def read_until(process, pattern):
    """Read lines until one matches, and return the match."""
    for line in process.stdout:
        if found := re.search(pattern, line):
            return found
    raise AssertionError(f"it ended without {pattern}")


def test_without_tokens_it_says_where_and_what_to_try_and_goes_on_where_it_was(tmp_path):
    url = None
    for round_ in (1, 2):
        process = baton("run", tmp_path, PORT="0", BATON_TICK_SECONDS="0.2")
        url = read_until(process, r"open (http://127\.0\.0\.1:\d+)")[1]
        for line in ("1. .*/baton demo", "2. .*photo", "3. .*moves"):
            read_until(process, line)
        team = Team(url)
        if round_ == 1:
            create(team.ana)
            start(team.ana)
            card = asked(team.ana)
        else:
            wait_for(lambda t=team: t.ana.state()["connected"], 10)
            team.ana.upload(photo(), thread=card["ts"])
            wait_for(lambda t=team, c=card: is_done(t.ana, c))
            answer = team.ana.command("/baton list", channel=OPERATIONS)
            assert "Opening checks" in answer["text"]
        team.close()
        process.send_signal(signal.SIGINT if round_ == 1 else signal.SIGTERM)
        assert process.wait(timeout=15) == 0
        process.stdout.close()


def test_a_port_that_is_taken_is_said_in_one_line(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        code, said = outcome("run", tmp_path, PORT=str(taken.getsockname()[1]))
    assert code == 2
    assert "is taken" in said
    assert "Traceback" not in said


def test_a_token_that_slack_refuses_is_said_with_its_remedy(tmp_path, workspace):
    wrong = tokens(workspace) | {"SLACK_BOT_TOKEN": "xoxb-wrong-token"}
    code, said = outcome("run", tmp_path, **wrong)
    assert code == 2
    assert "Copy it anew" in " ".join(said.split())
    assert "wrong-token" not in said
    assert "Traceback" not in said


def test_data_of_another_workspace_is_not_mixed(tmp_path, workspace):
    process = baton("run", tmp_path, **tokens(workspace))
    read_until(process, "Baton serves")
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=15) == 0
    process.stdout.close()
    with sqlite3.connect(tmp_path / "data" / "baton.db") as database:
        database.execute("UPDATE workspace SET team_id = 'T0OTHER'")
    database.close()
    code, said = outcome("run", tmp_path, **tokens(workspace))
    assert code == 2
    assert "BATON_DATA" in said


def test_check_finds_a_good_installation_fit(tmp_path, workspace):
    code, said = outcome("check", tmp_path, **tokens(workspace))
    assert code == 0, said
    for subject in ("data folder", "database", "bot token", "scopes", "clock", "app token"):
        assert f"ok    {subject}: " in said
    assert workspace.bot_token not in said


def test_check_says_what_is_wrong_and_what_to_do(tmp_path, workspace):
    wrong = tokens(workspace) | {"SLACK_APP_TOKEN": "xapp-wrong-token"}
    (tmp_path / "file").write_text("no folder")
    wrong["BATON_DATA"] = str(tmp_path / "file" / "data")
    wrong["DATABASE_URL"] = f"sqlite:///{tmp_path}/nowhere/baton.db"
    code, said = outcome("check", tmp_path, **wrong)
    assert code == 1
    assert re.search(r"FAIL  data folder: .* Set BATON_DATA", said)
    assert re.search(r"FAIL  database: .* Check DATABASE_URL", said)
    assert re.search(r"FAIL  app token: .* connections:write", said)
    assert "ok    bot token" in said
    assert "wrong-token" not in said


def test_check_without_tokens_says_what_run_would_do(tmp_path):
    code, said = outcome("check", tmp_path)
    assert code == 0
    assert "local workspace on port 8484" in said


def test_a_setting_that_cannot_be_used_is_said_by_name(tmp_path):
    code, said = outcome("run", tmp_path, BATON_TICK_SECONDS="never")
    assert code == 2
    assert "BATON_TICK_SECONDS" in said


def test_a_data_folder_that_cannot_be_used_is_said_in_one_line(tmp_path):
    (tmp_path / "file").write_text("no folder")
    code, said = outcome("run", tmp_path, BATON_DATA=str(tmp_path / "file" / "data"), PORT="0")
    assert code == 2
    assert "Not a directory" in said
    assert "Traceback" not in said


def test_a_database_that_is_none_is_said_in_one_line(tmp_path):
    (tmp_path / "data" / "local").mkdir(parents=True)
    (tmp_path / "data" / "local" / "baton.db").write_bytes(b"no database, " * 1000)
    code, said = outcome("run", tmp_path, PORT="0")
    assert code == 2
    assert "the database cannot be used" in said
    assert "Traceback" not in said


def test_a_broken_local_workspace_is_said_in_one_line(tmp_path):
    home = tmp_path / "data" / "local"
    process = baton("run", tmp_path, PORT="0")
    read_until(process, "open http")
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=15) == 0
    process.stdout.close()
    (state,) = [path for path in (home / "workspace").iterdir() if path.is_file()]
    state.write_text("{ broken")
    code, said = outcome("run", tmp_path, PORT="0")
    assert code == 2
    assert state.name in said
    assert "Traceback" not in said


def test_a_second_baton_on_the_same_data_is_refused(tmp_path, workspace):
    first = baton("run", tmp_path, **tokens(workspace))
    read_until(first, "Baton serves")
    code, said = outcome("run", tmp_path, **tokens(workspace))
    assert code == 2
    assert "Another Baton uses" in said
    first.send_signal(signal.SIGTERM)
    assert first.wait(timeout=15) == 0
    first.stdout.close()
