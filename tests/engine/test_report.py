"""A report: a CSV in the DM of whoever asks, said once, safe to open, cut where it is too long."""

import csv
import io
from datetime import timedelta

import pytest
from cafe import ANA, BEN, MIA, OLE
from sqlalchemy import select, update

from handlers.views.report_sheet import COLUMNS
from scheduler import report
from scheduler.claiming import LEASE
from scheduler.delivery import LONGEST_CALL
from scheduler.letters import NOT_MADE, Refused, Unknown
from scheduler.plan import StepPlan
from scheduler.settling import SHARING
from storage.models import Outgoing, Process, Run
from storage.states import OutgoingKind, OutgoingState, ProofKind

ONE = (StepPlan(title="Unlock doors"),)
TWO = (StepPlan(title="Unlock doors"), StepPlan(title="Count", proof_kind=ProofKind.FILE))
FORMULAS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\uff1d1+1",
    " =HYPERLINK(1)",
    "'=1",
    '=cmd|" /C calc"!A0',
)


def sheet(cafe, number=-1):
    """The last report, as a spreadsheet reads it: a dictionary a row."""
    data = list(cafe.slack.uploads.values())[number]
    assert data.startswith(b"\xef\xbb\xbf"), "Excel needs the mark"
    return list(csv.DictReader(io.StringIO(data[3:].decode(), newline=""), strict=True))


def told(cafe, person, rest=""):
    """Ask for a report; what is answered, and the rows of the sheet that came."""
    answer = cafe.asks(person, f"report {rest}".strip(), f"D{person[1:]}")
    cafe.now += timedelta(seconds=1)
    cafe.run()
    assert "on its way" in answer
    return sheet(cafe)


def said(cafe, person):
    return [m for m in cafe.slack.said(person) if m.get("files")]


def queued(cafe):
    with cafe.database.look() as session:
        reports = select(Outgoing).where(Outgoing.kind == OutgoingKind.REPORT)
        return list(session.scalars(reports.order_by(Outgoing.id)))


def test_a_row_says_all_of_a_step(cafe):
    cafe.process(steps=TWO)
    cafe.at("7:00:10")
    cafe.at("8:30:00")
    cafe.posts(BEN, "door.jpg")
    cafe.run()
    done, still_open = told(cafe, OLE, "opening")
    assert list(done) == list(COLUMNS)
    sha256 = done.pop("sha256")
    assert len(sha256) == 64
    assert done == {
        "process": "Opening checks",
        "due (local)": "2026-11-23 07:00",
        "zone": "Europe/Berlin",
        "due (UTC)": "2026-11-23 06:00:00",
        "extra run": "no",
        "step no.": "1",
        "step": "Unlock doors",
        "proof wanted": "a photo or file",
        "outcome": "by the backup",
        "by": "",
        "by (Slack id)": BEN,
        "level": "backup",
        "asked (UTC)": "2026-11-23 07:30:00",
        "deadline (UTC)": "2026-11-23 08:30:00",
        "done (UTC)": "2026-11-23 07:30:00",
        "minutes late": "29",
        "proofs": "https://x/F1",
        "passed on": "owner: time",
        "place": "",
    }
    assert still_open["outcome"] == "open"
    assert still_open["by (Slack id)"] == still_open["done (UTC)"] == ""
    assert still_open["proof wanted"] == "a file (not a photo)"


def test_who_had_a_step_before_is_told_in_the_order_in_which_they_were_asked(cafe):
    cafe.process(steps=TWO[:1])
    for clock in ("7:00", "8:01", "9:02", "11:03"):
        cafe.at(clock)
    (missed,) = told(cafe, OLE, "opening")
    assert missed["passed on"] == "owner: time; backup: time; manager: time"


def test_people_are_named_where_they_are_known(cafe):
    cafe.slack.people[ANA]["real_name"] = "=Ana"
    cafe.asks(ANA, "help")
    cafe.process(steps=ONE)
    cafe.at("7:00")
    cafe.posts(ANA, "door.jpg")
    (row,) = told(cafe, ANA)
    assert row["by"] == "'=Ana"
    assert row["outcome"] == "on time"
    assert row["minutes late"] == "0"


@pytest.mark.parametrize("hostile", FORMULAS)
def test_no_cell_begins_like_a_formula_however_hostile_the_names(cafe, hostile):
    cafe.process(name=hostile, steps=(StepPlan(title=hostile),), owner_id=OLE, manager_id=ANA)
    cafe.at("7:00")
    with cafe.database.work() as session:
        session.execute(update(Run).values(zone=hostile))
        session.commit()
    (row,) = told(cafe, OLE)
    for cell in row.values():
        assert not cell.lstrip().startswith(("=", "+", "-", "@", "\uff1d", "\t", "\r"))
    assert row["step"].removeprefix("'").strip() == hostile.removeprefix("'").strip()


def test_since_a_day_leaves_out_what_was_before_in_the_askers_zone(cafe):
    cafe.process("every day at 7:00", steps=ONE)
    for day in range(4):
        cafe.at("7:00", day)
    rows = told(cafe, OLE, "opening since 25 nov")
    assert [row["due (local)"][:10] for row in rows] == ["2026-11-26", "2026-11-25"]
    assert "since 2026-11-25" in said(cafe, OLE)[-1]["text"]
    assert len(told(cafe, OLE, "since yesterday")) == 2
    assert len(told(cafe, OLE)) == 4


def test_a_day_that_is_not_understood_or_ahead_is_said_and_nothing_is_sent(cafe):
    cafe.process(steps=ONE)
    assert "do not understand “smorgasday” as a day" in cafe.asks(OLE, "report since smorgasday")
    assert "still ahead" in cafe.asks(OLE, "report opening since 2027-01-01")
    assert "know no process" in cafe.asks(OLE, "report nonsense")
    assert queued(cafe) == []


def test_a_process_may_have_since_in_its_name(cafe):
    cafe.process(name="Clean since forever", steps=ONE)
    cafe.at("7:00")
    assert len(told(cafe, OLE, "clean since forever")) == 1


def test_all_processes_are_those_that_concern_the_asker_also_archived_ones(cafe):
    cafe.process(name="Bens", steps=ONE, owner_id=BEN, backup_id=MIA, manager_id=OLE)
    cafe.process(name="Anas", steps=ONE)
    cafe.at("7:00")
    cafe.asks(OLE, "archive anas")
    assert {row["process"] for row in told(cafe, ANA)} == {"Anas"}
    assert {row["process"] for row in told(cafe, OLE)} == {"Anas", "Bens"}
    cafe.slack.people["U0ZOE"] = {"id": "U0ZOE", "real_name": "Zoe"}
    assert "no part in a process" in cafe.asks("U0ZOE", "report")


def test_a_report_without_rows_says_that_it_is_empty(cafe):
    cafe.process(steps=ONE)
    assert told(cafe, OLE) == []
    assert "it is empty" in said(cafe, OLE)[-1]["text"]


def test_one_report_at_a_time_for_a_person(cafe):
    cafe.process(steps=ONE)
    assert "Your report is on its way" in cafe.answer(OLE, "report").message.text
    assert "already" in cafe.answer(OLE, "report opening").message.text
    assert "Your report is on its way" in cafe.answer(ANA, "report").message.text
    cafe.run()
    assert len(said(cafe, OLE)) == len(said(cafe, ANA)) == 1


def test_one_that_may_have_arrived_is_looked_up_and_not_sent_twice(cafe):
    cafe.process(steps=ONE)
    answer = Unknown("timed out")
    object.__setattr__(answer, "acted", True)
    cafe.slack.answers.append(answer)
    cafe.answer(OLE, "report")
    cafe.run()
    cafe.now += timedelta(minutes=5)
    cafe.run()
    assert len(said(cafe, OLE)) == 1
    assert [message.state for message in queued(cafe)] == ["sent"]


def test_one_that_did_not_arrive_is_sent_again(cafe):
    cafe.process(steps=ONE)
    cafe.slack.answers.append(Unknown("timed out"))
    cafe.answer(OLE, "report")
    cafe.run()
    cafe.now += timedelta(seconds=29)
    cafe.run()
    assert said(cafe, OLE) == [], "Slack shares files some time after it has said yes"
    cafe.now += timedelta(minutes=5)
    cafe.run()
    assert len(said(cafe, OLE)) == 1


@pytest.mark.parametrize("died", ["just now", "a lease ago"])
def test_one_that_a_bot_died_with_is_looked_for_as_late_as_any_other(cafe, died):
    cafe.process(steps=ONE)
    cafe.answer(OLE, "report")
    with cafe.database.work() as session:
        (message,) = session.scalars(select(Outgoing))
        message.state, message.next_at = OutgoingState.SENDING, cafe.now + LEASE
        session.commit()
    if died == "just now":
        cafe.engine.delivery.reclaim(cafe.now)
        ago = timedelta(0)
    else:
        cafe.now += LEASE
        ago = LONGEST_CALL
    cafe.run()
    cafe.now += SHARING - ago - timedelta(seconds=1)
    cafe.run()
    assert said(cafe, OLE) == [], "Slack shares files some time after it has said yes"
    cafe.now += timedelta(seconds=1)
    cafe.run()
    assert len(said(cafe, OLE)) == 1


def test_what_comes_behind_a_report_knows_from_when_on_it_stands(cafe):
    cafe.process(steps=ONE)
    told(cafe, ANA)
    assert queued(cafe)[0].message_ts is None
    cafe.at("7:00")
    assert len(cafe.cards(ANA)) == 2


def test_nobody_is_asked_later_because_a_report_for_them_is_being_made(cafe):
    cafe.process(steps=ONE)
    cafe.answer(ANA, "report")
    with cafe.database.work() as session:
        (message,) = session.scalars(select(Outgoing))
        message.state, message.next_at = OutgoingState.SENDING, cafe.now + timedelta(hours=3)
        session.commit()
    cafe.at("7:00")
    assert len(cafe.cards(ANA)) == 1


@pytest.mark.parametrize(
    ("error", "words"),
    [("missing_scope", "lacks a scope"), (NOT_MADE, "a mistake of mine"), ("odd", "refused it")],
)
def test_a_report_that_slack_refuses_is_told_to_whoever_asked(cafe, error, words):
    cafe.process(steps=ONE)
    cafe.slack.answers.append(Refused(error))
    cafe.asks(OLE, "report")
    cafe.run()
    assert words in cafe.cards(OLE)[-1]
    assert [message.state for message in queued(cafe)] == ["refused"]


def test_a_report_that_is_too_long_holds_the_newest_and_says_so(cafe, monkeypatch):
    monkeypatch.setattr(report, "MOST_STEPS", 5)
    monkeypatch.setattr(report, "RUNS_AT_ONCE", 2)
    cafe.process("every day at 7:00", steps=TWO)
    for day in range(4):
        cafe.at("7:00", day)
    rows = told(cafe, OLE)
    assert [row["due (local)"][8:10] for row in rows] == ["26", "26", "25", "25", "24"]
    assert "ends after the newest 5" in said(cafe, OLE)[-1]["text"]


def test_runs_that_fell_due_at_the_same_time_are_each_told_once(cafe, monkeypatch):
    monkeypatch.setattr(report, "RUNS_AT_ONCE", 2)
    for number in range(7):
        cafe.process(name=f"Check {number}", steps=ONE)
    cafe.at("7:00")
    rows = told(cafe, OLE)
    assert sorted(row["process"] for row in rows) == [f"Check {number}" for number in range(7)]
    with cafe.database.look() as session:
        assert len(list(session.scalars(select(Process)))) == 7
