"""The Home tab."""

from dataclasses import replace

import pytest
from view_rows import (
    BERLIN,
    DUE,
    HOUR,
    asked,
    link,
    open_step,
    parts,
    passed,
    process,
    proof,
    standing,
    token,
)

from handlers.views.home import TURN_PAGE, for_guests, home
from handlers.views.strip import MARKS, WORDS, strip
from handlers.views.unresolved import HANDLE
from sandbox.block_kit import view_problems
from scheduler.home_page import MOST_AWAY, Away, HomePage, Reader
from scheduler.mine import MOST_TURNS, PARTS_A_PAGE, Coming, Following, PartsPage
from scheduler.recent import Went
from scheduler.unresolved import MOST_FOUND, STEPS_A_PAGE, UnresolvedPage
from storage.states import Level, ProcessState, StepState, Verdict
from tests.block_kit import HOSTILE, buttons_in, problems_of_view, words_in

READER = Reader("U0ANA", BERLIN)
EMPTY = HomePage([], [], [], PartsPage([], 0, 0), {}, UnresolvedPage([], 0, 0), [])


def view(now=DUE, reader=READER, **changes):
    drawn = home(replace(EMPTY, **changes), reader, link, now)
    assert problems_of_view(drawn) == []
    assert view_problems(drawn) == []
    return drawn


def drawn(**changes):
    return words_in(view(**changes)["blocks"])


def missed_step(**changes):
    step = open_step(**changes)
    step.state, step.closed_at, step.id = StepState.MISSED, DUE + 4 * HOUR, 7
    return step


def test_an_empty_tab_says_what_to_do():
    text = drawn()
    assert "Nothing is open for you right now." in text
    assert "Nothing more comes to you today." in text
    assert "Create one with the button" in text
    assert "Messages" not in text
    assert "resolved" not in text


def test_a_process_can_be_created_from_here():
    button = buttons_in(view()["blocks"])["new_process"]
    assert button["text"]["text"] == "New process"


def test_what_is_open_says_what_is_wanted_until_when_and_where():
    text = drawn(open_turns=[standing(open_step())])
    assert (
        "• <https://x.slack.com/archives/D0ANA/p1.1|Unlock doors> \u2013 Opening checks: " in text
    )
    assert f"a photo by {token(DUE + HOUR)}" in text
    assert "in Messages" in text


def test_what_slack_has_not_taken_yet_has_no_link():
    text = drawn(open_turns=[asked(open_step())])
    assert (
        "• *Unlock doors* \u2013 Opening checks: a photo; my message to you is on its way" in text
    )


def test_work_that_moved_on_is_shown_as_such():
    step = open_step()
    turn = passed(step)
    asked(step, Level.BACKUP, DUE + HOUR)
    text = drawn(open_turns=[turn], now=DUE + HOUR)
    assert "moved on; a photo from you still counts" in text
    assert " by <!date" not in text


def test_a_time_of_another_day_in_the_reader_s_zone_has_its_day():
    # One in the afternoon in Berlin; in Auckland it is tomorrow by then.
    turn = standing(open_step(), at=DUE + 5 * HOUR)
    there = drawn(open_turns=[turn], reader=Reader("U0ANA", "Pacific/Auckland"))
    assert "by <!date^1795435200^{time}|13:00>" in drawn(open_turns=[turn])
    assert "{date_short_pretty} at {time}|24 Nov at 1:00>" in there


def test_what_comes_today_stands_in_its_own_list():
    text = drawn(
        coming=[Coming(process(), (DUE + HOUR,))], following=[Following("Closing checks", 2)]
    )
    assert f"• Opening checks: {token(DUE + HOUR)}" in text
    assert "• Closing checks: 2 more steps when the open one is over" in text


def test_ones_processes_say_ones_part_and_when_they_are_next_due():
    one, two = process(), process("Closing checks", state=ProcessState.PAUSED, next_at=None, id=2)
    text = drawn(parts=parts(one, two))
    assert "Yours to look after (2)" in text
    assert f"*Opening checks* \u2013 you own it; next {token(one.next_at)}" in text
    assert "*Closing checks* \u2013 you own it; paused" in text


def test_the_strip_says_in_words_what_its_marks_mean():
    went = (Went.ON_TIME, Went.LATER, Went.MISSED, Went.LEFT_OUT, Went.ON_TIME, Went.OPEN)
    text = drawn(parts=parts(process()), strips={1: went})
    assert " ".join(MARKS[one] for one in went) in text
    assert (
        "last 6 runs: 2 on time, 1 later or by somebody else, 1 not all proven, 1 open, 1 left out"
        in text
    )
    assert strip((Went.MISSED,)) == ":x: last run: 1 not all proven"
    assert "has not run yet" in drawn(parts=parts(process()))
    assert set(MARKS) == set(WORDS) == set(Went)


def test_what_could_not_be_resolved_has_a_button_each():
    step = open_step()
    passed(step)
    standing(step, Level.BACKUP, DUE + HOUR)
    step.id = 3
    gone = missed_step()
    proof(passed(gone), Verdict.LATE)
    blocks = view(unresolved=UnresolvedPage([step, gone], 0, 2), now=DUE + HOUR)["blocks"]
    text = words_in(blocks)
    assert "What could not be resolved (2)" in text
    assert f"with <@U0BEN>, after <@U0ANA>, until {token(DUE + 2 * HOUR)}" in text
    assert "without a proof" in text
    assert "1 file to look at." in text
    buttons = [block["accessory"] for block in blocks if "accessory" in block]
    assert [(b["action_id"], b["value"]) for b in buttons] == [(HANDLE, "3"), (HANDLE, "7")]


def test_who_is_away_is_said_under_the_day():
    text = drawn(away=[Away("U0BEN", DUE + HOUR)])
    assert f"Away today: <@U0BEN> until {token(DUE + HOUR)}" in text
    many = [Away(f"U0B{number}", DUE + HOUR) for number in range(MOST_AWAY + 1)]
    assert "… and 1 more" in drawn(away=many)


def test_long_lists_are_counted():
    turns = [standing(open_step()) for _ in range(MOST_TURNS + 1)]
    assert "… and 1 more" in drawn(open_turns=turns)
    assert f"resolved ({MOST_FOUND}+)" in drawn(
        unresolved=UnresolvedPage([missed_step()], 0, MOST_FOUND)
    )


def test_pages_lead_on_and_back_and_each_list_has_its_own():
    first = view(parts=parts(process(), total=21))["blocks"]
    assert buttons_in(first)[f"{TURN_PAGE}:more"]["value"] == "parts 1"
    assert f"{TURN_PAGE}:back" not in buttons_in(first)
    page = UnresolvedPage([missed_step()], 2, 31)
    both = view(parts=parts(process(), number=2, total=21), unresolved=page)["blocks"]
    rows = [block["elements"] for block in both if block["type"] == "actions"]
    values = [[element.get("value") for element in row] for row in rows]
    assert values == [["unresolved 1", "unresolved 3"], ["parts 1"], [None]]


def test_a_guest_reads_that_it_is_not_for_them():
    assert problems_of_view(for_guests()) == []
    assert "ask a colleague" in words_in(for_guests()["blocks"])


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_break_no_tab(text):
    turns = [standing(open_step(titles=(text,), name=text)) for _ in range(MOST_TURNS + 1)]
    theirs = [process(text, id=number) for number in range(PARTS_A_PAGE)]
    view(
        open_turns=turns,
        coming=[Coming(process(text), (DUE,) * 5)] * (MOST_TURNS + 1),
        following=[Following(text, 3)] * MOST_TURNS,
        parts=parts(*theirs, number=1, total=500),
        strips={one.id: tuple(Went) for one in theirs},
        unresolved=UnresolvedPage([missed_step(titles=(text,), name=text)] * STEPS_A_PAGE, 1, 500),
        away=[Away("U0BEN", DUE + HOUR)] * (MOST_AWAY + 1),
    )
