"""What the page asks: people, conversations, messages, threads, views."""

from sandbox import modals, posting
from sandbox.objects import view_object
from sandbox.seed import BOT_USER_ID, TEAM_ID, TEAM_NAME
from sandbox.values import Channel, Json, Message, Person
from sandbox.workspace import Workspace


def state(workspace: Workspace, me: Person) -> Json:
    """Return the frame of the page: everybody, and this person's conversations."""
    bot = workspace.person(BOT_USER_ID)
    assert bot, "the bot's user is always there"
    workspace.open_dm(me.id, BOT_USER_ID)
    mine = [channel for channel in workspace.state.every(Channel) if me.id in channel.members]
    return {
        "team": {"id": TEAM_ID, "name": TEAM_NAME},
        "me": _page_person(me),
        "people": [_page_person(person) for person in workspace.people()],
        "bot": _page_person(bot),
        "conversations": [_conversation(workspace, channel, me) for channel in mine],
        "commands": [
            {
                "command": command.name,
                "description": command.description,
                "usage_hint": command.usage_hint,
            }
            for command in workspace.manifest.commands
        ],
        "connected": workspace.sockets.connected > 0,
    }


def _page_person(person: Person) -> Json:
    """Return a person as the page draws one."""
    names = person.real_name.split()
    return {
        "id": person.id,
        "name": person.real_name,
        "handle": person.handle,
        "initials": "".join(name[0] for name in (names[0], *names[1:][-1:])).upper(),
        "color": f"#{person.color}",
        "tz": person.tz,
        "deleted": person.deleted,
        "is_bot": person.is_bot,
    }


def _conversation(workspace: Workspace, channel: Channel, me: Person) -> Json:
    visible = _visible(workspace, channel, me)
    mark = workspace.state.read_mark(me.id, channel.id)
    unread = [message for message in visible if message.ts > mark and message.user != me.id]
    last = visible[-1] if visible else None
    body: Json = {
        "id": channel.id,
        "kind": "dm" if channel.is_im else "channel",
        "name": channel.name,
        "unread": len(unread),
        "mentions": sum(channel.is_im or f"<@{me.id}" in message.text for message in unread),
        "last_ts": last.ts if last else None,
        "last_text": last.text if last else "",
    }
    if channel.is_im:
        body["with"] = next((each for each in channel.members if each != me.id), me.id)
    return body


def _visible(workspace: Workspace, channel: Channel, me: Person) -> list[Message]:
    everything = workspace.state.messages(channel.id)
    return [message for message in everything if message.is_visible_to(me.id)]


def messages(workspace: Workspace, me: Person, channel: Channel) -> Json:
    """Return a conversation's top level, oldest first."""
    top = [message for message in _visible(workspace, channel, me) if message.is_top_level]
    return {"messages": [_message(workspace, message, me) for message in top]}


def thread(workspace: Workspace, me: Person, channel: Channel, ts: str) -> Json:
    """Return a thread: its parent, then the replies."""
    parent = workspace.state.message(channel.id, ts)
    if parent is None or not parent.is_visible_to(me.id):
        return {"messages": []}
    both = [parent, *workspace.state.replies(channel.id, ts)]
    visible = [message for message in both if message.is_visible_to(me.id)]
    return {"messages": [_message(workspace, message, me) for message in visible]}


def _message(workspace: Workspace, message: Message, me: Person) -> Json:
    body = posting.body_of(workspace, message)
    replies = workspace.state.replies(message.channel, message.ts)
    mark = workspace.state.read_mark(me.id, message.channel)
    body.setdefault("reply_count", 0)
    body.setdefault("latest_reply", None)
    body.setdefault("reactions", [])
    unread = [reply for reply in replies if reply.ts > mark and reply.user != me.id]
    return body | {"unread_replies": len(unread), "ephemeral": message.only_for is not None}


def home(workspace: Workspace, me: Person) -> Json:
    """Return the Home tab as the app last drew it."""
    view = modals.home(workspace, me.id)
    return {"view": view_object(view) if view else None}


def views(workspace: Workspace, me: Person) -> Json:
    """Return the open modals, the top one last."""
    return {"stack": [view_object(view) for view in modals.stack(workspace, me.id)]}
