"""A run is due and an earlier one of its process is still open: whatever becomes of that."""

import pytest
from cafe import ANA, OLE, ONE_STEP
from overlapping import DAILY, open_since_monday, outcomes

from scheduler import processes
from storage.states import Overlap


def test_both_stay_open_and_each_card_says_which_run_it_is_of(cafe):
    open_since_monday(cafe, Overlap.BOTH)
    cafe.at("7:00", day=1)
    assert cafe.runs() == ["open", "open"]
    for card, day in zip(cafe.cards(ANA), (23, 24), strict=True):
        assert "Opening checks, run of <!date^" in card
        assert f"|{day} Nov at 7:00>" in card
    mine = cafe.asks(ANA, "mine")
    assert "|23 Nov at 7:00>:" in mine
    assert "|24 Nov at 7:00>:" in mine
    cafe.posts(ANA, "loose.jpg", card=None)
    pointer = cafe.cards(ANA)[-1]
    assert "Opening checks, Mon 23 Nov, 7:00" in pointer
    assert "Opening checks, Tue 24 Nov, 7:00" in pointer
    cafe.posts(ANA, "door.jpg", card=0)
    assert cafe.runs() == ["done", "open"]


def test_where_both_stay_open_downtime_overtakes_nothing(cafe):
    cafe.process(DAILY, steps=ONE_STEP, overlap=Overlap.BOTH)
    cafe.at("9:00", day=2)
    assert cafe.runs() == ["open"] * 3
    assert len(cafe.cards(ANA)) == 3
    assert "late" in cafe.cards(ANA)[0]
    assert cafe.cards(OLE) == []


def test_an_extra_run_neither_overtakes_nor_is_overtaken(cafe):
    made = open_since_monday(cafe)
    cafe.change(processes.start, made)
    cafe.run()
    assert cafe.runs() == ["open", "open"]
    cafe.at("7:00", day=1)
    assert cafe.runs() == ["missed", "open", "open"]


@pytest.mark.parametrize("overlap", Overlap)
def test_the_digest_counts_each_step_once(cafe, overlap):
    open_since_monday(cafe, overlap)
    cafe.at("7:00", day=1)
    cafe.at("7:00", day=2)
    shown = cafe.asks(OLE, "digest")
    closed = overlap == Overlap.CLOSE
    assert outcomes(cafe) == ["missed"] * 2 * closed
    assert ("missed 2 (of 2)" in shown) == closed
