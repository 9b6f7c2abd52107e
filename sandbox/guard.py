"""Refuses what does not come from this machine's own pages and programs."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from sandbox.uploading import LARGEST_UPLOAD

OURS = {"127.0.0.1", "localhost"}
# A form holds several files and some words.
LARGEST_BODY = 2 * LARGEST_UPLOAD


class Guard:
    """Checks Host (DNS rebinding), Origin (other sites' pages) and the announced size."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before `app`."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or refuse it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if not _is_ours(headers):
            await _refuse(scope, receive, send)
        elif int(headers.get("content-length") or 0) > LARGEST_BODY:
            answer = JSONResponse({"ok": False, "error": "file_too_large"}, 413)
            await answer(scope, receive, send)
        else:
            await self._app(scope, receive, send)


def _is_ours(headers: Headers) -> bool:
    host = headers.get("host", "")
    origin = headers.get("origin")
    try:
        is_here = urlsplit(f"//{host}").hostname in OURS
        return is_here and (origin is None or urlsplit(origin).netloc == host)
    except ValueError:
        return False


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    answer = PlainTextResponse("Only this machine's own programs and pages are served.", 403)
    await answer(scope, receive, send)
