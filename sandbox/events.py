"""The events that the app is told, as Slack forms them."""

import secrets
import time

from sandbox.seed import APP_ID, BOT_USER_ID, TEAM_ID, VERIFICATION_TOKEN
from sandbox.state import new_id
from sandbox.values import Channel, Json, Message


def event_callback(event: Json) -> Json:
    """Wrap an event as every event arrives."""
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": TEAM_ID,
        "context_team_id": TEAM_ID,
        "context_enterprise_id": None,
        "api_app_id": APP_ID,
        "event": event,
        "type": "event_callback",
        "event_id": new_id("Ev"),
        "event_time": int(time.time()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": TEAM_ID,
                "user_id": BOT_USER_ID,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": f"4-{secrets.token_urlsafe(24)}",
    }


def _channel_type(channel: Channel) -> str:
    """Return Slack's word for the kind of a conversation."""
    return "im" if channel.is_im else "channel"


def posted(body: Json, channel: Channel) -> Json:
    """Return the event of a new message."""
    if body.get("subtype") == "thread_broadcast":
        # It carries the parent itself.
        body = {key: value for key, value in body.items() if key != "parent_user_id"}
    return body | {
        "channel": channel.id,
        "event_ts": body["ts"],
        "channel_type": _channel_type(channel),
    }


def changed(new: Json, old: Json, channel: Channel, ts: str) -> Json:
    """Return the event of an edited message."""
    return {
        "type": "message",
        "subtype": "message_changed",
        "message": new,
        "previous_message": old,
        "channel": channel.id,
        "hidden": True,
        "ts": ts,
        "event_ts": ts,
        "channel_type": _channel_type(channel),
    }


def deleted(old: Json, channel: Channel, ts: str) -> Json:
    """Return the event of a deleted message."""
    return {
        "type": "message",
        "subtype": "message_deleted",
        "previous_message": old,
        "channel": channel.id,
        "hidden": True,
        "deleted_ts": old["ts"],
        "event_ts": ts,
        "ts": ts,
        "channel_type": _channel_type(channel),
    }


def reaction(kind: str, user: str, name: str, message: Message, ts: str) -> Json:
    """Return the event of a reaction; `kind` is reaction_added or reaction_removed."""
    return {
        "type": kind,
        "user": user,
        "reaction": name,
        "item": {"type": "message", "channel": message.channel, "ts": message.ts},
        "item_user": message.user,
        "event_ts": ts,
    }


def home_opened(user: str, channel: str, view: Json | None, ts: str) -> Json:
    """Return the event of somebody who opens the Home tab."""
    event: Json = {
        "type": "app_home_opened",
        "user": user,
        "channel": channel,
        "tab": "home",
        "event_ts": ts,
    }
    return event if view is None else event | {"view": view}


def file_deleted(file_id: str, channels: list[str], ts: str) -> Json:
    """Return the event of a deleted file."""
    return {"type": "file_deleted", "file_id": file_id, "channel_ids": channels, "event_ts": ts}


def user_changed(user: Json, ts: str) -> Json:
    """Return the event of a person whose profile has changed."""
    return {
        "type": "user_change",
        "user": user,
        "cache_ts": int(ts.partition(".")[0]),
        "event_ts": ts,
    }


def team_joined(user: Json, ts: str) -> Json:
    """Return the event of a new member."""
    return {"type": "team_join", "user": user, "event_ts": ts}
