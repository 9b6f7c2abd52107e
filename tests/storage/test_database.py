"""Units of work, and a schema that is the models' own."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import select
from sqlalchemy.exc import StatementError

from storage.database import Database
from storage.models import Base, Member, Workspace

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)


def workspace(at=NOW):
    return Workspace(team_id="T1", name="Café", first_served_at=at)


def test_what_is_not_committed_is_rolled_back(database):
    with database.work() as session:
        session.add(workspace())
        session.flush()
    with database.work() as session:
        assert session.scalar(select(Workspace)) is None


def test_migrating_makes_exactly_the_tables_of_the_models(database):
    with database.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_migrating_again_changes_nothing_and_keeps_the_data(database):
    with database.work() as session:
        session.add(workspace())
        session.commit()
    assert not database.is_behind()
    database.migrate()
    with database.work() as session:
        assert session.scalar(select(Workspace)).name == "Café"


def test_a_new_database_is_behind_until_it_is_migrated(bare_url):
    new = Database(bare_url)
    assert new.is_behind()
    new.migrate()
    assert not new.is_behind()
    new.close()


def test_instants_come_back_in_utc(database):
    tokyo = timezone(timedelta(hours=9))
    with database.work() as session:
        session.add(workspace(datetime(2026, 11, 23, 16, 0, tzinfo=tokyo)))
        session.commit()
    with database.work() as session:
        stored = session.scalar(select(Workspace)).first_served_at
    assert stored == NOW
    assert stored.tzinfo == UTC


def test_an_instant_without_a_zone_is_refused(database):
    with database.work() as session:
        session.add(workspace(datetime(2026, 11, 23, 7, 0)))
        with pytest.raises(StatementError):
            session.flush()


def test_two_writers_wait_for_each_other(database):
    with database.work() as first:
        first.add(workspace())
        first.commit()
    with database.work() as one:
        one.get(Workspace, "T1").name = "One"
        one.commit()
        with database.work() as two:
            two.get(Workspace, "T1").name += " and two"
            two.commit()
    with database.work() as session:
        assert session.get(Workspace, "T1").name == "One and two"
        assert session.get(Member, "U1") is None


def test_looking_waits_for_nobody_and_keeps_one_moment(database):
    with database.work() as writer:
        writer.add(Workspace(team_id="T1", name="one", first_served_at=NOW))
        writer.flush()
        with database.look() as reader:
            assert reader.scalar(select(Workspace)) is None
            assert not database.is_behind()
            writer.commit()
            assert reader.scalar(select(Workspace)) is None, "still the same moment"
        with database.look() as reader:
            assert reader.scalar(select(Workspace)) is not None
