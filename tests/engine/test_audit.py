"""What nothing will ever move is found, logged once and told once to whoever can act."""

from datetime import timedelta

import pytest
from cafe import ANA, OLE
from sqlalchemy import delete, select, text, update
from structlog.testing import capture_logs

from scheduler import audit, stuck
from scheduler.plan import StepPlan
from storage.models import Inbound, Outgoing, Process, Proof, RunStep, Turn
from storage.states import (
    InboundState,
    OutgoingKind,
    OutgoingState,
    ProcessKind,
    ProcessState,
    StepState,
    TurnState,
)

ONE = (StepPlan(title="Unlock doors"),)


def change(cafe, *statements):
    """A hand in the database, or a mistake of ours."""
    with cafe.database.work() as session:
        for statement in statements:
            session.execute(statement)
        session.commit()


def audited(cafe, minutes=2):
    """Let time pass and the auditor look; the lines that it logged."""
    with capture_logs() as logs:
        for _ in range(minutes):
            cafe.now += timedelta(minutes=1)
            cafe.run()
    return [line for line in logs if line["action"] == "stuck"]


def test_nothing_is_found_in_a_day_that_goes_well(cafe):
    cafe.process()
    with capture_logs() as logs:
        for hour in range(7, 12):
            for minute in (0, 20, 40):
                cafe.at(f"{hour}:{minute}")
        cafe.posts(ANA, "late.jpg")
        cafe.at("12:00")
        cafe.at("7:00", day=1)
    assert not [line for line in logs if line["action"] == "stuck"]


@pytest.mark.parametrize(
    ("code", "wrong"),
    [
        ("process_never_due", [update(Process).values(next_at=None)]),
        (
            "run_without_step",
            [
                update(RunStep).values(state=StepState.DONE),
                update(Turn).values(state=TurnState.PROVEN, next_at=None),
            ],
        ),
        ("step_without_turn", [update(Turn).values(state=TurnState.PASSED, next_at=None)]),
        ("turn_without_end", [update(Turn).values(next_at=None)]),
        ("turn_not_asked", [update(Turn).values(state=TurnState.ASKED, next_at=None)]),
        (
            "message_never_sent",
            [
                update(Outgoing)
                .where(Outgoing.kind == OutgoingKind.ASK)
                .values(state=OutgoingState.PENDING, next_at=None)
            ],
        ),
    ],
)
def test_each_way_to_be_stuck_is_told_once(cafe, code, wrong):
    cafe.process(steps=ONE)
    cafe.at("7:00")
    change(cafe, *wrong)
    lines = audited(cafe, minutes=5)
    assert [(line["what"], line["log_level"]) for line in lines] == [(code, "error")]
    (told,) = [card for card in cafe.cards(OLE) if "stuck" in card]
    assert "Opening checks" in told
    assert "`/baton" in told
    cafe.restart()
    assert len(audited(cafe)) == 1, "a new log says it again"
    assert len([card for card in cafe.cards(OLE) if "stuck" in card]) == 1


def test_a_proof_that_would_never_be_copied_is_told(cafe):
    cafe.process(steps=ONE)
    cafe.at("7:00")
    cafe.posts(ANA, "door.jpg")
    change(cafe, update(Proof).values(archive="wanted", next_at=None))
    assert [line["what"] for line in audited(cafe)] == ["proof_never_copied"]
    assert "The step stays done" in cafe.cards(OLE)[-1]


def test_an_event_that_would_never_be_read_is_logged(cafe):
    cafe.tell({"type": "reaction_added"})
    change(cafe, update(Inbound).values(state=InboundState.RECEIVED, next_at=None))
    assert [line["what"] for line in audited(cafe)] == ["event_never_read"]


def test_a_demo_that_has_run_is_finished_and_not_stuck(cafe):
    cafe.process(steps=ONE)
    cafe.at("7:00")
    change(cafe, update(Process).values(kind=ProcessKind.DEMO, next_at=None))
    assert audited(cafe) == []


def test_a_paused_process_is_not_stuck(cafe):
    cafe.process(steps=ONE)
    change(cafe, update(Process).values(state=ProcessState.PAUSED, next_at=None))
    assert audited(cafe) == []


def test_what_is_mended_before_it_is_told_is_not_told(cafe):
    cafe.process(steps=ONE)
    cafe.at("7:00")
    with cafe.database.work() as session:
        due = session.scalar(select(Process.next_at))
    cafe.engine.cycle.stages = [s for s in cafe.engine.cycle.stages if "deliver" not in str(s)]
    change(cafe, update(Process).values(next_at=None))
    assert len(audited(cafe)) == 1
    change(cafe, update(Process).values(next_at=due))
    cafe.restart()
    cafe.run()
    assert cafe.cards(OLE) == []


def without_moving(cafe):
    """An engine that has forgotten to end turns."""
    stages = cafe.engine.cycle.stages
    cafe.engine.cycle.stages = [stage for stage in stages if "end_turns" not in str(stage)]


def test_what_is_overdue_although_baton_runs_is_told(cafe):
    cafe.process(steps=ONE)
    cafe.at("7:00")
    without_moving(cafe)
    lines = audited(cafe, minutes=60 + 14)
    assert lines == []
    lines = audited(cafe, minutes=3)
    assert [line["what"] for line in lines] == ["turn_overdue"]
    assert "more than 15 minutes ago" in cafe.cards(OLE)[-1]


def test_after_downtime_nothing_is_called_overdue(cafe):
    cafe.process(steps=ONE)
    cafe.at("7:00")
    without_moving(cafe)
    cafe.now += timedelta(hours=5)
    assert audited(cafe, minutes=10) == [], "Baton has only just come back"


def test_a_clock_that_is_set_back_and_forward_raises_no_alarm(cafe):
    cafe.process(steps=ONE)
    cafe.at("7:00")
    without_moving(cafe)
    assert audited(cafe, minutes=20) == []
    cafe.now += timedelta(days=3)
    assert audited(cafe, minutes=2) == []
    cafe.now -= timedelta(days=2)
    assert audited(cafe, minutes=2) == []


def test_an_alarm_that_cannot_be_told_does_not_raise_another_alarm(cafe):
    cafe.process(steps=ONE)
    cafe.at("7:00")
    change(cafe, update(Turn).values(next_at=None))
    cafe.engine.cycle.stages = [s for s in cafe.engine.cycle.stages if "deliver" not in str(s)]
    audited(cafe, minutes=60)
    with cafe.database.work() as session:
        troubles = select(Outgoing).where(Outgoing.kind == OutgoingKind.TROUBLE)
        assert len(list(session.scalars(troubles))) == 1


def test_the_auditor_looks_once_a_minute(cafe):
    cafe.at("7:00")
    change(cafe, delete(Outgoing))
    cafe.process(steps=ONE)
    change(cafe, update(Process).values(next_at=None))
    auditor = audit.Auditor(cafe.database)
    auditor.run(cafe.now)
    change(cafe, text("DELETE FROM outgoing"))
    auditor.run(cafe.now + timedelta(seconds=59))
    with cafe.database.work() as session:
        assert session.scalar(select(Outgoing)) is None


def whole_tables_read(session, query):
    """The steps of the database's plan that read a table from its first row to its last."""
    words = str(query.compile(session.connection(), compile_kwargs={"literal_binds": True}))
    if session.get_bind().dialect.name == "sqlite":
        plan = session.execute(text(f"EXPLAIN QUERY PLAN {words}"))
        return [row[-1] for row in plan if row[-1].startswith("SCAN")]
    # PostgreSQL prefers to read small tables whole, unless it is told that this is dear.
    session.execute(text("SET LOCAL enable_seqscan = off"))
    plan = session.execute(text(f"EXPLAIN {words}"))
    return [row[0] for row in plan if "Seq Scan" in row[0]]


@pytest.mark.parametrize("check", stuck.NEVER_MOVED, ids=lambda check: check.code)
def test_each_check_finds_its_rows_by_an_index(cafe, check):
    if check.table is Process:
        return  # as many as a company has processes
    rows = select(check.key).where(check.wrong)
    with cafe.database.work() as session:
        reads = whole_tables_read(session, rows)
    assert not reads
