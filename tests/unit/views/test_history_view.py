"""/baton history: a page of runs."""

from datetime import timedelta

import pytest
from view_rows import DUE, berlin, open_step, process, proof, prove, run, standing, token

from handlers.views.history_page import LONGEST_PAGE, history_page
from scheduler.history import HistoryPage
from storage.states import ArchiveState, RunState, StepState, Verdict
from tests.block_kit import HOSTILE, buttons_in, problems_of, words_in

NOW = DUE + timedelta(days=2)


def page(runs, now=NOW, one=None, *, newer=False, older=False):
    message = history_page(one or process(), HistoryPage(runs, newer, older), now)
    assert problems_of(message) == []
    return message


def words(runs, **more):
    return words_in(page(runs, **more).blocks)


def test_without_a_run_it_says_where_to_see_when_it_is_due():
    text = page([]).text
    assert "has not run yet" in text
    assert "`/baton show Opening checks`" in text


def test_a_run_says_its_own_date_and_a_step_the_readers():
    one = run(state=RunState.DONE, titles=("Unlock doors",))
    prove(standing(one.steps[0]), berlin(7, 12))
    text = words([one])
    assert "*Mon 23 Nov 2026, 7:00* (Europe/Berlin): done" in text
    assert f"Unlock doors \u2013 done by <@U0ANA> {token(berlin(7, 12))}" in text
    assert text.count(", on time") == 1


def test_the_fallback_text_says_the_same():
    one = run(state=RunState.DONE, titles=("Unlock doors",))
    prove(standing(one.steps[0]), berlin(7, 12))
    text = page([one]).text
    assert text.startswith("How *Opening checks* went:\n*Mon 23 Nov")
    assert "done by <@U0ANA>" in text


def test_a_step_with_nobody_asked_yet_is_just_open():
    assert "Unlock doors \u2013 open\n" in words([open_step().run])


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"archive": ArchiveState.KEPT}, "|IMG_1.jpg> (a copy is kept)"),
        ({"archive": ArchiveState.NOT_WANTED}, "|IMG_1.jpg>\n"),
        ({"permalink": None}, " IMG_1.jpg\n"),
        (
            {"deleted_at": NOW, "archive": ArchiveState.KEPT},
            " IMG_1.jpg (deleted in Slack, a copy is kept)",
        ),
        (
            {"deleted_at": NOW, "archive": ArchiveState.NOT_KEPT},
            " IMG_1.jpg (deleted in Slack, no copy was kept)",
        ),
        ({"verdict": Verdict.LATE}, "|IMG_1.jpg> (later, from <@U0ANA>)"),
    ],
)
def test_a_proof_says_where_it_is(changes, said):
    one = run(state=RunState.DONE, titles=("Unlock doors", "Count"))
    turn = standing(one.steps[0])
    prove(turn, berlin(7, 12), **changes)
    assert said in words([one])


def test_a_refused_file_is_no_proof():
    one = run(titles=("Unlock doors",))
    proof(standing(one.steps[0]), Verdict.REFUSED)
    assert "IMG_1" not in words([one])


def test_buttons_are_there_where_there_are_more_runs():
    one = run(id=7)
    assert buttons_in(page([one]).blocks) == {}
    assert list(buttons_in(page([one], older=True).blocks)) == ["page_history_older"]
    both = buttons_in(page([one], newer=True, older=True).blocks)
    assert both["page_history_newer"]["value"] == "1 after 2026-11-23T07:00:00"
    assert both["page_history_older"]["value"] == "1 before 2026-11-23T07:00:00"


@pytest.mark.parametrize("text", HOSTILE)
def test_the_longest_page_with_hostile_names_is_one_that_slack_takes(text):
    titles = tuple(f"{text} {number}" for number in range(30))
    one = run(titles, name=text, state=RunState.DONE)
    for step in one.steps:
        turn = standing(step)
        step.state = StepState.OPEN
        for _ in range(9):
            proof(turn, Verdict.COUNTED, name=text, permalink="https://x/" + "y" * 150)
        prove(turn, berlin(7, 12), name=text, deleted_at=NOW)
    message = page([one], one=process(text, titles), newer=True, older=True)
    assert len(words_in(message.blocks)) < LONGEST_PAGE + 1000


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_break_no_short_page(text):
    one = run((text, text), name=text, state=RunState.MISSED)
    prove(standing(one.steps[0]), berlin(7, 12), name=text)
    one.steps[1].state, one.steps[1].closed_at = StepState.MISSED, berlin(11)
    assert "missed" in words([one] * 5, one=process(text), older=True)


def test_ten_long_links_with_all_that_is_said_of_them_fit_their_line():
    step = open_step()
    late = {"permalink": "https://a.example/" + "y" * 180, "archive": ArchiveState.KEPT}
    for _ in range(10):
        proof(standing(step), Verdict.LATE, name="x" * 80, **late)
    step.state, step.closed_at = StepState.MISSED, DUE
    assert "… and 7 more" in words([step.run])
