"""What faults do to a request: refuse it, or keep its answer from arriving."""

import asyncio

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from sandbox.faults import Fault
from sandbox.transports import reset, transport_of

HTML = "<!doctype html><title>Bad gateway</title><p>The proxy in between is not well."


def refused_by(fault: Fault) -> Response | None:
    """Return the answer of a fault that keeps the call from acting; None for other faults."""
    if fault.kind == "ratelimited":
        wait = {} if fault.retry_after is None else {"Retry-After": str(fault.retry_after)}
        return JSONResponse({"ok": False, "error": "ratelimited"}, 429, wait)
    if fault.kind == "status":
        return Response("", fault.status)
    if fault.kind == "error":
        return JSONResponse({"ok": False, "error": fault.error})
    return HTMLResponse(HTML) if fault.kind == "html" else None


async def break_off(fault: Fault, request: Request) -> None:
    """Keep the answer to a call that has acted from arriving."""
    transport = transport_of(request.scope)
    if fault.kind == "timeout_after":
        await asyncio.sleep(fault.seconds)
    if fault.kind in {"reset_after", "timeout_after"}:
        reset(transport)
