"""People and a control desk for tests that drive the local workspace over HTTP.

team = Team(workspace.url)
card = wait_for(team.ana.newest)
team.ana.upload(photo("till.png"), thread=card["ts"])
assert wait_for(lambda: team.ana.thread(card["ts"])[2:])
"""

import time
from collections.abc import Callable
from typing import TypeVar

import httpx
from workspace_answers import RefusedError
from workspace_control import Control
from workspace_entries import entries
from workspace_people import BOT, Person, photo

__all__ = [
    "BOT",
    "OPERATIONS",
    "Control",
    "Person",
    "RefusedError",
    "Team",
    "entries",
    "photo",
    "wait_for",
]

Some = TypeVar("Some")
OPERATIONS = "C0OPS"


def wait_for(find: Callable[[], Some], seconds: float = 45.0) -> Some:
    """Return what `find` returns as soon as it is truthy; fail when that takes too long."""
    deadline = time.monotonic() + seconds
    while not (found := find()):
        assert time.monotonic() < deadline, f"nothing came within {seconds} s"
        time.sleep(0.01)
    return found


class Team:
    """The five people and the control desk of one workspace."""

    def __init__(self, url: str, tries: int = 1) -> None:
        http = httpx.Client(base_url=url, timeout=20)
        self.http = http
        self.ana, self.ben, self.mia, self.ole, self.zoe = (
            Person(http, person_id, tries)
            for person_id in ("U0ANA", "U0BEN", "U0MIA", "U0OLE", "U0ZOE")
        )
        self.control = Control(http)

    def close(self) -> None:
        """Give the connections back."""
        self.http.close()
