"""Socket Mode: the app's WebSockets, what is sent over them, and the acknowledgements."""

import asyncio
import itertools
import json
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from starlette.websockets import WebSocket, WebSocketDisconnect

from sandbox.seed import APP_ID
from sandbox.transports import reset, transport_of
from sandbox.values import Json

MOST_CONNECTIONS = 10
CONNECTION_SECONDS = 3600
ACK_SECONDS = 3.0


class NobodyConnectedError(Exception):
    """The app has no open connection."""


class NotAcknowledgedError(Exception):
    """The app did not acknowledge in time."""


@dataclass
class Sockets:
    """The app's open connections. `ack_timeout` is in seconds."""

    ack_timeout: float = ACK_SECONDS
    on_change: Callable[[], None] = lambda: None
    on_connect: Callable[[], None] = lambda: None
    _open: list[WebSocket] = field(default_factory=list)
    _tickets: set[str] = field(default_factory=set)
    _waiting: dict[str, asyncio.Future[Json]] = field(default_factory=dict)
    _turn: Iterator[int] = field(default_factory=itertools.count)

    @property
    def connected(self) -> int:
        """How many connections are open."""
        return len(self._open)

    def ticket(self) -> str:
        """Return a fresh secret that opens one connection."""
        ticket = secrets.token_hex(16)
        self._tickets.add(ticket)
        return ticket

    async def serve(self, socket: WebSocket) -> None:
        """Hold one connection until it ends."""
        ticket = socket.query_params.get("ticket", "")
        if ticket not in self._tickets:
            await socket.close(code=1008)
            return
        self._tickets.discard(ticket)
        await socket.accept()
        if len(self._open) >= MOST_CONNECTIONS:
            await socket.send_json({"type": "disconnect", "reason": "too_many_websockets"})
            await socket.close()
            return
        await self._hold(socket)

    async def _hold(self, socket: WebSocket) -> None:
        try:
            await socket.send_json(_hello(len(self._open) + 1))
            self._open.append(socket)
            self.on_change()
            self.on_connect()
            async for text in socket.iter_text():
                self._acknowledge(text)
        except (WebSocketDisconnect, RuntimeError):
            pass  # it broke: the same as an end
        finally:
            self._drop(socket)

    def _drop(self, socket: WebSocket) -> None:
        if socket in self._open:
            self._open.remove(socket)
            self.on_change()

    def _acknowledge(self, text: str) -> None:
        try:
            answer = json.loads(text)
        except ValueError:
            return
        if not isinstance(answer, dict):
            return
        waiting = self._waiting.get(str(answer.get("envelope_id")))
        if waiting is not None and not waiting.done():
            payload = answer.get("payload")
            waiting.set_result(payload if isinstance(payload, dict) else {})

    async def send(self, envelope: Json) -> Json:
        """Send an envelope over one connection and return the acknowledgement's payload.

        Raises NobodyConnectedError, NotAcknowledgedError.
        """
        if not self._open:
            raise NobodyConnectedError
        socket = self._open[next(self._turn) % len(self._open)]
        key = str(envelope.get("envelope_id"))
        # The same envelope sent twice shares one acknowledgement.
        waiting = self._waiting.setdefault(key, asyncio.get_running_loop().create_future())
        try:
            await socket.send_text(json.dumps(envelope))
            return await asyncio.wait_for(asyncio.shield(waiting), self.ack_timeout)
        except (TimeoutError, WebSocketDisconnect, RuntimeError) as error:
            raise NotAcknowledgedError from error
        finally:
            self._waiting.pop(key, None)

    async def disconnect(self, reason: str, *, close: bool) -> int:
        """Announce the end of every connection, as Slack does, and perhaps end it."""
        ending = list(self._open)
        for socket in ending:
            await socket.send_json({"type": "disconnect", "reason": reason})
            if close:
                self._drop(socket)
                await socket.close()
        return len(ending)

    def cut(self) -> int:
        """Break every connection without a word."""
        ending = list(self._open)
        for socket in ending:
            self._drop(socket)
            reset(transport_of(socket.scope))
        return len(ending)


def _hello(connections: int) -> Json:
    """Return the first frame of a connection."""
    return {
        "type": "hello",
        "num_connections": connections,
        "debug_info": {
            "host": "local-workspace",
            "build_number": 1,
            "approximate_connection_time": CONNECTION_SECONDS,
        },
        "connection_info": {"app_id": APP_ID},
    }
