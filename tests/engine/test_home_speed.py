"""The Home tab of whoever looks after hundreds of processes."""

import time
from datetime import UTC, datetime

import pytest
from cafe import ANA, MIA, OLE
from sqlalchemy import event, select, text

from handlers.views.home import home
from scheduler import home_page
from scheduler.home_page import Reader
from scheduler.plan import StepPlan
from scheduler.unresolved import MOST_FOUND
from storage.models import Process
from tests.block_kit import problems_of_view

ONE = (StepPlan(title="Unlock doors"),)
PROCESSES, DAYS = 500, 365
NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
READER = Reader(OLE, "Europe/Berlin")


def questions(cafe, reader):
    """How many statements it takes to read and draw a tab."""
    seen = []
    note = lambda *call: seen.append(call[2])  # noqa: E731 - taken away below
    event.listen(cafe.database.engine, "before_cursor_execute", note)
    try:
        drawn(cafe, reader, cafe.now)
    finally:
        event.remove(cafe.database.engine, "before_cursor_execute", note)
    return [words for words in seen if words.startswith(("SELECT", "WITH"))]


def drawn(cafe, reader, now):
    with cafe.database.look() as session:
        page = home_page.look(session, reader, now)
        return home(page, reader, lambda c, ts: f"https://x/{c}/{ts}", now)


@pytest.mark.parametrize("person", [OLE, MIA, ANA])
def test_it_takes_the_same_number_of_questions_however_much_there_is(cafe, person):
    reader = Reader(person, "Europe/Berlin")
    cafe.process(name="Check 00", steps=ONE)
    cafe.process(name="Missed checks", steps=ONE, words="every weekday at 6:00")
    for clock in ("7:00", "8:00", "10:00"):
        cafe.at(clock)
        cafe.at(clock)
    few = questions(cafe, reader)
    for number in range(1, 15):
        cafe.process(name=f"Check {number:02}", steps=ONE, words="every weekday at 12:00")
    for clock in ("12:00", "12:01", "12:02", "13:02", "13:03", "14:04"):
        cafe.at(clock)
    many = questions(cafe, reader)
    assert len(many) == len(few)
    assert len(many) <= 20


YEAR = """
WITH RECURSIVE
  process_number(p) AS (SELECT 0 UNION ALL SELECT p + 1 FROM process_number WHERE p + 1 < :most),
  day(d) AS (SELECT 0 UNION ALL SELECT d + 1 FROM day WHERE d + 1 < :days)
INSERT INTO run (id, process_id, occurrence, version, is_extra, state, due_at, opened_at,
                 closed_at, name, zone, opening)
SELECT p * :days + d + 1, p + 1,
       strftime('%Y-%m-%dT07:00:00', :now, '-' || (d + 1) || ' days'), 1, 0,
       CASE WHEN (p + d) % 20 = 0 THEN 'missed' ELSE 'done' END,
       datetime(:now, '-' || (d + 1) || ' days'), datetime(:now, '-' || (d + 1) || ' days'),
       datetime(:now, '-' || (d + 1) || ' days'), 'Check ' || p, 'Europe/Berlin', 'one_by_one'
FROM process_number, day
"""
STEPS = """
INSERT INTO run_step (id, run_id, position, step_key, title, proof_kind, proof_count, owner_id,
                      backup_id, manager_id, owner_seconds, backup_seconds, manager_seconds,
                      nudges, state, opened_at, closed_at, version)
SELECT id, id, 0, 'k', 'Unlock doors', 'any', 1, 'U0ANA', 'U0BEN', 'U0MIA', 3600, 3600, 7200,
       'none', state, opened_at, closed_at, 1 FROM run
"""
TURNS = """
INSERT INTO turn (id, run_step_id, level, number, person_id, state, asked_at, channel_id,
                  message_ts)
SELECT id, id, 'OWNER', 0, 'U0ANA', CASE state WHEN 'done' THEN 'proven' ELSE 'passed' END,
       opened_at, 'D0ANA', id || '.1' FROM run_step
"""
MISSED = """
INSERT INTO ledger_entry (seq, at, action, process_id, run_id, run_step_id, facts, previous_hash,
                          hash)
SELECT id + 10000, closed_at, 'step_missed', NULL, run_id, id, '{}', '', '' FROM run_step
WHERE state = 'missed'
"""


def year_of_runs(cafe):
    """Five hundred processes that have run on each day of a year."""
    first = cafe.process(name="Check 0000", steps=ONE)
    facts = {column.key: getattr(first, column.key) for column in Process.__table__.columns}
    with cafe.database.work() as session:
        for number in range(1, PROCESSES):
            name = f"Check {number:04}"
            mine = {"id": number + 1, "name": name, "name_key": name.casefold()}
            session.add(Process(**facts | mine))
        session.flush()
        span = {"most": PROCESSES, "days": DAYS, "now": "2026-11-23 06:00:00"}
        session.execute(text(YEAR), span)
        for statement in (STEPS, TURNS, MISSED):
            session.execute(text(statement))
        session.commit()


def test_five_hundred_processes_and_a_year_of_runs_make_one_valid_tab(cafe, capsys):
    if cafe.database.is_shared:
        pytest.skip("the year is written in SQLite's words")
    year_of_runs(cafe)
    drawn(cafe, READER, NOW)
    began = time.perf_counter()
    view = drawn(cafe, READER, NOW)
    took = time.perf_counter() - began
    with capsys.disabled():
        # Told, never judged: the machine may be busy.
        print(f"\na Home tab over {PROCESSES} processes and {PROCESSES * DAYS} runs: {took:.3f} s")
    assert problems_of_view(view) == []
    shown = str(view["blocks"])
    assert f"Yours to look after ({PROCESSES})" in shown
    assert "last 7 runs: 6 on time, 1 not all proven" in shown
    with cafe.database.look() as session:
        # The seventh day before lies an hour more than a week back.
        missed = 6 * PROCESSES // 20
        found = home_page.look(session, READER, NOW).unresolved.total
        assert found == missed < MOST_FOUND
        assert len(session.scalars(select(Process.id)).all()) == PROCESSES
