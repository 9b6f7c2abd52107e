"""Most beats find nothing due, and then ask the database once and do nothing else."""

from datetime import timedelta

import pytest
from cafe import ANA
from sqlalchemy import event

from scheduler.agenda import Agenda
from scheduler.plan import StepPlan
from storage.models import Outgoing, Turn

ONE = (StepPlan(title="Unlock doors"),)


@pytest.fixture
def statements(cafe):
    """The statements that the database is asked from now on."""
    seen = []
    event.listen(
        cafe.database.engine,
        "before_cursor_execute",
        lambda _connection, _cursor, statement, *_: seen.append(statement),
    )
    return seen


def test_a_beat_in_which_nothing_is_due_writes_nothing(cafe, statements):
    cafe.process(steps=ONE)
    cafe.at("6:00")
    cafe.now += timedelta(seconds=5)
    statements.clear()
    cafe.engine.cycle.run()
    assert statements
    assert not [words for words in statements if words.startswith(("INSERT", "UPDATE"))]
    assert "BEGIN IMMEDIATE" not in statements, "no writer is held up"


def test_a_stage_runs_only_when_its_table_has_something_due(cafe):
    cafe.process(steps=ONE)
    cafe.at("7:00")
    ran, agenda = [], Agenda(cafe.database)
    stages = [
        agenda.when_due(table, lambda now, table=table: ran.append(table))
        for table in (Turn, Outgoing)
    ]
    for stage in stages:
        stage(cafe.now)
    assert ran == []
    for stage in stages:
        stage(cafe.now + timedelta(hours=2))
    assert ran == [Turn]


def test_what_one_stage_makes_due_the_next_one_finds(cafe):
    cafe.process(steps=ONE)
    cafe.at("6:59")
    cafe.now += timedelta(minutes=2)
    cafe.engine.cycle.run()
    assert len(cafe.cards(ANA)) == 1, "opened and asked for in one cycle"
