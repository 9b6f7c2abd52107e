"""What is said and asked when something is done by hand."""

from datetime import datetime

import pytest
from view_rows import BERLIN, DUE, berlin, process, run, token

from handlers.views import act_answers, act_forms, act_ids, act_notes, family_ids
from handlers.views.form_ids import EDIT_PROCESS
from handlers.views.process_list import process_list
from handlers.views.process_page import Beside, process_page
from handlers.views.step_ids import OPEN_STEPS
from sandbox.block_kit import view_problems
from scheduler.cadence import Occurrence
from scheduler.finding import ProcessPage
from storage.models import Run
from storage.states import Opening, ProcessState, RunState
from tests.block_kit import HOSTILE, buttons_in, harm_in, problems_of, words_in

COMING = [Occurrence(datetime(2026, 11, day, 7), berlin(7, day=day)) for day in range(23, 28)]


def skipped_run(name="Opening checks", reason="public holiday"):
    return Run(
        id=1,
        process_id=1,
        process=process(name),
        occurrence=datetime(2026, 11, 23, 7),
        is_extra=False,
        state=RunState.SKIPPED,
        due_at=DUE,
        opened_at=DUE,
        closed_at=DUE,
        name=name,
        zone=BERLIN,
        opening=Opening.ONE_BY_ONE,
        closed_by_id="U0OLE",
        reason=reason,
        steps=[],
    )


def messages(name, reason):
    """Every message about a process and a run of these words."""
    of, one = process(name), skipped_run(name, reason)
    paused = process(name, state=ProcessState.PAUSED, next_at=DUE)
    return [
        act_answers.paused_until(paused),
        act_answers.skipped(one),
        act_answers.skipped_already(one),
        act_answers.nothing_to_skip(of),
        act_answers.too_late_to_skip(of),
        act_answers.unskipped(one),
        act_answers.nothing_skipped(of),
        act_answers.not_skipped_any_more(of),
        act_answers.which_skip(of, [one] * 12),
        act_answers.cancelled(one),
        act_answers.nothing_open(of),
        act_answers.over_already(one),
        act_answers.handed_over(of, "U0ANA", "U0MIA"),
        act_answers.theirs_already(of),
        act_answers.to_whom(),
        act_answers.cannot_take_over(reason),
        act_answers.gone(),
        act_notes.woke(of),
        act_notes.skipped(one, may_take_back=True),
        act_notes.skipped(one, may_take_back=False),
        act_notes.unskipped(of, DUE, "U0MIA"),
        act_notes.handed_to(of, "U0OLE"),
        act_notes.handed_from(of, "U0BEN", "U0OLE"),
        process_list(ProcessPage([paused], 0, 1)),
        process_page(of, [one], [], DUE, Beside(can_act=True)),
    ]


def forms(name, reason):
    of, several = process(name), [run(name=name, id=1), run(name=name, id=2, is_extra=True)]
    return [
        act_forms.pause_form(of),
        act_forms.skip_form(of, COMING),
        act_forms.cancel_form(of, several, reason),
    ]


@pytest.mark.parametrize("text", ["Opening checks", *HOSTILE])
def test_slack_takes_every_message_and_no_words_do_harm(text):
    for message in messages(text, text):
        assert problems_of(message) == [], message


@pytest.mark.parametrize("text", ["Opening checks", *HOSTILE])
def test_slack_takes_every_form(text):
    for view in forms(text, text[:3000]):
        assert view_problems(view) == []
        shown = words_in(block for block in view["blocks"] if block["type"] == "section")
        assert harm_in(shown) == []


def test_a_form_knows_its_process_and_nothing_else():
    for view in forms("Opening checks", ""):
        assert view["private_metadata"] == "1"
    named = {view["callback_id"] for view in forms("Opening checks", "")}
    assert named == {act_ids.PAUSE_CALLBACK, act_ids.SKIP_CALLBACK, act_ids.CANCEL_CALLBACK}


def test_a_hundred_runs_are_as_many_as_the_form_can_offer():
    many = [run(id=number) for number in range(1, 150)]
    assert view_problems(act_forms.cancel_form(process(), many)) == []


def test_the_choice_names_each_occurrence_in_plain_text():
    assert act_forms.wall_time(datetime(2026, 11, 23, 7, 5)) == "Mon 23 Nov 2026 at 7:05"


def test_a_skip_names_what_by_whom_and_why_with_the_way_back():
    message = act_notes.skipped(skipped_run(), may_take_back=True)
    assert message.text == (
        f"*Opening checks* of {token(DUE)}{{date_short_pretty}} at {{time}}|23 Nov at 7:00> is "
        "skipped by <@U0OLE>: “public holiday”. I ask nobody for it."
    )
    assert buttons_in(message.blocks)[act_ids.UNSKIP]["value"] == "1@2026-11-23T07:00:00"


def test_a_handover_that_tells_nobody_else_says_only_what_is_so():
    own = process(creator_id="U0MIA")
    text = act_answers.handed_over(own, "U0MIA", "U0MIA").text
    assert text.endswith("in the hands of <@U0MIA>.")
    assert "told" not in text


def test_the_page_offers_its_buttons_to_those_who_may_use_them():
    shown = buttons_in(process_page(process(), [], [], DUE, Beside(can_act=True)).blocks)
    acts = {act_ids.OPEN_PAUSE, act_ids.OPEN_SKIP, act_ids.OPEN_CANCEL, family_ids.PLACES_OPEN}
    assert set(shown) == {EDIT_PROCESS, OPEN_STEPS, *acts}
    assert {button["value"] for button in shown.values()} == {"1"}
    assert buttons_in(process_page(process(), [], [], DUE).blocks) == {}


def test_a_pause_with_an_end_says_until_when_in_list_and_page():
    paused = process(state=ProcessState.PAUSED, next_at=DUE)
    assert f"; paused until {token(DUE)}" in words_in(
        process_list(ProcessPage([paused], 0, 1)).blocks
    )
    assert f"Paused until {token(DUE)}" in words_in(process_page(paused, [], [], DUE).blocks)


def test_a_run_that_was_missed_is_called_so_as_everywhere():
    over = skipped_run()
    over.state = RunState.MISSED
    assert "is over already (not all of it was proven)" in act_answers.over_already(over).text
