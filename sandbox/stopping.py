"""Stopping: requests that hang then are broken off as a network does it, and nothing is logged."""

import asyncio
import socket

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from sandbox.transports import reset, transport_of

PATIENCE_SECONDS = 0.3


class Server(uvicorn.Server):
    """A server that does not wait for requests that hang when it stops."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop; requests have a moment to end by themselves."""
        breaking_off = asyncio.get_running_loop().call_later(PATIENCE_SECONDS, self._break_off)
        await super().shutdown(sockets)
        breaking_off.cancel()

    def _break_off(self) -> None:
        for task in self.server_state.tasks:
            task.cancel()


class Breakable:
    """An application whose requests, when they are cancelled, end without an answer."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before `app`."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through."""
        try:
            await self._app(scope, receive, send)
        except asyncio.CancelledError:
            reset(transport_of(scope))
            # Uvicorn misses the answer unless it has heard that the connection is gone.
            await asyncio.sleep(0)
