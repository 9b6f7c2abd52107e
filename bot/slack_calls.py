"""Calling Slack's Web API: within its limits, and what each answer tells besides what was asked."""

from collections.abc import Callable
from typing import Any

import httpx
import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.limits import Limits, PausedError
from bot.slack_answers import NET_ERRORS, error_name, http_status, is_limit, retry_after
from bot.slack_errors import Meaning, explain, meaning_of

log = structlog.get_logger()

TIMEOUT_SECONDS = 10


def client_for(token: str, api_url: str) -> WebClient:
    """Return a client whose own retries are off: they re-send posts blindly."""
    return WebClient(token=token, base_url=api_url, timeout=TIMEOUT_SECONDS, retry_handlers=[])


class SlackCalls:
    """Calls methods with one bot token, and takes note of the time, the token and the limits.

    `dead_token` is the name of the error with which Slack refuses the token, None while it works.
    `on_limited` hears of each method that was called too often, `on_date` the date of each
    answer, and when its call began, in the seconds of `limits.steady`.
    """

    def __init__(self, token: str, api_url: str, limits: Limits) -> None:
        """Use `token` at `api_url`, within `limits`."""
        self.client = client_for(token, api_url)
        self.limits = limits
        self.on_limited: Callable[[str], None] = lambda _method: None
        self.on_date: Callable[[str, float], None] = lambda _date, _asked_at: None
        self.dead_token: str | None = None

    def call(self, method: str, **arguments: Any) -> SlackResponse:
        """Call a method of the Web API. Raises PausedError, SlackApiError and NET_ERRORS."""
        self.limits.take(method)
        asked_at = self.limits.steady()
        try:
            answer: SlackResponse = getattr(self.client, method.replace(".", "_"))(**arguments)
        except SlackApiError as error:
            self._hear_time(error.response, asked_at)
            self._learn(method, error)
            raise
        self._hear_time(answer, asked_at)
        self._token_works()
        return answer

    def _hear_time(self, answer: SlackResponse | dict[str, Any], asked_at: float) -> None:
        date = header_of(answer, "date")
        if date is not None:
            self.on_date(date, asked_at)

    def _learn(self, method: str, error: SlackApiError) -> None:
        name = error_name(error)
        if is_limit(error):
            after = retry_after(error)
            log.warning("too many", action="rate_limited", method=method, wait=after.seconds)
            self.on_limited(method)
            self.limits.refused(method, after)
        elif meaning_of(name) == Meaning.TOKEN_DEAD:
            if self.dead_token is None:
                why, remedy = explain(name)
                log.error(why, action="token_dead", error=name, remedy=remedy)
            self.dead_token = name
        elif http_status(error) == httpx.codes.OK:
            self._token_works()

    def _token_works(self) -> None:
        if self.dead_token is not None:
            log.info("Slack takes the token again", action="token_works")
            self.dead_token = None

    def is_there(self) -> bool:
        """Ask Slack who we are; tell whether it answered, whatever it said."""
        try:
            self.call("auth.test")
        except SlackApiError as error:
            return header_of(error.response, "date") is not None
        except (PausedError, *NET_ERRORS):
            return False
        return True


def header_of(answer: SlackResponse | dict[str, Any], name: str) -> str | None:
    """Return a header of an answer, its `name` in small letters; None where it has none."""
    headers = getattr(answer, "headers", {})
    return next((value for key, value in headers.items() if key.lower() == name), None)
