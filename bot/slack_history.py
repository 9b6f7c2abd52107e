"""What was said in Slack, read back within its limits: for the sweep, and for messages in doubt."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.limits import Limits, PausedError
from bot.slack_answers import NET_ERRORS, next_cursor, unread
from bot.slack_calls import SlackCalls
from scheduler.letters import Letter
from scheduler.sweep import Thread

log = structlog.get_logger()

MOST_MESSAGES = 1000


class SlackHistory(SlackCalls):
    """Reads page by page; what a limit interrupts goes on where it stopped."""

    def __init__(self, token: str, api_url: str, limits: Limits) -> None:
        """Use `token` at `api_url`, within `limits`."""
        super().__init__(token, api_url, limits)
        # Threads that were read in part when the budget ended: the messages so far, and the cursor.
        self._half_read: dict[Thread, tuple[list[dict[str, Any]], str]] = {}
        # Where the search for a message, by its key, goes on when the budget allows it.
        self._half_searched: dict[str, str] = {}

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

    def said_since(
        self, letter: Letter, channel_id: str, since: datetime
    ) -> Iterator[dict[str, Any]]:
        """Give what was said since then where a letter would stand.

        Raises PausedError, SlackApiError and NET_ERRORS.
        """
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
