"""Block actions: something was pressed or chosen in a message, a modal or the Home tab."""

from dataclasses import dataclass

from sandbox import posting
from sandbox.asking import ask, channel_name, interactive_payload
from sandbox.objects import view_object
from sandbox.responses import response_to, response_url
from sandbox.values import Json, Message, Person, View
from sandbox.workspace import Workspace


@dataclass(frozen=True)
class Press:
    """What was used: the element by its ids, its new value, and all entries around it."""

    block_id: str
    action_id: str
    action: Json
    values: Json


async def press_in_message(
    workspace: Workspace, person: Person, message: Message, press: Press
) -> Json:
    """Tell the app of something used in a message. Raises NoAnswerError."""
    action = _action(workspace, list(message.blocks or ()), press)
    channel = workspace.channel(message.channel)
    if action is None or channel is None:
        return {"ok": False, "error": "element_not_found"}
    ephemeral = message.only_for is not None
    container = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": message.channel,
        "is_ephemeral": ephemeral,
    }
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    payload = interactive_payload(workspace, "block_actions", person) | {
        "container": container,
        "channel": {"id": channel.id, "name": channel_name(channel)},
        "state": {"values": press.values},
        "response_url": response_url(workspace, response_to(person, channel.id, message)),
        "actions": [action],
    }
    if not ephemeral:
        payload["message"] = posting.body_of(workspace, message)
    await ask(workspace, "interactive", payload)
    return {"ok": True}


async def press_in_view(workspace: Workspace, person: Person, view: View, press: Press) -> Json:
    """Tell the app of something used in a modal or the Home tab. Raises NoAnswerError."""
    action = _action(workspace, view.body["blocks"], press)
    if action is None:
        return {"ok": False, "error": "element_not_found"}
    shown = view_object(view, press.values)
    view_id = view.id if view.type == "modal" else None
    payload = interactive_payload(workspace, "block_actions", person, view_id) | {
        "container": {"type": "view", "view_id": view.id},
        "view": shown,
        "actions": [action],
    }
    await ask(workspace, "interactive", payload)
    return {"ok": True}


def _action(workspace: Workspace, blocks: list[Json], press: Press) -> Json | None:
    element = _element(blocks, press)
    if element is None:
        return None
    given = {key: value for key, value in press.action.items() if value is not None}
    own: Json = {}
    if element["type"] == "button":
        own = {key: element[key] for key in ("text", "value", "style") if key in element}
    ids = {"block_id": press.block_id, "action_id": press.action_id}
    now = workspace.next_ts()
    return {**own, **given, **ids, "type": element["type"], "action_ts": now}


def _element(blocks: list[Json], press: Press) -> Json | None:
    for block in blocks:
        if block.get("block_id") != press.block_id:
            continue
        parts = [block.get("element"), block.get("accessory"), *block.get("elements", [])]
        for element in parts:
            if isinstance(element, dict) and element.get("action_id") == press.action_id:
                return element
    return None
