"""A step goes wrong, whoever closes it says what it was, and the next who has it reads that."""

import pytest
from conversations import STEP, asked, create, start
from workspace_client import OPERATIONS, wait_for
from workspace_people import photo

pytestmark = pytest.mark.wire

LINE = "The breaker was off & <behind> the *bar*"
SHOWN = "The breaker was off &amp; &lt;behind&gt; the *bar*"


def reports(person, note, step=STEP):
    """Report a problem on the card that somebody has just got."""
    card = asked(person, step)
    person.press(card, "report_problem")
    person.submit(wait_for(person.modal), {"note": note})


def newest_answer(person, card):
    return person.thread(card["ts"])[-1]


def test_a_line_is_taken_down_in_a_modal_and_shown_where_it_was_asked_for(baton, team):
    create(team.ole)
    start(team.ole)
    reports(team.ana, "No light")
    card = asked(team.ben)
    team.ben.upload(photo(shade=1), thread=card["ts"])
    wait_for(lambda: "What was it, and what fixed it?" in newest_answer(team.ben, card)["text"])
    answer = newest_answer(team.ben, card)
    team.ben.press(answer, "add_what_worked")
    team.ben.submit(wait_for(team.ben.modal), {"line": LINE})
    wait_for(lambda: SHOWN in newest_answer(team.ben, card)["text"])
    assert newest_answer(team.ben, card)["ts"] == answer["ts"], "edited in its place"

    page = team.ole.command("/baton show Opening", channel=OPERATIONS)
    assert SHOWN in page["text"]


def test_the_page_changes_it_and_takes_it_away(baton, team):
    create(team.ole)
    start(team.ole)
    reports(team.ana, "No light")
    card = asked(team.ben)
    team.ben.upload(photo(shade=2), thread=card["ts"])
    wait_for(lambda: "add_what_worked" in str(newest_answer(team.ben, card)))
    team.ben.press(newest_answer(team.ben, card), "add_what_worked")
    team.ben.submit(wait_for(team.ben.modal), {"line": LINE})
    wait_for(lambda: SHOWN in newest_answer(team.ben, card)["text"])

    page = team.mia.command("/baton show Opening", channel=OPERATIONS)
    team.mia.press(page, "open_what_worked", channel=OPERATIONS)
    modal = wait_for(team.mia.modal)
    (field,) = [block["block_id"] for block in modal["blocks"] if block["type"] == "input"]
    team.mia.submit(modal, {field: ""})
    wait_for(lambda: SHOWN not in newest_answer(team.ben, card)["text"])
    page = team.mia.command("/baton show Opening", channel=OPERATIONS)
    assert SHOWN not in page["text"]
