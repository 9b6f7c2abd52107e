"""/baton list: a line for each process."""

import pytest
from view_rows import DUE, process, token

from handlers.views.process_list import MOST_LINES, process_list
from scheduler import phrases
from storage.states import ProcessState
from tests.block_kit import HOSTILE, problems_of, words_in


def listed(processes):
    message = process_list(processes)
    assert problems_of(message) == []
    return words_in(message.blocks)


def test_without_processes_it_says_how_to_create_one():
    assert "Create the first one with `/baton new`" in listed([])


def test_a_line_says_what_when_next_and_whose():
    one = process()
    text = listed([one])
    cadence = phrases.describe(one.rule, one.start.time())
    assert text.startswith("*1 process*\n")
    assert f"• *Opening checks* \u2013 {cadence} (Europe/Berlin); next {token(one.next_at)}" in text
    assert text.endswith("; <@U0ANA>")


def test_the_fallback_text_says_the_same():
    text = process_list([process()]).text
    assert text.startswith("1 process:\nOpening checks: ")
    assert text.endswith("owner <@U0ANA>.")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"state": ProcessState.PAUSED, "next_at": None}, "; paused;"),
        ({"state": ProcessState.ARCHIVED, "next_at": None}, "; archived;"),
        ({"next_at": None}, "; not due again;"),
        ({"next_at": DUE}, "; next <!date"),
    ],
)
def test_a_process_that_does_not_come_due_says_why(changes, words):
    assert words in listed([process(**changes)])


def test_a_full_list_shows_all():
    text = listed([process(f"Check {n}") for n in range(MOST_LINES)])
    assert text.count("• ") == MOST_LINES
    assert "more" not in text


def test_a_longer_list_counts_the_rest_and_says_how_to_see_one():
    message = process_list([process(f"Check {n}") for n in range(MOST_LINES + 12)])
    text = words_in(message.blocks)
    assert text.startswith("*52 processes*")
    assert text.count("• ") == MOST_LINES
    assert text.endswith("… and 12 more: `/baton show` and the name")
    assert problems_of(message) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_break_no_list(text):
    assert problems_of(process_list([process(text)] * 60)) == []
