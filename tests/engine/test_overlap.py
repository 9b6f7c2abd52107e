"""A run is due and an earlier one of its process is still open."""

import pytest
from cafe import ANA, BEN, MIA, OLE, ONE_STEP, THREE_STEPS
from sqlalchemy import select

from scheduler import processes
from scheduler.letters import Later, Unknown
from storage.models import Run, Turn
from storage.states import Opening, Overlap, TurnState

DAY = 86400
# Longer than from one run to the next.
LONG = {"owner_seconds": 5 * DAY, "backup_seconds": DAY, "manager_seconds": DAY}
DAILY = "every day at 7:00"


def open_since_monday(cafe, overlap=Overlap.CLOSE, steps=ONE_STEP, **facts):
    """A process whose run of Monday nobody has proven, a moment before Tuesday's."""
    made = cafe.process(DAILY, steps=steps, overlap=overlap, **LONG | facts)
    cafe.at("7:00")
    cafe.at("6:50", day=1)
    return made


def outcomes(cafe):
    """How each step that is closed ended, by the ledger."""
    done, missed = cafe.ledger("step_done"), cafe.ledger("step_missed")
    return sorted(facts["outcome"] for facts in [*done, *missed])


# The earlier one closes.


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


def test_a_proof_that_stands_unread_in_its_thread_counts(cafe):
    open_since_monday(cafe)
    cafe.posts(ANA, "door.jpg", told=False)
    cafe.at("7:00", day=1)
    assert cafe.runs() == ["done", "open"]
    assert outcomes(cafe) == ["on_time"]
    assert "still open" not in cafe.cards(ANA)[-1], "there is nothing to say any more"


def test_an_unread_proof_of_a_run_that_closes_opens_none_of_its_other_steps(cafe):
    open_since_monday(cafe, steps=THREE_STEPS)
    cafe.posts(ANA, "door.jpg", told=False)
    cafe.at("7:00", day=1)
    assert list(cafe.steps(run=0).values()) == ["done", "missed", "missed"]
    assert len(cafe.cards(ANA)) == 2
    assert sorted(outcomes(cafe)) == ["missed", "missed", "on_time"]


def test_it_does_not_close_while_its_thread_cannot_be_read_and_both_cards_say_so(cafe):
    open_since_monday(cafe)
    cafe.slack.unreadable = True
    cafe.at("7:00", day=1)
    assert cafe.runs() == ["open", "open"], "the new one waits for nothing"
    old, new = cafe.cards(ANA)
    assert "This closes as soon as I have looked through this thread: the run of" in old
    assert "has begun" in old
    assert cafe.pressable(ANA, card=0) == {}
    assert "was still open; it closes as not proven" in new
    cafe.posts(ANA, "door.jpg", card=0, told=False)
    cafe.slack.unreadable = False
    cafe.at("7:05", day=1)
    assert cafe.runs() == ["done", "open"]


def test_nobody_else_is_asked_for_a_run_that_closes_whatever_else_ends_its_turn(cafe):
    open_since_monday(cafe)
    cafe.slack.unreadable = True
    assert cafe.press(ANA, "pass_turn") is None
    cafe.explains(ANA, "the freezer is locked")
    cafe.at("7:00", day=1)
    cafe.changes(ANA, deleted=True)
    cafe.slack.unreadable = False
    cafe.at("7:05", day=1)
    assert cafe.runs()[0] == "missed"
    with cafe.database.look() as session:
        first = session.get(Run, 1).steps[0]
        assert [turn.person_id for turn in first.turns] == [ANA]


def test_back_from_being_away_takes_no_turn_of_a_closing_run_up_again(cafe):
    open_since_monday(cafe)
    cafe.slack.unreadable = True
    cafe.asks(ANA, "away for 2 days")
    cafe.at("7:00", day=1)
    cafe.asks(ANA, "back")
    cafe.slack.unreadable = False
    cafe.at("7:05", day=1)
    assert cafe.runs()[0] == "missed"


def test_a_press_on_a_card_that_closes_gets_a_clear_answer(cafe):
    open_since_monday(cafe)
    with cafe.database.look() as session:
        turn_id = session.scalar(select(Turn.id))
    cafe.slack.unreadable = True
    cafe.at("7:00", day=1)
    answer = cafe.presses(ANA, "extend_turn", turn_id)
    assert "is closing, as the next run has begun" in answer


def test_a_proof_after_it_is_kept_as_late_evidence(cafe):
    open_since_monday(cafe)
    cafe.at("7:00", day=1)
    cafe.at("7:05", day=1)
    cafe.posts(ANA, "door.jpg", card=0)
    assert cafe.runs() == ["missed", "open"]
    assert cafe.proofs() == {"door.jpg": "late"}


def test_a_proof_from_before_it_that_is_learned_of_later_corrects_it(cafe):
    open_since_monday(cafe)
    event = cafe.posts(ANA, "door.jpg", told=False)
    hidden = cafe.slack.channels["D0ANA"].pop()
    cafe.at("7:00", day=1)
    assert cafe.runs() == ["missed", "open"]
    assert "closed as not proven" in cafe.cards(ANA)[-1]
    cafe.slack.channels["D0ANA"].append(hidden)
    cafe.tell(event)
    assert cafe.runs() == ["done", "open"]
    assert "closed as not proven" not in cafe.cards(ANA)[-1]


def test_a_card_that_may_stand_in_slack_unknown_to_us_is_waited_for(cafe):
    cafe.process(DAILY, steps=ONE_STEP, **LONG)
    ask_and_hear_nothing(cafe, acted=True)
    assert len(cafe.slack.said(ANA)) == 1
    with cafe.database.look() as session:
        assert session.scalar(select(Turn.state)) == TurnState.ASKED
    cafe.posts(ANA, "door.jpg", told=False)
    the_next_is_due(cafe)
    assert cafe.runs() == ["open", "open"]
    cafe.at("7:01")
    assert cafe.runs() == ["done", "open"]


def test_a_card_in_doubt_that_is_not_in_slack_is_not_sent_for_a_run_that_closes(cafe):
    cafe.process(DAILY, steps=ONE_STEP, **LONG)
    ask_and_hear_nothing(cafe, acted=False)
    the_next_is_due(cafe)
    assert cafe.runs() == ["open", "open"]
    cafe.at("7:01")
    assert cafe.runs() == ["missed", "open"]
    (card,) = cafe.cards(ANA)
    assert "it is closed as not proven" in card


def ask_and_hear_nothing(cafe, *, acted):
    """Let Monday's card go out, with no word from Slack on whether it did."""
    lost = Unknown("timed out")
    object.__setattr__(lost, "acted", acted)
    cafe.slack.answers.append(lost)
    cafe.now = cafe.now.replace(hour=6, minute=0)
    cafe.engine.cycle.run()


def the_next_is_due(cafe):
    """Let Tuesday's run fall due before the doubt about Monday's card is settled."""
    with cafe.database.work() as session:
        session.get(processes.Process, 1).next_at = cafe.now
        session.commit()
    cafe.engine.cycle.run()


def test_a_card_that_never_went_out_is_not_sent_for_a_run_that_closes(cafe):
    cafe.process(DAILY, steps=ONE_STEP, **LONG)
    cafe.slack.answers.extend([Later("ratelimited")] * 30)
    cafe.at("7:00")
    assert cafe.cards(ANA) == []
    cafe.slack.answers.clear()
    cafe.at("7:00", day=1)
    assert cafe.runs() == ["missed", "open"]
    (card,) = cafe.cards(ANA)
    assert "it is closed as not proven" in card


def test_an_extra_run_neither_overtakes_nor_is_overtaken(cafe):
    made = open_since_monday(cafe)
    cafe.change(processes.start, made)
    cafe.run()
    assert cafe.runs() == ["open", "open"]
    cafe.at("7:00", day=1)
    assert cafe.runs() == ["missed", "open", "open"]


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


def test_a_run_that_was_missed_never_keeps_the_next_one_from_firing(cafe):
    cafe.process(DAILY, steps=ONE_STEP, overlap=Overlap.SKIP)
    for hour in ("7:00", "8:00", "9:00", "11:00"):
        cafe.at(hour)
    assert cafe.runs() == ["missed"]
    cafe.at("6:59", day=1)
    assert cafe.runs() == ["missed"], "and none opens before its time"
    cafe.at("7:00", day=1)
    assert cafe.runs() == ["missed", "open"]


def test_an_extension_taken_of_an_overtaken_turn_does_not_say_that_the_work_moved(cafe):
    open_since_monday(cafe)
    assert cafe.press(ANA, "extend_turn") is None
    assert "it would come to you at" in cafe.cards(BEN)[0]
    cafe.at("7:00", day=1)
    assert "is closed, as the next run has begun: nothing comes to you" in cafe.cards(BEN)[0]


# Both stay open.


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


# The new one is skipped.


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


# Whatever the policy.


def test_downtime_closes_what_was_open_before_it_for_the_last_run_alone(cafe):
    open_since_monday(cafe)
    cafe.restart()
    cafe.at("9:00", day=3)
    assert cafe.runs() == ["missed", "missed", "missed", "open"]
    with cafe.database.look() as session:
        runs = list(session.scalars(select(Run).order_by(Run.id)))
        assert [run.yields_to_id for run in runs] == [runs[-1].id, None, None, None]
    assert len(cafe.cards(OLE)) == 2, "of the two that nobody was asked for"
    assert outcomes(cafe) == ["missed"] * 3


@pytest.mark.parametrize("overlap", Overlap)
def test_the_digest_counts_each_step_once(cafe, overlap):
    open_since_monday(cafe, overlap)
    cafe.at("7:00", day=1)
    cafe.at("7:00", day=2)
    shown = cafe.asks(OLE, "digest")
    closed = overlap == Overlap.CLOSE
    assert outcomes(cafe) == ["missed"] * 2 * closed
    assert ("missed 2 (of 2)" in shown) == closed
