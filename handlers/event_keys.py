"""What an event is about: the message that a person posted, and the thread that it happened in."""

from collections.abc import Mapping
from typing import Any

from scheduler.arrivals import key_of

# The kinds of message that a person posts; edits and deletions have no ts of their own.
POSTED = {None, "file_share", "thread_broadcast"}

Event = Mapping[str, Any]


def message_key_of(event: Event) -> str | None:
    """Name the message that a person posted; None for every other event."""
    if event.get("type") != "message" or event.get("subtype") not in POSTED:
        return None
    return _key(event.get("channel"), event.get("ts"))


def thread_key_of(event: Event) -> str | None:
    """Name the thread that something happened in; None for what happened elsewhere.

    An edit or a deletion belongs to the thread of its message, a reaction to that of its card.
    """
    if event.get("type") == "reaction_added":
        item = _part(event, "item")
        return _key(item.get("channel"), item.get("ts"))
    if event.get("type") != "message":
        return None
    said = (event, _part(event, "message"), _part(event, "previous_message"))
    thread_ts = next((one["thread_ts"] for one in said if one.get("thread_ts")), None)
    return _key(event.get("channel"), thread_ts)


def _part(event: Event, name: str) -> Event:
    part = event.get(name)
    return part if isinstance(part, dict) else {}


def _key(channel: Any, ts: Any) -> str | None:
    return key_of(channel, ts) if channel and ts else None
