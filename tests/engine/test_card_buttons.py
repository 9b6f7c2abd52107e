"""What people press on their cards, who may, and what becomes of it."""

import pytest
from cafe import ANA, BEN, MIA, OLE

from scheduler.letters import Later
from scheduler.plan import StepPlan
from storage.models import Turn
from storage.states import Opening

ONE = (StepPlan(title="Unlock doors"),)
TWO = (StepPlan(title="Unlock doors"), StepPlan(title="Lights"))
HOSTILE = "<!channel> & *bold* <@U0MIA> \u202eabc"


@pytest.fixture
def asked(cafe):
    """A café whose owner has just been asked for the only step."""
    cafe.process(steps=ONE)
    cafe.at("7:00")
    return cafe


def passes(cafe, person, note="the freezer is locked"):
    assert cafe.press(person, "pass_turn") is None
    return cafe.explains(person, note)


def reports(cafe, person, note="the door is stuck"):
    assert cafe.press(person, "report_problem") is None
    return cafe.explains(person, note)


# Passing on.


def test_a_card_offers_to_pass_to_the_next_person_by_name(cafe):
    cafe.slack.people[BEN]["real_name"] = "Ben Hart"
    cafe.engine.directory.member(BEN, cafe.now)
    cafe.process(steps=ONE, sop_url="https://wiki.example/opening")
    cafe.at("7:00")
    assert cafe.pressable(ANA) == {
        "pass_turn": "Pass to Ben Hart now",
        "report_problem": "Problem",
        "extend_turn": "15 more minutes",
        "open_sop": "Open SOP",
    }


def test_passing_on_asks_the_next_person_at_once_and_says_why(asked):
    asked.at("7:12")
    assert passes(asked, ANA) == {}
    (card,) = asked.cards(BEN)
    assert f"Passed on to you by <@{ANA}> at " in card
    assert "|7:12>: “the freezer is locked”." in card
    (own,) = asked.cards(ANA)
    assert f"Moved to <@{BEN}> at " in own
    assert "you passed it on: “the freezer is locked”" in own
    assert asked.pressable(ANA) == {}
    (given_up,) = asked.ledger("turn_given_up")
    assert given_up == {
        "level": "OWNER",
        "reason": "by_hand",
        "note": "the freezer is locked",
    }
    assert [entry["reason"] for entry in asked.ledger("turn_passed")] == ["by_hand"]


def test_the_window_of_whoever_gets_it_counts_from_then(asked):
    asked.at("7:12")
    passes(asked, ANA)
    asked.at("8:11:59")
    assert asked.cards(MIA) == []
    asked.at("8:13")
    assert len(asked.cards(MIA)) == 1


def test_the_manager_reads_both_reasons(asked):
    asked.at("7:12")
    passes(asked, ANA)
    reports(asked, BEN)
    (card,) = asked.cards(MIA)
    assert f"Passed on to <@{BEN}> by <@{ANA}>" in card
    assert f"<@{BEN}> reported a problem: “the door is stuck”" in card


def test_a_photo_from_before_the_press_still_completes_the_step(asked):
    asked.at("7:10")
    asked.posts(ANA, "door.jpg", told=False)
    passes(asked, ANA)
    assert asked.runs() == ["done"]
    assert asked.cards(BEN) == []
    assert f"Done by <@{ANA}>" in asked.cards(ANA)[0]


def test_nothing_moves_while_the_thread_cannot_be_read_and_the_card_says_so(asked):
    asked.slack.unreadable = True
    passes(asked, ANA)
    assert asked.cards(BEN) == []
    (own,) = asked.cards(ANA)
    assert f"moves to <@{BEN}> as soon as I have looked through this thread" in own
    assert "the freezer is locked" in own
    assert asked.pressable(ANA) == {}
    asked.at("8:30")
    asked.slack.unreadable = False
    asked.at("8:31")
    assert "the freezer is locked" in asked.cards(BEN)[0], "and not: no proof yet"


def test_what_was_pressed_outlives_a_crash(asked):
    asked.slack.unreadable = True
    passes(asked, ANA)
    asked.restart()
    asked.slack.unreadable = False
    asked.at("7:13")
    assert "the freezer is locked" in asked.cards(BEN)[0]


def test_submitting_twice_passes_on_once(asked):
    assert passes(asked, ANA) == {}
    asked.slack.unreadable = True
    assert passes(asked, BEN, "me neither") == {}
    modal = asked.slack.opened[-1]
    assert asked.explains(BEN, "me neither", modal) == {}, "Slack may not have heard the answer"
    asked.slack.unreadable = False
    asked.at("7:13")
    assert len(asked.cards(MIA)) == 1
    assert len(asked.ledger("turn_given_up")) == 2


def test_someone_who_passes_on_and_leaves_has_passed_it_on(asked):
    asked.slack.unreadable = True
    passes(asked, ANA)
    asked.leaves(ANA)
    asked.tell({"type": "user_change", "user": asked.slack.people[ANA]})
    asked.slack.unreadable = False
    asked.at("7:13")
    assert "the freezer is locked" in asked.cards(BEN)[0]


@pytest.mark.parametrize("note", ["", "   ", "\u2028\x00", "x" * 301])
def test_a_reason_is_needed_and_nothing_typed_is_lost(asked, note):
    answer = passes(asked, ANA, note)
    assert answer["response_action"] == "errors"
    assert list(answer["errors"]) == ["note"]
    assert asked.cards(BEN) == []


def test_a_hostile_reason_is_shown_as_it_was_typed(asked):
    passes(asked, ANA, HOSTILE)
    card = asked.cards(BEN)[0]
    assert "“&lt;!channel&gt; &amp; *bold* &lt;@U0MIA&gt; abc”" in card


# Problems.


def test_a_problem_goes_up_at_once_with_what_is_wrong(asked):
    asked.at("7:12")
    assert reports(asked, ANA) == {}
    assert f"<@{ANA}> reported a problem: “the door is stuck”" in asked.cards(BEN)[0]
    assert "you reported a problem: “the door is stuck”" in asked.cards(ANA)[0]
    assert asked.cards(OLE) == [], "the creator hears of it when nobody else is left"


def with_the_manager(cafe):
    cafe.at("8:00")
    cafe.at("9:00")
    return cafe


def test_a_managers_problem_is_told_to_the_creator_and_stays_open(asked):
    with_the_manager(asked)
    assert "pass_turn" not in asked.pressable(MIA)
    assert asked.press(MIA, "report_problem") is None
    said = str(asked.slack.opened[-1]["blocks"])
    assert "stays open with you until" in said
    assert f"<@{OLE}>" in said
    assert asked.explains(MIA, "the lock is broken") == {}
    assert asked.explains(MIA, "the lock is broken", asked.slack.opened[-1]) == {}
    (told,) = asked.cards(OLE)
    assert f"<@{MIA}> reported a problem with “Unlock doors” of Opening checks" in told
    assert "“the lock is broken”" in told
    (card,) = asked.cards(MIA)
    assert f"You reported a problem: “the lock is broken”. <@{OLE}> has been told." in card
    assert list(asked.pressable(MIA)) == ["extend_turn"]
    assert len(asked.ledger("problem_reported")) == 1
    asked.at("10:59")
    assert asked.runs() == ["open"]
    asked.at("11:00")
    assert asked.runs() == ["missed"]


def test_a_manager_who_made_the_process_is_told_that_it_is_kept(cafe):
    cafe.process(steps=ONE, manager_id=OLE)
    cafe.at("7:00")
    with_the_manager(cafe)
    cafe.press(OLE, "report_problem")
    assert "is kept with it" in str(cafe.slack.opened[-1]["blocks"])
    cafe.explains(OLE, "the lock is broken")
    (card,) = cafe.cards(OLE)
    assert "You reported a problem: “the lock is broken”." in card
    assert "has been told" not in card


def test_a_manager_cannot_pass_on_by_an_invented_press(asked):
    with_the_manager(asked)
    value = str(3)
    assert "Nobody is asked after you" in asked.presses(MIA, "pass_turn", value)
    asked.press(MIA, "report_problem")
    forged = {**asked.slack.opened[-1], "callback_id": "pass_turn"}
    answer = asked.explains(MIA, "not me", forged)
    assert "Nobody is asked after you" in str(answer["view"])
    assert asked.runs() == ["open"]


def test_those_who_passed_it_on_were_reachable(asked):
    passes(asked, ANA)
    passes(asked, BEN)
    asked.leaves(MIA)
    asked.tell({"type": "user_change", "user": asked.slack.people[MIA]})
    assert asked.runs() == ["missed"]
    told = asked.cards(OLE)
    assert len(told) == 1, "it is no matter of people who could not be reached"
    assert "who is the manager now?" in told[0]


# More time.


def test_more_time_moves_the_deadline_once_and_tells_the_next_person(asked):
    asked.at("7:50")
    assert asked.press(ANA, "extend_turn") is None
    (told,) = asked.cards(BEN)
    assert f"<@{ANA}> took 15 more minutes for “Unlock doors” (Opening checks)" in told
    assert "it would come to you at" in told
    assert "|8:15>" in told
    (card,) = asked.cards(ANA)
    assert "You have 15 more minutes." in card
    assert "|8:15>" in card
    assert "extend_turn" not in asked.pressable(ANA)
    asked.at("8:14:59")
    assert len(asked.cards(BEN)) == 1
    asked.at("8:15:01")
    note, card = asked.cards(BEN)
    assert "has come to you" in note
    assert "Moved to you" in card
    (extended,) = asked.ledger("turn_extended")
    assert extended["until"].startswith("2026-11-23T07:15")


def test_a_proof_within_the_extension_is_on_time(asked):
    asked.at("7:50")
    asked.press(ANA, "extend_turn")
    asked.at("8:10")
    asked.posts(ANA, "door.jpg")
    (done,) = asked.ledger("step_done")
    assert done["outcome"] == "on_time"
    (told,) = asked.cards(BEN)
    assert "“Unlock doors” (Opening checks) is done: nothing comes to you." in told


def test_more_time_is_given_once(asked):
    value = str(1)
    asked.press(ANA, "extend_turn")
    assert "already" in asked.presses(ANA, "extend_turn", value)
    assert len(asked.ledger("turn_extended")) == 1
    assert len(asked.cards(BEN)) == 1


def test_no_time_is_given_behind_the_deadline(asked):
    asked.slack.unreadable = True
    asked.at("8:00:05")
    said = asked.press(ANA, "extend_turn")
    assert "Nothing has changed." in said
    assert "your time for it is over" in said
    asked.slack.unreadable = False
    asked.at("8:01")
    assert len(asked.cards(BEN)) == 1


def test_each_has_one_extension_of_their_own_and_nobody_hears_of_the_managers(asked):
    asked.at("8:00")
    asked.press(BEN, "extend_turn")
    assert "|9:15>" in asked.cards(MIA)[0]
    asked.at("9:15:30")
    assert asked.press(MIA, "extend_turn") is None
    asked.at("11:20")
    assert asked.runs() == ["open"]
    asked.at("11:31")
    assert asked.runs() == ["missed"]
    assert asked.cards(OLE) == []


def test_several_steps_of_a_run_are_told_in_one_message(cafe):
    cafe.process(steps=TWO, opening=Opening.ALL_AT_ONCE)
    cafe.at("7:00")
    cafe.press(ANA, "extend_turn", card=0)
    cafe.press(ANA, "extend_turn", card=1)
    (told,) = cafe.cards(BEN)
    assert "“Unlock doors”" in told
    assert "“Lights”" in told
    cafe.posts(ANA, "lights.jpg", card=1)
    (told,) = cafe.cards(BEN)
    assert "“Lights” (Opening checks) is done" in told
    assert "would come to you" in told


def test_what_is_done_before_the_news_went_out_is_no_news(asked):
    asked.slack.answers.append(Later("ratelimited"))
    asked.press(ANA, "extend_turn")
    assert asked.cards(BEN) == []
    asked.posts(ANA, "door.jpg")
    asked.at("7:30")
    assert asked.cards(BEN) == []


def test_the_news_of_a_second_step_goes_out_where_the_first_was_no_news(cafe):
    cafe.process(steps=TWO, opening=Opening.ALL_AT_ONCE)
    cafe.at("7:00")
    cafe.slack.answers.append(Later("ratelimited"))
    cafe.press(ANA, "extend_turn", card=0)
    cafe.posts(ANA, "door.jpg", card=0)
    cafe.at("7:30")
    assert cafe.cards(BEN) == []
    cafe.press(ANA, "extend_turn", card=1)
    (told,) = cafe.cards(BEN)
    assert "“Lights”" in told


# Wrong people, stale cards.


@pytest.mark.parametrize("action", ["pass_turn", "report_problem", "extend_turn"])
def test_only_the_person_whose_turn_it_is_can_press(asked, action):
    for other in (BEN, MIA, OLE):
        answer = asked.press(other, action, of=ANA)
        assert f"Only <@{ANA}> can use this card." in answer
        assert f"“Unlock doors” is with <@{ANA}> now" in answer
    assert asked.slack.opened == []
    assert asked.ledger("turn_extended") == []


@pytest.mark.parametrize("action", ["pass_turn", "report_problem", "extend_turn"])
def test_a_press_on_a_turn_that_has_ended_says_whose_it_is_now(asked, action):
    value = str(1)
    asked.at("8:00")
    answer = asked.presses(ANA, action, value)
    assert "Nothing has changed." in answer
    assert f"“Unlock doors” is with <@{BEN}> now, until <!date" in answer
    asked.posts(BEN, "door.jpg")
    assert f"is done, by <@{BEN}>" in asked.presses(ANA, action, value)


def test_a_missed_and_a_cancelled_step_are_said_so(asked):
    for clock in ("8:00", "9:00", "11:00"):
        asked.at(clock)
    assert "The time for “Unlock doors” ended at" in asked.presses(ANA, "pass_turn", "1")
    asked.at("7:00", day=1)
    asked.asks(OLE, "archive Opening")
    assert "was cancelled" in asked.presses(ANA, "pass_turn", "4")


@pytest.mark.parametrize("value", ["", "0", "-1", "99", "1e3", "9" * 30, "１", "x"])
def test_a_press_on_something_unknown_changes_nothing(asked, value):
    assert "do not know this card" in asked.presses(ANA, "extend_turn", value)
    assert "do not know this card" in asked.presses(ANA, "pass_turn", value)


def test_a_modal_that_was_open_while_the_turn_ended_gives_back_what_was_typed(asked):
    asked.press(ANA, "pass_turn")
    asked.at("8:00")
    answer = asked.explains(ANA, "the freezer is locked")
    assert answer["response_action"] == "update"
    said = str(answer["view"]["blocks"])
    assert f"is with <@{BEN}> now" in said
    assert "You wrote: “the freezer is locked”" in said
    assert len(asked.cards(MIA)) == 0


def test_a_modal_of_somebody_else_is_refused_when_it_is_submitted(asked):
    asked.press(ANA, "pass_turn")
    answer = asked.explains(BEN, "mine now")
    assert f"Only <@{ANA}> can use this card." in str(answer["view"])
    assert asked.cards(BEN) == []


def test_a_card_that_we_do_not_know_to_stand_yet_is_pressed_again_in_a_moment(asked):
    with asked.database.work() as session:
        turn = session.get(Turn, 1)
        turn.state, turn.next_at = "asked", None
        session.commit()
    assert "only just arriving" in asked.presses(ANA, "extend_turn", "1")
    assert asked.presses(ANA, "pass_turn", "1") is None
    answer = asked.explains(ANA, "the freezer is locked")
    assert "only just arriving" in answer["errors"]["note"]
