"""/baton show: everything about one process."""

from datetime import timedelta

import pytest
from view_rows import (
    DUE,
    asked,
    berlin,
    open_step,
    passed,
    process,
    prove,
    run,
    standing,
    token,
)

from handlers.views.lessons import Learned
from handlers.views.process_page import Beside, process_page
from scheduler import phrases
from storage.models import Lesson
from storage.states import (
    Level,
    Opening,
    ProcessKind,
    ProcessState,
    ProofKind,
    RunState,
    StepState,
)
from tests.block_kit import HOSTILE, buttons_in, problems_of, words_in


def page(one, runs=(), turns=(), now=DUE):
    message = process_page(one, runs, turns, now)
    assert problems_of(message) == []
    return words_in(message.blocks)


def test_it_says_what_the_process_is():
    one = process(titles=("Unlock doors", "Fridge temperature"))
    text = page(one)
    cadence = phrases.describe(one.rule, one.start.time())
    for line in (
        "*Opening checks*",
        f"Due: {cadence} (Europe/Berlin)",
        f"Next {token(one.next_at)}",
        "Who: <@U0ANA> 60 minutes, then <@U0BEN> 60 minutes, then <@U0MIA> 2 hours; after that",
        "Nudges: at half of the time and 10 minutes before its end",
        "SOP: <https://sop.example/opening|https://sop.example/opening>",
        "Weekly digest: <#C0OPS>",
        "Created by <@U0OLE> on <!date",
        "*2 steps, one after another*",
        "1. Unlock doors \u2013 a photo",
        "2. Fridge temperature \u2013 a photo",
    ):
        assert line in text


def test_the_most_that_a_page_can_hold_is_one_that_slack_takes():
    text, titles = "&" * 300, ("&" * 300,) * 30
    one, runs = process(titles=titles), [run(titles=titles) for _ in range(5)]
    for number, step in enumerate(one.steps):
        step.key, step.instruction, step.owner_id = f"k{number}", text, "U0ZOE"
        step.sop_url = step.picture = f"https://a.example/{'y' * 200}"
    learned = {step.key: Lesson(text=text, person_id="U0ANA", at=DUE) for step in one.steps}
    turns = [standing(step) for each in runs for step in each.steps]
    for turn in turns[30:]:
        prove(turn, DUE)
        turn.run_step.closed_by_id, turn.run_step.reason = "U0MIA", "&" * 200
    beside = Beside(learned=Learned(learned, can_change=True), can_act=True)
    message = process_page(one, runs, turns[:30], DUE, beside)
    assert problems_of(message) == []
    assert "more" in words_in(message.blocks)


def test_a_screen_reader_hears_the_steps_as_well():
    spoken = process_page(process(titles=("Unlock doors", "Fridge")), (), (), DUE).text
    assert "1. Unlock doors \u2013 a photo\n2. Fridge \u2013 a photo" in spoken


def test_who_may_edit_it_gets_a_button_for_it():
    message = process_page(process(id=77), (), (), DUE, Beside(can_act=True))
    assert problems_of(message) == []
    assert buttons_in(message.blocks)["edit_this_process"]["value"] == "77"
    assert buttons_in(process_page(process(), (), (), DUE).blocks) == {}


def test_it_says_each_steps_own_proof_rule():
    one = process()
    one.steps[0].proof_kind, one.steps[0].proof_count = ProofKind.FILE, 2
    assert "1. Unlock doors \u2013 2 files (not photos)" in page(one)


def test_what_is_not_set_is_said_so():
    text = page(process(sop_url=None, digest_channel_id=None))
    assert "SOP: no link" in text
    assert "Weekly digest: none" in text
    assert "*The step*" in text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"state": ProcessState.PAUSED, "next_at": None}, "Paused"),
        ({"state": ProcessState.ARCHIVED, "next_at": None}, "Archived"),
        ({"kind": ProcessKind.DEMO, "next_at": None}, "*Opening checks* (demo)"),
        ({"kind": ProcessKind.DEMO, "next_at": None}, "Not due again"),
        ({"opening": Opening.ALL_AT_ONCE, "titles": ("a", "b")}, "*2 steps, all at once*"),
    ],
)
def test_its_state_is_said(changes, words):
    assert words in page(process(**changes))


def test_a_new_process_has_nothing_open_and_no_runs():
    text = page(process())
    assert "*Open now*\nNothing is open." in text
    assert "*Last runs*\nIt has not run yet." in text


def test_what_is_open_says_with_whom_and_until_when():
    step = open_step()
    gone_by = passed(step)
    now_with = standing(step, Level.BACKUP, berlin(8))
    text = page(process(), [step.run], [gone_by, now_with], berlin(8, 30))
    assert f"• Unlock doors: with <@U0BEN> until {token(berlin(9))}{{time}}|9:00>" in text
    assert "with <@U0ANA>" not in text


def test_a_turn_that_is_not_posted_yet_has_its_whole_window():
    turn = asked(open_step())
    assert f"until {token(berlin(8))}" in page(process(), [], [turn])


def test_the_last_runs_show_every_step():
    one = run()
    turn = standing(one.steps[0])
    prove(turn, berlin(7, 12))
    one.steps[1].state, one.steps[1].closed_at = StepState.MISSED, berlin(11)
    one.steps[2].state, one.steps[2].opened_at = StepState.OPEN, berlin(11)
    text = page(process(), [one], [], berlin(11))
    assert f"{token(DUE)}{{date_short_pretty}} at {{time}}|23 Nov at 7:00>: open" in text
    assert f"Unlock doors \u2013 proven by <@U0ANA> at {token(berlin(7, 12))}" in text
    assert f"Fridge temperature \u2013 missed at {token(berlin(11))}" in text
    assert "Count the float \u2013 open" in text


def test_a_run_says_how_it_ended_and_a_missed_step_names_nobody():
    missed = run(state=RunState.MISSED, titles=("Unlock doors",))
    missed.steps[0].state = StepState.MISSED
    cancelled = run(state=RunState.CANCELLED, is_extra=True, titles=("Unlock doors",))
    cancelled.steps[0].state = StepState.CANCELLED
    history = page(process(), [missed, cancelled]).split("*Last runs*")[1]
    assert "not all of it was proven" in history
    assert "(extra run): cancelled" in history
    assert "<@" not in history


def test_a_step_whose_prover_is_not_known_is_still_proven():
    done = run(state=RunState.DONE, titles=("Unlock doors",))
    done.steps[0].state, done.steps[0].closed_at = StepState.DONE, berlin(7, 12)
    assert f"Unlock doors \u2013 proven at {token(berlin(7, 12))}" in page(process(), [done])


def test_only_the_newest_runs_are_shown():
    runs = [run(due_at=DUE - timedelta(days=days)) for days in range(9)]
    history = page(process(), runs).split("*Last runs*")[1]
    assert token(DUE - timedelta(days=4)) in history
    assert token(DUE - timedelta(days=5)) not in history


def test_the_fallback_text_says_how_it_stands():
    turn = standing(open_step())
    text = process_page(process(), [turn.run_step.run], [turn], DUE).text
    assert text.startswith("Opening checks.\nDue: ")
    assert "with <@U0ANA> until" in text


@pytest.mark.parametrize("text", HOSTILE)
def test_the_largest_process_with_hostile_names_breaks_no_page(text):
    titles = tuple(f"{text} {number}" for number in range(30))
    one = process(text, titles, sop_url="https://a.example/" + "y" * 1980)
    runs = [run(titles, name=text) for _ in range(8)]
    turns = [standing(step) for step in runs[0].steps]
    for step in runs[0].steps:
        step.state = StepState.OPEN
    assert problems_of(process_page(one, runs, turns, DUE)) == []
