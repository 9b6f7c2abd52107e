"""A modal that is submitted, as Slack takes it."""

from collections.abc import Sequence
from typing import Any

from handlers.views.blocks import Block
from handlers.views.inputs import plain

View = dict[str, Any]


def modal(
    callback_id: str, title: str, blocks: Sequence[Block], *, submit: str, close: str, memory: str
) -> View:
    """Return a modal; `memory` is what it carries, 3,000 characters at most.

    `title`, `submit` and `close`, the way out, have up to 24 characters each.
    """
    return {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain(title),
        "submit": plain(submit),
        "close": plain(close),
        "private_metadata": memory,
        "blocks": list(blocks),
    }
