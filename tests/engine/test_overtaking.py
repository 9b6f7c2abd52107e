"""A run that is overtaken, and one more that comes before it could close."""

from cafe import ANA, OLE, ONE_STEP
from sqlalchemy import select

from scheduler import ending
from storage.models import Run

WEEK = 7 * 86400


def nobody_can_read(cafe, days):
    """The first run of a process is open, nothing can be read, and others fall due."""
    windows = {"owner_seconds": WEEK, "backup_seconds": WEEK, "manager_seconds": WEEK}
    cafe.process("every day at 7:00", steps=ONE_STEP, **windows)
    cafe.at("7:00")
    cafe.slack.unreadable = True
    for day in days:
        cafe.at("7:00", day=day)


def test_a_run_is_overtaken_once_however_many_come_before_its_threads_are_read(cafe):
    nobody_can_read(cafe, days=(1, 2))
    assert cafe.runs() == ["open"] * 3
    assert [facts["by"] for facts in cafe.ledger("run_overtaken")] == [2, 3]
    with cafe.database.look() as session:
        runs = session.scalars(select(Run).order_by(Run.id))
        assert [run.yields_to_id for run in runs] == [2, 3, None]
    cafe.slack.unreadable = False
    cafe.at("7:05", day=2)
    assert cafe.runs() == ["missed", "missed", "open"]


def test_the_next_run_says_nothing_more_of_one_that_was_cancelled_before_it_closed(cafe):
    nobody_can_read(cafe, days=(1,))
    assert "it closes as not proven" in cafe.cards(ANA)[-1]
    with cafe.database.work() as session:
        ending.cancel(session, session.get_one(Run, 1), cafe.now, OLE, "closed for stocktaking")
        session.commit()
    cafe.run()
    assert cafe.runs() == ["cancelled", "open"]
    assert "it closes as not proven" not in cafe.cards(ANA)[-1]
