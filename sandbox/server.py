"""The server: a workspace on a loopback port, in a thread of its own."""

import socket
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Self

import uvicorn

from sandbox.application import application
from sandbox.manifest import read_manifest
from sandbox.seed import APP_TOKEN, BOT_TOKEN, PEOPLE
from sandbox.transports import RecordedProtocol
from sandbox.workspace import Workspace

LOOPBACK = "127.0.0.1"
START_SECONDS = 10.0
STOP_SECONDS = 2.0


class PortInUseError(OSError):
    """Another program listens on the port; the message says what to do."""


class LocalWorkspace:
    """A running workspace; leaving it as a context stops it."""

    bot_token = BOT_TOKEN
    app_token = APP_TOKEN
    people = tuple(person.id for person in PEOPLE)

    def __init__(self, workspace: Workspace, listening: socket.socket) -> None:
        """Serve `workspace` on a socket that is bound already."""
        self.url = workspace.url
        self.api_url = f"{workspace.url}/api/"
        self._server = uvicorn.Server(_config(workspace))
        self._thread = threading.Thread(
            target=self._server.run, args=([listening],), name="workspace", daemon=True
        )

    @classmethod
    def start(cls, port: int, folder: Path | None, manifest: Path) -> Self:
        """Start a workspace on a loopback port, 0 for any; without a folder it lives in memory.

        Raises PortInUseError, and OSError or yaml.YAMLError for an unreadable manifest.
        """
        rules = read_manifest(manifest)
        listening = _listen(port)
        url = f"http://{LOOPBACK}:{listening.getsockname()[1]}"
        running = cls(Workspace(rules, url), listening)
        running._run()
        return running

    def _run(self) -> None:
        self._thread.start()
        deadline = time.monotonic() + START_SECONDS
        while not self._server.started:
            if time.monotonic() > deadline or not self._thread.is_alive():
                raise RuntimeError("the local workspace did not start")
            time.sleep(0.005)

    def stop(self) -> None:
        """Close every connection and stop."""
        self._server.should_exit = True
        self._thread.join(STOP_SECONDS)

    def __enter__(self) -> Self:
        """Return the running workspace."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop it."""
        self.stop()


def _listen(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((LOOPBACK, port))
        listening.listen(128)
    except OSError as error:
        listening.close()
        raise PortInUseError(
            f"Port {port} is taken by another program. Stop it, or set PORT to another number."
        ) from error
    return listening


def _config(workspace: Workspace) -> uvicorn.Config:
    return uvicorn.Config(
        application(workspace),
        http=RecordedProtocol,
        ws="websockets-sansio",
        lifespan="off",
        log_level="error",
        access_log=False,
        timeout_graceful_shutdown=1,
        timeout_keep_alive=60,
    )
