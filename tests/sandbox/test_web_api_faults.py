"""Faults: each kind, what it lets happen, and what the record of calls says of it."""

import time
from http.client import RemoteDisconnected
from urllib.error import URLError

import pytest
from refusals import error_of
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from workspace_client import Team

from sandbox.server import LocalWorkspace

POST = {"channel": "U0ANA", "text": "hello"}
BROKEN = (ConnectionError, RemoteDisconnected, URLError)


def test_a_rate_limit_says_how_long_to_wait(client: WebClient, team: Team):
    team.control.fault("chat.postMessage", "ratelimited", retry_after=7)
    with pytest.raises(SlackApiError) as refused:
        client.chat_postMessage(**POST)
    response = refused.value.response
    assert (response.status_code, response["error"]) == (429, "ratelimited")
    assert response.headers["Retry-After"] == "7"
    assert team.ana.messages() == []
    assert client.chat_postMessage(**POST)["ok"], "it was for one call only"


def test_a_rate_limit_may_not_say_how_long(client: WebClient, team: Team):
    team.control.fault("chat.postMessage", "ratelimited")
    with pytest.raises(SlackApiError) as refused:
        client.chat_postMessage(**POST)
    assert "Retry-After" not in refused.value.response.headers


def test_a_server_error_has_no_answer(client: WebClient, team: Team):
    team.control.fault("chat.postMessage", "status", status=503)
    with pytest.raises(SlackApiError) as refused:
        client.chat_postMessage(**POST)
    assert refused.value.response.status_code == 503


def test_any_error_can_be_answered(client: WebClient, team: Team):
    team.control.fault("*", "error", error="fatal_error", times=2)
    assert error_of(client.auth_test) == "fatal_error"
    assert error_of(client.chat_postMessage, **POST) == "fatal_error"
    assert client.auth_test()["ok"]


def test_a_proxy_may_answer_html(client: WebClient, team: Team):
    team.control.fault("chat.postMessage", "html")
    with pytest.raises(SlackApiError):
        client.chat_postMessage(**POST)
    assert team.ana.messages() == []


def test_a_connection_can_break_before_anything_happens(client: WebClient, team: Team):
    team.control.fault("chat.postMessage", "reset_before")
    with pytest.raises(BROKEN):
        client.chat_postMessage(**POST)
    assert team.ana.messages() == []


def test_a_connection_can_break_after_it_happened(client: WebClient, team: Team):
    team.control.fault("chat.postMessage", "reset_after")
    with pytest.raises(BROKEN):
        client.chat_postMessage(**POST)
    assert [message["text"] for message in team.ana.messages()] == ["hello"]


def test_an_answer_can_be_too_late(local: LocalWorkspace, team: Team):
    impatient = WebClient(local.bot_token, base_url=local.api_url, timeout=1, retry_handlers=[])
    team.control.fault("chat.postMessage", "timeout_after", seconds=1.2)
    began = time.monotonic()
    with pytest.raises(TimeoutError):
        impatient.chat_postMessage(**POST)
    assert time.monotonic() - began >= 1
    assert [message["text"] for message in team.ana.messages()] == ["hello"]


def test_a_fault_can_wait_for_one_call(client: WebClient, team: Team):
    match = {"text": "second"}
    team.control.fault("chat.postMessage", "error", error="internal_error", match=match)
    assert client.chat_postMessage(channel="U0ANA", text="first")["ok"]
    arguments = {"channel": "U0ANA", "text": "the second"}
    assert error_of(client.chat_postMessage, **arguments) == "internal_error"


def test_faults_can_be_healed(client: WebClient, team: Team):
    team.control.fault("chat.postMessage", "status", times=100)
    team.control.heal()
    assert client.chat_postMessage(**POST)["ok"]


def test_an_unknown_fault_is_refused(team: Team):
    answer = team.http.post("/control/faults", json={"kind": "meteor"})
    assert answer.status_code == 400


def test_calls_are_recorded_without_the_token(client: WebClient, team: Team):
    team.control.fault("chat.postMessage", "reset_after", match={"text": "lost"})
    began = time.time()
    client.chat_postMessage(**POST)
    with pytest.raises(BROKEN):
        client.chat_postMessage(channel="U0ANA", text="lost")
    error_of(client.users_info, user="U0NOBODY")
    first, lost = team.control.calls("chat.postMessage")
    assert (first["arguments"]["text"], first["status"], first["error"]) == ("hello", 200, None)
    assert began - 1 <= first["at"] <= time.time()
    assert lost["fault"] == "reset_after"
    [third] = team.control.calls("users.info")
    assert third["error"] == "user_not_found"
    assert "xoxb" not in str(team.control.calls())
    team.control.forget_calls()
    assert team.control.calls() == []
