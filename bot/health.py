"""A small HTTP server for supervisors and Prometheus: /live, /ready and /metrics."""

import asyncio
import socket
import threading
import time
from dataclasses import dataclass
from typing import Self

import uvicorn
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.metrics import Metrics
from bot.vitals import Vitals

START_SECONDS = 5.0
STOP_SECONDS = 2.0


@dataclass(frozen=True)
class Door:
    """Where to listen; port 0 for any that is free."""

    host: str
    port: int


class Health:
    """The running server, in a daemon thread: it never keeps Baton from ending."""

    def __init__(self, vitals: Vitals, metrics: Metrics, door: Door) -> None:
        """Listen at `door`. Raises OSError, in words, if that cannot be."""
        self._listening = _listen(door)
        self.port = int(self._listening.getsockname()[1])
        self._server = uvicorn.Server(
            uvicorn.Config(
                application(vitals, metrics),
                lifespan="off",
                log_config=None,
                access_log=False,
                timeout_graceful_shutdown=1,
            )
        )
        serving = self._server.serve(sockets=[self._listening])
        self._thread = threading.Thread(
            target=asyncio.run, args=(serving,), name="health", daemon=True
        )

    def start(self) -> Self:
        """Answer from now on."""
        self._thread.start()
        deadline = time.monotonic() + START_SECONDS
        while not self._server.started and time.monotonic() < deadline:
            time.sleep(0.005)
        return self

    def stop(self) -> None:
        """Answer no more."""
        self._server.should_exit = True
        self._thread.join(STOP_SECONDS)


def application(vitals: Vitals, metrics: Metrics) -> Starlette:
    """Return what answers; the handlers run in threads, as they read the database."""

    def live(_request: Request) -> Response:
        return JSONResponse({"live": True})

    def ready(_request: Request) -> Response:
        problems = vitals.problems()
        body = {
            "ready": not problems,
            "problems": problems,
            "seconds_since_full_cycle": vitals.seconds_since_cycle(),
        }
        return JSONResponse(body, status_code=503 if problems else 200)

    def measured(_request: Request) -> Response:
        return Response(metrics.text(), media_type=CONTENT_TYPE_LATEST)

    return Starlette(
        routes=[Route("/live", live), Route("/ready", ready), Route("/metrics", measured)]
    )


def _listen(door: Door) -> socket.socket:
    try:
        return socket.create_server((door.host, door.port))
    except OSError as error:
        raise OSError(
            f"The health endpoint cannot listen at {door.host}:{door.port} ({error.strerror}). "
            "Set BATON_HEALTH_PORT or BATON_HEALTH_HOST to another one."
        ) from error
