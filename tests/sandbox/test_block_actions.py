"""Buttons and selects in messages: what the app is told, and how it answers."""

from typing import Any

import httpx
import pytest
from forms import ACTIONS, BUTTON, OWNER
from listening_app import ListeningApp
from slack_sdk import WebClient
from workspace_client import RefusedError, Team, wait_for

PICKER = {
    "type": "static_select",
    "action_id": "when",
    "options": [
        {"text": {"type": "plain_text", "text": text}, "value": text} for text in ("now", "later")
    ],
}


@pytest.fixture
def card(client: WebClient, team: Team) -> dict[str, Any]:
    blocks = [ACTIONS, {"type": "actions", "block_id": "more", "elements": [PICKER]}, OWNER]
    client.chat_postMessage(channel="U0ANA", text="card", blocks=blocks)
    return wait_for(team.ana.newest)


def test_a_press_carries_the_message_and_the_button(
    app: ListeningApp, team: Team, card: dict[str, Any]
):
    team.ana.press(card, "done")
    payload = app.payload("block_actions")
    [action] = payload["actions"]
    assert (action["action_id"], action["block_id"]) == ("done", "buttons")
    assert (action["value"], action["text"]) == ("run-1", BUTTON["text"])
    assert payload["message"]["ts"] == payload["container"]["message_ts"] == card["ts"]
    assert payload["channel"] == {"id": team.ana.dm(), "name": "directmessage"}
    assert payload["state"]["values"]["owner"]["user"]["selected_user"] is None


def test_a_choice_carries_the_option(app: ListeningApp, team: Team, card: dict[str, Any]):
    team.ana.choose(card, "when", "later")
    payload = app.payload("block_actions")
    assert payload["actions"][0]["selected_option"]["value"] == "later"
    entered = payload["state"]["values"]["more"]["when"]
    assert entered["selected_option"]["value"] == "later"


def test_the_response_address_replaces_and_deletes_the_message(
    app: ListeningApp, team: Team, card: dict[str, Any]
):
    team.ana.press(card, "done")
    url = app.payload("block_actions")["response_url"]
    httpx.post(url, json={"replace_original": True, "text": "done"})
    [replaced] = team.ana.messages()
    assert (replaced["ts"], replaced["text"]) == (card["ts"], "done")
    assert "blocks" not in replaced
    httpx.post(url, json={"text": "one more", "response_type": "in_channel"})
    assert wait_for(team.ana.newest)["text"] == "one more"
    httpx.post(url, json={"delete_original": True})
    assert [each["text"] for each in team.ana.messages()] == ["one more"]


def test_an_ephemeral_message_is_replaced_in_place(app: ListeningApp, team: Team):
    app.answer = lambda _request: {"text": "sure?", "blocks": [ACTIONS]}
    team.ana.command("/baton archive")
    team.ana.press(wait_for(team.ana.newest), "done")
    payload = app.payload("block_actions")
    assert payload["container"]["is_ephemeral"]
    assert "message" not in payload
    httpx.post(payload["response_url"], json={"replace_original": True, "text": "archived"})
    [only] = team.ana.messages()
    assert (only["text"], only["ephemeral"]) == ("archived", True)


def test_what_is_not_there_cannot_be_pressed(team: Team, card: dict[str, Any]):
    gone = {**card, "blocks": [{**ACTIONS, "block_id": "elsewhere"}]}
    with pytest.raises(RefusedError, match="element_not_found"):
        team.ana.press(gone, "done")


def test_a_press_without_a_connected_app_fails(team: Team, card: dict[str, Any]):
    with pytest.raises(RefusedError, match="dispatch_failed"):
        team.ana.press(card, "done")
