"""The next run is due: where one is still open, it is skipped."""

from between_reads import photo_between_reads
from cafe import ANA, BEN, MIA, OLE, ONE_STEP
from overlapping import DAILY, DAY, open_since_monday
from sqlalchemy import select

from scheduler import processes
from storage.models import Turn
from storage.states import Overlap, TurnState


def test_the_new_run_is_skipped_and_the_ladder_is_told_once(cafe):
    open_since_monday(cafe, Overlap.SKIP)
    cafe.at("7:00", day=1)
    cafe.at("7:30", day=1)
    assert cafe.runs() == ["open", "skipped"]
    for person, before in ((ANA, 1), (BEN, 0), (MIA, 0)):
        told = cafe.cards(person)[before:]
        assert len(told) == 1
        assert "is skipped: the run of <!date" in told[0]
        assert "was still open" in told[0]
        assert "`/baton start Opening checks`" in told[0]
    (facts,) = cafe.ledger("occurrence_skipped")
    assert facts == {"occurrence": "2026-11-24T07:00:00", "reason": "still_open", "of": 1}
    assert "skipped: the run of <!date" in cafe.asks(OLE, "show opening")
    assert "skipped: the run of <!date" in cafe.asks(OLE, "history opening")


def test_after_a_skip_the_next_one_that_finds_nothing_open_fires(cafe):
    open_since_monday(cafe, Overlap.SKIP)
    cafe.at("7:00", day=1)
    cafe.posts(ANA, "door.jpg", card=0)
    cafe.at("7:00", day=2)
    assert cafe.runs() == ["done", "skipped", "open"]


def test_a_skip_of_an_occurrence_that_was_due_is_not_taken_back(cafe):
    open_since_monday(cafe, Overlap.SKIP)
    cafe.at("7:00", day=1)
    cafe.now = cafe.now.replace(hour=4)
    assert "Nothing of *Opening checks* is skipped" in cafe.asks(OLE, "unskip opening")
    assert cafe.runs() == ["open", "skipped"]


def test_nothing_is_skipped_for_a_run_whose_proof_stands_unread(cafe):
    open_since_monday(cafe, Overlap.SKIP)
    cafe.posts(ANA, "door.jpg", told=False)
    cafe.at("7:00", day=1)
    assert cafe.runs() == ["done", "open"]


def test_whether_to_skip_waits_until_the_threads_can_be_read(cafe):
    open_since_monday(cafe, Overlap.SKIP)
    cafe.slack.unreadable = True
    cafe.at("7:00", day=1)
    assert cafe.runs() == ["open"]
    cafe.slack.unreadable = False
    cafe.at("7:01", day=1)
    assert cafe.runs() == ["open", "skipped"]


def test_a_run_whose_time_ends_as_the_next_is_due_does_not_hold_it_back(cafe):
    windows = {"owner_seconds": DAY // 4, "backup_seconds": DAY // 4, "manager_seconds": DAY // 2}
    cafe.process(DAILY, steps=ONE_STEP, overlap=Overlap.SKIP, **windows)
    for hour in ("7:00", "13:01", "19:02"):
        cafe.at(hour)
    with cafe.database.work() as session:
        manager = session.scalars(select(Turn).where(Turn.state == TurnState.STANDING)).one()
        manager.deadline_at = session.get(processes.Process, 1).next_at
        session.commit()
    cafe.at("7:00", day=1)
    assert cafe.runs() == ["missed", "open"]


def test_a_run_that_was_missed_never_keeps_the_next_one_from_firing(cafe):
    cafe.process(DAILY, steps=ONE_STEP, overlap=Overlap.SKIP)
    for hour in ("7:00", "8:00", "9:00", "11:00"):
        cafe.at(hour)
    assert cafe.runs() == ["missed"]
    cafe.at("6:59", day=1)
    assert cafe.runs() == ["missed"], "and none opens before its time"
    cafe.at("7:00", day=1)
    assert cafe.runs() == ["missed", "open"]


def test_what_fell_due_in_a_downtime_is_skipped_in_one_message(cafe):
    open_since_monday(cafe, Overlap.SKIP)
    cafe.restart()
    cafe.at("9:00", day=3)
    assert cafe.runs() == ["open", "skipped", "skipped", "skipped"]
    (told,) = cafe.cards(MIA)
    assert all(f"|{day} Nov at 7:00>" in told for day in (24, 25, 26))
    assert "are skipped" in told


def test_without_an_open_run_downtime_asks_for_the_last_one_as_ever(cafe):
    cafe.process(DAILY, steps=ONE_STEP, overlap=Overlap.SKIP)
    cafe.at("6:00")
    cafe.restart()
    cafe.at("9:00", day=2)
    assert cafe.runs() == ["missed", "missed", "open"]


def test_a_photo_that_comes_while_other_threads_are_read_leaves_nothing_out(cafe):
    open_since_monday(cafe, Overlap.SKIP)
    cafe.press(ANA, "pass_turn")
    cafe.explains(ANA, "the freezer is locked")
    photo_between_reads(cafe, ANA, BEN)
    cafe.at("7:00", day=1)
    assert cafe.runs() == ["done", "open"]
