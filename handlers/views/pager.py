"""Buttons that turn the pages of an answer."""

from typing import Any

from handlers.views.blocks import Block


def pager(what: str, newer: str | None, older: str | None, words: tuple[str, str]) -> list[Block]:
    """Return a row with a button each way that there is a page; none where there is one page.

    `newer` and `older` are what the buttons carry, `words` their labels in this order.
    """
    carried = {"newer": newer, "older": older}
    buttons = [
        _button(f"page_{what}_{way}", label, value)
        for (way, value), label in zip(carried.items(), words, strict=True)
        if value is not None
    ]
    return [{"type": "actions", "elements": buttons}] if buttons else []


def _button(action_id: str, label: str, value: str) -> dict[str, Any]:
    text = {"type": "plain_text", "text": label, "emoji": True}
    return {"type": "button", "action_id": action_id, "text": text, "value": value}
