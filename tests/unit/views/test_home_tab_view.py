"""The Home tab."""

import pytest
from view_rows import BERLIN, DUE, HOUR, asked, open_step, passed, process, standing, token

from handlers.views.home import MOST_PROCESSES, MOST_TURNS, home
from storage.states import Level, ProcessState
from tests.block_kit import HOSTILE, buttons_in, problems_of_view, words_in


def drawn(turns=(), mine=(), now=DUE):
    view = home(turns, mine, now)
    assert problems_of_view(view) == []
    return words_in(view["blocks"])


def test_an_empty_tab_says_what_to_do():
    text = drawn()
    assert "Nothing is open for you right now." in text
    assert "Create one with the button" in text
    assert "Messages" not in text


def test_a_process_can_be_created_from_here():
    button = buttons_in(home([], [], DUE)["blocks"])["new_process"]
    assert button["text"]["text"] == "New process"


def test_what_is_open_says_what_is_wanted_until_when_and_where():
    text = drawn([standing(open_step())])
    assert "• *Unlock doors* \u2013 Opening checks: a photo by " in text
    assert f"by {token(DUE + HOUR)}" in text
    assert "in Messages" in text


def test_work_that_moved_on_is_shown_as_such():
    step = open_step()
    turn = passed(step)
    asked(step, Level.BACKUP, DUE + HOUR)
    text = drawn([turn], now=DUE + HOUR)
    assert "moved on; a photo from you still counts" in text
    assert " by <!date" not in text


def test_ones_processes_say_when_they_are_next_due():
    one, two = process(), process("Closing checks", state=ProcessState.PAUSED, next_at=None)
    text = drawn(mine=[one, two])
    assert f"({BERLIN}); next {token(one.next_at)}" in text
    assert "*Closing checks*" in text
    assert "; paused; <@U0ANA>" in text


def test_long_lists_are_counted():
    turns = [standing(open_step()) for _ in range(MOST_TURNS + 3)]
    mine = [process(f"Check {n}") for n in range(MOST_PROCESSES + 2)]
    text = drawn(turns, mine)
    assert "… and 3 more in Messages" in text
    assert "… and 2 more in `/baton list`" in text


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_break_no_tab(text):
    turns = [standing(open_step(titles=(text,), name=text)) for _ in range(30)]
    assert problems_of_view(home(turns, [process(text)] * 60, DUE)) == []
