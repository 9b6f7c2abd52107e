"""The control desk: what tests do to the local workspace that no person could."""

import base64
from typing import Any

import httpx
from workspace_answers import Json, granted
from workspace_people import Person, photo


class Control:
    """The desk behind the workspace: what no person could do."""

    def __init__(self, http: httpx.Client) -> None:
        self._http = http

    def fault(self, method: str, kind: str, *, times: int = 1, **more: Any) -> None:
        """Let the next calls of a Web API method go wrong in one of the known ways."""
        self._post("faults", {"method": method, "kind": kind, "times": times, **more})

    def heal(self) -> None:
        """Remove all faults."""
        self._http.delete("/control/faults").raise_for_status()

    def events(self, **settings: Any) -> None:
        """Set drop, duplicate, delay, retry_schedule or ack_timeout (seconds)."""
        self._post("events", settings)

    def undelivered(self) -> int:
        """How many events the app has not acknowledged yet."""
        return int(self._post("events", {})["undelivered"])

    def cut(self) -> int:
        """Break the app's sockets without a word; how many there were."""
        return int(self._post("sockets/cut")["connections"])

    def disconnect(self, reason: str = "refresh_requested", *, close: bool = True) -> int:
        """End the app's sockets as Slack does; how many there were."""
        body = {"reason": reason, "close": close}
        return int(self._post("sockets/disconnect", body)["connections"])

    def calls(self, method: str | None = None) -> list[Json]:
        """Return the Web API calls so far, oldest first."""
        query = {"method": method} if method else {}
        return list(self._http.get("/control/calls", params=query).json()["calls"])

    def forget_calls(self) -> None:
        """Forget the Web API calls so far."""
        self._http.delete("/control/calls").raise_for_status()

    def messages(self, channel: str) -> list[Json]:
        """Return a conversation's messages as they are kept."""
        answer = self._http.get("/control/messages", params={"channel": channel})
        return list(answer.json()["messages"])

    def add_person(self, handle: str, real_name: str, **more: Any) -> Person:
        """Let somebody join."""
        body = {"handle": handle, "real_name": real_name, **more}
        return Person(self._http, self._post("people", body)["user"]["id"])

    def change_person(self, person: Person | str, **changes: Any) -> None:
        """Change a profile: tz, status_text, deleted, is_restricted, …"""
        self._post(f"people/{_id_of(person)}", changes)

    def deactivate(self, person: Person | str) -> None:
        """Let somebody leave."""
        self.change_person(person, deleted=True)

    def add_group(self, handle: str, *users: str) -> str:
        """Make a user group; its id."""
        made = self._post("user_groups", {"handle": handle, "users": list(users)})
        return str(made["usergroup"]["id"])

    def change_group(self, group_id: str, **changes: Any) -> None:
        """Change a user group: handle, users, disabled."""
        self._post(f"user_groups/{group_id}", changes)

    def archive(self, channel: str) -> None:
        """Archive a channel."""
        self._post(f"channels/{channel}", {"is_archived": True})

    def remove_bot(self, channel: str) -> None:
        """Take the bot out of a channel."""
        self._post(f"channels/{channel}", {"bot_is_member": False})

    def invite_bot(self, channel: str) -> None:
        """Bring the bot into a channel."""
        self._post(f"channels/{channel}", {"bot_is_member": True})

    def share_odd_file(
        self, person: Person, kind: str, *, thread: str | None = None, **more: Any
    ) -> Json:
        """Let a person share a tombstone, gdrive, scanning, snippet, … file in the DM."""
        data = base64.b64encode(more.pop("data", photo()[1])).decode()
        place = {"channel": more.pop("channel", None) or person.dm(), "thread_ts": thread}
        return self._post("files", {"person": person.id, "kind": kind, "data": data} | place | more)

    def delete_file(self, file_id: str) -> None:
        """Delete a file."""
        self._post(f"files/{file_id}/delete")

    def send(self, envelope_type: str, payload: Any) -> Json:
        """Send the app any envelope; {"ok", "ack"} or {"ok": False, "error"}."""
        answer = self._http.post(
            "/control/send_payload",
            json={"type": envelope_type, "payload": payload, "accepts_response_payload": True},
        )
        return dict(answer.json())

    def send_event(self, event: Json, subscription: str = "message.im") -> None:
        """Deliver an inner event of the test's own making."""
        self._post("send_event", {**event, "subscription": subscription})

    def reset(self) -> None:
        """Make the workspace as it begins."""
        self._post("reset")

    def _post(self, path: str, body: Json | None = None) -> Json:
        answer = self._http.post(f"/control/{path}", json=body or {})
        answer.raise_for_status()
        return granted(answer.json())


def _id_of(person: Person | str) -> str:
    return person if isinstance(person, str) else person.id
