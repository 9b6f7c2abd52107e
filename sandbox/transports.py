"""TCP connections, so that a test can break one as a network does."""

import asyncio
import socket
import struct
from typing import Any, ClassVar
from weakref import WeakValueDictionary

from starlette.types import Scope
from uvicorn.protocols.http.h11_impl import H11Protocol

Address = tuple[str, int]
Ends = tuple[Address | None, Address | None]


class RecordedProtocol(H11Protocol):
    """HTTP whose connections can be found again by their two ends, as WebSockets too."""

    transports: ClassVar[WeakValueDictionary[Ends, asyncio.Transport]] = WeakValueDictionary()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Note the connection."""
        super().connection_made(transport)
        self.transports[_address(self.client), _address(self.server)] = transport


def transport_of(scope: Scope) -> asyncio.Transport | None:
    """Return the connection of a request or WebSocket, if it is still there."""
    ends = _address(scope["client"]), _address(scope["server"])
    return RecordedProtocol.transports.get(ends)


def reset(transport: asyncio.Transport | None) -> None:
    """Break a connection at once with a TCP reset."""
    if transport is None or transport.is_closing():
        return
    connection = transport.get_extra_info("socket")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()


def _address(end: Any) -> Address | None:
    return (str(end[0]), int(end[1])) if end else None
