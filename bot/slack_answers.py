"""Slack's errors as outcomes: what an answer, or none, means for whoever asked."""

import socket
from datetime import timedelta
from http.client import HTTPException
from typing import Any

import httpx
import structlog
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web import SlackResponse

from bot.limits import PausedError
from bot.slack_errors import Meaning, explain, meaning_of
from scheduler.letters import Later, Outcome, Refused, Unknown

log = structlog.get_logger()

NET_ERRORS = (OSError, HTTPException, SlackClientError)
SOON = timedelta(seconds=15)
WITHOUT_RETRY_AFTER = timedelta(seconds=30)
LONGEST_RETRY = timedelta(hours=1)
SAID_AS_LIMIT = {"ratelimited", "rate_limited"}


def outcome_of(error: SlackApiError) -> Outcome:
    """Return what one of Slack's errors means for a message."""
    name = error_name(error)
    if is_limit(error):
        return Later(name, retry_after(error), is_limit=True)
    if http_status(error) >= httpx.codes.INTERNAL_SERVER_ERROR:
        return Unknown(f"{name} ({http_status(error)})")
    meaning = meaning_of(name)
    _say(meaning, name)
    match meaning:
        case Meaning.UNKNOWN:
            return Unknown(name)
        case Meaning.LATER | Meaning.TOKEN_DEAD:
            return Later(name)
        case _:
            return Refused(name, person_gone=meaning == Meaning.PERSON_GONE)


def _say(meaning: Meaning, name: str) -> None:
    why, remedy = explain(name)
    # A dead token is said once, where it is noticed; what is unknown, by whoever looks it up.
    if meaning in {Meaning.LATER, Meaning.OUR_BUG}:
        log.error(why, action="not_sent", error=name, meaning=str(meaning), remedy=remedy)
    elif meaning in {Meaning.REFUSED, Meaning.CHANNEL_GONE, Meaning.PERSON_GONE}:
        log.warning(why, action="not_sent", error=name, meaning=str(meaning), remedy=remedy)


def unread(error: SlackApiError) -> list[dict[str, Any]] | None:
    """Return what an error means for a thread that was to be read: [] when it is gone for good."""
    name = error_name(error)
    why, remedy = explain(name)
    log.warning(why, action="sweep_refused", error=name, remedy=remedy)
    # A thread that is gone for good must not hold its step up for ever.
    gone = {Meaning.REFUSED, Meaning.CHANNEL_GONE, Meaning.PERSON_GONE}
    return [] if not is_passing(error) and meaning_of(name) in gone else None


def is_limit(error: SlackApiError) -> bool:
    """Tell whether it was one call too many."""
    return http_status(error) == httpx.codes.TOO_MANY_REQUESTS or error_name(error) in SAID_AS_LIMIT


def is_passing(error: SlackApiError) -> bool:
    """Tell whether the error says nothing of what was asked for, but of Slack or our token now."""
    passing = {Meaning.LATER, Meaning.UNKNOWN, Meaning.TOKEN_DEAD}
    server = http_status(error) >= httpx.codes.INTERNAL_SERVER_ERROR
    return server or is_limit(error) or meaning_of(error_name(error)) in passing


def http_status(error: SlackApiError) -> int:
    """Return the HTTP status of the answer."""
    return int(getattr(error.response, "status_code", 200))


def asked_to_wait(error: Exception) -> timedelta | None:
    """Return how long Slack wants us to wait; None where it did not say."""
    if isinstance(error, PausedError):
        return error.after
    if isinstance(error, SlackApiError) and is_limit(error):
        return retry_after(error)
    return None


def wait_after(error: Exception) -> timedelta:
    """Return how long to wait before that is asked again."""
    return asked_to_wait(error) or SOON


def in_short(error: Exception) -> str:
    """Return an error on one line: Slack's name of it where it is Slack's."""
    return error_name(error) if isinstance(error, SlackApiError) else str(error)


def next_cursor(page: SlackResponse) -> str:
    """Return where the next page begins; "" behind the last one."""
    return str((page.get("response_metadata") or {}).get("next_cursor") or "")


def outcome_of_net(error: Exception) -> Outcome:
    """Return what an error of the net means for a message."""
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


def retry_after(error: SlackApiError) -> timedelta:
    """Return how long Slack asked to wait, at most an hour."""
    headers = getattr(error.response, "headers", {})
    header = str(headers.get("Retry-After", ""))
    asked = timedelta(seconds=int(header)) if header.isdigit() else WITHOUT_RETRY_AFTER
    return min(asked, LONGEST_RETRY)
