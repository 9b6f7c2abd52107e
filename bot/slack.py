"""The gateway: the only user of Slack's Web API. Slack's answers become outcomes."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from http.client import HTTPException
from typing import Any
from urllib.parse import urlsplit

import httpx
import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.slack_errors import Meaning, meaning_of
from handlers.inbox import NotYetError
from scheduler.archiving import DownloadError
from scheduler.delivery import Later, Letter, Outcome, Refused, Sent, Unknown, Unreadable
from scheduler.sweep import Thread

log = structlog.get_logger()

TIMEOUT_SECONDS = 10
ASK_AGAIN = timedelta(seconds=15)
EVENT_TYPE = "baton"
PAGE = 200
MOST_PAGES = 5
NET_ERRORS = (OSError, HTTPException, SlackClientError)
PERSON_IDS = ("U", "W")
SLACK_HOSTS = ("slack.com", "slack-files.com")


class SlackGateway:
    """Speaks to one workspace with one bot token."""

    def __init__(self, token: str, api_url: str) -> None:
        """Use `token` at `api_url`. The SDK's own retries are off: it re-sends posts blindly."""
        self.client = WebClient(
            token=token, base_url=api_url, timeout=TIMEOUT_SECONDS, retry_handlers=[]
        )
        self._api_host = urlsplit(api_url).netloc
        self._channels: dict[str, str] = {}

    # What delivery asks for.

    def post(self, letter: Letter) -> Outcome:
        """Post a new message, or edit the one that the letter replaces."""
        if letter.replaces is None and self._has_left(letter.conversation):
            return Refused("person_gone", person_gone=True)
        try:
            answer = self._send(letter)
        except SlackApiError as error:
            return _outcome_of(error)
        except NET_ERRORS as error:
            return _outcome_of_net(error)
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
        except (SlackApiError, *NET_ERRORS) as error:
            return Later(f"could not look for it: {error}", timedelta(seconds=15))
        return Refused("not there")

    def _send(self, letter: Letter) -> Any:
        content: dict[str, Any] = {"text": letter.text, "blocks": letter.blocks}
        if letter.replaces is not None:
            return self.client.chat_update(
                channel=letter.conversation, ts=letter.replaces, **content
            )
        return self.client.chat_postMessage(
            channel=self._channel(letter.conversation),
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
            opened = self.client.conversations_open(users=conversation)
            self._channels[conversation] = str(opened["channel"]["id"])
        return self._channels[conversation]

    def _history(
        self, letter: Letter, channel_id: str, since: datetime
    ) -> Iterator[dict[str, Any]]:
        where: dict[str, Any] = {"channel": channel_id, "include_all_metadata": True}
        oldest = f"{since.timestamp():.6f}"
        if letter.thread_ts:
            pages = self.client.conversations_replies(
                ts=letter.thread_ts, oldest=oldest, limit=PAGE, **where
            )
        else:
            pages = self.client.conversations_history(oldest=oldest, limit=PAGE, **where)
        for _, page in zip(range(MOST_PAGES), pages, strict=False):
            yield from page.get("messages") or []

    def _has_left(self, conversation: str) -> bool:
        # Slack takes messages to deactivated people without a word.
        if conversation[:1] not in PERSON_IDS:
            return False
        user = self.user_info(conversation)
        return bool(user and user.get("deleted"))

    # What the sweep asks for.

    def replies(self, thread: Thread) -> list[dict[str, Any]] | None:
        """Return the messages of a thread; None when it cannot be read now."""
        messages: list[dict[str, Any]] = []
        try:
            pages = self.client.conversations_replies(
                channel=thread.channel_id, ts=thread.message_ts, limit=PAGE
            )
            for _, page in zip(range(MOST_PAGES), pages, strict=False):
                messages += page.get("messages") or []
        except SlackApiError as error:
            name = error_name(error)
            log.warning("thread not read", action="sweep_refused", error=name)
            # A thread that is gone for good must not hold its step up for ever.
            return [] if meaning_of(name) == Meaning.REFUSED else None
        except NET_ERRORS as error:
            log.warning("thread not read", action="sweep_failed", error=repr(error))
            return None
        return messages

    # What handlers ask for.

    def user_info(self, person_id: str) -> dict[str, Any] | None:
        """Return Slack's user object; None when Slack does not give one."""
        return self._ask("user", self.client.users_info, user=person_id)

    def file_info(self, file_id: str) -> dict[str, Any] | None:
        """Return Slack's file object; None when there is none.

        Raises NotYetError while Slack does not say: a proof is never judged by a failed call.
        """
        try:
            answer = self.client.files_info(file=file_id)
        except SlackApiError as error:
            outcome = _outcome_of(error)
            if not isinstance(outcome, Refused):
                raise NotYetError(error_name(error), _wait_of(outcome)) from error
            log.warning("refused", action="slack_refused", what="file", error=outcome.error)
            return None
        except NET_ERRORS as error:
            raise NotYetError(repr(error), ASK_AGAIN) from error
        file = answer.get("file")
        return file if isinstance(file, dict) else None

    def open_view(self, trigger_id: str, view: dict[str, Any]) -> bool:
        """Open a modal; False when Slack does not, a trigger lasting three seconds."""
        opened = self._ask("view", self.client.views_open, trigger_id=trigger_id, view=view)
        return opened is not None

    def update_view(self, view_id: str, view_hash: str | None, view: dict[str, Any]) -> bool:
        """Draw an open modal anew, unless it has changed since `view_hash`."""
        where = {"view_id": view_id, "hash": view_hash}
        return self._ask("view", self.client.views_update, view=view, **where) is not None

    def publish_home(self, person_id: str, view: dict[str, Any]) -> None:
        """Draw a person's Home tab; one that fails is drawn anew when it is next opened."""
        self._ask("view", self.client.views_publish, user_id=person_id, view=view)

    def _ask(self, field: str, method: Any, **arguments: Any) -> dict[str, Any] | None:
        try:
            answer = method(**arguments)
        except SlackApiError as error:
            log.warning("refused", action="slack_refused", what=field, error=error_name(error))
            return None
        except NET_ERRORS as error:
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
        if not (slacks and parts.scheme == "https") and parts.netloc != self._api_host:
            raise DownloadError(f"{host or 'this address'} is not one of Slack's hosts")


def _refuse_login_page(answer: httpx.Response, mimetype: str) -> None:
    # Without the scope Slack redirects to a login page instead of refusing.
    if answer.status_code != httpx.codes.OK:
        raise DownloadError(f"Slack answered {answer.status_code}")
    if "text/html" in answer.headers.get("content-type", "") and "html" not in mimetype:
        raise DownloadError("Slack sent a login page: is the scope files:read missing?")


def _outcome_of(error: SlackApiError) -> Outcome:
    name = error_name(error)
    status = getattr(error.response, "status_code", 200)
    if status == httpx.codes.TOO_MANY_REQUESTS:
        return Later("ratelimited", _retry_after(error))
    if status >= httpx.codes.INTERNAL_SERVER_ERROR:
        return Unknown(f"{name} ({status})")
    match meaning_of(name):
        case Meaning.UNKNOWN:
            return Unknown(name)
        case Meaning.LATER:
            log.error("Slack does not take messages now", action="send_later", error=name)
            return Later(name)
        case Meaning.PERSON_GONE:
            return Refused(name, person_gone=True)
        case Meaning.REFUSED:
            return Refused(name)


def _outcome_of_net(error: Exception) -> Outcome:
    # Only an unknown host or a refused connection says for sure that nothing reached Slack.
    reason = getattr(error, "reason", error)
    if isinstance(reason, (ConnectionRefusedError, socket.gaierror)):
        return Later(repr(error))
    return Unknown(repr(error))


def error_name(error: SlackApiError) -> str:
    """Return Slack's name of an error; a sentence where the answer was none of Slack's."""
    response = error.response
    name = response.get("error") if hasattr(response, "get") else None
    return str(name or "Slack gave no reason")


def _wait_of(outcome: Outcome) -> timedelta:
    return (outcome.after if isinstance(outcome, Later) else None) or ASK_AGAIN


def _retry_after(error: SlackApiError) -> timedelta:
    header = error.response.headers.get("Retry-After", "")
    seconds = int(header) if str(header).isdigit() else 30
    return timedelta(seconds=min(seconds, 3600))


def _key_of(message: dict[str, Any]) -> object:
    metadata = message.get("metadata") or {}
    return (metadata.get("event_payload") or {}).get("key")
