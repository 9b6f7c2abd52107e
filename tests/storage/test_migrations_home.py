"""Data from before managers could hand a step on: kept, with all that refers to it."""

import pytest
from migrating import move
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from test_migrations_card import AT, ROWS, _fit, _tables

from storage.database import Database
from storage.models import HomeTab, RunStep, Turn
from storage.states import Level, TurnState

BEFORE = "0010"
PROOF = {
    "id": 1,
    "run_step_id": 1,
    "turn_id": 1,
    "person_id": "U0ANA",
    "file_id": "F1",
    "message_ts": "2.1",
    "posted_at": AT,
    "verdict": "counted",
    "name": "door.jpg",
    "mimetype": "image/jpeg",
    "size": 1,
    "archive": "kept",
    "archive_attempts": 1,
}
SAID = {
    "key": "ask:1",
    "kind": "ask",
    "state": "sent",
    "urgency": 1,
    "conversation": "U0ANA",
    "turn_id": 1,
    "facts": {},
    "attempts": 1,
    "created_at": AT,
}


@pytest.fixture
def old(bare_url):
    """A turn that a proof and a message refer to."""
    database = Database(bare_url)
    move(database, BEFORE)
    with database.engine.begin() as connection:
        tables = _tables(connection)
        for name, row in {**ROWS, "proof": PROOF, "outgoing": SAID}.items():
            connection.execute(tables[name].insert().values(_fit(database, row)))
    database.migrate()
    yield database
    database.close()


def test_turns_are_the_first_of_their_level_and_nothing_was_done_by_hand(old):
    with old.look() as session:
        turn, step = session.get_one(Turn, 1), session.get_one(RunStep, 1)
        assert (turn.level, turn.number, turn.state) == (Level.OWNER, 0, TurnState.STANDING)
        assert (turn.given_to_id, turn.given_by_id, turn.given_why) == (None, None, None)
        assert (step.closed_by_id, step.reason) == (None, None)
        assert [proof.turn.id for proof in step.proofs] == [1]
        assert session.scalars(select(HomeTab)).all() == []


def test_a_level_has_room_for_somebody_else_and_each_of_them_once(old):
    with old.work() as session:
        step = session.get_one(RunStep, 1)
        facts = {"level": Level.OWNER, "person_id": "U0ZOE", "state": TurnState.ASKED}
        # The rows of before were written with their ids, of which a sequence knows nothing.
        session.add(Turn(id=101, run_step=step, number=1, asked_at=AT, **facts))
        session.commit()
    with old.work() as session:
        step = session.get_one(RunStep, 1)
        session.add(Turn(id=102, run_step=step, number=1, asked_at=AT, **facts))
        with pytest.raises(IntegrityError):
            session.flush()


def test_what_refers_to_a_turn_is_looked_after_as_before(old):
    with old.work() as session, pytest.raises(IntegrityError):
        session.execute(text("DELETE FROM turn"))
