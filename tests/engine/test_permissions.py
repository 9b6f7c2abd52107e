"""Who may do what: every cell of the table in docs/permissions.md, by the real handlers."""

import pytest
from attempts import ATTEMPTS
from cafe import ANA, OLE
from permissions import PEOPLE, WORDS, count, stage, table
from sqlalchemy import select

from storage.models import Outgoing, Process
from storage.states import OutgoingKind


@pytest.fixture
def cafe(cafe):
    """A process that concerns some of them, and one that concerns none of those but the admin."""
    stage(cafe)
    return cafe


def test_the_table_has_a_row_for_each_action_and_a_column_for_each_role():
    assert {action for action, _ in table()} == set(ATTEMPTS)
    assert {role for _, role in table()} == set(PEOPLE)


@pytest.mark.parametrize(("action", "role"), table())
def test_each_cell_is_what_really_happens(cafe, action, role):
    done = ATTEMPTS[action](cafe, PEOPLE[role])
    assert WORDS.get(done, done) == table()[action, role]


def test_who_lost_the_right_before_the_report_was_made_gets_none(cafe):
    cafe.asks(OLE, "start opening")
    cafe.engine.delivery.close()
    cafe.asks(ANA, "report opening")
    with cafe.database.work() as session:
        session.scalars(select(Process)).first().owner_id = "U0ZOE"
        session.commit()
    cafe.restart()
    cafe.at("6:59")
    assert cafe.slack.uploads == {}
    assert count(cafe, Outgoing.kind == OutgoingKind.REPORT, Outgoing.state == "cancelled") == 1
