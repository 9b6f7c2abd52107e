"""conversations.*: open, read back."""

from refusals import error_of
from slack_sdk import WebClient
from workspace_client import OPERATIONS, Team

KEY = {"event_type": "baton", "event_payload": {"key": "k1"}}


def test_a_dm_is_opened_once(client: WebClient):
    first = client.conversations_open(users="U0ANA")
    again = client.conversations_open(users=["U0ANA"])
    assert first["channel"]["id"] == again["channel"]["id"]
    assert again["already_open"]
    assert error_of(client.conversations_open, users="U0NOBODY") == "user_not_found"


def test_history_is_the_top_level_newest_first(client: WebClient):
    first = client.chat_postMessage(channel=OPERATIONS, text="first")["ts"]
    client.chat_postMessage(channel=OPERATIONS, text="reply", thread_ts=first)
    client.chat_postMessage(channel=OPERATIONS, text="second")
    history = client.conversations_history(channel=OPERATIONS)["messages"]
    assert [message["text"] for message in history] == ["second", "first"]
    assert history[1]["reply_count"] == 1


def test_pages_go_on_where_they_ended_when_more_is_posted(client: WebClient):
    for number in range(5):
        client.chat_postMessage(channel=OPERATIONS, text=str(number))
    first = client.conversations_history(channel=OPERATIONS, limit=2)
    client.chat_postMessage(channel=OPERATIONS, text="new")
    cursor = first["response_metadata"]["next_cursor"]
    second = client.conversations_history(channel=OPERATIONS, limit=2, cursor=cursor)
    assert [each["text"] for each in first["messages"]] == ["4", "3"]
    assert [each["text"] for each in second["messages"]] == ["2", "1"]
    assert second["has_more"]


def test_history_within_times_leaves_the_ends_out_unless_inclusive(client: WebClient):
    stamps = [client.chat_postMessage(channel=OPERATIONS, text=t)["ts"] for t in "abc"]
    within = {"channel": OPERATIONS, "oldest": stamps[0], "latest": stamps[2]}
    outside = client.conversations_history(**within)["messages"]
    assert [message["text"] for message in outside] == ["b"]
    inside = client.conversations_history(**within, inclusive=True)["messages"]
    assert [message["text"] for message in inside] == ["c", "b", "a"]


def test_metadata_is_read_in_full_only_when_asked_for(client: WebClient, team: Team):
    client.chat_postMessage(channel="U0ANA", text="x", metadata=KEY)
    dm = team.ana.dm()
    bare = client.conversations_history(channel=dm)["messages"][0]
    full = client.conversations_history(channel=dm, include_all_metadata=True)["messages"][0]
    assert bare["metadata"] == {"event_type": "baton"}
    assert full["metadata"] == KEY


def test_a_thread_is_read_parent_first(client: WebClient, team: Team):
    card = client.chat_postMessage(channel="U0ANA", text="card")["ts"]
    first = team.ana.message("one", thread=card)
    team.ana.message("two", thread=card)
    dm = team.ana.dm()
    thread = client.conversations_replies(channel=dm, ts=card)["messages"]
    assert [message["text"] for message in thread] == ["card", "one", "two"]
    later = client.conversations_replies(channel=dm, ts=card, oldest=first)["messages"]
    assert [message["text"] for message in later] == ["card", "two"]
    by_reply = client.conversations_replies(channel=dm, ts=first)["messages"]
    assert by_reply[0]["text"] == "card"


def test_a_long_thread_is_read_in_pages(client: WebClient, team: Team):
    card = client.chat_postMessage(channel="U0ANA", text="card")["ts"]
    for number in range(4):
        team.ana.message(str(number), thread=card)
    pages = client.conversations_replies(channel=team.ana.dm(), ts=card, limit=2)
    texts = [message["text"] for page in pages for message in page["messages"]]
    assert texts == ["card", "0", "1", "2", "3"]


def test_reading_is_refused_by_slacks_name(client: WebClient, team: Team):
    history, replies = client.conversations_history, client.conversations_replies
    dm = team.ana.dm()
    assert error_of(history, channel="C0NOWHERE") == "channel_not_found"
    assert error_of(history, channel="C0RANDOM") == "not_in_channel"
    assert error_of(history, channel=dm, cursor="nonsense") == "invalid_cursor"
    assert error_of(history, channel=dm, limit=1001) == "invalid_limit"
    assert error_of(history, channel=dm, limit="many") == "invalid_arguments"
    assert error_of(history, channel=dm, oldest="yesterday") == "invalid_ts_oldest"
    assert error_of(replies, channel=dm, ts="1234567890.000001") == "thread_not_found"
