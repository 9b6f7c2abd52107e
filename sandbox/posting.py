"""Messages: post, edit, delete, react; each change is told to the app and to the pages."""

from dataclasses import dataclass, replace

from sandbox import events
from sandbox.file_objects import message_files
from sandbox.objects import message_object, thread_summary
from sandbox.seed import BOT_USER_ID
from sandbox.values import Channel, File, Json, Message, ReadMark
from sandbox.workspace import Workspace

LONGEST_TEXT = 40_000


@dataclass(frozen=True)
class Draft:
    """A message that is about to be posted."""

    user: str
    text: str
    thread_ts: str | None = None
    broadcast: bool = False
    blocks: tuple[Json, ...] | None = None
    attachments: tuple[Json, ...] | None = None
    metadata: Json | None = None
    file_ids: tuple[str, ...] = ()
    upload: bool = False
    client_msg_id: str | None = None
    only_for: str | None = None


def body_of(workspace: Workspace, message: Message) -> Json:
    """Return a message's Slack object, with its thread's summary."""
    files = message_files(workspace.state, workspace.url, message.file_ids)
    body = message_object(message, workspace.state, files)
    if message.is_reply:
        return body | _root(workspace, message)
    replies = workspace.state.replies(message.channel, message.ts)
    return body | thread_summary(message, replies)


def _root(workspace: Workspace, message: Message) -> Json:
    if not message.broadcast or message.thread_ts is None:
        return {}
    root = workspace.state.message(message.channel, message.thread_ts)
    return {"root": body_of(workspace, root)} if root else {}


def post(workspace: Workspace, channel: Channel, draft: Draft) -> Message:
    """Post a message."""
    parent = draft.thread_ts and workspace.state.message(channel.id, draft.thread_ts)
    message = Message(
        channel=channel.id,
        ts=workspace.next_ts(),
        subtype=_subtype(draft),
        parent_user_id=parent.user if parent else None,
        **{name: getattr(draft, name) for name in Draft.__dataclass_fields__},
    )
    workspace.state.put(message)
    _note_shares(workspace, message)
    tell_pages(workspace, message)
    if draft.only_for is None:
        mark_read(workspace, draft.user, channel.id, message.ts)
        body = body_of(workspace, message)
        _tell_app(workspace, channel, events.posted(body, channel))
    return message


def _subtype(draft: Draft) -> str | None:
    if draft.broadcast:
        return "thread_broadcast"
    return "file_share" if draft.file_ids and draft.user != BOT_USER_ID else None


def _note_shares(workspace: Workspace, message: Message) -> None:
    for file_id in message.file_ids:
        file = workspace.state.get(File, file_id)
        if file:
            share = (message.channel, message.ts, message.thread_ts)
            workspace.state.put(replace(file, shares=(*file.shares, share)))


def _tell_app(workspace: Workspace, channel: Channel, event: Json) -> None:
    if BOT_USER_ID in channel.members:
        kind = "im" if channel.is_im else "channels"
        workspace.tell_app(f"message.{kind}", event)


def tell_pages(workspace: Workspace, message: Message) -> None:
    """Let the pages that may see a message fetch it anew."""
    frame = {
        "type": "message",
        "channel": message.channel,
        "ts": message.ts,
        "thread_ts": message.thread_ts,
    }
    workspace.live.tell(frame, only=message.only_for)


def edit(workspace: Workspace, message: Message, new: Message, by: str | None) -> Message:
    """Put a message's new content in its place; `by` marks it as edited by somebody."""
    channel = workspace.channel(message.channel)
    assert channel, "a message stands in a conversation"
    old = body_of(workspace, message)
    ts = workspace.next_ts()
    if by is not None:
        new = replace(new, edited_ts=ts, edited_by=by)
    workspace.state.put(new)
    event = events.changed(body_of(workspace, new), old, channel, ts)
    _tell_app(workspace, channel, event)
    tell_pages(workspace, new)
    return new


def delete(workspace: Workspace, message: Message) -> None:
    """Delete a message; a parent with replies leaves a tombstone."""
    channel = workspace.channel(message.channel)
    assert channel, "a message stands in a conversation"
    old = body_of(workspace, message)
    ts = workspace.next_ts()
    if message.only_for is None and workspace.state.replies(message.channel, message.ts):
        grave = replace(message, tombstone=True, reactions={}, file_ids=(), blocks=None)
        workspace.state.put(grave)
        event = events.changed(body_of(workspace, grave), old, channel, ts)
    else:
        workspace.state.forget(message)
        event = events.deleted(old, channel, ts)
    if message.only_for is None:
        _tell_app(workspace, channel, event)
    tell_pages(workspace, message)


def react(workspace: Workspace, message: Message, user: str, name: str, *, remove: bool) -> bool:
    """Add or remove a reaction; False when that changes nothing."""
    users = message.reactions.get(name, ())
    if (user in users) != remove:
        return False
    users = tuple(each for each in users if each != user) if remove else (*users, user)
    workspace.state.put(replace(message, reactions=message.reactions | {name: users}))
    kind = "reaction_removed" if remove else "reaction_added"
    channel = workspace.channel(message.channel)
    if channel and BOT_USER_ID in channel.members:
        event = events.reaction(kind, user, name, message, workspace.next_ts())
        workspace.tell_app(kind, event)
    tell_pages(workspace, message)
    return True


def mark_read(workspace: Workspace, user: str, channel: str, ts: str) -> None:
    """Note that somebody has read up to `ts`; never backwards."""
    if ts > workspace.state.read_mark(user, channel):
        workspace.state.put(ReadMark(user, channel, ts))
        workspace.live.tell({"type": "conversations"}, only=user)
