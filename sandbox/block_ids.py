"""Ids for the blocks and inputs that the app has not named, as Slack gives them."""

import secrets

from sandbox.values import Json


def with_ids(blocks: list[Json]) -> tuple[Json, ...]:
    """Name every block and every element that acts."""
    return tuple(_named(block) for block in blocks)


def with_view_ids(body: Json) -> Json:
    """Name the blocks and elements of a view."""
    return {**body, "blocks": list(with_ids(body["blocks"]))}


def _named(block: Json) -> Json:
    named = {**block, "block_id": block.get("block_id") or _new()}
    for part in ("element", "accessory"):
        if isinstance(block.get(part), dict):
            named[part] = _with_action_id(block[part])
    if block.get("type") == "actions":
        named["elements"] = [_with_action_id(element) for element in block["elements"]]
    return named


def _with_action_id(element: Json) -> Json:
    if element.get("action_id") or element.get("type") == "image":
        return element
    return {**element, "action_id": _new()}


def _new() -> str:
    return secrets.token_urlsafe(4)[:5]
