"""The machine's clock is put days ahead or hours back: Baton says so and decides by Slack's."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from conversations import asked, cards, create, is_done, start
from workspace_client import photo, wait_for

pytestmark = pytest.mark.wire

SOURCE = Path(__file__).with_name("shifted_clock.c")
DAY, HOUR = 86400, 3600
WAIT = 30


@pytest.fixture
def clock(process, tmp_path):
    """Puts the clock of the process ahead by so many seconds."""
    compiler = shutil.which("cc")
    if compiler is None:
        pytest.skip("there is no C compiler to build the clock with that can be set")
    library, shift = tmp_path / "shifted_clock.so", tmp_path / "shift"
    subprocess.run([compiler, "-shared", "-fPIC", "-o", library, SOURCE, "-ldl"], check=True)
    process.environment |= {"LD_PRELOAD": str(library), "CLOCK_SHIFT": str(shift)}

    def put_ahead(seconds):
        shift.write_text(str(seconds))

    return put_ahead


def said(process, action):
    """The lines of the log with an action."""
    lines = [json.loads(line) for line in process.log().splitlines() if line.startswith("{")]
    return [line for line in lines if line["action"] == action]


def test_a_clock_put_ahead_by_days_passes_nobodys_turn_on(process, team, clock):
    process.start()
    create(team.ana, windows="10m, 10m, 10m")
    start(team.ana)
    card = asked(team.ana)
    clock(3 * DAY)
    (line,) = wait_for(lambda: said(process, "clock_wrong"), WAIT)
    assert line["remedy"]
    team.ana.upload(photo(), thread=card["ts"])
    wait_for(lambda: is_done(team.ana, card), WAIT)
    assert cards(team.ben) == []
    clock(0)
    wait_for(lambda: said(process, "clock_right"), WAIT)
    assert process.terminate() == 0


def test_a_clock_put_back_by_hours_lets_nobody_wait(process, team, clock):
    process.start()
    create(team.ana, windows="6s, 10m, 10m")
    start(team.ana)
    asked(team.ana)
    clock(-2 * HOUR)
    wait_for(lambda: cards(team.ben), WAIT)
    assert said(process, "clock_wrong")
    assert process.terminate() == 0


def test_a_clock_that_is_wrong_at_the_start_opens_no_run_before_its_time(process, team, clock):
    clock(9 * DAY)
    process.start()
    wait_for(lambda: said(process, "clock_wrong"), WAIT)
    create(team.ana, windows="10m, 10m, 10m")
    start(team.ana)
    card = asked(team.ana)
    team.ana.upload(photo(), thread=card["ts"])
    wait_for(lambda: is_done(team.ana, card), WAIT)
    assert len(cards(team.ana)) == 1
