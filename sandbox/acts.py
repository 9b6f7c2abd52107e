"""What a person does: each act takes who does it and what, and answers {ok, error?, …}."""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from sandbox import events, modals, posting, pressing, submitting
from sandbox.arguments import is_set, text_of
from sandbox.objects import view_object
from sandbox.posting import Draft
from sandbox.pressing import Press
from sandbox.seed import BOT_USER_ID
from sandbox.slash_commands import run_command
from sandbox.state import new_id
from sandbox.typed import as_message
from sandbox.values import Channel, File, Json, Message, Person, View
from sandbox.workspace import Workspace


class ActError(Exception):
    """An act cannot be done; the message is Slack's name for why."""


@dataclass(frozen=True)
class Act:
    """Somebody's act and what the page says about it."""

    workspace: Workspace
    person: Person
    body: Json

    def text(self, name: str) -> str:
        """Return a part as text; "" when it is missing."""
        return text_of(self.body, name)

    def structure(self, name: str) -> Json:
        """Return a part that is an object; {} when it is missing."""
        value = self.body.get(name)
        return value if isinstance(value, dict) else {}

    def channel(self) -> Channel:
        """Return the conversation, of which the person is a member. Raises ActError."""
        channel = self.workspace.channel(self.text("channel"))
        if channel is None or self.person.id not in channel.members:
            raise ActError("channel_not_found")
        return channel

    def writable_channel(self) -> Channel:
        """Return a conversation that takes messages. Raises ActError."""
        channel = self.channel()
        if channel.is_archived:
            raise ActError("is_archived")
        return channel

    def thread(self, channel: Channel) -> str | None:
        """Return the thread to post in, if one is named. Raises ActError."""
        ts = self.text("thread_ts")
        if not ts:
            return None
        if self.workspace.state.message(channel.id, ts) is None:
            raise ActError("thread_not_found")
        return ts

    def message(self) -> Message:
        """Return the message that is meant and visible to the person. Raises ActError."""
        message = self.workspace.state.message(self.channel().id, self.text("ts"))
        if message is None or not message.is_visible_to(self.person.id):
            raise ActError("message_not_found")
        return message

    def own_message(self) -> Message:
        """Return a message that the person wrote. Raises ActError."""
        message = self.message()
        if message.user != self.person.id:
            raise ActError("cant_update_message")
        return message

    def view(self, named: Json) -> View:
        """Return the view that is named, if the person has it open. Raises ActError."""
        if named.get("type") == "home":
            view = modals.home(self.workspace, self.person.id)
        else:
            view = self.workspace.state.get(View, str(named.get("view_id")))
        if view is None or view.user != self.person.id:
            raise ActError("view_not_found")
        return view


async def message(act: Act) -> Json:
    """Post a message, perhaps in a thread, perhaps to the channel as well."""
    channel = act.writable_channel()
    draft = _draft(act, channel)
    if not draft.text:
        raise ActError("no_text")
    draft = replace(draft, client_msg_id=new_id("c").lower())
    return _posted(posting.post(act.workspace, channel, draft))


def _draft(act: Act, channel: Channel) -> Draft:
    thread_ts = act.thread(channel)
    return Draft(
        user=act.person.id,
        text=_typed(act),
        thread_ts=thread_ts,
        broadcast=bool(thread_ts) and is_set(act.body, "broadcast"),
    )


def _typed(act: Act) -> str:
    text = as_message(act.text("text").strip(), act.workspace.state)
    if len(text) > posting.LONGEST_TEXT:
        raise ActError("msg_too_long")
    return text


def _posted(message: Message) -> Json:
    return {"ok": True, "ts": message.ts}


async def share(act: Act) -> Json:
    """Share a file that is already there, again."""
    channel = act.writable_channel()
    file = act.workspace.state.get(File, act.text("file_id"))
    if file is None or file.deleted:
        raise ActError("file_not_found")
    return post_files(act, channel, (file.id,), upload=False)


def post_files(act: Act, channel: Channel, file_ids: tuple[str, ...], *, upload: bool) -> Json:
    """Post a message that carries files."""
    draft = replace(_draft(act, channel), file_ids=file_ids, upload=upload)
    return _posted(posting.post(act.workspace, channel, draft)) | {"files": list(file_ids)}


async def command(act: Act) -> Json:
    """Run a slash command."""
    return await run_command(act.workspace, act.person, act.channel(), act.text("text"))


async def block_action(act: Act) -> Json:
    """Press or choose something in a message, a modal or the Home tab."""
    container = act.structure("container")
    press = Press(
        block_id=act.text("block_id"),
        action_id=act.text("action_id"),
        action=act.structure("action"),
        values=act.structure("values"),
    )
    if container.get("type") == "message":
        found = Act(act.workspace, act.person, container).message()
        return await pressing.press_in_message(act.workspace, act.person, found, press)
    view = act.view(container)
    return await pressing.press_in_view(act.workspace, act.person, view, press)


async def view_submit(act: Act) -> Json:
    """Submit a modal."""
    view, values = act.view(act.body), act.structure("values")
    return await submitting.submit(act.workspace, act.person, view, values)


async def view_close(act: Act) -> Json:
    """Close a modal."""
    return await submitting.close(act.workspace, act.person, act.view(act.body))


async def react(act: Act) -> Json:
    """Add or remove a reaction."""
    found, remove = act.message(), bool(act.body.get("remove"))
    name = act.text("name").strip(":")
    if not name:
        raise ActError("invalid_name")
    if not posting.react(act.workspace, found, act.person.id, name, remove=remove):
        raise ActError("no_reaction" if remove else "already_reacted")
    return {"ok": True}


async def edit(act: Act) -> Json:
    """Edit an own message."""
    found, text = act.own_message(), _typed(act)
    if not text and not found.file_ids:
        raise ActError("no_text")
    new = posting.edit(act.workspace, found, replace(found, text=text), act.person.id)
    return _posted(new)


async def delete(act: Act) -> Json:
    """Delete an own message, or dismiss one that only this person sees."""
    found = act.message()
    if found.only_for is None and found.user != act.person.id:
        raise ActError("cant_delete_message")
    posting.delete(act.workspace, found)
    return {"ok": True}


async def open_home(act: Act) -> Json:
    """Open the Home tab: the app is told."""
    channel = act.workspace.open_dm(act.person.id, BOT_USER_ID)
    view = modals.home(act.workspace, act.person.id)
    body = view_object(view) if view else None
    event = events.home_opened(act.person.id, channel.id, body, act.workspace.next_ts())
    act.workspace.tell_app("app_home_opened", event)
    return {"ok": True}


async def read(act: Act) -> Json:
    """Mark a conversation as read up to a message."""
    ts = act.text("ts") or f"{time.time():.6f}"
    posting.mark_read(act.workspace, act.person.id, act.channel().id, ts)
    return {"ok": True}


ACTS: dict[str, Callable[[Act], Awaitable[Json]]] = {
    "message": message,
    "share": share,
    "command": command,
    "block_action": block_action,
    "view_submit": view_submit,
    "view_close": view_close,
    "react": react,
    "edit": edit,
    "delete": delete,
    "open_home": open_home,
    "read": read,
}
