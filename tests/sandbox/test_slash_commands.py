"""Slash commands: the payload, the answer at once or later, and an app that does not answer."""

import time
from contextlib import closing

import httpx
import pytest
from listening_app import ListeningApp
from slack_sdk import WebClient
from workspace_client import OPERATIONS, RefusedError, Team, wait_for

from sandbox.server import LocalWorkspace


def test_a_command_reaches_the_app_with_ids_for_names(app: ListeningApp, team: Team):
    team.ana.command(
        "/baton new Till @ben in #operations <b> https://a.example/x", channel=OPERATIONS
    )
    payload = app.payload("slash_commands")
    assert payload["command"] == "/baton"
    assert payload["text"] == (
        "new Till <@U0BEN|ben> in <#C0OPS|operations> &lt;b&gt; <https://a.example/x>"
    )
    assert (payload["user_id"], payload["channel_name"]) == ("U0ANA", "operations")
    assert payload["trigger_id"]


def test_the_acknowledgement_is_the_answer_for_one_person(
    app: ListeningApp, client: WebClient, team: Team
):
    app.answer = lambda _request: {"text": "only you"}
    answer = team.ana.command("/baton help", channel=OPERATIONS)
    assert answer is not None
    assert (answer["text"], answer["ephemeral"]) == ("only you", True)
    assert team.ben.messages(OPERATIONS) == []
    assert client.conversations_history(channel=OPERATIONS)["messages"] == []


def test_an_answer_can_be_for_everybody(app: ListeningApp, team: Team):
    app.answer = lambda _request: {"text": "all of you", "response_type": "in_channel"}
    team.ana.command("/baton help", channel=OPERATIONS)
    assert [each["text"] for each in team.ben.messages(OPERATIONS)] == ["all of you"]


def test_a_bare_acknowledgement_says_nothing(app: ListeningApp, team: Team):
    assert team.ana.command("/baton help") is None


def test_an_answer_that_slack_would_refuse_fails_the_command(app: ListeningApp, team: Team):
    app.answer = lambda _request: {"blocks": [{"type": "nonsense"}]}
    with pytest.raises(RefusedError, match="invalid_command_response"):
        team.ana.command("/baton help")


def test_a_late_answer_goes_to_the_response_address_five_times(app: ListeningApp, team: Team):
    team.ana.command("/baton digest")
    url = app.payload("slash_commands")["response_url"]
    for number in range(5):
        assert httpx.post(url, json={"text": str(number)}).status_code == 200
    sixth = httpx.post(url, json={"text": "too much"})
    assert (sixth.status_code, sixth.text) == (404, "used_url")
    assert [each["text"] for each in team.ana.messages()] == list("01234")


def test_a_wrong_late_answer_is_refused(app: ListeningApp, team: Team):
    team.ana.command("/baton digest")
    url = app.payload("slash_commands")["response_url"]
    refused = httpx.post(url, json={"blocks": [{"type": "nonsense"}]})
    assert (refused.status_code, refused.text) == (404, "invalid_blocks")
    assert httpx.post(url, content="{").status_code == 400
    assert httpx.post(url + "x", json={"text": "x"}).status_code == 404


def test_a_command_that_the_app_does_not_have_is_refused(team: Team):
    with pytest.raises(RefusedError, match="/sing is not a command"):
        team.ana.command("/sing loudly")


def test_who_gets_no_answer_in_time_may_type_it_again(app: ListeningApp, local: LocalWorkspace):
    with closing(Team(local.url, tries=2)) as team:
        team.control.events(ack_timeout=1)
        app.ignored = 1
        team.ana.command("/baton help")
    assert len(app.requests) == 2


def test_an_app_that_does_not_answer_in_time_is_reported(app: ListeningApp, team: Team):
    team.control.events(ack_timeout=0.1)
    app.ignored = 1
    with pytest.raises(RefusedError, match="operation_timeout"):
        team.ana.command("/baton help")
    said = team.ana.newest()
    assert said is not None
    assert said["text"] == '/baton failed with the error "operation_timeout"'
    assert said["ephemeral"]
    assert len(app.requests) == 1, "commands are not sent again"


def test_without_a_connected_app_a_command_cannot_be_dispatched(team: Team):
    began = time.monotonic()
    with pytest.raises(RefusedError, match="dispatch_failed"):
        team.ana.command("/baton help")
    assert time.monotonic() - began < 1
    assert wait_for(team.ana.newest)["text"] == '/baton failed with the error "dispatch_failed"'
