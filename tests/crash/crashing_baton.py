"""`baton run` that dies by SIGKILL at one named point, or writes down every point it passes.

BATON_CRASH_AT is a point such as `after call chat.postMessage 3`; BATON_CRASH_TRACE is a file.
"""

import os
import signal
import sys
from collections import Counter
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

import httpx
from slack_sdk.socket_mode.builtin.client import SocketModeClient
from slack_sdk.web.base_client import BaseClient
from slack_sdk.webhook import WebhookClient
from sqlalchemy import Engine, event
from sqlalchemy.engine.default import DefaultDialect

from storage.proofs import ProofArchive

READS = ("SELECT", "PRAGMA", "BEGIN", "SET")
WROTE = "a transaction that wrote"


class Points:
    """Counts the points that are passed, each by its name, and dies at the one that is named."""

    def __init__(self, crash_at: str | None, trace: Path | None) -> None:
        self._crash_at = crash_at
        self._trace = trace
        self._passed: Counter[str] = Counter()
        self._lock = Lock()

    def passed(self, name: str) -> None:
        with self._lock:
            self._passed[name] += 1
            point = f"{name} {self._passed[name]}"
            if self._trace is not None:
                with self._trace.open("a", encoding="utf-8") as trace:
                    trace.write(f"{point}\n")
            if point == self._crash_at:
                os.kill(os.getpid(), signal.SIGKILL)

    def around(self, owner: type[Any], method: str, name: Callable[..., str | None]) -> None:
        """Let each call of `owner.method` have a point before and one after it."""
        original = getattr(owner, method)

        @wraps(original)
        def watched(*arguments: Any, **named: Any) -> Any:
            what = name(*arguments, **named)
            if what is None:
                return original(*arguments, **named)
            self.passed(f"before {what}")
            result = original(*arguments, **named)
            self.passed(f"after {what}")
            return result

        setattr(owner, method, watched)


def _note_writes(connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
    if not statement.lstrip().upper().startswith(READS):
        connection.connection.info[WROTE] = True


def _commit(_dialect: DefaultDialect, connection: Any) -> str | None:
    # An empty transaction changes nothing: dying there is dying between two others.
    return "commit" if connection.info.pop(WROTE, False) else None


def _call(_client: BaseClient, url: str, _request: Any) -> str:
    return f"call {urlsplit(url).path.rpartition('/')[2]}"


def _download(_client: httpx.Client, request: httpx.Request, **_: Any) -> str:
    return "call files.download"


def install(points: Points) -> None:
    """Watch commits, calls of Slack, downloads, copies of proofs and acknowledgements."""
    event.listen(Engine, "after_cursor_execute", _note_writes)
    points.around(DefaultDialect, "do_commit", _commit)
    points.around(BaseClient, "_perform_urllib_http_request_internal", _call)
    points.around(WebhookClient, "_perform_http_request", lambda *_, **__: "call response_url")
    points.around(httpx.Client, "send", _download)
    points.around(SocketModeClient, "send_message", lambda *_: "ack")
    # Before it the whole copy lies beside the archive; after it, within, but nothing says so yet.
    points.around(ProofArchive, "_move_in", lambda *_: "move into the archive")


def main() -> None:
    """Watch, then be Baton."""
    trace = os.environ.get("BATON_CRASH_TRACE")
    install(Points(os.environ.get("BATON_CRASH_AT"), Path(trace) if trace else None))
    from bot.cli import main as baton  # noqa: PLC0415 - nothing may be wired before the watch stands

    sys.argv = ["baton", "run"]
    baton()


if __name__ == "__main__":
    main()
