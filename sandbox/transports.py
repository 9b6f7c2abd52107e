"""TCP connections, so that a test can break one as a network does."""

import asyncio
import socket
import struct
from typing import Any, ClassVar

from uvicorn.protocols.http.h11_impl import H11Protocol

Address = tuple[str, int]


class RecordedProtocol(H11Protocol):
    """HTTP whose connections can be found again by the client's address."""

    transports: ClassVar[dict[Address, asyncio.Transport]] = {}

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Note the connection."""
        super().connection_made(transport)
        if self.client:
            self.transports[self.client] = transport

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        if self.client:
            self.transports.pop(self.client, None)
        super().connection_lost(exc)


def reset(client: Any) -> None:
    """Break a client's connection at once with a TCP reset. `client` is ASGI's address."""
    transport = RecordedProtocol.transports.pop((client[0], client[1]), None)
    if transport is None:
        return
    connection = transport.get_extra_info("socket")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()
