"""chat.*: post and edit."""

from pathlib import Path

import pytest
import yaml
from local_manifest import MANIFEST
from refusals import error_of, refusal
from slack_sdk import WebClient
from workspace_client import OPERATIONS, Team

from sandbox.server import LocalWorkspace

KEY = {"event_type": "baton", "event_payload": {"key": "k1"}}
SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "*hello*"}}


def test_a_message_to_a_person_opens_the_dm_and_says_its_id(client: WebClient, team: Team):
    answer = client.chat_postMessage(channel="U0ANA", text="hello", metadata=KEY)
    assert answer["channel"] == team.ana.dm()
    assert answer["message"]["user"] == "U0BATON"
    assert answer["message"]["bot_id"] == answer["message"]["bot_profile"]["id"] == "B0BATON"
    assert answer["message"]["metadata"] == KEY
    assert [message["text"] for message in team.ana.messages()] == ["hello"]


def test_a_message_goes_to_a_channel_by_id_and_by_name(client: WebClient, team: Team):
    client.chat_postMessage(channel=OPERATIONS, text="by id")
    client.chat_postMessage(channel="#operations", text="by name")
    assert [each["text"] for each in team.ben.messages(OPERATIONS)] == ["by id", "by name"]


def test_blocks_without_an_id_get_one(client: WebClient):
    answer = client.chat_postMessage(channel="U0ANA", text="hello", blocks=[SECTION])
    assert answer["message"]["blocks"][0]["block_id"]


def test_a_reply_stands_in_its_thread_and_a_broadcast_in_both(client: WebClient, team: Team):
    parent = client.chat_postMessage(channel=OPERATIONS, text="parent")["ts"]
    reply = client.chat_postMessage(channel=OPERATIONS, text="reply", thread_ts=parent)
    assert reply["message"]["parent_user_id"] == "U0BATON"
    both = client.chat_postMessage(
        channel=OPERATIONS, text="both", thread_ts=parent, reply_broadcast=True
    )
    assert both["message"]["subtype"] == "thread_broadcast"
    assert [each["text"] for each in team.ana.messages(OPERATIONS)] == ["parent", "both"]
    thread = team.ana.thread(parent, OPERATIONS)
    assert [each["text"] for each in thread] == ["parent", "reply", "both"]
    assert thread[0]["reply_count"] == 2


def test_a_reply_to_a_reply_joins_the_same_thread(client: WebClient):
    parent = client.chat_postMessage(channel=OPERATIONS, text="parent")["ts"]
    reply = client.chat_postMessage(channel=OPERATIONS, text="reply", thread_ts=parent)["ts"]
    second = client.chat_postMessage(channel=OPERATIONS, text="again", thread_ts=reply)
    assert second["message"]["thread_ts"] == parent


def test_posting_to_somebody_who_has_left_succeeds(client: WebClient, team: Team):
    team.control.deactivate(team.ben)
    assert client.chat_postMessage(channel="U0BEN", text="hello")["ok"]


def test_timestamps_are_unique_and_increase(client: WebClient):
    stamps = [client.chat_postMessage(channel="U0ANA", text="x")["ts"] for _ in range(20)]
    assert stamps == sorted(set(stamps))


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"channel": "C0NOWHERE", "text": "x"}, "channel_not_found"),
        ({"channel": "U0NOBODY", "text": "x"}, "channel_not_found"),
        ({"channel": "U0BATON", "text": "x"}, "channel_not_found"),
        ({"channel": "C0RANDOM", "text": "x"}, "not_in_channel"),
        ({"channel": "U0ANA", "text": "  "}, "no_text"),
        ({"channel": "U0ANA", "text": "x", "thread_ts": "1234567890.123456"}, "thread_not_found"),
        ({"channel": "U0ANA", "text": "x", "thread_ts": "soon"}, "invalid_thread_ts"),
        ({"channel": "U0ANA", "text": "x", "blocks": "[{"}, "invalid_blocks_format"),
        ({"channel": "U0ANA", "text": "x", "metadata": {"a": 1}}, "invalid_metadata_format"),
        (
            {
                "channel": "U0ANA",
                "text": "x",
                "metadata": {"event_type": "e", "event_payload": {"a": "x" * 9000}},
            },
            "metadata_too_large",
        ),
        ({"channel": "U0ANA", "text": "x", "attachments": [{}] * 101}, "too_many_attachments"),
        ({"channel": "U0ANA", "text": "x", "attachments": [1]}, "invalid_attachments"),
    ],
)
def test_a_message_is_refused_by_slacks_name(client: WebClient, arguments: dict, error: str):
    # Sent as it stands: the client itself would warn of some of these.
    assert error_of(client.api_call, api_method="chat.postMessage", json=arguments) == error


def test_a_channel_must_be_named(client: WebClient):
    assert error_of(client.api_call, api_method="chat.postMessage") == "invalid_arguments"


def test_an_archived_channel_takes_nothing(client: WebClient, team: Team):
    team.control.archive(OPERATIONS)
    assert error_of(client.chat_postMessage, channel=OPERATIONS, text="x") == "is_archived"


def test_a_wrong_block_is_pointed_at(client: WebClient):
    wrong = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}
    answer = refusal(client.chat_postMessage, channel="U0ANA", text="x", blocks=[SECTION, wrong])
    assert answer["error"] == "invalid_blocks"
    assert any("/blocks/1/text" in each for each in answer["response_metadata"]["messages"])


def test_the_bot_edits_its_own_message(client: WebClient, team: Team):
    posted = client.chat_postMessage(channel="U0ANA", text="old", metadata=KEY)
    where = {"channel": posted["channel"], "ts": posted["ts"]}
    answer = client.chat_update(**where, text="new", blocks=[SECTION])
    assert (answer["text"], answer["ts"]) == ("new", posted["ts"])
    shown = team.ana.newest()
    assert shown is not None
    assert shown["text"] == "new"
    assert "edited" not in shown, "an edit with blocks is not marked"
    assert shown["metadata"] == KEY, "metadata stays where an edit gives none"


def test_an_edit_with_text_alone_takes_the_blocks_away_and_is_marked(client: WebClient, team: Team):
    posted = client.chat_postMessage(channel="U0ANA", text="old", blocks=[SECTION])
    client.chat_update(channel=posted["channel"], ts=posted["ts"], text="new")
    shown = team.ana.newest()
    assert shown is not None
    assert "blocks" not in shown
    assert shown["edited"]["ts"] > posted["ts"]


def test_an_app_without_a_messages_tab_cannot_write_to_people(tmp_path: Path):
    body = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    body["features"]["app_home"]["messages_tab_enabled"] = False
    (tmp_path / "manifest.yml").write_text(yaml.safe_dump(body), encoding="utf-8")
    with LocalWorkspace.start(0, None, tmp_path / "manifest.yml") as local:
        client = WebClient(local.bot_token, base_url=local.api_url, retry_handlers=[])
        dm = {"channel": "U0ANA", "text": "x"}
        assert error_of(client.chat_postMessage, **dm) == "messages_tab_disabled"
        assert client.chat_postMessage(channel=OPERATIONS, text="x")["ok"]


def test_an_edit_is_refused_by_slacks_name(client: WebClient, team: Team):
    ana_said = team.ana.message("mine")
    dm = team.ana.dm()
    ours = client.chat_postMessage(channel=dm, text="ours")["ts"]
    update = client.chat_update
    assert error_of(update, channel=dm, ts=ana_said, text="x") == "cant_update_message"
    assert error_of(update, channel=dm, ts="1.000001", text="x") == "message_not_found"
    assert error_of(update, channel=dm, ts=ours, text="x" * 4001) == "msg_too_long"
