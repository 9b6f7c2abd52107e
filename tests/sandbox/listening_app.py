"""An app on Slack's own Socket Mode client: keeps what it is sent and answers as it is told."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from slack_sdk import WebClient
from slack_sdk.socket_mode import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from workspace_client import wait_for

from sandbox.server import LocalWorkspace

Answer = Callable[[SocketModeRequest], dict[str, Any] | None]


class ListeningApp:
    """Acknowledges all, except the next `ignored` envelopes."""

    def __init__(self, local: LocalWorkspace) -> None:
        self.begin_anew()
        web = WebClient(base_url=local.api_url)
        self.socket = SocketModeClient(local.app_token, web_client=web, auto_reconnect_enabled=True)
        self.hellos = 0
        self.socket.message_listeners.append(self._greeted)
        self.socket.socket_mode_request_listeners.append(self._listen)

    def begin_anew(self) -> None:
        self.requests: list[SocketModeRequest] = []
        self.ignored = 0
        self.answer: Answer = lambda _request: None

    def connect(self) -> None:
        before = self.hellos
        self.socket.connect()
        wait_for(lambda: self.hellos > before)

    def _greeted(self, _client: Any, message: dict[str, Any], _raw: str | None) -> None:
        self.hellos += message.get("type") == "hello"

    def close(self) -> None:
        self.socket.close()

    def _listen(self, client: SocketModeClient, request: SocketModeRequest) -> None:
        self.requests.append(request)
        if self.ignored > 0:
            self.ignored -= 1
            return
        payload = self.answer(request) if request.accepts_response_payload else None
        client.send_socket_mode_response(SocketModeResponse(request.envelope_id, payload))

    def events(self, kind: str | None = None) -> list[dict[str, Any]]:
        """The inner events so far."""
        found = [each.payload["event"] for each in self.requests if each.type == "events_api"]
        return [event for event in found if kind in {None, event["type"]}]

    def event(self, kind: str, number: int = 0) -> dict[str, Any]:
        """The inner event of a kind, once it has come."""
        return wait_for(lambda: self.events(kind)[number : number + 1])[0]

    def payload(self, kind: str) -> dict[str, Any]:
        """The latest payload of a kind of envelope, or interactive type, once it has come."""
        return wait_for(lambda: [r.payload for r in self.requests if kind in _kinds(r)])[-1]


@contextmanager
def listening(local: LocalWorkspace) -> Iterator[ListeningApp]:
    """An app that is connected for a while."""
    app = ListeningApp(local)
    app.connect()
    try:
        yield app
    finally:
        app.close()


def _kinds(request: SocketModeRequest) -> set[str]:
    return {request.type, str(request.payload.get("type"))}
