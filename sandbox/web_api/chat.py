"""chat.*: what the bot says."""

import re

from sandbox import posting
from sandbox.posting import Draft
from sandbox.seed import BOT_USER_ID
from sandbox.values import Channel, Json
from sandbox.web_api.call import Call, Method, RefusedError
from sandbox.web_api.content import LONGEST_UPDATE, content_of, edited, editor
from sandbox.web_api.places import joined_channel, message_at, writable_channel

TS = re.compile(r"\d{10}\.\d{6}")


def post_message(call: Call) -> Json:
    """Post a message."""
    channel = writable_channel(call)
    content = content_of(call)
    thread_ts = _thread(call, channel)
    draft = Draft(
        user=BOT_USER_ID,
        text=content.text,
        thread_ts=thread_ts,
        broadcast=bool(thread_ts) and call.flag("reply_broadcast"),
        blocks=content.blocks,
        attachments=content.attachments,
        metadata=content.metadata,
    )
    message = posting.post(call.workspace, channel, draft)
    body = posting.body_of(call.workspace, message)
    return {"channel": channel.id, "ts": message.ts, "message": body}


def _thread(call: Call, channel: Channel) -> str | None:
    ts = call.text("thread_ts")
    if not ts:
        return None
    if not TS.fullmatch(ts):
        raise RefusedError("invalid_thread_ts")
    parent = call.workspace.state.message(channel.id, ts)
    if parent is None or parent.only_for:
        raise RefusedError("thread_not_found")
    # A reply's own thread continues: Slack files the new reply under the parent.
    return parent.thread_ts if parent.is_reply else ts


def update(call: Call) -> Json:
    """Edit one of the bot's own messages."""
    channel = joined_channel(call)
    message = message_at(call, channel, call.required("ts"))
    if message.user != BOT_USER_ID:
        raise RefusedError("cant_update_message")
    content = content_of(call)
    if len(content.text) > LONGEST_UPDATE:
        raise RefusedError("msg_too_long")
    new = posting.edit(call.workspace, message, edited(message, content), editor(content))
    body = posting.body_of(call.workspace, new)
    body.pop("ts")  # Slack says it once, outside
    return {"channel": channel.id, "ts": new.ts, "text": new.text, "message": body}


METHODS = {
    "chat.postMessage": Method(post_message, ("chat:write",)),
    "chat.update": Method(update, ("chat:write",)),
}
