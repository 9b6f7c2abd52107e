"""Pages with cursors. A cursor names the last entry of the page before it."""

import base64
from collections.abc import Callable, Sequence
from typing import TypeVar

from sandbox.web_api.call import Call, RefusedError

Some = TypeVar("Some")
MOST = 1000


def page_of(
    call: Call, entries: Sequence[Some], default: int, name: Callable[[Some], str]
) -> tuple[list[Some], str]:
    """Return one page of `entries` and the next page's cursor, "" at the end.

    `name` tells an entry apart: a page goes on after it even when others have come before it.
    """
    start = _position(call.text("cursor"), entries, name)
    limit = call.number("limit", default)
    if not 1 <= limit <= MOST:
        raise RefusedError("invalid_limit")
    page = list(entries[start : start + limit])
    return page, _cursor(name(page[-1])) if start + limit < len(entries) else ""


def _cursor(name: str) -> str:
    return base64.b64encode(f"after:{name}".encode()).decode()


def _position(cursor: str, entries: Sequence[Some], name: Callable[[Some], str]) -> int:
    if not cursor:
        return 0
    try:
        kind, _, last = base64.b64decode(cursor, validate=True).decode().partition(":")
    except ValueError:
        raise RefusedError("invalid_cursor") from None
    names = [name(entry) for entry in entries]
    if kind != "after" or last not in names:
        raise RefusedError("invalid_cursor")
    return names.index(last) + 1
