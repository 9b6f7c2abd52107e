"""Pages of messages, with cursors. A cursor names the last message of the page before it."""

import base64
from collections.abc import Sequence

from sandbox.values import Message
from sandbox.web_api.call import Call, RefusedError

MOST = 1000


def page_of(call: Call, messages: Sequence[Message], default: int) -> tuple[list[Message], str]:
    """Return one page of `messages` and the next page's cursor, "" at the end.

    A page goes on after its cursor's message even when others have come before it.
    """
    start = _start(call.text("cursor"), messages)
    limit = call.number("limit", default)
    if not 1 <= limit <= MOST:
        raise RefusedError("invalid_limit")
    page = list(messages[start : start + limit])
    return page, _cursor(page[-1]) if start + limit < len(messages) else ""


def _cursor(last: Message) -> str:
    return base64.b64encode(f"after:{last.ts}".encode()).decode()


def _start(cursor: str, messages: Sequence[Message]) -> int:
    if not cursor:
        return 0
    try:
        kind, _, last = base64.b64decode(cursor, validate=True).decode().partition(":")
    except ValueError:
        raise RefusedError("invalid_cursor") from None
    stamps = [message.ts for message in messages]
    if kind != "after" or last not in stamps:
        raise RefusedError("invalid_cursor")
    return stamps.index(last) + 1
