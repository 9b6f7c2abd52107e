"""A modal that only says something."""

from handlers.views.inputs import plain
from handlers.views.modal import View
from handlers.views.words import Message


def notice_modal(title: str, message: Message, *, close: str) -> View:
    """Return a modal with a message; `title` and `close`, the way out, have up to 24 characters."""
    return {
        "type": "modal",
        "title": plain(title),
        "close": plain(close),
        "blocks": message.blocks,
    }
