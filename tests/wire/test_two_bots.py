"""Two Batons, as processes of their own, serve one workspace over one PostgreSQL."""

import subprocess
import sys
import time
from collections import Counter

import pytest
from baton_process import ROOT
from conversations import all_answers, cards, current, is_done, put_to_work
from one_of_two import OneOfTwo
from sqlalchemy import func, select
from workspace_client import photo
from workspace_client import wait_for as wait_for_seconds

from storage import ledger
from storage.database import Database
from storage.models import Inbound, LedgerEntry, Outgoing, Run

pytestmark = [pytest.mark.wire, pytest.mark.timeout(400)]

# A message that a killed bot was sending is looked up when its lease of 90 seconds is over.
PATIENCE = 150
PROVEN = [f"Unlock door {number}" for number in range(4)]
MISSED = [f"Check fridge {number}" for number in range(4)]


def wait_for(find):
    return wait_for_seconds(find, PATIENCE)


@pytest.fixture
def two(workspace, team, postgresql, tmp_path):
    """Two Batons in processes of their own, started at the same time as it were."""
    url = postgresql.url()
    both = [
        OneOfTwo(workspace, team, tmp_path / name, DATABASE_URL=url) for name in ("one", "other")
    ]
    for bot in both:
        bot.start()
    yield both
    for bot in both:
        if bot.process.poll() is None:
            bot.terminate()
        print(bot.log())  # shown by pytest where the test has failed


def test_one_is_killed_and_the_server_restarted_and_each_thing_is_said_once(two, team, postgresql):
    ana, ben, mia = team.ana, team.ben, team.mia
    put_to_work(ana, PROVEN, MISSED)
    wait_for(lambda: cards(ana, PROVEN[0]))
    two[0].kill()

    mine = [wait_for(lambda step=step: cards(ana, step))[-1] for step in PROVEN]
    for number, card in enumerate(mine):
        ana.upload(photo(f"door{number}.png", number), thread=card["ts"])
        if number == 1:
            postgresql.stop()
            time.sleep(1)
            postgresql.start()
    two[0].start()

    for card in mine:
        wait_for(lambda card=card: is_done(ana, card))
    for step in MISSED:
        wait_for(lambda step=step: cards(mia, step))
        wait_for(lambda step=step: "Missed" in current(mia, cards(mia, step)[-1])["text"])

    for step in PROVEN + MISSED:
        assert len(cards(ana, step)) == 1
        ladder = int(step in MISSED)
        assert (len(cards(ben, step)), len(cards(mia, step))) == (ladder, ladder)
    assert [len(all_answers(ana, card)) for card in mine] == [1] * len(mine)
    check_the_tables(postgresql)
    assert two[1].terminate() == 0


def check_the_tables(postgresql):
    database = Database(postgresql.address_of("shared"))
    unfinished = select(func.count()).where(Outgoing.next_at.is_not(None))
    wait_for(lambda: _scalar(database, unfinished) == 0)
    with database.look() as session:
        assert ledger.first_broken_link(session) is None
        assert session.scalar(select(func.count()).select_from(Run)) == len(PROVEN + MISSED)
        assert set(session.scalars(select(Inbound.state))) == {"done"}
        assert set(session.scalars(select(Outgoing.state))) <= {"sent", "cancelled"}
        actions = Counter(session.scalars(select(LedgerEntry.action)))
    database.close()
    assert actions["step_done"] == len(PROVEN)
    assert actions["step_missed"] == len(MISSED)
    assert actions["turn_passed"] == 3 * len(MISSED)


def _scalar(database, query):
    with database.look() as session:
        return session.scalar(query)


def test_an_old_baton_stops_at_newer_tables_in_one_line(workspace, team, postgresql, tmp_path):
    url = postgresql.bare_url()
    database = Database(url)
    database.migrate()
    with database.work() as session:
        session.connection().exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
        session.commit()
    database.close()
    environment = OneOfTwo(workspace, team, tmp_path / "data", DATABASE_URL=url).environment
    for verb, code in (("run", 2), ("check", 1)):
        done = subprocess.run(
            [sys.executable, "-m", "bot", verb],
            cwd=ROOT,
            env=environment | {"COLUMNS": "300"},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == code, done.stderr
        assert "written by a newer Baton" in done.stderr
        assert "Traceback" not in done.stderr
