"""Logs carry an action and never a token."""

import json
import logging

import pytest
import structlog
from slack_sdk.errors import SlackClientNotConnectedError

from bot import logs


@pytest.fixture(autouse=True)
def as_before():
    """Leave the logging of the tests behind as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    structlog.reset_defaults()
    root.handlers[:], root.level = handlers, level


def lines(capsys):
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_each_line_has_an_action(capsys):
    logs.set_up("json")
    structlog.get_logger().info("asked", action="run_opened", run=1)
    logging.getLogger("slack_sdk").warning("a library speaks")
    ours, theirs = lines(capsys)
    assert ours["action"] == "run_opened"
    assert theirs["action"] == "library"


def test_tokens_are_masked_wherever_they_stand(capsys):
    logs.set_up("json")
    token = "xoxb-123-456-secret"
    log = structlog.get_logger()
    log.warning(token, action="x", error=f"Bearer {token}")
    logging.getLogger("slack_sdk").warning("sent %s", {"token": "xapp-1-A1-secret"})
    try:
        int(token)
    except ValueError:
        log.exception("broke", action="y")
    assert "secret" not in capsys.readouterr().err


def test_an_event_that_could_not_be_acknowledged_is_no_error_of_ours(capsys):
    logs.set_up("json")
    library = logging.getLogger("slack_bolt")
    for error in (SlackClientNotConnectedError("no longer active"), ValueError("broken")):
        library.error(f"Failed to run a request listener: {error}", exc_info=error)
    ended, other = lines(capsys)
    assert (ended["level"], "exception" in ended) == ("warning", False)
    assert "sends it again" in ended["event"]
    assert (other["level"], "exception" in other) == ("error", True)


def test_half_a_message_is_no_error_of_ours(capsys):
    logs.set_up("json")
    library = logging.getLogger("slack_sdk")
    for broken in (lambda: json.loads('{"type": "events_api", '), lambda: int("no number")):
        try:
            broken()
        except ValueError as error:
            library.exception(f"Failed to process a message: {error}")
    half, other = lines(capsys)
    assert (half["level"], "exception" in half) == ("warning", False)
    assert "sends it again" in half["event"]
    assert (other["level"], "exception" in other) == ("error", True)
