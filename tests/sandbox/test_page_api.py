"""What the page reads and does: people, conversations, unread marks, live frames, refusals."""

import json

import pytest
from refusals import error_of
from slack_sdk import WebClient
from websockets.sync.client import connect
from workspace_client import OPERATIONS, RefusedError, Team, photo


def conversation(team: Team, channel: str) -> dict:
    return next(each for each in team.ana.state()["conversations"] if each["id"] == channel)


def test_the_state_names_everybody_and_the_conversations(team: Team):
    state = team.zoe.state()
    assert state["team"] == {"id": "T0LOCAL", "name": "Corner Café (local)"}
    me = state["me"]
    assert (me["name"], me["initials"], me["tz"]) == ("Zoe Park", "ZP", "America/New_York")
    assert me["color"] == "#674b1b"
    assert [person["handle"] for person in state["people"]] == ["ana", "ben", "mia", "ole", "zoe"]
    assert state["bot"]["is_bot"]
    kinds = [(each["kind"], each["name"]) for each in state["conversations"]]
    channels = [("channel", "general"), ("channel", "operations"), ("channel", "random")]
    assert kinds == [*channels, ("dm", "")]
    assert state["commands"][0]["command"] == "/baton"


def test_the_first_visit_is_somebodys(team: Team):
    assert team.http.get("/page/state").json()["me"]["id"] == "U0ANA"
    assert team.http.get("/page/state", params={"as": "U0NOBODY"}).status_code == 404


def test_unread_messages_are_counted_until_they_are_read(client: WebClient, team: Team):
    card = client.chat_postMessage(channel="U0ANA", text="card")
    client.chat_postMessage(channel="U0ANA", text="reply", thread_ts=card["ts"])
    dm = team.ana.dm()
    room = conversation(team, dm)
    assert (room["unread"], room["mentions"], room["last_text"]) == (2, 2, "reply")
    assert team.ana.messages()[0]["unread_replies"] == 1
    team.http.post("/page/act/read", json={"as": "U0ANA", "channel": dm, "ts": room["last_ts"]})
    assert conversation(team, dm)["unread"] == 0
    team.http.post("/page/act/read", json={"as": "U0ANA", "channel": dm, "ts": card["ts"]})
    assert conversation(team, dm)["unread"] == 0, "reading never goes backwards"


def test_a_mention_in_a_channel_counts(team: Team):
    team.ben.message("hello @ana", channel=OPERATIONS)
    team.ben.message("hello all", channel=OPERATIONS)
    room = conversation(team, OPERATIONS)
    assert (room["unread"], room["mentions"]) == (2, 1)


def test_own_messages_are_never_unread(team: Team):
    team.ana.message("x", channel=OPERATIONS)
    assert conversation(team, OPERATIONS)["unread"] == 0


def test_pages_hear_what_changes(client: WebClient, team: Team):
    url = str(team.http.base_url).rstrip("/").replace("http", "ws")
    dm = team.ana.dm()
    with connect(f"{url}/page/live?as=U0ANA") as ana, connect(f"{url}/page/live?as=U0BEN") as ben:
        posted = client.chat_postMessage(channel=dm, text="x")
        frame = {"type": "message", "channel": dm, "ts": posted["ts"], "thread_ts": None}
        assert json.loads(ana.recv(timeout=2)) == frame
        assert json.loads(ben.recv(timeout=2)) == frame
        with pytest.raises(RefusedError, match="dispatch_failed"):
            team.ana.command("/baton help", channel=OPERATIONS)
        assert json.loads(ana.recv(timeout=2))["channel"] == OPERATIONS
        team.control.deactivate("U0ZOE")
        assert json.loads(ana.recv(timeout=2)) == {"type": "people"}
        assert json.loads(ben.recv(timeout=2)) == {"type": "people"}, "the error was Ana's alone"


def test_people_can_do_only_what_is_theirs(client: WebClient, team: Team):
    posted = client.chat_postMessage(channel=OPERATIONS, text="ours")["ts"]
    mine = team.ana.message("mine", channel=OPERATIONS)
    with pytest.raises(RefusedError, match="cant_update_message"):
        team.ana.edit(posted, "x", channel=OPERATIONS)
    with pytest.raises(RefusedError, match="cant_delete_message"):
        team.ben.delete(mine, channel=OPERATIONS)
    with pytest.raises(RefusedError, match="channel_not_found"):
        team.ben.message("hello", channel=team.ana.dm())
    assert (
        team.http.get(
            "/page/messages", params={"as": "U0BEN", "channel": team.ana.dm()}
        ).status_code
        == 404
    )


def test_acts_are_refused_with_a_name(team: Team):
    ts = team.ana.message("x")
    team.ana.react(ts, "+1")
    with pytest.raises(RefusedError, match="already_reacted"):
        team.ana.react(ts, "+1")
    with pytest.raises(RefusedError, match="no_text"):
        team.ana.message("   ")
    with pytest.raises(RefusedError, match="msg_too_long"):
        team.ana.message("x" * 40_001)
    with pytest.raises(RefusedError, match="message_not_found"):
        team.ana.react("1.000001", "+1")
    team.control.archive(OPERATIONS)
    with pytest.raises(RefusedError, match="is_archived"):
        team.ana.message("x", channel=OPERATIONS)


def test_broken_requests_are_refused(team: Team):
    post = team.http.post
    assert post("/page/act/sing", json={"as": "U0ANA"}).status_code == 404
    assert post("/page/act/message", content="{").status_code == 400
    assert post("/page/act/message", json=[]).json()["error"] == "invalid_json"
    assert post("/page/act/message", json={"as": "U0NOBODY"}).json()["ok"] is False
    assert team.http.get("/page/nonsense").status_code == 404


def test_an_ephemeral_message_is_dismissed_by_the_one_who_sees_it(team: Team):
    with pytest.raises(RefusedError, match="dispatch_failed"):
        team.ana.command("/baton help", channel=OPERATIONS)
    [shown] = team.ana.messages(OPERATIONS)
    with pytest.raises(RefusedError, match="message_not_found"):
        team.ben.delete(shown["ts"], channel=OPERATIONS)
    team.ana.delete(shown["ts"], channel=OPERATIONS)
    assert team.ana.messages(OPERATIONS) == []


def test_a_deleted_parent_leaves_a_tombstone_over_its_replies(client: WebClient, team: Team):
    dm, words = team.ana.dm(), team.ana.message("words")
    client.chat_postMessage(channel=dm, text="answer", thread_ts=words)
    team.ana.delete(words)
    parent, reply = team.ana.thread(words)
    assert parent["subtype"] == "tombstone"
    assert reply["text"] == "answer"
    assert error_of(client.chat_update, channel=dm, ts=words, text="x") == "message_not_found"


def test_the_page_itself_is_served(team: Team):
    page = team.http.get("/")
    assert page.status_code == 200
    assert "Local workspace" in page.text
    assert team.http.get(f"/archives/{OPERATIONS}/p1234567890123456").text == page.text
    assert team.http.get("/static/js/api.js").status_code == 200
    assert team.http.get("/static/../server.py").status_code == 404


def test_a_photo_in_a_thread_stands_in_the_thread_only(client: WebClient, team: Team):
    card = client.chat_postMessage(channel="U0ANA", text="card")["ts"]
    team.ana.upload(photo(), thread=card)
    assert len(team.ana.messages()) == 1
    assert team.ana.thread(card)[1]["files"]
