"""What a database that refuses is called, and what is advised."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from storage.trouble import LOCKED, READ_ONLY, UNUSABLE, trouble_of


def test_a_database_that_may_not_be_written_is_named(database):
    with database.work() as session:
        session.execute(text("PRAGMA query_only = ON"))
        with pytest.raises(DBAPIError) as refused:
            session.execute(text("INSERT INTO ledger_head VALUES (1, 0, 'x')"))
        session.execute(text("PRAGMA query_only = OFF"))
    assert trouble_of(refused.value) == READ_ONLY


def test_a_database_that_another_program_holds_is_named(database, tmp_path):
    with database.engine.connect() as holder:
        holder.exec_driver_sql("SELECT 1")
        with database.engine.connect() as other:
            other.connection.dbapi_connection.execute("PRAGMA busy_timeout = 1")
            with pytest.raises(DBAPIError) as refused:
                other.exec_driver_sql("SELECT 1")
    assert trouble_of(refused.value) == LOCKED


def test_a_missing_table_is_a_trouble_without_a_special_remedy(database):
    with database.work() as session, pytest.raises(DBAPIError) as refused:
        session.execute(text("SELECT * FROM nowhere"))
    assert trouble_of(refused.value) == UNUSABLE


def test_our_own_mistakes_are_no_trouble_of_the_database(database):
    with database.work() as session, pytest.raises(IntegrityError) as refused:
        session.execute(text("INSERT INTO ledger_head VALUES (1, NULL, NULL)"))
    assert trouble_of(refused.value) is None
    assert trouble_of(ValueError("locked")) is None
