"""Ending in time, although a call may hang that nobody can interrupt."""

import os
import sys
import threading
import time
from collections.abc import Callable, Iterable

from slack_sdk.socket_mode import SocketModeClient


def all_within(seconds: float, works: Iterable[Callable[[], None]]) -> bool:
    """Do several things side by side; tell whether all had ended after `seconds`."""
    deadline = time.monotonic() + seconds
    threads = [threading.Thread(target=work, daemon=True) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(max(0.0, deadline - time.monotonic()))
    return not any(thread.is_alive() for thread in threads)


def hear_no_more(client: SocketModeClient) -> None:
    """Take no further envelope from Slack; return when each one taken is acknowledged.

    Closing the socket at once would leave Slack without the answer to what is being worked on.
    """
    client.closed = True
    client.message_processor.shutdown()  # type: ignore[no-untyped-call] # no types there
    client.message_workers.shutdown(wait=True)


def leave_at_once() -> None:
    """End the process with code 0 when all is closed: Python would wait for calls that hang."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)
