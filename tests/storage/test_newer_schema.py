"""An old Baton does not touch what a newer one has written; several that start migrate once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from storage.database import Database, NewerSchemaError


def test_tables_of_a_newer_baton_are_left_alone(bare_url):
    database = Database(bare_url)
    database.migrate()
    with database.work() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        session.commit()
    for touch in (database.migrate, database.is_behind):
        with pytest.raises(NewerSchemaError, match=r"written by a newer Baton .* 9999"):
            touch()
    with database.work() as session:
        version = session.scalar(text("SELECT version_num FROM alembic_version"))
    assert version == "9999"
    database.close()


def test_several_that_start_at_once_migrate_once(bare_url):
    several = [Database(bare_url) for _ in range(4)]
    with ThreadPoolExecutor(len(several)) as threads:
        outcomes = list(threads.map(lambda database: database.migrate(), several))
    assert outcomes == [None] * len(several)
    assert not several[0].is_behind()
    for database in several:
        database.close()
