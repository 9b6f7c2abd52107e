"""A report comes as a file in the DM of whoever asks, once, whatever Slack answers on the way."""

import csv
import io
from datetime import UTC, datetime

import httpx
import pytest
from conversations import asked, create, is_done, start
from workspace_client import photo, wait_for

from scheduler import processes
from scheduler.plan import ProcessPlan, StepPlan

pytestmark = pytest.mark.wire

FAULTS = [
    ("files.getUploadURLExternal", "ratelimited", {"retry_after": 1}),
    ("files.getUploadURLExternal", "error", {"error": "internal_error"}),
    ("files.upload", "status", {"status": 500}),
    ("files.upload", "reset_before", {}),
    ("files.upload", "reset_after", {}),
    ("files.completeUploadExternal", "ratelimited", {"retry_after": 1}),
    ("files.completeUploadExternal", "error", {"error": "fatal_error"}),
    ("files.completeUploadExternal", "reset_before", {}),
    ("files.completeUploadExternal", "reset_after", {}),
]


def reports(person):
    return [m for m in person.messages() if "bot_id" in m and m.get("files")]


def rows(person, message):
    """The sheet as the person opens it."""
    (file,) = message["files"]
    assert file["name"].endswith(".csv")
    answer = httpx.get(file["url_private_download"], params={"as": person.id})
    answer.raise_for_status()
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def ask_for_a_report(person):
    answer = person.command("/baton report")
    assert "on its way" in answer["text"]


def test_a_report_holds_what_happened_and_its_proofs(baton, team):
    create(team.ana)
    start(team.ana)
    card = asked(team.ana)
    team.ana.upload(photo(), thread=card["ts"])
    wait_for(lambda: is_done(team.ana, card))
    ask_for_a_report(team.ana)
    message = wait_for(lambda: reports(team.ana))[0]
    assert "It tells of 1 step" in message["text"]
    (row,) = rows(team.ana, message)
    assert (row["step"], row["outcome"], row["by"]) == ("Unlock doors", "on time", "Ana Ortiz")
    assert row["proofs"].startswith("http")


@pytest.mark.parametrize(("method", "kind", "more"), FAULTS)
def test_whatever_is_answered_on_the_way_it_comes_once(baton, team, method, kind, more):
    create(team.ana)
    team.control.fault(method, kind, times=1, **more)
    ask_for_a_report(team.ana)
    wait_for(lambda: reports(team.ana), 90)
    create(team.ana, name="Closing checks")
    start(team.ana, "closing")
    asked(team.ana)  # what was queued behind it has been said, so nothing more will come of it
    assert len(reports(team.ana)) == 1


def test_an_app_without_the_scope_says_what_to_do(baton, team):
    create(team.ana)
    missing = {"error": "missing_scope"}
    team.control.fault("files.getUploadURLExternal", "error", times=1, **missing)
    ask_for_a_report(team.ana)
    told = wait_for(lambda: [m for m in team.ana.messages() if "lacks a scope" in m["text"]])[0]
    assert "Update the app from manifest.yml" in told["text"]
    assert reports(team.ana) == []


def test_buttons_turn_the_pages_of_an_answer_in_place(baton, team, database):
    plan = ProcessPlan(
        name="Check",
        owner_id="U0ANA",
        backup_id="U0BEN",
        manager_id="U0MIA",
        rule="FREQ=DAILY",
        start=datetime(2026, 1, 1, 7),
        zone="Europe/Berlin",
        steps=(StepPlan(title="Unlock doors"),),
    )
    with database.work() as session:
        for number in range(12):
            named = plan.model_copy(update={"name": f"Check {number:02}"})
            processes.create(session, named, "U0ANA", datetime.now(UTC))
        session.commit()
    page = team.ana.command("/baton mine")
    assert "Check 09" in page["text"]
    assert "Check 10" not in page["text"]
    team.ana.press(page, "page_mine_older")
    turned = wait_for(lambda: now_shown(team.ana, "Check 10"))
    team.ana.press(turned, "page_mine_newer")
    wait_for(lambda: now_shown(team.ana, "Open for you now"))
    assert not now_shown(team.ana, "Check 10"), "it stood in the same place"


def now_shown(person, words):
    return next((m for m in person.messages() if words in m["text"]), None)
