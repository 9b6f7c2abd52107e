"""Values as Slack's JSON objects."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sandbox.seed import APP_ID, BOT_ID, BOT_USER_ID, SLACKBOT_ID, TEAM_ID
from sandbox.state import State
from sandbox.values import Json, Message, Person, View

TOMBSTONE_TEXT = "This message was deleted."


def person_object(person: Person) -> Json:
    """Return Slack's user object."""
    now = datetime.now(ZoneInfo(person.tz))
    offset = now.utcoffset()
    return {
        "id": person.id,
        "team_id": TEAM_ID,
        "name": person.handle,
        "deleted": person.deleted,
        "color": person.color,
        "real_name": person.real_name,
        "tz": person.tz,
        "tz_label": now.tzname() or person.tz,
        "tz_offset": int(offset.total_seconds()) if offset else 0,
        "profile": _profile(person),
        "is_admin": person.is_admin,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": person.is_restricted,
        "is_ultra_restricted": person.is_ultra_restricted,
        "is_bot": person.is_bot,
        "is_app_user": False,
        "updated": person.updated,
        "is_email_confirmed": not person.is_bot,
        "who_can_share_contact_card": "EVERYONE",
    }


def _profile(person: Person) -> Json:
    profile: Json = {
        "title": "",
        "phone": "",
        "skype": "",
        "real_name": person.real_name,
        "real_name_normalized": person.real_name,
        "display_name": person.handle,
        "display_name_normalized": person.handle,
        "status_text": person.status_text,
        "status_emoji": person.status_emoji,
        "status_expiration": person.status_expiration,
        "avatar_hash": "",
        "team": TEAM_ID,
    }
    if person.is_bot:
        profile |= {"api_app_id": APP_ID, "bot_id": BOT_ID, "always_active": True}
    return profile


def bot_profile(person: Person) -> Json:
    """Return how the app presents itself on each of its messages."""
    return {
        "id": BOT_ID,
        "deleted": False,
        "name": person.handle,
        "updated": person.updated,
        "app_id": APP_ID,
        "icons": {"image_36": "", "image_48": "", "image_72": ""},
        "team_id": TEAM_ID,
    }


def message_object(message: Message, state: State, files: list[Json]) -> Json:
    """Return Slack's message object, without what a thread adds to its parent."""
    if message.tombstone:
        return _tombstone(message)
    body: Json = {"type": "message", "user": message.user, "ts": message.ts, "text": message.text}
    optional = {
        "subtype": message.subtype,
        "client_msg_id": message.client_msg_id,
        "thread_ts": message.thread_ts,
        "parent_user_id": message.parent_user_id,
        "blocks": _list(message.blocks),
        "attachments": _list(message.attachments),
        "metadata": message.metadata,
        "edited": _edited(message),
        "reactions": _reactions(message),
    }
    body |= {key: value for key, value in optional.items() if value}
    if message.user == BOT_USER_ID:
        body |= _by_bot(state)
    elif not files:
        body["team"] = TEAM_ID
    if files:
        body |= {"files": files, "upload": message.upload, "display_as_bot": False}
    return body


def _tombstone(message: Message) -> Json:
    return {
        "type": "message",
        "subtype": "tombstone",
        "text": TOMBSTONE_TEXT,
        "user": SLACKBOT_ID,
        "hidden": True,
        "ts": message.ts,
        "thread_ts": message.ts,
    }


def _by_bot(state: State) -> Json:
    bot = state.get(Person, BOT_USER_ID)
    assert bot, "the bot's user is always there"
    return {
        "bot_id": BOT_ID,
        "app_id": APP_ID,
        "team": TEAM_ID,
        "bot_profile": bot_profile(bot),
    }


def _list(blocks: tuple[Json, ...] | None) -> list[Json] | None:
    return list(blocks) if blocks else None


def _edited(message: Message) -> Json | None:
    if not message.edited_ts:
        return None
    by = message.edited_by or message.user
    return {"user": BOT_ID if by == BOT_USER_ID else by, "ts": message.edited_ts}


def _reactions(message: Message) -> list[Json]:
    return [
        {"name": name, "users": list(users), "count": len(users)}
        for name, users in message.reactions.items()
        if users
    ]


def thread_summary(message: Message, replies: list[Message]) -> Json:
    """Return what a parent says about its thread; nothing without replies."""
    if not replies:
        return {}
    users = list(dict.fromkeys(reply.user for reply in replies))
    return {
        "thread_ts": message.ts,
        "reply_count": len(replies),
        "reply_users_count": len(users),
        "latest_reply": replies[-1].ts,
        "reply_users": users,
        "is_locked": False,
        "subscribed": False,
    }


def view_object(view: View, values: Json | None = None) -> Json:
    """Return Slack's view object; `values` are the entries of its inputs."""
    body = view.body
    return {
        "id": view.id,
        "team_id": TEAM_ID,
        "type": view.type,
        "blocks": body.get("blocks", []),
        "private_metadata": body.get("private_metadata", ""),
        "callback_id": body.get("callback_id", ""),
        "state": {"values": values or {}},
        "hash": view.hash,
        "title": body.get("title") or {"type": "plain_text", "text": "View Title", "emoji": True},
        "clear_on_close": bool(body.get("clear_on_close", False)),
        "notify_on_close": bool(body.get("notify_on_close", False)),
        "close": body.get("close"),
        "submit": body.get("submit"),
        "previous_view_id": view.previous_view_id,
        "root_view_id": view.root_view_id,
        "app_id": APP_ID,
        "external_id": body.get("external_id", ""),
        "app_installed_team_id": TEAM_ID,
        "bot_id": BOT_ID,
    }
