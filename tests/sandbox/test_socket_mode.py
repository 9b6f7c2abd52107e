"""Socket Mode and the events over it, with Slack's own client at the other end."""

import json
from contextlib import ExitStack

import pytest
from bare_socket import open_socket
from listening_app import ListeningApp
from slack_sdk import WebClient
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect
from workspace_client import OPERATIONS, Team, photo, wait_for

from sandbox.server import LocalWorkspace


def test_a_connection_begins_with_hello_and_the_page_sees_it(local: LocalWorkspace, team: Team):
    assert not team.ana.state()["connected"]
    with open_socket(local) as socket:
        hello = json.loads(socket.recv(timeout=2))
        assert (hello["type"], hello["num_connections"]) == ("hello", 1)
        assert hello["connection_info"] == {"app_id": "A0BATON"}
        assert team.ana.state()["connected"]
    wait_for(lambda: not team.ana.state()["connected"])


def test_an_address_opens_one_connection(local: LocalWorkspace):
    client = WebClient(base_url=local.api_url)
    url = client.apps_connections_open(app_token=local.app_token)["url"]
    with connect(url) as socket:
        socket.recv(timeout=2)
        with pytest.raises(InvalidStatus):
            connect(url)


def test_an_eleventh_connection_is_one_too_many(local: LocalWorkspace):
    with ExitStack() as ten:
        for _ in range(10):
            ten.enter_context(open_socket(local)).recv(timeout=2)
        with open_socket(local) as eleventh:
            assert json.loads(eleventh.recv(timeout=2))["reason"] == "too_many_websockets"
            with pytest.raises(ConnectionClosed):
                eleventh.recv(timeout=2)


def test_each_event_goes_to_one_connection_only(local: LocalWorkspace, team: Team):
    with open_socket(local) as one, open_socket(local) as other:
        frames = [one.recv(timeout=2), other.recv(timeout=2)]
        assert all(json.loads(frame)["type"] == "hello" for frame in frames)
        team.ana.message("a")
        team.ana.message("b")
        texts = [
            json.loads(each.recv(timeout=2))["payload"]["event"]["text"] for each in (one, other)
        ]
        assert sorted(texts) == ["a", "b"]
        for socket in (one, other):
            with pytest.raises(TimeoutError):
                socket.recv(timeout=0.05)


def test_a_typed_message_arrives_with_its_envelope(app: ListeningApp, team: Team):
    ts = team.ana.message("done & <dusted>, @ben")
    event = app.event("message")
    assert event["text"] == "done &amp; &lt;dusted&gt;, <@U0BEN>"
    assert (event["channel"], event["channel_type"]) == (team.ana.dm(), "im")
    assert (event["user"], event["ts"], event["event_ts"]) == ("U0ANA", ts, ts)
    outer = app.requests[-1].payload
    assert outer["type"] == "event_callback"
    assert outer["event_id"].startswith("Ev")
    assert outer["authorizations"][0]["user_id"] == "U0BATON"


def test_a_photo_in_a_thread_arrives_as_a_file_share(
    app: ListeningApp, client: WebClient, team: Team
):
    card = client.chat_postMessage(channel="U0ANA", text="card")["ts"]
    team.ana.upload(photo("Till 1.png"), thread=card)
    event = app.event("message", 1)
    assert (event["subtype"], event["upload"], event["text"]) == ("file_share", True, "")
    assert (event["thread_ts"], event["parent_user_id"]) == (card, "U0BATON")
    [file] = event["files"]
    assert (file["mimetype"], file["filetype"], file["user"]) == ("image/png", "png", "U0ANA")
    assert (file["original_w"], file["original_h"]) == (2, 2)
    assert "thumb_360" in file


def test_a_file_shared_again_is_no_upload(app: ListeningApp, team: Team):
    file_id = team.ana.upload(photo())["files"][0]
    team.ben.share(file_id)
    event = app.event("message", 1)
    assert event["upload"] is False
    assert (event["user"], event["files"][0]["user"]) == ("U0BEN", "U0ANA")


def test_a_reply_that_also_goes_to_the_channel_is_a_broadcast(
    app: ListeningApp, client: WebClient, team: Team
):
    card = client.chat_postMessage(channel="U0ANA", text="card")["ts"]
    team.ana.also_to_channel("look", thread=card)
    event = app.event("message", 1)
    assert event["subtype"] == "thread_broadcast"
    assert event["root"]["text"] == "card"


def test_edits_and_deletions_arrive(app: ListeningApp, team: Team):
    ts = team.ana.message("tpyo")
    team.ana.edit(ts, "typo")
    changed = app.event("message", 1)
    assert changed["subtype"] == "message_changed"
    assert changed["previous_message"]["text"] == "tpyo"
    assert changed["message"]["text"] == "typo"
    assert changed["message"]["edited"]["user"] == "U0ANA"
    team.ana.delete(ts)
    deleted = app.event("message", 2)
    assert (deleted["subtype"], deleted["deleted_ts"]) == ("message_deleted", ts)


def test_the_bots_own_messages_arrive_too(app: ListeningApp, client: WebClient):
    client.chat_postMessage(channel="U0ANA", text="hello")
    assert app.event("message")["bot_id"] == "B0BATON"


def test_reactions_arrive_added_and_removed(app: ListeningApp, client: WebClient, team: Team):
    posted = client.chat_postMessage(channel="U0ANA", text="card")
    team.ana.react(posted["ts"], "+1")
    added = app.event("reaction_added")
    assert (added["reaction"], added["user"], added["item_user"]) == ("+1", "U0ANA", "U0BATON")
    assert added["item"] == {
        "type": "message",
        "channel": posted["channel"],
        "ts": posted["ts"],
    }
    shown = team.ana.newest()
    assert shown is not None
    assert shown["reactions"] == [{"name": "+1", "users": ["U0ANA"], "count": 1}]


def test_opening_home_and_deleting_a_file_arrive(app: ListeningApp, team: Team):
    team.ana.open_home()
    opened = app.event("app_home_opened")
    assert (opened["tab"], opened["channel"]) == ("home", team.ana.dm())
    assert "view" not in opened
    file_id = team.ana.upload(photo())["files"][0]
    team.control.delete_file(file_id)
    deleted = app.event("file_deleted")
    assert (deleted["file_id"], deleted["channel_ids"]) == (file_id, [team.ana.dm()])
    shown = team.ana.newest()
    assert shown is not None
    assert shown["files"] == [{"id": file_id, "mode": "tombstone"}]


def test_people_who_join_and_change_arrive(app: ListeningApp, team: Team):
    ida = team.control.add_person("ida", "Ida Berg", is_restricted=True)
    joined = app.event("team_join")["user"]
    assert (joined["id"], joined["is_restricted"]) == (ida.id, True)
    team.control.deactivate(ida)
    assert app.event("user_change")["user"]["deleted"] is True
    team.control.change_person("U0ANA", tz="Asia/Tokyo")
    assert app.event("user_change", 1)["user"]["tz"] == "Asia/Tokyo"


def test_only_channels_with_the_bot_tell_it_anything(app: ListeningApp, team: Team):
    team.ana.message("secret", channel="C0RANDOM")
    team.ana.message("hello", channel=OPERATIONS)
    team.ana.message("hi")
    wait_for(lambda: len(app.events()) == 2)
    assert [event["text"] for event in app.events()] == ["hello", "hi"]


def test_only_subscribed_events_are_sent(narrow: LocalWorkspace):
    team = Team(narrow.url)
    with open_socket(narrow) as socket:
        assert json.loads(socket.recv(timeout=2))["type"] == "hello"
        team.ana.message("in a channel", channel=OPERATIONS)
        team.ana.message("in our DM")
        assert json.loads(socket.recv(timeout=2))["payload"]["event"]["text"] == "in our DM"
    team.close()
