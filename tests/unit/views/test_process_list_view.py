"""/baton list: a line for each process."""

import pytest
from view_rows import DUE, process, token

from handlers.views.process_list import process_list
from scheduler import phrases
from scheduler.finding import PROCESSES_A_PAGE, ProcessPage
from storage.states import ProcessState
from tests.block_kit import HOSTILE, buttons_in, problems_of, words_in


def page(processes, number=0):
    shown = processes[number * PROCESSES_A_PAGE :][:PROCESSES_A_PAGE]
    return process_list(ProcessPage(shown, number, len(processes)))


def listed(processes, number=0):
    message = page(processes, number)
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
    text = page([process()]).text
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


def test_a_full_page_shows_all():
    text = listed([process(f"Check {n}") for n in range(PROCESSES_A_PAGE)])
    assert text.count("• ") == PROCESSES_A_PAGE
    assert "more" not in text.casefold()


def test_a_longer_list_counts_the_rest_and_has_pages():
    checks = [process(f"Check {n}") for n in range(PROCESSES_A_PAGE * 2 + 12)]
    text = listed(checks)
    assert text.startswith("*92 processes*")
    assert text.count("• ") == PROCESSES_A_PAGE
    assert "… and 52 more: `/baton show` and the name" in text
    assert "… and 12 more" in listed(checks, 1)
    assert listed(checks, 2).count("• ") == 12
    values = [
        {name: button["value"] for name, button in buttons_in(page(checks, n).blocks).items()}
        for n in range(3)
    ]
    assert values == [
        {"page_list_older": "1"},
        {"page_list_newer": "0", "page_list_older": "2"},
        {"page_list_newer": "1"},
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_break_no_list(text):
    assert problems_of(page([process(text)] * 60)) == []
