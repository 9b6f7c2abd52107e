"""The control desk: what is left of it that other tests do not use."""

import pytest
from bare_socket import acknowledge, frame_from, open_socket
from refusals import error_of
from slack_sdk import WebClient
from workspace_client import OPERATIONS, RefusedError, Team

from sandbox.server import LocalWorkspace


def test_the_bot_is_invited_and_removed(client: WebClient, team: Team):
    team.control.remove_bot(OPERATIONS)
    assert error_of(client.chat_postMessage, channel=OPERATIONS, text="x") == "not_in_channel"
    team.control.invite_bot(OPERATIONS)
    assert client.chat_postMessage(channel=OPERATIONS, text="x")["ok"]


def test_a_reset_makes_the_workspace_as_new(client: WebClient, team: Team):
    team.ana.message("x")
    team.control.fault("*", "status")
    team.control.add_person("ida", "Ida Berg")
    team.control.reset()
    assert team.ana.messages() == []
    assert client.auth_test()["ok"]
    assert len(team.ana.state()["people"]) == 5


def test_a_handle_is_given_once(team: Team):
    answer = team.http.post("/control/people", json={"handle": "ana", "real_name": "Ana Two"})
    assert answer.status_code == 400


def test_a_zone_must_exist(team: Team):
    answer = team.http.post("/control/people/U0ANA", json={"tz": "Mars/Base"})
    assert answer.status_code == 400
    assert "not an IANA zone" in answer.json()["error"]


@pytest.mark.parametrize("path", ["people/U0NOBODY", "channels/C0NOWHERE", "files/F0/delete"])
def test_what_is_not_there_is_not_found(team: Team, path: str):
    assert team.http.post(f"/control/{path}", json={}).status_code == 404


def test_messages_are_listed_as_they_are_kept(team: Team):
    with pytest.raises(RefusedError, match="dispatch_failed"):
        team.ana.command("/baton help", channel=OPERATIONS)
    [kept] = team.control.messages(OPERATIONS)
    assert (kept["only_for"], kept["user"]) == ("U0ANA", "USLACKBOT")


def test_any_envelope_can_be_sent(local: LocalWorkspace, team: Team):
    assert team.control.send("interactive", {})["error"] == "dispatch_failed"
    with open_socket(local) as socket:
        assert frame_from(socket)["type"] == "hello"
        team.control.events(ack_timeout=0.1)
        assert team.control.send("interactive", {"type": "nonsense"}) == {
            "ok": False,
            "error": "operation_timeout",
        }
        assert frame_from(socket)["payload"] == {"type": "nonsense"}
        team.control.send_event({"type": "message", "files": "broken"})
        frame = frame_from(socket)
        assert frame["payload"]["event"] == {"type": "message", "files": "broken"}
        acknowledge(socket, frame)


def test_people_who_have_left_do_nothing(team: Team):
    team.control.deactivate(team.ben)
    dm = team.ana.dm()
    with pytest.raises(RefusedError, match="account_inactive"):
        team.ben.message("hello", channel=dm)
