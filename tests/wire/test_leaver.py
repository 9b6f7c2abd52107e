"""Somebody leaves, over real sockets: many processes, a page at a time."""

from datetime import UTC, datetime

import pytest
from workspace_client import wait_for

from scheduler import phrases, processes
from scheduler.plan import ProcessPlan, StepPlan
from storage.database import Database

pytestmark = pytest.mark.wire


def forty_two_processes(database: Database) -> None:
    now = datetime.now(UTC)
    reading = phrases.parse("every weekday at 7:00")
    kept = phrases.start_for(reading, reading.time, "Europe/Berlin", now)
    with database.work() as session:
        for number in range(42):
            plan = ProcessPlan(
                name=f"Process {number:02}",
                owner_id="U0ANA",
                backup_id="U0BEN",
                manager_id="U0MIA",
                rule=kept.rule,
                start=kept.start,
                zone=kept.zone,
                steps=(StepPlan(title="Unlock doors"),),
            )
            processes.create(session, plan, "U0OLE", now)
        session.commit()


def test_the_manager_turns_the_page_and_chooses(baton, team, database):
    forty_two_processes(database)
    team.control.deactivate("U0ANA")
    asked = wait_for(team.mia.newest)
    assert "42 processes need somebody" in asked["text"]
    team.mia.press(asked, "take_over_page:later")
    second = wait_for(lambda: shows(team.mia.newest(), "Process 41"))
    team.mia.choose(second, "take_over", "U0ZOE")
    filled = wait_for(lambda: shows(team.mia.newest(), "<@U0ZOE> is the owner now"))
    assert "41 processes need somebody" in filled["text"]
    assert "You are the owner of *Process 40* now" in wait_for(team.zoe.newest)["text"]
    team.mia.press(filled, "take_over_page:earlier")
    wait_for(lambda: shows(team.mia.newest(), "Process 00"))


def shows(message, text):
    return message if text in str(message["blocks"]) else None
