"""A modal that only says something."""

from typing import Any

from handlers.views.inputs import plain
from handlers.views.words import Message


def notice_modal(title: str, message: Message) -> dict[str, Any]:
    """Return a modal with a message and a way back; `title` has at most 24 characters."""
    return {
        "type": "modal",
        "title": plain(title),
        "close": plain("Back"),
        "blocks": message.blocks,
    }
