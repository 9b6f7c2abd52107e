"""Where a call acts: the conversation it names, if the bot may."""

from sandbox.seed import BOT_USER_ID
from sandbox.values import Channel, Message
from sandbox.web_api.call import Call, RefusedError


def joined_channel(call: Call) -> Channel:
    """Return the conversation whose id is `channel`, with the bot in it. Raises RefusedError."""
    channel = call.workspace.channel(call.required("channel"))
    if channel is None or (channel.is_im and BOT_USER_ID not in channel.members):
        raise RefusedError("channel_not_found")
    if BOT_USER_ID not in channel.members:
        raise RefusedError("not_in_channel")
    return channel


def writable_channel(call: Call) -> Channel:
    """Return where to post: a channel, a DM, or the DM of the person named."""
    target = call.required("channel")
    if target[:1] in {"U", "W"}:
        person = call.workspace.person(target)
        if person is None or person.id == BOT_USER_ID:
            raise RefusedError("channel_not_found")
        channel = call.workspace.open_dm(BOT_USER_ID, target)
    else:
        channel = _named(call, target) or joined_channel(call)
    if channel.is_im and not call.workspace.manifest.takes_messages:
        raise RefusedError("messages_tab_disabled")
    if channel.is_archived:
        raise RefusedError("is_archived")
    return channel


def _named(call: Call, target: str) -> Channel | None:
    if not target.startswith("#"):
        return None
    name = target.removeprefix("#")
    for channel in call.workspace.state.every(Channel):
        if channel.name == name and BOT_USER_ID in channel.members:
            return channel
    return None


def message_at(call: Call, channel: Channel, ts: str) -> Message:
    """Return a message that is not ephemeral. Raises RefusedError."""
    message = call.workspace.state.message(channel.id, ts)
    if message is None or message.only_for or message.tombstone:
        raise RefusedError("message_not_found")
    return message


def history_scope(call: Call, channel: Channel) -> None:
    """Refuse to read a kind of conversation whose history the app may not read."""
    call.need("im:history" if channel.is_im else "channels:history")
