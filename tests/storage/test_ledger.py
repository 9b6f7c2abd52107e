"""The ledger shows every change made behind its back."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from storage import ledger
from storage.ledger import Subject

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)


@pytest.fixture
def session(database):
    with database.work() as session:
        for number in range(5):
            ledger.append(session, "step_done", NOW, Subject(1, 2, number), "U0ANA", title="Döor")
        session.commit()
        yield session


def test_an_untouched_chain_has_no_broken_link(session):
    assert ledger.first_broken_link(session) is None


@pytest.mark.parametrize(
    ("change", "broken_at"),
    [
        ("UPDATE ledger_entry SET person_id = 'U0BEN' WHERE seq = 3", 3),
        ("UPDATE ledger_entry SET facts = '{}' WHERE seq = 2", 2),
        ("DELETE FROM ledger_entry WHERE seq = 2", 3),
        ("DELETE FROM ledger_entry WHERE seq = 5", 5),
        ("UPDATE ledger_head SET seq = 9", 6),
    ],
)
def test_a_change_is_found_where_it_was_made(session, change, broken_at):
    session.execute(text(change))
    session.expire_all()
    assert ledger.first_broken_link(session) == broken_at


def test_an_entry_that_is_rolled_back_leaves_no_gap(session):
    ledger.append(session, "step_done", NOW, Subject())
    session.rollback()
    ledger.append(session, "step_missed", NOW, Subject())
    assert ledger.first_broken_link(session) is None
