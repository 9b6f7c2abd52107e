"""People of the local workspace, as tests let them act and see over HTTP."""

import struct
import zlib
from typing import Any

import httpx
from workspace_answers import Json, granted
from workspace_entries import elements, entered_value, entries

NamedBytes = tuple[str, bytes]
BOT = "U0BATON"


def photo(name: str = "photo.png", shade: int = 128) -> NamedBytes:
    """Return a small real PNG; each shade has other bytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    header = struct.pack(">IIBBBBB", 2, 2, 8, 0, 0, 0, 0)
    rows = zlib.compress(bytes([0, shade, shade, 0, shade, shade]))
    parts = chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return name, b"\x89PNG\r\n\x1a\n" + parts


TOO_LATE = "operation_timeout"


class Person:
    """Somebody in the workspace. Where no conversation is named, it is the DM with the bot.

    What the app does not answer within Slack's three seconds they do again, up to `tries` times.
    """

    def __init__(self, http: httpx.Client, person_id: str, tries: int = 1) -> None:
        self._http = http
        self._tries = tries
        self.id = person_id

    # Saying

    def message(self, text: str, *, thread: str | None = None, channel: str | None = None) -> str:
        """Post a message; its ts."""
        return str(self._act("message", self._place(channel, thread) | {"text": text})["ts"])

    def also_to_channel(self, text: str, *, thread: str, channel: str | None = None) -> str:
        """Reply in a thread and in the conversation as well; the reply's ts."""
        place = self._place(channel, thread)
        return str(self._act("message", place | {"text": text, "broadcast": True})["ts"])

    def upload(
        self,
        *files: NamedBytes,
        thread: str | None = None,
        channel: str | None = None,
        text: str = "",
    ) -> Json:
        """Post files; {"ts", "files": ids}."""
        data = {**self._place(channel, thread), "as": self.id, "text": text}
        given = {key: value for key, value in data.items() if value}
        parts = [("files", file) for file in files or (photo(),)]
        answer = self._http.post("/page/act/upload", data=given, files=parts)
        return granted(answer.json())

    def share(self, file_id: str, *, thread: str | None = None, channel: str | None = None) -> str:
        """Share a file that is already there once more; the message's ts."""
        return str(self._act("share", self._place(channel, thread) | {"file_id": file_id})["ts"])

    def edit(self, ts: str, text: str, *, channel: str | None = None) -> None:
        """Change an own message."""
        self._act("edit", self._at(ts, channel) | {"text": text})

    def delete(self, ts: str, *, channel: str | None = None) -> None:
        """Delete an own message."""
        self._act("delete", self._at(ts, channel))

    def react(self, ts: str, name: str, *, channel: str | None = None) -> None:
        """Add a reaction."""
        self._act("react", self._at(ts, channel) | {"name": name})

    # Using the app

    def command(self, line: str, *, channel: str | None = None) -> Json | None:
        """Run a slash command; the message that answered at once, if one did."""
        seen = {message["ts"] for message in self.messages(channel)}
        self._act("command", {"channel": channel or self.dm(), "text": line})
        new = [message for message in self.messages(channel) if message["ts"] not in seen]
        return new[-1] if new else None

    def press(
        self, where: Json, action_id: str, *, channel: str | None = None, value: str | None = None
    ) -> None:
        """Press a button in a message or view; `value` tells buttons of one action apart."""
        for block, element in elements(where):
            if element.get("action_id") == action_id and value in {None, element.get("value")}:
                self._block_action(where, channel, block, element, {})
                return
        raise AssertionError(f"there is no {action_id} to press")

    def choose(
        self, where: Json, action_id: str, value: Any, *, channel: str | None = None
    ) -> None:
        """Choose something in a select, picker or input that the app listens to."""
        for block, element in elements(where):
            if element.get("action_id") == action_id:
                entered = entered_value(element, value)
                self._block_action(where, channel, block, element, entered)
                return
        raise AssertionError(f"there is no {action_id} to choose in")

    def submit(self, view: Json, values: dict[str, Any] | None = None) -> None:
        """Submit a modal. `values` are plain, by block id or action id; the rest stays as shown.

        Raises RefusedError, with the app's `errors` by block id.
        """
        state = entries(view, values)
        self._act("view_submit", {"view_id": view["id"], "values": state})

    def close(self, view: Json) -> None:
        """Close a modal."""
        self._act("view_close", {"view_id": view["id"]})

    def open_home(self) -> None:
        """Open the Home tab."""
        self._act("open_home", {})

    # Seeing

    def dm(self) -> str:
        """Return the id of the DM with the bot."""
        state = self._read("state")
        return next(str(each["id"]) for each in state["conversations"] if each.get("with") == BOT)

    def messages(self, channel: str | None = None) -> list[Json]:
        """Return a conversation's top level, oldest first, with what only this person sees."""
        return list(self._read("messages", channel=channel or self.dm())["messages"])

    def newest(self, channel: str | None = None) -> Json | None:
        """Return the latest message of a conversation's top level."""
        return next(reversed(self.messages(channel)), None)

    def thread(self, ts: str, channel: str | None = None) -> list[Json]:
        """Return a thread: its parent, then the replies."""
        return list(self._read("thread", channel=channel or self.dm(), ts=ts)["messages"])

    def home(self) -> Json | None:
        """Return the Home tab as the app last drew it."""
        view: Json | None = self._read("home")["view"]
        return view

    def modals(self) -> list[Json]:
        """Return the open modals, the top one last."""
        return list(self._read("views")["stack"])

    def modal(self) -> Json | None:
        """Return the top modal."""
        return next(reversed(self.modals()), None)

    def state(self) -> Json:
        """Return people and conversations as the page shows them."""
        return self._read("state")

    # How

    def _place(self, channel: str | None, thread: str | None) -> Json:
        return {"channel": channel or self.dm(), "thread_ts": thread}

    def _at(self, ts: str, channel: str | None) -> Json:
        return {"channel": channel or self.dm(), "ts": ts}

    def _act(self, what: str, body: Json) -> Json:
        answer: Json = {}
        for _ in range(self._tries):
            answer = self._http.post(f"/page/act/{what}", json={**body, "as": self.id}).json()
            if answer.get("error") != TOO_LATE:
                break
        return granted(answer)

    def _read(self, what: str, **query: str) -> Json:
        answer = self._http.get(f"/page/{what}", params={"as": self.id, **query})
        answer.raise_for_status()
        return dict(answer.json())

    def _block_action(
        self, where: Json, channel: str | None, block: Json, element: Json, entered: Json
    ) -> None:
        values = entries(where)
        if entered:
            values.setdefault(block["block_id"], {})[element["action_id"]] = entered
        body = {
            "container": _container(where, channel or self._home_of(where)),
            "block_id": block["block_id"],
            "action_id": element["action_id"],
            "action": {"type": element["type"], **entered},
            "values": values,
        }
        self._act("block_action", body)

    def _home_of(self, where: Json) -> str:
        return "" if "callback_id" in where else self.dm()


def _container(where: Json, channel: str) -> Json:
    if "callback_id" in where:
        kind = "home" if where["type"] == "home" else "view"
        return {"type": kind, "view_id": where["id"]}
    return {"type": "message", "channel": channel, "ts": where["ts"]}
