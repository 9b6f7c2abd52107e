"""Drafts from before documents: they are kept, and so they are on the way back."""

from datetime import UTC, datetime

import pytest
from alembic import command
from migrating import move
from sqlalchemy import MetaData, inspect, select

from storage.database import Database
from storage.models import Draft

BEFORE, AFTER = "0014", "0015"
AT = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)


@pytest.fixture
def old(bare_url):
    database = Database(bare_url)
    move(database, BEFORE)
    at = AT if database.is_shared else AT.replace(tzinfo=None)
    with database.engine.begin() as connection:
        tables = MetaData()
        tables.reflect(connection)
        draft = {"id": "a", "person_id": "U0OLE", "plan": {"name": "Opening"}, "created_at": at}
        connection.execute(tables.tables["draft"].insert().values(**draft))
    yield database
    database.close()


def test_a_draft_from_before_was_read_in_no_document(old):
    move(old, AFTER)
    with old.look() as session:
        draft = session.scalars(select(Draft)).one()
        assert (draft.plan, draft.document_id) == ({"name": "Opening"}, None)


def test_the_way_back_keeps_drafts(old):
    move(old, AFTER)
    move(old, BEFORE, command.downgrade)
    found = inspect(old.engine)
    assert not {"document", "process_source"} & set(found.get_table_names())
    assert "document_id" not in {column["name"] for column in found.get_columns("draft")}
    with old.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT id FROM draft").all() == [("a",)]
