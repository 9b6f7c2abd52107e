"""The state on disk: one SQLite file with a row a value, written shortly after each change."""

import asyncio
import json
import sqlite3
from contextlib import closing
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from sandbox.state import State, Value
from sandbox.values import Channel, File, Message, Person, ReadMark, UserGroup, View

WRITE_SECONDS = 0.1
KINDS: dict[str, type[Value]] = {
    kind.__name__: kind for kind in (Person, Channel, Message, File, View, ReadMark, UserGroup)
}
TABLE = """
CREATE TABLE IF NOT EXISTS entry (
    kind TEXT NOT NULL, key TEXT NOT NULL, body TEXT NOT NULL,
    PRIMARY KEY (kind, key)
) WITHOUT ROWID
"""


class CorruptStateError(OSError):
    """The kept state cannot be read; the message says what to do."""


class Store:
    """The file `workspace.db` of a folder. Used by one thread at a time."""

    def __init__(self, folder: Path) -> None:
        """Open or create it. Raises CorruptStateError."""
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / "workspace.db"
        try:
            self._database = sqlite3.connect(self._path, check_same_thread=False)
            self._database.execute("PRAGMA journal_mode=WAL")
            self._database.execute("PRAGMA synchronous=NORMAL")
            self._database.execute(TABLE)
        except sqlite3.DatabaseError as error:
            raise self._corrupt(error) from error

    def load(self) -> State:
        """Return the state as it was last written. Raises CorruptStateError."""
        state = State(tracked=True)
        try:
            with closing(self._database.execute("SELECT kind, body FROM entry")) as rows:
                for kind, body in rows:
                    state.put(_value(kind, json.loads(body)))
        except (sqlite3.DatabaseError, ValueError, KeyError, TypeError) as error:
            raise self._corrupt(error) from error
        state.changed.clear()
        return state

    def write(self, state: State) -> None:
        """Write what has changed, all of it or nothing."""
        changed, state.changed = state.changed, {}
        if not changed:
            return
        kept = [(*key, _text(value)) for key, value in changed.items() if value is not None]
        gone = [key for key, value in changed.items() if value is None]
        with self._database:
            self._database.executemany("INSERT OR REPLACE INTO entry VALUES (?, ?, ?)", kept)
            self._database.executemany("DELETE FROM entry WHERE kind = ? AND key = ?", gone)

    async def keep_writing(self, state: State) -> None:
        """Write again and again, and a last time when cancelled."""
        try:
            while True:
                await asyncio.sleep(WRITE_SECONDS)
                self.write(state)
        finally:
            self.write(state)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def _corrupt(self, error: Exception) -> CorruptStateError:
        return CorruptStateError(
            f"{self._path} cannot be read ({error}). Move it away to start anew."
        )


def _text(value: Value) -> str:
    return json.dumps(asdict(value), ensure_ascii=False)


def _value(kind: str, body: dict[str, Any]) -> Value:
    made = KINDS[kind]
    known = {each.name for each in fields(made)}
    return made(**{name: _frozen(part) for name, part in body.items() if name in known})


def _frozen(part: Any) -> Any:
    # Our own lists are tuples; those inside Slack's JSON stay lists.
    if isinstance(part, list):
        return tuple(tuple(each) if isinstance(each, list) else each for each in part)
    return part
