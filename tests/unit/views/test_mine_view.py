"""/baton mine: what concerns somebody."""

from datetime import timedelta

import pytest
from view_rows import DUE, link, open_step, passed, process, run, standing, token

from handlers.views.mine import mine, more_of_mine
from scheduler.mine import PARTS_A_PAGE, Coming, Following, Mine, Part, PartsPage
from storage.states import ProcessState, RunState
from tests.block_kit import HOSTILE, buttons_in, problems_of, words_in

NOTHING = PartsPage([], 0, 0)


def shown(turns=(), coming=(), following=(), parts=NOTHING, person="U0ANA"):
    theirs = Mine(list(turns), list(coming), list(following), parts)
    message = mine(theirs, person, link, DUE)
    assert problems_of(message) == []
    return message


def words(**theirs):
    return words_in(shown(**theirs).blocks)


def test_nothing_is_said_in_words():
    text = words()
    assert "Nothing is open for you right now." in text
    assert "Nothing more comes to you today." in text
    assert "`/baton new`" in text


def test_an_open_turn_links_to_its_thread_and_says_until_when():
    text = words(turns=[standing(open_step())])
    assert "<https://x.slack.com/archives/D0ANA/p1.1|Unlock doors> \u2013 Opening checks" in text
    assert f"a photo by {token(DUE + timedelta(hours=1))}" in text


def test_a_turn_that_moved_on_says_that_a_proof_still_counts():
    assert "moved on; a photo from you still counts" in words(turns=[passed(open_step())])


def test_what_comes_today_has_its_times_and_more_than_four_are_counted():
    times = tuple(DUE + timedelta(hours=hours) for hours in range(5))
    text = words(coming=[Coming(process(), times)], following=[Following("Closing", 2)])
    assert f"• Opening checks: {token(DUE)}" in text
    assert "… and 1 more" in text
    assert "• Closing: 2 more steps when the open one is over" in text


@pytest.mark.parametrize(
    ("person", "role"),
    [
        ("U0ANA", "you own it"),
        ("U0BEN", "you back it up"),
        ("U0MIA", "you manage it"),
        ("U0OLE", "you created it for <@U0ANA>"),
    ],
)
def test_each_part_that_one_can_have_is_said(person, role):
    parts = PartsPage([Part(process(), None)], 0, 1)
    assert f"*Opening checks* \u2013 {role}; has not run yet; next" in words(
        parts=parts, person=person
    )


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (RunState.OPEN, "open"),
        (RunState.DONE, "done"),
        (RunState.MISSED, "not all of it was proven"),
        (RunState.CANCELLED, "cancelled"),
    ],
)
def test_the_last_run_is_said(state, said):
    paused = process(state=ProcessState.PAUSED, next_at=None)
    parts = PartsPage([Part(paused, run(state=state))], 0, 1)
    text = words(parts=parts)
    assert f"{said} {token(DUE)}" in text
    assert text.endswith("; paused")


def test_the_fallback_text_says_it_all():
    text = shown(turns=[standing(open_step())], parts=PartsPage([Part(process(), None)], 0, 1)).text
    for part in ("Open for you now", "Unlock doors", "Coming to you today", "you own it"):
        assert part in text


def test_pages_lead_on_and_back():
    parts = [Part(process(), None)] * PARTS_A_PAGE
    first = buttons_in(shown(parts=PartsPage(parts, 0, 21)).blocks)
    assert {name: button["value"] for name, button in first.items()} == {"page_mine_older": "1"}
    second = more_of_mine(PartsPage(parts, 1, 21), "U0ANA")
    values = {name: button["value"] for name, button in buttons_in(second.blocks).items()}
    assert values == {"page_mine_newer": "0", "page_mine_older": "2"}
    last = more_of_mine(PartsPage(parts[:1], 2, 21), "U0ANA")
    assert list(buttons_in(last.blocks)) == ["page_mine_newer"]
    assert problems_of(second) == problems_of(last) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_break_no_page(text):
    parts = [Part(process(text), run(name=text))] * PARTS_A_PAGE
    coming = [Coming(process(text), (DUE,) * 5)] * 11
    turn = standing(open_step())
    turn.run_step.title = turn.run_step.run.name = text
    shown(
        turns=[turn] * 11,
        coming=coming,
        following=[Following(text, 3)] * 10,
        parts=PartsPage(parts, 0, 500),
    )
