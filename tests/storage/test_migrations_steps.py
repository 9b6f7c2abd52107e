"""Data from before steps had anything of their own: everything is as the process says."""

import pytest
from alembic import command
from migrating import move
from sqlalchemy import MetaData, inspect, select, text
from test_migrations_edit import CREATED, PEOPLE, PROOF, WINDOWS, process, run_step

from scheduler.plan import OWN
from scheduler.versions import plan_of
from storage.database import Database
from storage.models import Process, RunStep

HELP = ("instruction", "sop_url", "picture")


@pytest.fixture
def old(bare_url):
    """A database of the version before, with a process of one step and an open run."""
    database = Database(bare_url)
    move(database, "0009")
    tables = MetaData()
    with database.engine.begin() as connection:
        tables.reflect(connection)
        rows = {
            "process": process(1, "Opening", "https://x.org/a", None) | {"version": 1},
            "step": {
                "id": 1,
                "process_id": 1,
                "position": 0,
                "title": "Unlock",
                "key": "k",
                **PROOF,
            },
            "run": {
                "id": 1,
                "process_id": 1,
                "occurrence": "2026-11-24T18:30:00",
                "is_extra": False,
                "state": "open",
                "due_at": CREATED,
                "opened_at": CREATED,
                "name": "Opening",
                "zone": "Europe/Berlin",
                "opening": "all_at_once",
                "version": 1,
            },
            "run_step": run_step(1, 1, 0, "Unlock") | {"step_key": "k"},
        }
        for table, row in rows.items():
            connection.execute(tables.tables[table].insert(), [row])
    yield database
    database.close()


def test_nothing_is_a_steps_own_and_open_runs_keep_their_ladder(old):
    old.migrate()
    with old.look() as session:
        (step,) = plan_of(session.get_one(Process, 1)).steps
        assert {getattr(step, name) for name in OWN} == {None}
        (open_step,) = session.scalars(select(RunStep)).all()
        kept = PEOPLE | WINDOWS
        assert {name: getattr(open_step, name) for name in kept} == kept
        assert {getattr(open_step, name) for name in HELP} == {None}


def test_the_way_back_keeps_everything_else(old):
    old.migrate()
    move(old, "0009", command.downgrade)
    columns = {one["name"] for one in inspect(old.engine).get_columns("step")}
    assert not columns & set(OWN)
    with old.look() as session:
        assert session.execute(text("SELECT title, key FROM step")).all() == [("Unlock", "k")]
        assert session.execute(text("SELECT owner_id FROM run_step")).all() == [("U0ANA",)]
