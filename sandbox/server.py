"""The server: a workspace on a loopback port, in a thread of its own."""

import asyncio
import socket
import threading
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import Self

import uvicorn

from sandbox.application import application
from sandbox.blobs import Blobs
from sandbox.manifest import read_manifest
from sandbox.seed import APP_TOKEN, BOT_TOKEN, PEOPLE
from sandbox.state import State
from sandbox.stopping import Breakable, Server
from sandbox.store import Store
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

    def __init__(self, workspace: Workspace, listening: socket.socket, store: Store | None) -> None:
        """Serve `workspace` on a socket that is bound already, and keep it in `store`."""
        self._workspace = workspace
        self._store = store
        self.url = workspace.url
        self.api_url = f"{workspace.url}/api/"
        self._server = Server(_config(workspace))
        self._listening = listening
        self._thread = threading.Thread(
            target=asyncio.run, args=(self._serve(),), name="workspace", daemon=True
        )

    @classmethod
    def start(cls, port: int, folder: Path | None, manifest: Path) -> Self:
        """Start a workspace on a loopback port, 0 for any; without a folder it lives in memory.

        Raises PortInUseError, CorruptStateError; OSError, yaml.YAMLError for a bad manifest.
        """
        rules = read_manifest(manifest)
        listening = _listen(port)
        url = f"http://{LOOPBACK}:{listening.getsockname()[1]}"
        try:
            store = Store(folder) if folder else None
            state = store.load() if store else State()
        except BaseException:
            listening.close()
            raise
        blobs = Blobs(folder / "files" if folder else None)
        running = cls(Workspace(rules, url, state, blobs), listening, store)
        running._begin()
        return running

    def _begin(self) -> None:
        self._thread.start()
        deadline = time.monotonic() + START_SECONDS
        while not self._server.started:
            if time.monotonic() > deadline or not self._thread.is_alive():
                raise RuntimeError("the local workspace did not start")
            time.sleep(0.005)

    async def _serve(self) -> None:
        writing = asyncio.create_task(self._keep_written())
        try:
            await self._server.serve(sockets=[self._listening])
        finally:
            self._workspace.deliveries.forget()
            writing.cancel()
            with suppress(asyncio.CancelledError):
                await writing

    async def _keep_written(self) -> None:
        if self._store is None:
            return
        with closing(self._store) as store:
            await store.keep_writing(self._workspace.state)

    def stop(self) -> None:
        """Close every connection and stop."""
        self._server.should_exit = True
        self._thread.join(STOP_SECONDS)

    def __enter__(self) -> Self:
        """Return the running workspace."""
        return self

    def __exit__(self, *_: object) -> None:
        """Stop it."""
        self.stop()


def _listen(port: int) -> socket.socket:
    # Named as TCP so that asyncio turns Nagle's algorithm off: it would cost 40 ms an answer.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
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
        Breakable(application(workspace)),
        http=RecordedProtocol,
        ws="websockets-sansio",
        lifespan="off",
        log_level="error",
        access_log=False,
        timeout_graceful_shutdown=1,
        timeout_keep_alive=60,
    )
