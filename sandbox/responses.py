"""Answers of the app to a command or a press: new messages, or changes to the one pressed in."""

import time

from sandbox import posting
from sandbox.posting import Draft
from sandbox.seed import BOT_USER_ID
from sandbox.triggers import RESPONSE_SECONDS, ResponseTo
from sandbox.values import Json, Message, Person
from sandbox.web_api.call import Call, RefusedError
from sandbox.web_api.content import Content, content_of, edited, editor
from sandbox.workspace import Workspace


def response_to(person: Person, channel: str, message: Message | None = None) -> ResponseTo:
    """Return what a new response address answers."""
    return ResponseTo(
        person=person.id,
        channel=channel,
        until=time.time() + RESPONSE_SECONDS,
        message_ts=message.ts if message else None,
        thread_ts=message.thread_ts if message else None,
    )


def response_url(workspace: Workspace, to: ResponseTo) -> str:
    """Return a new response address: five uses within 30 minutes."""
    return f"{workspace.url}/response/{workspace.triggers.respond_to(to)}"


def respond(workspace: Workspace, to: ResponseTo, body: Json) -> None:
    """Do what the app answers. Raises RefusedError."""
    call = Call(workspace, body)
    original = to.message_ts and workspace.state.message(to.channel, to.message_ts)
    if call.flag("delete_original"):
        if original:
            posting.delete(workspace, original)
        return
    content = content_of(call)
    if original and call.flag("replace_original"):
        _replace(workspace, original, content)
    else:
        _post(workspace, to, call, content)


def _replace(workspace: Workspace, original: Message, content: Content) -> None:
    new = edited(original, content)
    if original.only_for:
        workspace.state.put(new)
        posting.tell_pages(workspace, new)
    else:
        posting.edit(workspace, original, new, editor(content))


def _post(workspace: Workspace, to: ResponseTo, call: Call, content: Content) -> None:
    channel = workspace.channel(to.channel)
    if channel is None:
        raise RefusedError("channel_not_found")
    in_channel = call.text("response_type") == "in_channel"
    draft = Draft(
        user=BOT_USER_ID,
        text=content.text,
        thread_ts=call.text("thread_ts") or to.thread_ts,
        blocks=content.blocks,
        attachments=content.attachments,
        metadata=content.metadata,
        only_for=None if in_channel else to.person,
    )
    posting.post(workspace, channel, draft)
