"""A file is made, brought to Slack, and shared in one last call; nothing is seen before that."""

from datetime import UTC, datetime

import pytest
from slack_sdk.errors import SlackApiError
from sqlalchemy.exc import OperationalError
from workspace_client import wait_for

from bot.uploading import Uploads
from scheduler.letters import NOT_MADE, Attachment, Later, Letter, Refused, Sent

pytestmark = pytest.mark.wire

SHARED = "files.completeUploadExternal"
BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)


def written(file):
    file.write("\ufeffprocess\r\nCafé\r\n".encode())
    return "Your report &amp; more"


def letter(make=written, name="baton-report-0123.csv"):
    file = Attachment(name, "All processes", make)
    return Letter("report:1", "U0ANA", None, None, "All processes", [], file)


def said(team):
    return [message for message in team.ana.messages() if "bot_id" in message]


def calls(team, method=SHARED):
    return len(team.control.calls(method))


def test_it_arrives_in_the_dm_with_the_words_beside_it(gateway, team):
    outcome = gateway.post(letter())
    assert outcome == Sent(team.ana.dm(), "")
    (message,) = wait_for(lambda: said(team))
    assert message["text"] == "Your report &amp; more"
    (file,) = message["files"]
    assert (file["name"], file["title"]) == ("baton-report-0123.csv", "All processes")
    assert file["size"] == len("\ufeffprocess\r\nCafé\r\n".encode())


def test_one_that_is_there_is_found_by_the_name_of_its_file(gateway, team):
    gateway.post(letter())
    (message,) = wait_for(lambda: said(team))
    assert gateway.find(letter(), BEGINNING) == Sent(team.ana.dm(), message["ts"])
    assert isinstance(gateway.find(letter(name="baton-report-4567.csv"), BEGINNING), Refused)


def test_a_bot_that_stood_still_while_it_made_the_file_shares_nothing(gateway, team):
    answers = iter((True, False))
    assert isinstance(gateway.post(letter(), lambda: next(answers)), Later)
    assert calls(team) == 0


def test_a_database_that_refuses_is_tried_again(gateway, team):
    def make(_file):
        raise OperationalError("SELECT", {}, Exception("locked"))

    assert gateway.post(letter(make)) == Later("could not be made: locked")
    assert calls(team) == 0


def test_a_disk_without_room_is_tried_again(gateway, team):
    def make(_file):
        raise OSError(28, "No space left on device")

    outcome = gateway.post(letter(make))
    assert isinstance(outcome, Later)
    assert "No space left" in outcome.error


def test_a_mistake_of_ours_comes_to_an_end(gateway, team):
    def make(_file):
        raise ZeroDivisionError

    assert gateway.post(letter(make)) == Refused(NOT_MADE)
    assert calls(team) == 0


def test_a_file_is_brought_to_no_address_that_is_not_slacks(gateway, team):
    asked = []

    def refuse(address):
        asked.append(address)
        raise ValueError("not one of Slack's hosts")

    ready = letter()
    outcome = Uploads(gateway, refuse).send(ready, ready.attachment, team.ana.dm(), lambda: True)
    assert outcome == Refused(NOT_MADE)
    assert len(asked) == 1
    assert calls(team) == 0


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        ("internal_error", Later("internal_error")),
        ("missing_scope", Refused("missing_scope")),
        ("file_upload_size_restricted", Refused("file_upload_size_restricted")),
    ],
)
def test_what_fails_before_the_last_call_leaves_nothing_open(gateway, team, error, outcome):
    team.control.fault("files.getUploadURLExternal", "error", error=error)
    assert gateway.post(letter()) == outcome
    assert calls(team) == 0


def test_the_last_call_alone_is_raised_as_what_it_is(gateway, team):
    team.control.fault(SHARED, "error", error="internal_error")
    ready = letter()
    uploads = Uploads(gateway, lambda _address: None)
    with pytest.raises(SlackApiError):
        uploads.send(ready, ready.attachment, team.ana.dm(), lambda: True)
