"""One writes at a time, whoever looks holds nobody up, and nobody waits for ever."""

import os
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, OperationalError

from storage import ledger, postgresql
from storage.database import Database
from storage.ledger import Subject
from storage.models import Workspace
from storage.patience import PatientConnection

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)


@pytest.fixture
def server_database(postgresql):
    database = Database(postgresql.url())
    yield database
    database.close()


def test_no_update_is_lost_among_many_writers(database):
    with database.work() as session:
        session.add(Workspace(team_id="T1", name="", first_served_at=NOW))
        session.commit()

    def write(_):
        with database.work() as session:
            session.get(Workspace, "T1").name += "x"
            ledger.append(session, "step_done", NOW, Subject())
            session.commit()

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(write, range(40)))
    with database.look() as session:
        assert session.get(Workspace, "T1").name == "x" * 40
        assert ledger.first_broken_link(session) is None


def test_the_first_entry_of_the_ledger_may_be_written_by_several_at_once(database):
    start = threading.Barrier(4)

    def write(_):
        start.wait()
        with database.work() as session:
            ledger.append(session, "step_done", NOW, Subject())
            session.commit()

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(write, range(4)))
    with database.look() as session:
        assert ledger.first_broken_link(session) is None


def test_a_look_sees_one_moment_and_holds_no_writer_up(database):
    count = text("SELECT count(*) FROM workspace")
    with database.look() as looking:
        assert looking.scalar(count) == 0
        with database.work() as session:
            session.add(Workspace(team_id="T1", name="Café", first_served_at=NOW))
            session.commit()
        assert looking.scalar(count) == 0
    with database.look() as looking:
        assert looking.scalar(count) == 1


@pytest.mark.wire
def test_a_look_changes_nothing(server_database):
    with server_database.look() as session:
        session.add(Workspace(team_id="T1", name="Café", first_served_at=NOW))
        with pytest.raises(DBAPIError, match="read-only"):
            session.flush()


@pytest.mark.wire
def test_who_waits_too_long_for_the_lock_is_told(server_database):
    with server_database.work() as first, server_database.work() as second:
        first.execute(text("SELECT 1"))
        began = time.monotonic()
        with pytest.raises(OperationalError, match="lock timeout"):
            second.execute(text("SELECT 1"))
        waited = time.monotonic() - began
    assert waited == pytest.approx(postgresql.LOCK_SECONDS, abs=3)


@pytest.mark.wire
def test_every_unit_of_work_has_its_limits(server_database):
    for unit in (server_database.work, server_database.look):
        with unit() as session:
            limits = {
                name: session.scalar(text(f"SHOW {name}"))
                for name in (
                    "lock_timeout",
                    "statement_timeout",
                    "idle_in_transaction_session_timeout",
                )
            }
        assert limits == {
            "lock_timeout": "10s",
            "statement_timeout": "30s",
            "idle_in_transaction_session_timeout": "30s",
        }


@pytest.mark.wire
def test_a_bot_that_stands_still_is_thrown_out_and_the_next_one_goes_on(server_database):
    with server_database.work() as stuck:
        stuck.execute(text("SET LOCAL idle_in_transaction_session_timeout = '500ms'"))
        with server_database.work() as other:
            assert other.scalar(text("SELECT 1")) == 1
        with pytest.raises(DBAPIError, match="idle-in-transaction"):
            stuck.execute(text("SELECT 1"))


@pytest.mark.wire
def test_a_server_that_stands_still_is_given_up(server_database):
    with server_database.work() as session:
        pid = session.scalar(text("SELECT pg_backend_pid()"))
        connection = session.connection().connection.driver_connection
        assert isinstance(connection, PatientConnection)
        connection.answer_seconds = 0.5
        os.kill(pid, signal.SIGSTOP)
        try:
            with pytest.raises(OperationalError, match="does not answer"):
                session.execute(text("SELECT 1"))
        finally:
            os.kill(pid, signal.SIGCONT)
    with server_database.work() as session:
        assert session.scalar(text("SELECT 1")) == 1


@pytest.mark.wire
def test_after_the_server_was_away_the_next_unit_of_work_is_fine(postgresql):
    database = Database(postgresql.url())
    with database.work() as session:
        session.add(Workspace(team_id="T1", name="Café", first_served_at=NOW))
        session.commit()
    postgresql.stop()
    with pytest.raises(OperationalError), database.work() as session:
        session.get(Workspace, "T1")
    postgresql.start()
    with database.work() as session:
        assert session.get(Workspace, "T1").name == "Café"
    database.close()


def test_only_a_servers_database_is_shared(database, tmp_path):
    assert database.is_shared == (database.engine.dialect.name == "postgresql")
