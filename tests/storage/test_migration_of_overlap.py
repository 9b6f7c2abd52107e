"""Runs from before it was said what becomes of one that is still open at the next."""

import pytest
from alembic import command
from migrating import move
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError

from scheduler import versions
from scheduler.versions import Basis
from storage.database import Database
from storage.models import Process, Run
from storage.states import Overlap, RunState

BEFORE, AFTER = "0011", "0012"
PLAN = (
    '{"name": "Opening checks", "owner_id": "U1", "backup_id": "U2", "manager_id": "U3",'
    ' "rule": "FREQ=DAILY", "start": "2026-11-23T07:00:00", "zone": "Europe/Berlin",'
    ' "steps": [{"title": "Unlock doors", "key": "k1"}]}'
)
ROWS = """
INSERT INTO process (id, name, name_key, kind, state, rule, start, zone, owner_id, backup_id,
    manager_id, owner_seconds, backup_seconds, manager_seconds, opening, nudges, creator_id,
    created_at, version)
VALUES (1, 'Opening checks', 'opening checks', 'regular', 'active', 'FREQ=DAILY',
    '2026-11-23T07:00:00', 'Europe/Berlin', 'U1', 'U2', 'U3', 3600, 3600, 7200, 'one_by_one',
    'half_and_end', 'U4', '2026-11-20 06:00:00', 1);
INSERT INTO run (id, process_id, occurrence, is_extra, state, due_at, opened_at, name, zone,
    opening, version)
VALUES (1, 1, '2026-11-23T07:00:00', FALSE, 'open', '2026-11-23 06:00:00',
    '2026-11-23 06:00:00', 'Opening checks', 'Europe/Berlin', 'one_by_one', 1);
INSERT INTO run_step (id, run_id, position, step_key, title, proof_kind, proof_count, owner_id,
    backup_id, manager_id, owner_seconds, backup_seconds, manager_seconds, nudges, state, version)
VALUES (1, 1, 0, 'k1', 'Unlock doors', 'any', 1, 'U1', 'U2', 'U3', 3600, 3600, 7200, 'none',
    'open', 1);
INSERT INTO step (id, process_id, position, title, proof_kind, proof_count, key)
VALUES (1, 1, 0, 'Unlock doors', 'any', 1, 'k1')
"""


@pytest.fixture
def old(bare_url):
    """A database of the version before, with an open run."""
    database = Database(bare_url)
    move(database, BEFORE)
    with database.engine.begin() as connection:
        for row in ROWS.split(";"):
            connection.execute(text(row))
        version = "INSERT INTO process_version (process_id, version, at, person_id, plan)"
        values = "VALUES (1, 1, '2026-11-20 06:00:00', 'U4', :plan)"
        connection.execute(text(f"{version} {values}"), {"plan": PLAN})
    yield database
    database.close()


def test_processes_close_what_is_still_open_and_their_versions_say_the_same(old):
    old.migrate()
    with old.look() as session:
        process = session.get_one(Process, 1)
        assert process.overlap == Overlap.CLOSE
        plan = versions.version_of(session, Basis(1, 1))
        assert plan == versions.plan_of(process), "or each would look changed"
        run = session.get_one(Run, 1)
        assert (run.state, run.yields_to, run.yielded) == (RunState.OPEN, None, [])
        assert [step.title for step in run.steps] == ["Unlock doors"]


def test_a_run_yields_to_none_that_is_not_there(old):
    old.migrate()
    with pytest.raises(IntegrityError), old.engine.begin() as connection:
        connection.execute(text("UPDATE run SET yields_to_id = 99"))


def test_a_step_has_one_line_on_what_worked(old):
    old.migrate()
    line = text(
        "INSERT INTO lesson (process_id, step_key, run_step_id, person_id, at, text, entry)"
        " VALUES (1, 'k1', 1, 'U1', '2026-11-23 08:00:00', 'the breaker', 1)"
    )
    with old.engine.begin() as connection:
        connection.execute(line)
    with pytest.raises(IntegrityError), old.engine.begin() as connection:
        connection.execute(line)


def test_the_way_back_keeps_the_runs(old):
    move(old, AFTER)
    move(old, BEFORE, command.downgrade)
    assert "lesson" not in inspect(old.engine).get_table_names()
    columns = {column["name"] for column in inspect(old.engine).get_columns("run")}
    assert "yields_to_id" not in columns
    with old.engine.connect() as connection:
        assert connection.execute(text("SELECT id, state FROM run")).all() == [(1, "open")]
