"""Fifty places and five hundred processes: as many questions as with two, and fast enough."""

import time
from contextlib import contextmanager

import pytest
from cafe import OLE
from shops import buttons, family, location, places, processes
from sqlalchemy import event

from scheduler import processes as life
from tests.block_kit import problems_of

PLACES, OTHERS = 50, 450
# What a command or a button may take before Slack says that it failed, in seconds.
SLACK_WAITS = 3


@pytest.fixture
def many(cafe):
    """A family at fifty places, and 450 processes of the ordinary kind."""
    names = [f"Shop {number:02}" for number in range(PLACES)]
    for name in names:
        location(cafe, name)
    family(cafe, *names)
    with cafe.database.work() as session:
        for number in range(OTHERS):
            life.create(session, cafe.plan(name=f"Check {number:03}"), OLE, cafe.now)
        session.commit()
    return cafe


@contextmanager
def questions(cafe):
    """What the database is asked meanwhile."""
    seen = []

    def note(_connection, _cursor, statement, *_rest):
        seen.append(statement)

    event.listen(cafe.database.engine, "before_cursor_execute", note)
    yield seen
    event.remove(cafe.database.engine, "before_cursor_execute", note)


def asked(cafe, line):
    with questions(cafe) as seen:
        began = time.perf_counter()
        message = cafe.answer(OLE, line).message
        took = time.perf_counter() - began
    assert problems_of(message) == []
    print(f"{line}: {took * 1000:.0f} ms, {len(seen)} questions")
    return len(seen), took


def test_what_is_looked_at_takes_as_many_questions_for_fifty_places_as_for_two(many):
    location(many, "Extra 00")
    location(many, "Extra 01")
    family(many, "Extra 00", "Extra 01", name="Two checks")
    many.asks(OLE, "help")
    for line in ("list", "show opening", "history opening", "pause opening", "locations"):
        count, took = asked(many, line)
        few, _ = asked(many, line.replace("opening", "two"))
        assert count == few
        assert took < SLACK_WAITS


def test_fifty_places_are_changed_and_acted_on_within_what_slack_waits(many):
    took = {}
    for label, line, button in (
        ("change a location", "location edit Shop 07 holidays DE", "Save"),
        ("take one away", f"places opening: {', '.join(_names(1))}", "Let it run there"),
        ("bring it back", f"places opening: {', '.join(_names(0))}", "Let it run there"),
        ("pause all", "pause opening", "All 50 places"),
        ("archive all", "archive opening", "All 50 places"),
    ):
        began = time.perf_counter()
        action, value = buttons(many.answer(OLE, line).message)[button]
        took[f"{label}, asked"] = time.perf_counter() - began
        does = {**many.rooms.clicks, **many.rooms.deeds}
        began = time.perf_counter()
        does[action](many.click(OLE, value, action), many.now)
        took[label] = time.perf_counter() - began
    print({label: f"{seconds * 1000:.0f} ms" for label, seconds in took.items()})
    assert max(took.values()) < SLACK_WAITS
    assert places(many) == {}
    assert list(processes(many).values()).count("archived") == PLACES


def _names(first):
    return [f"Shop {number:02}" for number in range(first, PLACES)]
