"""What is told once of several places of a family."""

import pytest
from test_act_views import skipped_run
from test_location_views import MANY, place_of

from handlers.views import act_notes
from storage.states import ProcessState
from tests.block_kit import HOSTILE, problems_of

TEXTS = ["Opening checks", *HOSTILE]


def skips(name, count=MANY):
    found = []
    for number in range(1, count + 1):
        one = skipped_run(name, name)
        one.process = place_of(name, number)
        found.append(one)
    return found


@pytest.mark.parametrize("text", TEXTS)
def test_slack_takes_what_is_told_of_a_hundred_places_and_no_words_do_harm(text):
    runs = skips(text)
    awake = [run.process for run in runs]
    awake[0].state = ProcessState.PAUSED
    for message in (
        act_notes.skipped_at_places(runs, runs),
        act_notes.skipped_at_places(runs, []),
        act_notes.woke_at_places(awake),
    ):
        assert problems_of(message) == []


def test_more_places_than_a_message_shows_are_counted():
    message = act_notes.skipped_at_places(skips("Opening checks"), [])
    assert "*Opening checks* is skipped at 100 places by <@U0OLE>" in message.text
    assert "… and 70 more" in message.text


def test_a_place_that_is_about_to_wake_up_has_no_time_yet():
    one, other = place_of("Mitte", 1), place_of("Nord", 2)
    one.state = ProcessState.PAUSED
    lines = act_notes.woke_at_places([one, other]).text.split("\n")
    assert lines[1] == "• Mitte"
    assert lines[2].startswith("• Nord: next due ")
