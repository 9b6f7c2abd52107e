"""/baton help."""

import pytest

from handlers.views.help import help_message
from tests.block_kit import problems_of, words_in

COMMANDS = (
    *("new", "templates", "list", "show", "pause", "resume", "archive", "start"),
    *("skip", "unskip", "cancel", "open", "handover", "digest", "help", "edit", "steps"),
)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_an_example(command):
    message = help_message(is_demo_ready=False)
    assert f"`/baton {command}" in words_in(message.blocks)
    assert f"`/baton {command}" in message.text


def test_the_one_line_shows_every_part_that_a_process_needs():
    text = words_in(help_message(is_demo_ready=False).blocks)
    for part in ("every weekday at 7:00", "owner @", "backup @", "manager @", "steps:", "[photo]"):
        assert part in text


@pytest.mark.parametrize("is_ready", [True, False])
def test_the_demo_is_offered_only_where_it_can_be_run(is_ready):
    message = help_message(is_demo_ready=is_ready)
    assert ("`/baton demo`" in message.text) is is_ready
    assert problems_of(message) == []
