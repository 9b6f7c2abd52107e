"""The gateway: the only user of Slack's Web API. Slack's answers become outcomes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import httpx
import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.limits import HISTORY_PER_MINUTE, Limits, PausedError
from bot.slack_answers import (
    NET_ERRORS,
    asked_to_wait,
    error_name,
    in_short,
    is_passing,
    next_cursor,
    outcome_of,
    outcome_of_net,
    unread,
    wait_after,
)
from bot.slack_calls import TIMEOUT_SECONDS, SlackCalls
from bot.slack_clock import steady_seconds
from bot.slack_errors import Meaning, explain, meaning_of
from handlers.inbox import NotYetError
from scheduler.archiving import DownloadError
from scheduler.letters import Later, Letter, Outcome, Refused, Sent, Unreadable
from scheduler.sweep import Thread

log = structlog.get_logger()

EVENT_TYPE = "baton"
MOST_MESSAGES = 1000
PERSON_IDS = ("U", "W")
STILL_HERE = "could not look whether they are still here"
SLACK_HOSTS = ("slack.com", "slack-files.com")


class SlackGateway(SlackCalls):
    """Speaks to one workspace with one bot token."""

    def __init__(
        self,
        token: str,
        api_url: str,
        *,
        history_per_minute: int = HISTORY_PER_MINUTE,
        steady: Callable[[], float] = steady_seconds,
    ) -> None:
        """Use `token` at `api_url`.

        `history_per_minute` calls of each method that reads history are allowed; `steady`
        gives seconds, from which the waits that Slack asks for are counted.
        """
        super().__init__(token, api_url, Limits(steady, history_per_minute), steady)
        self._api = urlsplit(api_url)
        self._channels: dict[str, str] = {}
        # Threads that were read in part when the budget ended: the messages so far, and the cursor.
        self._half_read: dict[Thread, tuple[list[dict[str, Any]], str]] = {}
        # Where the search for a message, by its key, goes on when the budget allows it.
        self._half_searched: dict[str, str] = {}

    # What delivery asks for.

    def post(self, letter: Letter, is_ours: Callable[[], bool] = lambda: True) -> Outcome:
        """Post a new message, or edit the one that the letter replaces, if it still is ours."""
        try:
            if letter.replaces is None and self._has_left(letter.conversation):
                return Refused("person_gone", person_gone=True)
        except (PausedError, SlackApiError, *NET_ERRORS) as error:
            return Later(f"{STILL_HERE}: {in_short(error)}", asked_to_wait(error))
        try:
            channel_id = self._channel(letter.conversation)
            if not is_ours():
                return Later("the machine stood still for too long")
            answer = self._send(letter, channel_id)
        except PausedError as paused:
            return Later(str(paused), paused.after)
        except SlackApiError as error:
            return outcome_of(error)
        except NET_ERRORS as error:
            return outcome_of_net(error)
        return Sent(str(answer["channel"]), str(answer["ts"]))

    def find(self, letter: Letter, since: datetime) -> Outcome:
        """Look the letter's key up where it would stand."""
        if letter.replaces is not None:
            return Refused("an edit can simply be repeated")
        if letter.conversation.startswith(("C", "G")):
            return Unreadable("we may read our own DMs only")
        try:
            channel_id = self._channel(letter.conversation)
            for message in self._history(letter, channel_id, since):
                if _key_of(message) == letter.key:
                    return Sent(channel_id, str(message["ts"]))
        except (PausedError, SlackApiError, *NET_ERRORS) as error:
            return Later(f"could not look for it: {in_short(error)}", wait_after(error))
        return Refused("not there")

    def _send(self, letter: Letter, channel_id: str) -> Any:
        content: dict[str, Any] = {"text": letter.text, "blocks": letter.blocks}
        if letter.replaces is not None:
            return self.call("chat.update", channel=channel_id, ts=letter.replaces, **content)
        return self.call(
            "chat.postMessage",
            channel=channel_id,
            thread_ts=letter.thread_ts,
            metadata={"event_type": EVENT_TYPE, "event_payload": {"key": letter.key}},
            unfurl_links=False,
            unfurl_media=False,
            **content,
        )

    def _channel(self, conversation: str) -> str:
        """Return the id of the conversation, which is opened where a person is named."""
        if conversation[:1] not in PERSON_IDS:
            return conversation
        if conversation not in self._channels:
            opened = self.call("conversations.open", users=conversation)
            self._channels[conversation] = str(opened["channel"]["id"])
        return self._channels[conversation]

    def _history(
        self, letter: Letter, channel_id: str, since: datetime
    ) -> Iterator[dict[str, Any]]:
        where: dict[str, Any] = {"channel": channel_id, "include_all_metadata": True}
        oldest = f"{since.timestamp():.6f}"
        if letter.thread_ts:
            method, where = "conversations.replies", where | {"ts": letter.thread_ts}
        else:
            method = "conversations.history"
        cursor = self._half_searched.pop(letter.key, "")
        try:
            for page in self._pages(method, cursor, oldest=oldest, **where):
                yield from page.get("messages") or []
                cursor = next_cursor(page)
        except PausedError:
            if cursor:
                self._half_searched[letter.key] = cursor
            raise

    def _pages(self, method: str, cursor: str, **where: Any) -> Iterator[SlackResponse]:
        """Give page after page from `cursor` on, "" being the beginning."""
        rows = self.limits.rows
        for _ in range(MOST_MESSAGES // rows):
            place = {"cursor": cursor} if cursor else {}
            page = self.call(method, limit=rows, **where, **place)
            yield page
            cursor = next_cursor(page)
            if not cursor:
                return

    def _has_left(self, conversation: str) -> bool:
        # Slack takes messages to deactivated people without a word.
        if conversation[:1] not in PERSON_IDS:
            return False
        try:
            user = self.call("users.info", user=conversation).get("user")
        except SlackApiError as error:
            if is_passing(error):
                raise
            return meaning_of(error_name(error)) == Meaning.PERSON_GONE
        return isinstance(user, dict) and bool(user.get("deleted"))

    # What the sweep asks for.

    def replies(self, thread: Thread) -> list[dict[str, Any]] | None:
        """Return the messages of a thread; None when it cannot be read now."""
        messages, cursor = self._half_read.pop(thread, ([], ""))
        where = {"channel": thread.channel_id, "ts": thread.message_ts}
        try:
            for page in self._pages("conversations.replies", cursor, **where):
                messages += page.get("messages") or []
                cursor = next_cursor(page)
        except PausedError:
            # Oldest first: what is read so far stays true, the rest follows when Slack allows it.
            if cursor:
                self._half_read[thread] = messages, cursor
            return None
        except SlackApiError as error:
            return unread(error)
        except NET_ERRORS as error:
            log.warning("thread not read", action="sweep_failed", error=repr(error))
            return None
        return messages

    # What handlers ask for.

    def user_info(self, person_id: str) -> dict[str, Any] | None:
        """Return Slack's user object; None when Slack does not give one."""
        return self._ask("user", "users.info", user=person_id)

    def file_info(self, file_id: str) -> dict[str, Any] | None:
        """Return Slack's file object; None when there is none. Raises NotYetError."""
        try:
            answer = self.call("files.info", file=file_id).get("file")
        except (PausedError, SlackApiError, *NET_ERRORS) as error:
            log.warning("no file", action="slack_refused", what="file", error=in_short(error))
            if isinstance(error, SlackApiError) and not is_passing(error):
                return None
            raise NotYetError(
                "Slack does not say now what the file is", wait_after(error)
            ) from error
        return answer if isinstance(answer, dict) else None

    def open_view(self, trigger_id: str, view: dict[str, Any]) -> bool:
        """Open a modal; False when Slack does not, a trigger lasting three seconds."""
        opened = self._ask("view", "views.open", trigger_id=trigger_id, view=view)
        return opened is not None

    def update_view(self, view_id: str, view_hash: str | None, view: dict[str, Any]) -> bool:
        """Draw an open modal anew, unless it has changed since `view_hash`."""
        where = {"view_id": view_id, "hash": view_hash}
        return self._ask("view", "views.update", view=view, **where) is not None

    def publish_home(self, person_id: str, view: dict[str, Any]) -> None:
        """Draw a person's Home tab; one that fails is drawn anew when it is next opened."""
        self._ask("view", "views.publish", user_id=person_id, view=view)

    def _ask(self, field: str, method: str, **arguments: Any) -> dict[str, Any] | None:
        try:
            answer = self.call(method, **arguments)
        except SlackApiError as error:
            name = error_name(error)
            log.warning(explain(name)[0], action="slack_refused", what=field, error=name)
            return None
        except (PausedError, *NET_ERRORS) as error:
            log.warning("not reached", action="slack_unreachable", what=field, error=repr(error))
            return None
        value = answer.get(field)
        return value if isinstance(value, dict) else None

    # What archiving asks for.

    @contextmanager
    def download(self, url: str, mimetype: str) -> Iterator[Iterator[bytes]]:
        """Open the bytes of a file. The token goes to Slack's hosts only, redirects nowhere."""
        self._refuse_foreign(url)
        headers = {"Authorization": f"Bearer {self.client.token}"}
        try:
            with httpx.stream("GET", url, headers=headers, timeout=TIMEOUT_SECONDS) as answer:
                _refuse_login_page(answer, mimetype)
                yield answer.iter_bytes()
        except httpx.HTTPError as error:
            raise DownloadError(f"Slack could not be reached: {error!r}") from error

    def _refuse_foreign(self, url: str) -> None:
        parts = urlsplit(url)
        host = parts.hostname or ""
        slacks = any(host == name or host.endswith(f".{name}") for name in SLACK_HOSTS)
        apis = (parts.scheme, parts.netloc) == (self._api.scheme, self._api.netloc)
        if not apis and not (slacks and parts.scheme == "https"):
            raise DownloadError(f"{host or 'this address'} is not one of Slack's hosts")


def _refuse_login_page(answer: httpx.Response, mimetype: str) -> None:
    # Without the scope Slack redirects to a login page instead of refusing.
    if answer.status_code != httpx.codes.OK:
        raise DownloadError(f"Slack answered {answer.status_code}")
    if "text/html" in answer.headers.get("content-type", "") and "html" not in mimetype:
        raise DownloadError("Slack sent a login page: is the scope files:read missing?")


def _key_of(message: dict[str, Any]) -> object:
    metadata = message.get("metadata") or {}
    return (metadata.get("event_payload") or {}).get("key")
