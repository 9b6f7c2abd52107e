"""What is said of a demo."""

from datetime import timedelta

import pytest
from view_rows import DUE, process

from handlers.views import demo
from tests.block_kit import HOSTILE, problems_of, words_in


def told(message):
    assert problems_of(message) == []
    assert message.text == words_in(message.blocks)
    return message.text


def test_a_demo_says_what_is_about_to_happen():
    one = process(demo.CALLED, next_at=DUE, owner_seconds=60, titles=("Unlock", "Fridge"))
    text = told(demo.started(one, DUE - timedelta(seconds=5)))
    assert "begins in 5 seconds: I ask <@U0ANA> for 2 steps" in text
    assert "wait 1 minute and watch it move to <@U0BEN>" in text
    one.next_at = None
    assert "begins now:" in told(demo.started(one, DUE))


def test_a_demo_that_cannot_run_says_what_to_do_instead():
    assert "Create a process" in told(demo.not_ready("there is nobody else here."))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_breaks_nothing_said_of_a_demo(text):
    told(demo.started(process(text), DUE))
    told(demo.not_ready(text))
