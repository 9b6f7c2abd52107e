"""Data from before processes ran at locations: kept as it was, of no family and at no location."""

import pytest
from alembic import command
from migrating import move
from sqlalchemy import inspect, select, text
from test_migrations_card import AT, ROWS, _fit, _tables

from storage.database import Database
from storage.models import Draft, Process

BEFORE, AFTER = "0012", "head"
VERSIONS = {"process": {"version": 1, "nudges": "none"}, "run": {"version": 1}}
STEP = {"step_key": "", "nudges": "none"}
DRAFT = {"id": "d1", "person_id": "U0OLE", "plan": {}, "created_at": AT}
LOCATION = {
    "name": "Mitte",
    "name_key": "mitte",
    "zone": "Europe/Berlin",
    "owner_id": "U0ANA",
    "backup_id": "U0BEN",
    "manager_id": "U0MIA",
    "creator_id": "U0OLE",
    "created_at": AT,
    "version": 1,
}


@pytest.fixture
def old(bare_url):
    database = Database(bare_url)
    move(database, BEFORE)
    more = VERSIONS | {"run_step": STEP}
    with database.engine.begin() as connection:
        tables = _tables(connection)
        for name, row in [*ROWS.items(), ("draft", DRAFT)]:
            whole = row | more.get(name, {})
            connection.execute(tables[name].insert().values(_fit(database, whole)))
    yield database
    database.close()


def insert(database, row):
    with database.engine.begin() as connection:
        connection.execute(_tables(connection)["location"].insert().values(_fit(database, row)))


def test_processes_and_drafts_are_of_no_family(old):
    move(old, AFTER)
    with old.look() as session:
        process = session.scalars(select(Process)).one()
        assert (process.name, process.family_id, process.location_id) == (
            "Opening checks",
            None,
            None,
        )
        assert session.scalars(select(Draft.family_id)).one() is None


def test_two_live_locations_have_two_names_and_a_retired_ones_is_free(old):
    move(old, AFTER)
    insert(old, LOCATION | {"retired_at": AT})
    insert(old, LOCATION)
    with pytest.raises(Exception, match=r"(?i)unique"):
        insert(old, LOCATION)


def test_the_way_back_keeps_everything_else(old):
    move(old, AFTER)
    move(old, BEFORE, command.downgrade)
    with old.look() as session:
        kept = session.execute(text("SELECT name, state FROM process")).all()
        assert kept == [("Opening checks", "active")]
        assert session.execute(text("SELECT id FROM draft")).all() == [("d1",)]
    columns = {column["name"] for column in inspect(old.engine).get_columns("process")}
    assert not columns & {"family_id", "location_id"}
    assert "family" not in inspect(old.engine).get_table_names()
