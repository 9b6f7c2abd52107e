"""The next run is due: the one that is still open closes."""

from cafe import ANA, BEN, MIA, OLE, ONE_STEP, THREE_STEPS
from overlapping import DAILY, open_since_monday, outcomes
from sqlalchemy import select

from scheduler import processes
from storage.models import Run
from storage.states import Opening, Overlap


def test_the_next_run_closes_the_one_that_is_still_open_and_both_cards_say_so(cafe):
    open_since_monday(cafe)
    cafe.at("7:00", day=1)
    assert cafe.runs() == ["missed", "open"]
    old, new = cafe.cards(ANA)
    assert "Missed at <!date" in old
    assert ", overtaken by the run of <!date" in old
    assert "|7:00>. A proof in this thread is still kept as late evidence." in old
    assert "The run of <!date" in new
    assert "|23 Nov at 7:00> was still open; it is closed as not proven." in new
    assert cafe.cards(BEN) == cafe.cards(MIA) == []


def test_a_run_without_an_earlier_one_says_nothing_of_any(cafe):
    cafe.process(DAILY, steps=ONE_STEP)
    cafe.at("7:00")
    cafe.posts(ANA, "door.jpg")
    cafe.at("7:00", day=1)
    assert "still open" not in cafe.cards(ANA)[-1]


def test_what_still_waits_is_missed_with_it_and_never_opens(cafe):
    open_since_monday(cafe, steps=THREE_STEPS)
    cafe.at("7:00", day=1)
    assert cafe.steps(run=0) == dict.fromkeys(cafe.steps(run=0), "missed")
    assert len(cafe.cards(ANA)) == 2
    assert [facts["outcome"] for facts in cafe.ledger("step_missed")] == ["missed"] * 3
    assert {facts["reason"] for facts in cafe.ledger("step_missed")} == {"overtaken"}


def test_each_step_that_is_open_is_missed_once(cafe):
    open_since_monday(cafe, steps=THREE_STEPS, opening=Opening.ALL_AT_ONCE)
    cafe.at("7:00", day=1)
    cafe.at("9:00", day=1)
    cafe.restart()
    cafe.at("9:30", day=1)
    assert outcomes(cafe) == ["missed"] * 3
    assert len(cafe.ledger("run_overtaken")) == 1


def test_what_was_proven_of_it_stays_so(cafe):
    open_since_monday(cafe, steps=THREE_STEPS)
    cafe.posts(ANA, "door.jpg")
    cafe.at("7:00", day=1)
    assert list(cafe.steps(run=0).values()) == ["done", "missed", "missed"]
    assert cafe.runs() == ["missed", "open"]


def test_whoever_else_was_asked_sees_it_on_their_card(cafe):
    open_since_monday(cafe, owner_seconds=3600)
    assert len(cafe.cards(BEN)) == 1
    cafe.at("7:00", day=1)
    assert "overtaken by the run of" in cafe.cards(BEN)[0]
    assert "overtaken by the run of" in cafe.cards(ANA)[0]
    assert cafe.cards(MIA) == []
    assert cafe.pressable(BEN) == {}


def test_a_proof_after_it_is_kept_as_late_evidence(cafe):
    open_since_monday(cafe)
    cafe.at("7:00", day=1)
    cafe.at("7:05", day=1)
    cafe.posts(ANA, "door.jpg", card=0)
    assert cafe.runs() == ["missed", "open"]
    assert cafe.proofs() == {"door.jpg": "late"}


def test_several_that_are_open_are_all_closed(cafe):
    made = open_since_monday(cafe, Overlap.BOTH)
    cafe.at("7:00", day=1)
    with cafe.database.work() as session:
        session.get(processes.Process, made.id).overlap = Overlap.CLOSE
        session.commit()
    cafe.at("7:00", day=2)
    assert cafe.runs() == ["missed", "missed", "open"]
    said = cafe.cards(ANA)[-1]
    assert all(f"|{day} Nov at 7:00> was still open; it is closed" in said for day in (23, 24))


def test_an_extension_taken_of_an_overtaken_turn_does_not_say_that_the_work_moved(cafe):
    open_since_monday(cafe)
    assert cafe.press(ANA, "extend_turn") is None
    assert "it would come to you at" in cafe.cards(BEN)[0]
    cafe.at("7:00", day=1)
    assert "is closed, as the next run has begun: nothing comes to you" in cafe.cards(BEN)[0]


def test_downtime_closes_what_was_open_before_it_for_the_last_run_alone(cafe):
    open_since_monday(cafe)
    cafe.restart()
    cafe.at("9:00", day=3)
    assert cafe.runs() == ["missed", "missed", "missed", "open"]
    with cafe.database.look() as session:
        runs = list(session.scalars(select(Run).order_by(Run.id)))
        assert [run.yields_to_id for run in runs] == [runs[-1].id, None, None, None]
    [told] = cafe.cards(OLE)
    assert "was due 2 times" in told, "of the two that nobody was asked for"
    assert outcomes(cafe) == ["missed"] * 3
