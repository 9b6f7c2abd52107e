"""What `baton check` finds in the database."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.check import run
from bot.settings import Settings
from storage import ledger
from storage.database import Database
from storage.ledger import Subject
from storage.models import Inbound, Outgoing
from storage.states import InboundState, OutgoingKind, OutgoingState

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
MANIFEST = Path(__file__).parents[2] / "manifest.yml"


@pytest.fixture
def settings(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    settings = Settings(baton_data=tmp_path)
    settings.home.mkdir(parents=True)
    return settings


@pytest.fixture
def session(settings):
    database = Database(settings.database)
    database.migrate()
    with database.work() as session:
        ledger.append(session, "digest_due", NOW, Subject(), channel="C1")
        yield session
        session.commit()
    database.close()


def finding(settings, subject):
    (found,) = [one for one in run(settings, MANIFEST) if one.subject == subject]
    return found


def outgoing(**facts):
    return Outgoing(
        key="digest:C1:2026-11-23T09:00:00",
        kind=OutgoingKind.DIGEST,
        urgency=4,
        conversation="C1",
        facts={},
        attempts=1,
        created_at=NOW,
        **facts,
    )


def test_a_database_that_runs_well_is_fit(settings, session):
    session.commit()
    assert all(found.fit for found in run(settings, MANIFEST))


def test_a_new_database_is_fit_and_will_be_made(settings):
    assert "brings its tables up to date" in finding(settings, "database").what


def test_a_message_that_may_not_have_been_posted_is_named(settings, session):
    session.add(outgoing(state=OutgoingState.UNKNOWN, next_at=None))
    session.commit()
    found = finding(settings, "messages")
    assert not found.fit
    assert "digest:C1" in found.line()


def test_an_event_that_was_set_aside_is_counted(settings, session):
    session.add(
        Inbound(
            event_id="Ev1",
            kind="message",
            payload={},
            state=InboundState.SET_ASIDE,
            received_at=NOW,
            attempts=6,
        )
    )
    session.commit()
    assert finding(settings, "events").what == "1 could not be worked off"


def test_a_ledger_that_was_changed_is_found(settings, session):
    session.execute(text("UPDATE ledger_entry SET action = 'step_done'"))
    session.commit()
    assert "breaks at entry 1" in finding(settings, "ledger").what


def test_what_nothing_will_move_is_counted_and_named(settings, session):
    session.add(outgoing(state=OutgoingState.PENDING, next_at=None))
    session.commit()
    found = finding(settings, "open work")
    assert not found.fit
    assert "1 will never move" in found.what
    assert "message_never_sent:1" in found.remedy


def test_what_is_long_overdue_is_counted(settings, session):
    session.add(outgoing(state=OutgoingState.PENDING, next_at=NOW.replace(year=2020)))
    session.commit()
    found = finding(settings, "due work")
    assert not found.fit
    assert "Start Baton" in found.remedy
