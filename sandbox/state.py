"""The state: values by kind and key, with the few indexes that reading them needs."""

import secrets
from bisect import insort
from collections.abc import Iterator
from typing import TypeVar

from sandbox.values import Channel, File, Message, Person, ReadMark, UserGroup, View

Value = Person | Channel | Message | File | View | ReadMark | UserGroup
Key = tuple[str, str]  # (kind, key)
Some = TypeVar("Some", Person, Channel, Message, File, View, ReadMark, UserGroup)

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
MICROSECONDS = 1_000_000


def new_id(prefix: str) -> str:
    """Return an id as Slack forms them: a letter that tells the kind, then ten signs."""
    return prefix + "0" + "".join(secrets.choice(ALPHABET) for _ in range(9))


def _key_of(value: Value) -> Key:
    """Return where a value is kept."""
    if isinstance(value, Message):
        return "Message", f"{value.channel} {value.ts}"
    if isinstance(value, ReadMark):
        return "ReadMark", f"{value.user} {value.channel}"
    return type(value).__name__, value.id


class State:
    """All values. Whoever changes one puts the new value; `changed` collects what to write."""

    def __init__(self, *, tracked: bool = False) -> None:
        """Begin empty; `tracked` when somebody writes down what changes."""
        self._tracked = tracked
        self._values: dict[str, dict[str, Value]] = {}
        self._timeline: dict[str, list[str]] = {}
        self._threads: dict[tuple[str, str], list[str]] = {}
        self._last_ts = 0
        self.changed: dict[Key, Value | None] = {}

    def put(self, value: Value) -> None:
        """Keep a new or changed value."""
        kind, key = _key_of(value)
        is_new = key not in self._values.setdefault(kind, {})
        self._values[kind][key] = value
        if isinstance(value, Message) and is_new:
            self._index(value)
        self._note((kind, key), value)

    def _note(self, key: Key, value: Value | None) -> None:
        if self._tracked:
            self.changed[key] = value

    def forget(self, value: Value) -> None:
        """Drop a value."""
        kind, key = _key_of(value)
        del self._values[kind][key]
        self._note((kind, key), None)
        if isinstance(value, Message):
            self._timeline[value.channel].remove(value.ts)
            if value.thread_ts and value.is_reply:
                self._threads[value.channel, value.thread_ts].remove(value.ts)

    def clear(self) -> None:
        """Drop everything; timestamps go on."""
        for kind, values in self._values.items():
            for key in values:
                self._note((kind, key), None)
        self._values.clear()
        self._timeline.clear()
        self._threads.clear()

    def _index(self, message: Message) -> None:
        insort(self._timeline.setdefault(message.channel, []), message.ts)
        if message.thread_ts and message.is_reply:
            insort(self._threads.setdefault((message.channel, message.thread_ts), []), message.ts)
        self._last_ts = max(self._last_ts, int(message.ts.replace(".", "")))

    def next_ts(self, now: float) -> str:
        """Return a message timestamp: unique, increasing, no earlier than `now`."""
        self._last_ts = max(self._last_ts + 1, int(now * MICROSECONDS))
        seconds, micros = divmod(self._last_ts, MICROSECONDS)
        return f"{seconds:010d}.{micros:06d}"

    def is_empty(self) -> bool:
        """Whether nothing was ever put here."""
        return not any(self._values.values())

    def get(self, kind: type[Some], key: str) -> Some | None:
        """Return the value of that kind and key."""
        found = self._values.get(kind.__name__, {}).get(key)
        assert found is None or isinstance(found, kind)
        return found

    def every(self, kind: type[Some]) -> Iterator[Some]:
        """Go through all values of a kind, in the order in which they came."""
        for value in list(self._values.get(kind.__name__, {}).values()):
            assert isinstance(value, kind)
            yield value

    def message(self, channel: str, ts: str) -> Message | None:
        """Return a message."""
        return self.get(Message, f"{channel} {ts}")

    def messages(self, channel: str) -> list[Message]:
        """Return a conversation's messages, oldest first, replies and ephemeral ones included."""
        return self._at(channel, self._timeline.get(channel, []))

    def replies(self, channel: str, thread_ts: str) -> list[Message]:
        """Return the replies of a thread, oldest first."""
        return self._at(channel, self._threads.get((channel, thread_ts), []))

    def _at(self, channel: str, stamps: list[str]) -> list[Message]:
        found = (self.message(channel, ts) for ts in stamps)
        return [message for message in found if message is not None]

    def dm(self, one: str, other: str) -> Channel | None:
        """Return the direct conversation of two people, if there is one."""
        return self.get(Channel, dm_id(one, other))

    def read_mark(self, user: str, channel: str) -> str:
        """Return how far somebody has read; "0" for nothing."""
        mark = self.get(ReadMark, f"{user} {channel}")
        return mark.ts if mark else "0"


def dm_id(one: str, other: str) -> str:
    """Return the id of two people's direct conversation: the same whenever it is opened."""
    first, second = sorted((one, other))
    return f"D{first.removeprefix('U')}{second.removeprefix('U')}"
