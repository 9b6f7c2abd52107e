"""Pages with cursors. A cursor names the next page's first entry."""

import base64
from collections.abc import Sequence
from typing import TypeVar

from sandbox.web_api.call import Call, RefusedError

Some = TypeVar("Some")
MOST = 1000


def page_of(call: Call, entries: Sequence[Some], default: int) -> tuple[list[Some], str]:
    """Return one page of `entries` and the next page's cursor, "" at the end."""
    start = _position(call.text("cursor"))
    limit = call.number("limit", default)
    if not 1 <= limit <= MOST:
        raise RefusedError("invalid_limit")
    end = start + limit
    return list(entries[start:end]), _cursor(end) if end < len(entries) else ""


def _cursor(position: int) -> str:
    return base64.b64encode(f"next:{position}".encode()).decode()


def _position(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        name, _, number = base64.b64decode(cursor, validate=True).decode().partition(":")
        position = int(number)
    except ValueError:
        raise RefusedError("invalid_cursor") from None
    if name != "next" or position < 0:
        raise RefusedError("invalid_cursor")
    return position
