"""What a database that refuses is called, and what is advised."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from storage.postgresql import WRITER
from storage.trouble import (
    LOCKED,
    NO_RIGHT,
    READ_ONLY,
    SERVER_READ_ONLY,
    UNUSABLE,
    trouble_of,
)


def refusal(database, *statements):
    """What the database says to the last of several statements."""
    *before, refused = statements
    with database.look() as session:
        for statement in before:
            session.execute(text(statement))
        with pytest.raises(DBAPIError) as caught:
            session.execute(text(refused))
    return caught.value


def test_a_database_that_may_not_be_written_is_named(database):
    change = "INSERT INTO ledger_head VALUES (1, 0, 'x')"
    if database.is_shared:
        assert trouble_of(refusal(database, change)) == SERVER_READ_ONLY
    else:
        assert trouble_of(refusal(database, "PRAGMA query_only = ON", change)) == READ_ONLY


def test_a_database_that_another_program_holds_is_named(database):
    with database.work() as holder:
        holder.execute(text("SELECT 1"))
        if database.is_shared:
            wait = f"SELECT pg_advisory_xact_lock({WRITER})"
            refused = refusal(database, "SET LOCAL lock_timeout = 1", wait)
        else:
            wait = "BEGIN IMMEDIATE"
            refused = refusal(database, "PRAGMA busy_timeout = 1", "COMMIT", wait)
    assert trouble_of(refused) == LOCKED


def test_a_right_that_was_taken_away_is_named(database):
    if not database.is_shared:
        pytest.skip("a file has no users of its own")
    with database.work() as session:
        session.execute(text("CREATE ROLE stranger"))
        session.execute(text("SET LOCAL ROLE stranger"))
        with pytest.raises(DBAPIError) as refused:
            session.execute(text("SELECT * FROM process"))
    assert trouble_of(refused.value) == NO_RIGHT


def test_a_missing_table_is_a_trouble_without_a_special_remedy(database):
    assert trouble_of(refusal(database, "SELECT * FROM nowhere")) == UNUSABLE


def test_our_own_mistakes_are_no_trouble_of_the_database(database):
    with database.work() as session, pytest.raises(IntegrityError) as refused:
        session.execute(text("INSERT INTO ledger_head VALUES (1, NULL, NULL)"))
    assert trouble_of(refused.value) is None
    assert trouble_of(ValueError("locked")) is None
