"""What the pages hear: small frames that say what has changed."""

import asyncio
import json
from dataclasses import dataclass, field

from starlette.websockets import WebSocket, WebSocketDisconnect

from sandbox.values import Json

MOST_WAITING = 1000


@dataclass(eq=False)
class Listener:
    """One open page and whose it is."""

    person: str
    frames: asyncio.Queue[str] = field(default_factory=lambda: asyncio.Queue(MOST_WAITING))


@dataclass
class Live:
    """All open pages."""

    _listeners: set[Listener] = field(default_factory=set)

    def tell(self, frame: Json, only: str | None = None) -> None:
        """Tell every page, or only those of one person."""
        text = json.dumps(frame)
        for listener in self._listeners:
            if only in {None, listener.person} and not listener.frames.full():
                listener.frames.put_nowait(text)

    async def serve(self, socket: WebSocket) -> None:
        """Hold one page's connection until it ends."""
        listener = Listener(socket.query_params.get("as", ""))
        await socket.accept()
        self._listeners.add(listener)
        sending = asyncio.create_task(_send(socket, listener))
        try:
            async for _ in socket.iter_text():
                pass  # pages only listen
        except (WebSocketDisconnect, RuntimeError):
            pass  # it broke: the same as an end
        finally:
            sending.cancel()
            self._listeners.discard(listener)


async def _send(socket: WebSocket, listener: Listener) -> None:
    try:
        while True:
            await socket.send_text(await listener.frames.get())
    except (WebSocketDisconnect, RuntimeError):
        return
