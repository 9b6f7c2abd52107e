"""Data from before people could use their cards: kept, and given sensible values."""

from datetime import UTC, datetime

import pytest
from alembic import command
from migrating import move
from sqlalchemy import MetaData, select, text

from storage.database import Database
from storage.models import Outgoing, Process, RunStep, Turn
from storage.states import Nudges, TurnState

# The newest one: the tables are read as they now are.
BEFORE, AFTER = "0007", "head"
AT = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
LADDER = {
    "owner_id": "U0ANA",
    "backup_id": "U0BEN",
    "manager_id": "U0MIA",
    "owner_seconds": 3600,
    "backup_seconds": 3600,
    "manager_seconds": 7200,
}
WHAT = {"name": "Opening checks", "zone": "Europe/Berlin", "opening": "one_by_one"}
ROWS = {
    "process": LADDER
    | WHAT
    | {
        "id": 1,
        "name_key": "opening checks",
        "kind": "regular",
        "state": "active",
        "rule": "FREQ=DAILY",
        "start": "2026-11-23T07:00:00",
        "creator_id": "U0OLE",
        "created_at": AT,
    },
    "run": WHAT
    | {
        "id": 1,
        "process_id": 1,
        "occurrence": "2026-11-23T07:00:00",
        "is_extra": False,
        "state": "open",
        "due_at": AT,
        "opened_at": AT,
    },
    "run_step": LADDER
    | {
        "id": 1,
        "run_id": 1,
        "position": 0,
        "title": "Unlock doors",
        "proof_kind": "any",
        "proof_count": 1,
        "state": "open",
        "version": 1,
    },
    "turn": {
        "id": 1,
        "run_step_id": 1,
        "level": "OWNER",
        "person_id": "U0ANA",
        "state": "standing",
        "asked_at": AT,
        "started_at": AT,
        "deadline_at": AT,
        "next_at": AT,
    },
}
URGENCIES = {"ask:1": (1, 1), "refresh:1:0": (2, 3), "trouble:1": (3, 4), "digest:1": (4, 5)}


def _tables(connection):
    known = MetaData()
    known.reflect(connection)
    return known.tables


def fill(database):
    """Write down a standing turn and what is to be said, as the version before did."""
    with database.engine.begin() as connection:
        tables = _tables(connection)
        for name, row in ROWS.items():
            connection.execute(tables[name].insert().values(_fit(database, row)))
        for key, (urgency, _) in URGENCIES.items():
            row = {
                "key": key,
                "kind": key.split(":")[0],
                "state": "pending",
                "urgency": urgency,
                "conversation": "U0ANA",
                "facts": {},
                "attempts": 0,
                "created_at": AT,
            }
            connection.execute(tables["outgoing"].insert().values(_fit(database, row)))


def _fit(database, row):
    naive = not database.is_shared
    return {k: v.replace(tzinfo=None) if naive and v is AT else v for k, v in row.items()}


@pytest.fixture
def old(bare_url):
    database = Database(bare_url)
    move(database, BEFORE)
    fill(database)
    yield database
    database.close()


def test_processes_get_nudges_and_open_runs_keep_what_they_started_with(old):
    move(old, AFTER)
    with old.look() as session:
        assert session.scalars(select(Process.nudges)).all() == [Nudges.HALF_AND_END]
        assert session.scalars(select(RunStep.nudges)).all() == [Nudges.NONE]
        columns = (Turn.state, Turn.next_at, Turn.note, Turn.extended_at)
        turn = session.execute(select(*columns)).one()
        assert (turn.state, turn.next_at) == (TurnState.STANDING, AT)
        assert (turn.note, turn.extended_at) == (None, None)


def test_what_waits_to_be_said_makes_room_for_reminders(old):
    move(old, AFTER)
    with old.look() as session:
        kept = dict(session.execute(select(Outgoing.key, Outgoing.urgency)).all())
    assert kept == {key: after for key, (_, after) in URGENCIES.items()}


def test_the_way_back_keeps_everything_else(old):
    move(old, AFTER)
    move(old, BEFORE, command.downgrade)
    with old.look() as session:
        kept = dict(session.execute(text("SELECT key, urgency FROM outgoing")).all())
        assert kept == {key: before for key, (before, _) in URGENCIES.items()}
        assert session.execute(text("SELECT state FROM turn")).all() == [("standing",)]
