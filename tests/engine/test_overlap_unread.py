"""The next run is due, and what stands in Slack of the one before is not known yet."""

from cafe import ANA, ONE_STEP, THREE_STEPS
from overlapping import DAILY, LONG, open_since_monday, outcomes
from sqlalchemy import select

from scheduler import processes
from scheduler.letters import Later, Unknown
from storage.models import Run, Turn
from storage.states import TurnState


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


# Cards of which Slack has said nothing.


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
