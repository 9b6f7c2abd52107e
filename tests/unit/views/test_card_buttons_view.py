"""A card's buttons, the modals behind them, and what a press is answered, in every state."""

from datetime import timedelta

import pytest
from view_rows import DUE, HOUR, asked, berlin, open_step, passed, prove, standing, token

from handlers.views import card_modals, press_answers, reminders
from handlers.views.card import card
from handlers.views.card_buttons import NextPerson, next_on_ladder
from handlers.views.trouble import trouble
from scheduler import nudging
from scheduler.presses import Press
from storage.states import Level, Nudges, PassReason, StepState, TurnState
from tests.block_kit import HOSTILE, buttons_in, harm_in, problems_of, words_in
from tests.unit.creation_support import refused_by_slack

SAID = (PassReason.BY_HAND, PassReason.PROBLEM)
QUARTER = timedelta(minutes=15)


def shown(turn, now=DUE, following=None):
    message = card(turn, now, following)
    assert problems_of(message) == []
    return words_in(message.blocks)


def given_up(turn, reason, note):
    turn.reason, turn.note = reason, note
    return turn


def passed_with(step, reason, note, level=Level.OWNER):
    turn = passed(step, level, reason=reason)
    turn.note = note
    return turn


def managers(note=None, **changes):
    """Return the standing turn of a manager, who may have reported a problem."""
    step = open_step(**changes)
    passed(step)
    passed(step, Level.BACKUP, DUE + HOUR)
    turn = standing(step, Level.MANAGER, DUE + 2 * HOUR)
    turn.note = note
    return turn


def with_next(turn):
    return turn, next_on_ladder(turn)


def problem_modal(turn, now):
    return card_modals.problem_modal(turn, now, next_on_ladder(turn))


# The card.


def test_the_next_person_is_named_on_the_button():
    step = open_step()
    ben = NextPerson(Level.BACKUP, "U0BEN", "Ben Hart")
    button = buttons_in(card(standing(step), DUE, ben).blocks)
    assert button["pass_turn"]["text"]["text"] == "Pass to Ben Hart now"
    assert button["pass_turn"]["value"] == button["extend_turn"]["value"] == "1"


@pytest.mark.parametrize(
    ("level", "role"), [(Level.OWNER, "the backup"), (Level.BACKUP, "the manager")]
)
def test_who_has_no_name_yet_is_called_by_their_part(level, role):
    button = buttons_in(card(standing(open_step(), level), DUE).blocks)
    assert button["pass_turn"]["text"]["text"] == f"Pass to {role} now"


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_fits_on_the_button(name):
    shown(standing(open_step()), following=NextPerson(Level.BACKUP, "U0BEN", name))


def test_a_manager_can_pass_to_nobody():
    assert list(buttons_in(card(managers(), berlin(9)).blocks)) == [
        "report_problem",
        "extend_turn",
        "open_sop",
    ]


def test_a_card_that_is_still_on_its_way_has_its_buttons():
    assert "extend_turn" in buttons_in(card(asked(open_step()), DUE).blocks)


def test_more_time_is_offered_once_and_before_the_deadline():
    turn = standing(open_step())
    assert "extend_turn" not in buttons_in(card(turn, berlin(8)).blocks)
    turn.extended_at, turn.deadline_at = DUE, turn.deadline_at + QUARTER
    assert "extend_turn" not in buttons_in(card(turn, DUE).blocks)
    text = shown(turn)
    assert (
        f"You have 15 more minutes. Reply in this thread with *a photo* by {token(berlin(8, 15))}"
        in text
    )


@pytest.mark.parametrize("reason", SAID)
def test_who_has_just_passed_it_on_sees_that_it_is_on_its_way(reason):
    turn = given_up(standing(open_step()), reason, "frozen shut")
    text = shown(turn)
    assert "moves to <@U0BEN> as soon as I have looked through this thread" in text
    assert "“frozen shut”" in text
    assert "A proof in this thread still counts: a photo." in text
    assert list(buttons_in(card(turn, DUE).blocks)) == ["open_sop"]


def test_a_reason_is_told_to_the_next_person_with_its_time():
    step = open_step()
    passed_with(step, PassReason.BY_HAND, "frozen shut").ended_at = berlin(7, 12)
    text = shown(asked(step, Level.BACKUP, berlin(7, 12)))
    at = f"{token(berlin(7, 12))}{{time}}|7:12>"
    assert f"Passed on to you by <@U0ANA> at {at}: “frozen shut”." in text


def test_a_problem_is_told_to_the_next_person_with_its_time():
    step = open_step()
    passed_with(step, PassReason.PROBLEM, "frozen shut").ended_at = berlin(7, 12)
    text = shown(asked(step, Level.BACKUP, berlin(7, 12)))
    assert "Moved to you at" in text
    assert "|7:12>; <@U0ANA> reported a problem: “frozen shut”." in text


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (PassReason.BY_HAND, "you passed it on: “frozen shut”"),
        (PassReason.PROBLEM, "you reported a problem: “frozen shut”"),
    ],
)
def test_ones_own_card_says_what_became_of_the_press(reason, words):
    step = open_step()
    turn = passed_with(step, reason, "frozen shut")
    asked(step, Level.BACKUP)
    text = shown(turn)
    assert ":arrow_right: Moved to <@U0BEN> at" in text
    assert f"; {words}." in text


def test_a_manager_who_reported_a_problem_keeps_the_step():
    turn = managers("the lock is broken")
    text = shown(turn, berlin(9))
    assert "You reported a problem: “the lock is broken”. <@U0OLE> has been told." in text
    assert "it counts as missed" in text
    assert "report_problem" not in buttons_in(card(turn, berlin(9)).blocks)


@pytest.mark.parametrize("note", HOSTILE)
def test_hostile_notes_break_no_card(note):
    step = open_step(titles=(note, "b"), name=note)
    own = passed_with(step, PassReason.BY_HAND, note)
    passed_with(step, PassReason.PROBLEM, note, Level.BACKUP)
    shown(own)
    manager = standing(step, Level.MANAGER, DUE + 2 * HOUR)
    manager.note = note
    shown(manager, berlin(9))
    for reason in SAID:
        shown(given_up(standing(open_step(titles=(note,), name=note)), reason, note))


# The modals.


def took(view):
    """Return what a modal shows, once Slack would take it."""
    assert refused_by_slack(view["blocks"], 100) == []
    assert all(len(view[part]["text"]) <= 24 for part in ("title", "submit", "close"))
    (text,) = [block["text"]["text"] for block in view["blocks"] if block["type"] == "section"]
    assert harm_in(text) == []
    return text


def test_the_modal_of_a_pass_names_the_next_person_and_needs_a_reason():
    view = card_modals.pass_modal(*with_next(standing(open_step())))
    assert "“Unlock doors” goes to <@U0BEN> right away." in took(view)
    assert view["private_metadata"] == "1"
    (note,) = [block for block in view["blocks"] if block["type"] == "input"]
    assert note["optional"] is False
    assert note["element"]["max_length"] == card_modals.LONGEST_NOTE


def test_the_modal_of_a_problem_says_who_is_asked():
    assert "<@U0BEN> is asked right away" in took(problem_modal(standing(open_step()), DUE))


def test_the_modal_of_a_managers_problem_says_that_it_closes_nothing():
    text = took(problem_modal(managers(), berlin(9)))
    assert f"it stays open with you until {token(berlin(11))}" in text
    assert "<@U0OLE>, who looks after this process, is told at once." in text


def test_a_manager_who_made_the_process_tells_nobody():
    turn = managers()
    turn.run_step.run.process.creator_id = turn.person_id
    assert "is kept with it" in took(problem_modal(turn, berlin(9)))
    turn.note = "broken"
    assert "has been told" not in shown(turn, berlin(9))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_titles_and_notes_break_no_modal(text):
    turn = standing(open_step(titles=(text,), name=text))
    took(card_modals.pass_modal(*with_next(turn)))
    took(problem_modal(turn, DUE))
    answer = press_answers.refused(Press.ENDED, turn, DUE)
    assert problems_of(card_modals.with_note(answer, text)) == []


# Answers to a press.


def answered(press, turn, now=DUE):
    message = press_answers.refused(press, turn, now)
    assert problems_of(message) == []
    assert message.text == words_in(message.blocks)
    return message.text


@pytest.mark.parametrize("press", [press for press in Press if press != Press.TAKEN])
@pytest.mark.parametrize("text", HOSTILE)
def test_every_answer_is_fit_for_slack(press, text):
    answered(press, standing(open_step(titles=(text,), name=text)))


def test_who_presses_a_card_of_the_past_hears_with_whom_it_is():
    step = open_step()
    turn = passed(step)
    standing(step, Level.BACKUP, DUE + HOUR)
    text = answered(Press.ENDED, turn, berlin(8))
    assert f"“Unlock doors” is with <@U0BEN> now, until {token(berlin(9))}" in text


def test_who_presses_after_the_end_hears_how_it_ended():
    turn = standing(open_step())
    prove(turn, berlin(7, 12))
    assert f"is done, by <@U0ANA> at {token(berlin(7, 12))}" in answered(Press.ENDED, turn)
    turn.run_step.state = StepState.MISSED
    assert "The time for “Unlock doors” ended at" in answered(Press.ENDED, turn)
    turn.run_step.state = StepState.CANCELLED
    assert "“Unlock doors” was cancelled at" in answered(Press.ENDED, turn)


def test_who_presses_right_behind_the_deadline_hears_that_it_moves():
    text = answered(Press.ENDED, standing(open_step()), berlin(8, 1))
    assert "is about to move on: your time for it is over." in text


def test_who_presses_twice_hears_what_the_first_press_did():
    turn = standing(open_step())
    turn.extended_at, turn.deadline_at = DUE, berlin(8, 15)
    assert f"you have until {token(berlin(8, 15))}" in answered(Press.AGAIN, turn)
    assert "is moving on already" in answered(
        Press.AGAIN, given_up(turn, PassReason.BY_HAND, "frozen")
    )
    assert "have reported a problem" in answered(Press.AGAIN, managers("frozen"), berlin(9))


# Reminders, and the word to the creator.


@pytest.mark.parametrize("number", [nudging.SHARE, nudging.END])
@pytest.mark.parametrize("level", list(Level))
def test_a_nudge_is_fit_for_slack_and_blames_nobody(number, level):
    message = reminders.nudge(standing(open_step(count=3), level), number, DUE)
    assert problems_of(message) == []
    assert "*3 photos* in this thread by" in message.text
    assert "late" not in message.text


def test_the_last_nudge_says_how_long_is_left():
    turn = standing(open_step())
    at = turn.deadline_at - timedelta(minutes=9, seconds=58)
    assert reminders.nudge(turn, nudging.END, at).text.startswith("10 minutes left:")
    at = turn.deadline_at - timedelta(seconds=10)
    assert reminders.nudge(turn, nudging.END, at).text.startswith("1 minute left:")


def extended(text="Unlock doors", level=Level.OWNER):
    turn = standing(open_step(titles=(text,), name=text), level)
    turn.extended_at, turn.deadline_at = DUE, turn.deadline_at + QUARTER
    return turn


def test_an_extension_is_told_with_the_time_at_which_it_would_come():
    message = reminders.extended([(extended(), None)], DUE)
    assert problems_of(message) == []
    assert "<@U0ANA> took 15 more minutes for “Unlock doors”" in message.text
    assert f"it would come to you at {token(berlin(8, 15))}" in message.text


@pytest.mark.parametrize(
    ("step", "turn", "words"),
    [
        (StepState.DONE, TurnState.PROVEN, "is done: nothing comes to you."),
        (StepState.CANCELLED, TurnState.WITHDRAWN, "was cancelled: nothing comes to you."),
        (StepState.OPEN, TurnState.PASSED, "has come to you."),
        (StepState.MISSED, TurnState.PASSED, "has come to you."),
    ],
)
def test_what_became_of_an_extension_is_told(step, turn, words):
    one = extended()
    one.run_step.state, one.state = step, turn
    assert reminders.extended([(one, None)], DUE).text.endswith(words)


def test_who_is_asked_in_the_readers_place_is_named():
    one = extended()
    words = f"it would go to <@U0MIA> at {token(berlin(8, 15))}"
    assert words in reminders.extended([(one, "U0MIA")], DUE).text
    one.state = TurnState.PASSED
    assert reminders.extended([(one, "U0MIA")], DUE).text.endswith("has moved to <@U0MIA>.")


@pytest.mark.parametrize("text", HOSTILE)
def test_the_extensions_of_thirty_steps_with_hostile_names_fit(text):
    assert problems_of(reminders.extended([(extended(text), None) for _ in range(30)], DUE)) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_a_managers_problem_is_fit_for_the_creator(text):
    facts = {"process": text, "detail": text, "note": text, "person": "U0MIA"}
    facts |= {"until": berlin(11).isoformat(), "zone": "Europe/Berlin"}
    message = trouble("problem", facts, lambda _: ("", ""))
    assert problems_of(message) == []
    assert message.text.startswith("<@U0MIA> reported a problem")


# What a process says of its nudges.


def test_a_process_says_when_it_nudges():
    step = open_step().run.process
    assert reminders.nudges_of(step) == "at half of the time and 10 minutes before its end"
    step.nudges = Nudges.NONE
    assert reminders.nudges_of(step) == "none"
    step.nudges, step.owner_seconds, step.backup_seconds, step.manager_seconds = (
        Nudges.END,
        600,
        600,
        600,
    )
    assert reminders.nudges_of(step) == "none, as each has less than 20 minutes"
