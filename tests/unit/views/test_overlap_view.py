"""What is said of a run that is still open when the next one is due."""

from datetime import datetime, timedelta

import pytest
from view_rows import DUE, HOUR, asked, open_step, passed, process, run, standing, token

from handlers.views import press_answers, reminders
from handlers.views.card import card
from handlers.views.history_page import history_page
from handlers.views.overlap_words import SAID, left_out, on_overlap
from handlers.views.process_page import process_page
from scheduler.history import HistoryPage
from scheduler.presses import Press
from storage.models import Run
from storage.states import Level, Overlap, PassReason, RunState, StepState, TurnState
from tests.block_kit import HOSTILE, buttons_in, problems_of, words_in

DAY = timedelta(days=1)
NEXT = DUE + DAY


def shown(message):
    assert problems_of(message) == []
    return words_in(message.blocks)


def following(**changes):
    """Tuesday's run, which finds Monday's open."""
    return run(id=2, due_at=NEXT, opened_at=NEXT, occurrence=datetime(2026, 11, 24, 7), **changes)


def overtaken(level=Level.OWNER, *, closed=True, **changes):
    """A turn of Monday's run that Tuesday's has overtaken."""
    step = open_step(**changes)
    if level:
        passed(step)
    turn = standing(step, level, DUE + level * HOUR)
    turn.reason, step.run.yields_to = PassReason.OVERTAKEN, following()
    if closed:
        turn.state, turn.ended_at = TurnState.PASSED, NEXT
        step.state, step.closed_at = StepState.MISSED, NEXT
        step.run.state = RunState.MISSED
    return turn


@pytest.mark.parametrize("level", [Level.OWNER, Level.BACKUP])
def test_the_card_of_the_earlier_run_says_what_overtook_it(level):
    turn = overtaken(level)
    for card_of in turn.run_step.turns:
        text = shown(card(card_of, NEXT))
        at = f"{token(NEXT)}{{time}}|7:00>"
        assert f"Missed at {at}, overtaken by the run of {at}. A proof in this thread" in text
        assert buttons_in(card(card_of, NEXT).blocks) == {}


def test_a_step_that_was_missed_before_says_nothing_of_it():
    turn = overtaken()
    turn.reason = PassReason.TIME
    assert "overtaken" not in shown(card(turn, NEXT))


def test_until_its_threads_are_read_it_says_that_it_closes():
    turn = overtaken(closed=False)
    text = shown(card(turn, NEXT))
    assert "This closes as soon as I have looked through this thread: the run of " in text
    assert "A proof in this thread still counts" in text
    assert "moves to" not in text
    assert list(buttons_in(card(turn, NEXT).blocks)) == ["open_sop"]


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (RunState.OPEN, "it closes as not proven, as soon as I have looked through its threads."),
        (RunState.MISSED, "it is closed as not proven."),
        (RunState.DONE, ""),
        (RunState.CANCELLED, ""),
        (RunState.SKIPPED, ""),
    ],
)
def test_the_first_card_of_the_new_run_says_what_became_of_the_earlier_one(state, words):
    step = open_step(due_at=NEXT, opened_at=NEXT)
    step.run.yielded = [run(state=state)]
    turn = asked(step, at=NEXT)
    line = f"The run of {token(DUE)}{{date_short_pretty}} at {{time}}|23 Nov at 7:00> was still"
    assert (line in shown(card(turn, NEXT))) == bool(words)
    assert words in shown(card(turn, NEXT))
    assert (line in card(turn, NEXT).text) == bool(words)
    passed(step, at=NEXT)
    backup = asked(step, Level.BACKUP, NEXT + HOUR)
    assert "was still open" not in shown(card(backup, NEXT + HOUR)), "they have it from the owner"


def test_many_earlier_ones_are_not_all_listed():
    step = open_step(due_at=NEXT, opened_at=NEXT)
    step.run.yielded = [run(state=RunState.MISSED) for _ in range(40)]
    text = shown(card(asked(step, at=NEXT), NEXT))
    assert text.count("was still open") == 3
    assert "… and 37 more" in text


def test_where_both_stay_open_each_card_says_which_run_it_is_of():
    turn = standing(open_step())
    turn.run_step.run.process.overlap = Overlap.BOTH
    of = f"Opening checks, step 1 of 3, run of {token(DUE)}"
    assert of in shown(card(turn, DUE))
    assert of in card(turn, DUE).text
    turn.run_step.run.process.overlap = Overlap.CLOSE
    assert "run of" not in shown(card(turn, DUE))


def test_a_press_on_what_closes_and_a_word_on_its_extension_say_so():
    turn = overtaken(closed=False)
    assert (
        "is closing, as the next run has begun"
        in press_answers.refused(Press.AGAIN, turn, NEXT).text
    )
    turn = overtaken()
    turn.extended_at = DUE
    assert (
        "is closed, as the next run has begun: nothing comes to you."
        in reminders.extended([(turn, None)], NEXT).text
    )


def skipped(occurrence=NEXT):
    one = Run(state=RunState.SKIPPED, due_at=occurrence, zone="Europe/Berlin", name="Opening")
    one.yields_to = run()
    return one


def test_what_is_skipped_is_told_with_the_way_to_run_it_all_the_same():
    message = left_out(process(), [skipped()])
    assert problems_of(message) == []
    assert message.text == words_in(message.blocks)
    assert f"*Opening checks* of {token(NEXT)}" in message.text
    assert f"is skipped: the run of {token(DUE)}" in message.text
    assert message.text.endswith("write `/baton start Opening checks`.")
    several = left_out(process(), [skipped(NEXT + n * DAY) for n in range(9)])
    assert problems_of(several) == []
    assert "… and 6 more are skipped" in several.text


@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_a_process_is_called_harms_nobody(name):
    assert problems_of(left_out(process(name), [skipped()])) == []
    turn = overtaken(name=name, titles=(name,))
    turn.run_step.run.process.overlap = Overlap.BOTH
    assert problems_of(card(turn, NEXT)) == []


@pytest.mark.parametrize("overlap", Overlap)
def test_the_page_and_a_change_say_what_a_process_does(overlap):
    one = process(overlap=overlap)
    page = process_page(one, (), (), DUE)
    assert problems_of(page) == []
    assert f"If a run is still open when the next one is due: {SAID[overlap]}" in page.text
    assert on_overlap(one) in words_in(page.blocks)


def test_every_policy_has_its_words():
    assert set(SAID) == set(Overlap)


@pytest.mark.parametrize("state", [RunState.DONE, RunState.CANCELLED])
def test_one_that_ended_otherwise_says_nothing_of_the_next(state):
    earlier = overtaken().run_step.run
    earlier.state = state
    assert "overtaken" not in process_page(process(), [earlier], (), NEXT).text


def test_the_past_runs_say_what_they_gave_way_to():
    earlier = overtaken().run_step.run
    left = run(id=3, state=RunState.SKIPPED, steps=[])
    left.yields_to = earlier
    page = process_page(process(), [left, earlier], (), NEXT)
    history = history_page(
        process(), HistoryPage([left, earlier], has_newer=False, has_older=False), NEXT
    )
    for message in (page, history):
        assert problems_of(message) == []
        assert f"skipped: the run of {token(DUE)}" in message.text
        assert f"not all of it was proven, overtaken by the run of {token(NEXT)}" in message.text
