"""Data from before rotas: one owner each, and looked at from the next night on."""

from datetime import UTC, datetime, timedelta

import pytest
from alembic import command
from migrating import move
from sqlalchemy import MetaData, select, text

from scheduler.rotas import Rota
from storage.database import Database
from storage.models import ChainWatch, Process, RunStep

BEFORE, AFTER = "0013", "0014"
AT = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
PROCESS = {
    "id": 1,
    "name": "Opening checks",
    "name_key": "opening checks",
    "kind": "regular",
    "state": "active",
    "rule": "FREQ=DAILY",
    "start": "2026-11-23T07:00:00",
    "zone": "Europe/Berlin",
    "owner_id": "U0ANA",
    "backup_id": "U0BEN",
    "manager_id": "U0MIA",
    "owner_seconds": 3600,
    "backup_seconds": 3600,
    "manager_seconds": 7200,
    "nudges": "none",
    "opening": "one_by_one",
    "overlap": "close",
    "creator_id": "U0OLE",
    "version": 1,
}
RUN = {
    "id": 1,
    "process_id": 1,
    "version": 1,
    "occurrence": "2026-11-23T07:00:00",
    "is_extra": False,
    "state": "open",
    "name": "Opening checks",
    "zone": "Europe/Berlin",
    "opening": "one_by_one",
}
STEP = {
    "id": 1,
    "run_id": 1,
    "position": 0,
    "step_key": "a",
    "title": "Unlock doors",
    "proof_kind": "any",
    "proof_count": 1,
    "owner_id": "U0ANA",
    "backup_id": "U0BEN",
    "manager_id": "U0MIA",
    "owner_seconds": 3600,
    "backup_seconds": 3600,
    "manager_seconds": 7200,
    "nudges": "none",
    "state": "waiting",
    "version": 1,
}


@pytest.fixture
def old(bare_url):
    database = Database(bare_url)
    move(database, BEFORE)
    yield database
    database.close()


def fill(database):
    at = AT if database.is_shared else AT.replace(tzinfo=None)
    with database.engine.begin() as connection:
        tables = MetaData()
        tables.reflect(connection)
        connection.execute(tables.tables["process"].insert().values(created_at=at, **PROCESS))
        run = tables.tables["run"].insert()
        connection.execute(run.values(due_at=at, opened_at=at, **RUN))
        connection.execute(tables.tables["run_step"].insert().values(**STEP))


def test_every_process_keeps_its_one_owner_and_its_runs(old):
    fill(old)
    move(old, AFTER)
    with old.look() as session:
        process = session.scalars(select(Process)).one()
        assert (process.owner_id, process.rota, process.rota_since) == ("U0ANA", None, None)
        assert session.scalars(select(RunStep)).one().passed_over is None


def test_chains_are_looked_at_from_the_next_night_on(old):
    fill(old)
    move(old, AFTER)
    with old.look() as session:
        at = session.scalars(select(ChainWatch)).one().next_at
    assert at.hour == 4
    assert timedelta(0) < at - datetime.now(UTC) < timedelta(hours=29)


def test_without_processes_the_first_one_begins_it(old):
    move(old, AFTER)
    with old.look() as session:
        assert session.scalars(select(ChainWatch)).all() == []


def test_a_rota_is_kept_as_it_was_said(old):
    fill(old)
    move(old, AFTER)
    rota = Rota(members=("U0ANA", "U0ZOE"))
    with old.work() as session:
        session.get_one(Process, 1).rota = rota
        session.commit()
    with old.look() as session:
        assert session.get_one(Process, 1).rota == rota


def test_the_way_back_keeps_everything_else(old):
    fill(old)
    move(old, AFTER)
    move(old, BEFORE, command.downgrade)
    with old.look() as session:
        assert session.execute(text("SELECT owner_id FROM process")).all() == [("U0ANA",)]
        assert session.execute(text("SELECT count(*) FROM run")).scalar() == 1
