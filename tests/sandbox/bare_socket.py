"""A bare Socket Mode connection, to see frames and to leave them unanswered."""

import json
from typing import Any

from slack_sdk import WebClient
from websockets.sync.client import ClientConnection, connect

from sandbox.server import LocalWorkspace


def open_socket(local: LocalWorkspace) -> ClientConnection:
    """Open a connection as an app does; a context manager."""
    client = WebClient(base_url=local.api_url)
    return connect(client.apps_connections_open(app_token=local.app_token)["url"])


def frame_from(socket: ClientConnection, seconds: float = 2) -> dict[str, Any]:
    """Return the next frame."""
    frame: dict[str, Any] = json.loads(socket.recv(timeout=seconds))
    return frame


def acknowledge(socket: ClientConnection, frame: dict[str, Any], payload: Any = None) -> None:
    """Acknowledge an envelope, perhaps with an answer."""
    answer = {"envelope_id": frame["envelope_id"]}
    socket.send(json.dumps(answer if payload is None else answer | {"payload": payload}))
