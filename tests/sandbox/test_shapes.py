"""What the workspace sends has the keys and types that Slack has been recorded to send."""

from typing import Any

import httpx
import pytest
from forms import ACTIONS, HOME, modal
from listening_app import ListeningApp
from samples import differences, needs_samples, sample
from slack_sdk import WebClient
from workspace_client import Team, photo, wait_for

pytestmark = needs_samples

# Recorded as text once; Slack's documentation and real payloads say number.
SIZES = ("original_w", "original_h", "thumb_360_w", "thumb_360_h")
KEY = {"event_type": "baton", "event_payload": {"key": "k1"}}


def same(payload: Any, name: str, *allowed: str) -> None:
    found = differences(payload, sample(name), frozenset(allowed))
    assert not found, "; ".join(found)


@pytest.fixture
def dm(client: WebClient, team: Team) -> str:
    """A DM with a card, a reply with a photo, and a reaction."""
    posted = client.chat_postMessage(channel="U0ANA", text="card", blocks=[ACTIONS], metadata=KEY)
    team.ana.upload(photo(), thread=posted["ts"])
    team.ana.react(posted["ts"], "+1")
    return str(posted["channel"])


def test_answers_about_people_and_places(client: WebClient):
    same(client.auth_test().data, "api/auth.test")
    same(client.users_info(user="U0ANA").data, "api/users.info")
    same(client.users_info(user="U0BATON").data, "api/users.info")
    same(client.conversations_open(users="U0BEN").data, "api/conversations.open")


def test_answers_about_messages(client: WebClient):
    posted = client.chat_postMessage(channel="U0ANA", text="x", blocks=[ACTIONS], metadata=KEY)
    where = {"channel": posted["channel"], "ts": posted["ts"]}
    same(posted.data, "api/chat.postMessage")
    same(client.chat_update(**where, text="y").data, "api/chat.update")


def test_answers_that_read_back(client: WebClient, team: Team, dm: str):
    in_messages = [f"/messages/*/files/*/{size}" for size in SIZES]
    history = client.conversations_history(channel=dm, include_all_metadata=True)
    same(history.data, "api/conversations.history")
    ts = history["messages"][0]["ts"]
    replies = client.conversations_replies(channel=dm, ts=ts)
    same(replies.data, "api/conversations.replies", *in_messages)
    file_id = replies["messages"][1]["files"][0]["id"]
    shares = "/file/shares"
    in_file = [f"/file/{size}" for size in SIZES]
    same(client.files_info(file=file_id).data, "api/files.info", *in_file, shares)


def test_answers_about_uploads_and_views(app: ListeningApp, client: WebClient, team: Team):
    ticket = client.files_getUploadURLExternal(filename="a.txt", length=1)
    same(ticket.data, "api/files.getUploadURLExternal")
    httpx.post(ticket["upload_url"], content=b"x")
    completed = client.files_completeUploadExternal(files=[{"id": ticket["file_id"]}])
    same(completed.data, "api/files.completeUploadExternal")
    team.ana.command("/baton new")
    trigger = app.payload("slash_commands")["trigger_id"]
    opened = client.views_open(trigger_id=trigger, view=modal())
    same(opened.data, "api/views.open")
    updated = client.views_update(view_id=opened["view"]["id"], view=modal("Other"))
    same(updated.data, "api/views.update")
    same(client.views_publish(user_id="U0ANA", view=HOME).data, "api/views.publish")


def test_refusals(client: WebClient):
    refused = client.api_call
    with pytest.raises(Exception, match="channel_not_found") as error:
        refused("chat.postMessage", json={"channel": "C0", "text": "x"})
    same(error.value.response.data, "api/chat.postMessage")


# Documented, but younger than the recordings.
OUTER = ("/context_team_id", "/context_enterprise_id")


def outer(app: ListeningApp, kind: str, subtype: str | None = None) -> dict[str, Any]:
    """The latest whole payload of an event, once it has come."""

    def fitting() -> list[dict[str, Any]]:
        events = [each.payload for each in app.requests if each.type == "events_api"]
        return [
            payload
            for payload in events
            if (payload["event"]["type"], payload["event"].get("subtype")) == (kind, subtype)
        ]

    return wait_for(fitting)[-1]


def test_events_of_messages(app: ListeningApp, client: WebClient, team: Team):
    posted = client.chat_postMessage(channel="U0ANA", text="card", blocks=[ACTIONS], metadata=KEY)
    reply = team.ana.message("words", thread=posted["ts"])
    team.ana.edit(reply, "other words")
    team.ana.also_to_channel("look", thread=posted["ts"])
    team.ana.upload(photo(), thread=posted["ts"])
    team.ana.delete(reply)
    bot_wrote = ("/event/metadata", "/event/app_id")
    same(outer(app, "message"), "events/Message", *OUTER, *bot_wrote)
    same(outer(app, "message", "message_changed"), "events/MessageChanged", *OUTER)
    # The recorded parent was another app's, without what ours carries.
    root = ("/event/root", "/event/team")
    same(outer(app, "message", "thread_broadcast"), "events/MessageThreadBroadcast", *OUTER, *root)
    sizes = [f"/event/files/*/{size}" for size in SIZES]
    same(outer(app, "message", "file_share"), "events/MessageFileShare", *OUTER, *sizes)
    same(outer(app, "message", "message_deleted"), "events/MessageDeleted", *OUTER)


def test_events_of_people_and_files(app: ListeningApp, client: WebClient, team: Team):
    client.views_publish(user_id="U0ANA", view=HOME)
    team.ana.open_home()
    team.control.delete_file(team.ana.upload(photo())["files"][0])
    team.control.add_person("ida", "Ida Berg")
    team.control.change_person("U0BEN", deleted=True)
    same(outer(app, "app_home_opened"), "events/AppHomeOpened", *OUTER)
    same(outer(app, "file_deleted"), "events/FileDeleted", *OUTER)
    # Every event has it, says the documentation; these recordings are older.
    stamp = "/event/event_ts"
    same(outer(app, "team_join"), "events/TeamJoin", *OUTER, stamp)
    same(outer(app, "user_change"), "events/UserChange", *OUTER, stamp)


def test_interactive_payloads(app: ListeningApp, client: WebClient, team: Team, dm: str):
    team.ana.press(wait_for(team.ana.newest), "done")
    # A message read over the Web API names them, so does this one.
    same(app.payload("block_actions"), "app-backend/BlockAction", "/message/reactions/*/users")
    team.ana.command("/baton new")
    command = app.payload("slash_commands")
    # Over Socket Mode it is text, as it is in the form that HTTP carries.
    same(command, "app-backend/SlashCommand", "/is_enterprise_install")
    client.views_open(trigger_id=command["trigger_id"], view=modal(notify_on_close=True))
    shown = wait_for(team.ana.modal)
    team.ana.submit(shown)
    same(app.payload("view_submission"), "app-backend/ViewSubmission", "/response_urls")
    team.ana.command("/baton new")
    trigger = app.payload("slash_commands")["trigger_id"]
    client.views_open(trigger_id=trigger, view=modal(notify_on_close=True))
    team.ana.close(wait_for(team.ana.modal))
    same(app.payload("view_closed"), "app-backend/ViewClosed")
