"""Sending a file: asked for an address, brought there, and only then shared, in one last call."""

from collections.abc import Callable
from tempfile import TemporaryFile
from typing import Any, BinaryIO

import httpx
import structlog
from slack_sdk.errors import SlackApiError
from sqlalchemy.exc import DBAPIError

from bot.limits import PausedError
from bot.slack_answers import NET_ERRORS, asked_to_wait, error_name, in_short, outcome_of
from bot.slack_calls import TIMEOUT_SECONDS, SlackCalls
from scheduler.letters import NOT_MADE, Attachment, Later, Letter, Outcome, Refused, Sent, Unknown

log = structlog.get_logger()

MISSING_SCOPE = "missing_scope"


class NotBroughtError(Exception):
    """The file is not where Slack wants it; nobody has seen anything of it."""


class Uploads:
    """Sends letters that carry a file.

    Until the last call nothing is to be seen: what fails before it is simply tried again, and
    Slack throws a file away that is never shared. Only the last call can leave open whether it
    acted.
    """

    def __init__(self, slack: SlackCalls, refuse_foreign: Callable[[str], None]) -> None:
        """Call methods of `slack`; bring files to no address that `refuse_foreign` refuses."""
        self._slack = slack
        self._refuse_foreign = refuse_foreign

    def send(
        self, letter: Letter, file: Attachment, channel_id: str, is_ours: Callable[[], bool]
    ) -> Outcome:
        """Make the file and share it. Raises PausedError, SlackApiError and NET_ERRORS.

        Slack shares it a moment after it has answered, so that the message has no ts yet.
        """
        with TemporaryFile() as made:
            try:
                comment = file.make(made)
                file_id = self._bring(file.name, made)
            except DBAPIError as error:
                return Later(f"could not be made: {error.orig}")
            except (NotBroughtError, PausedError, SlackApiError, *NET_ERRORS) as error:
                return _nothing_shared(error)
            except Exception:
                log.exception("a file could not be made", action="not_made", key=letter.key)
                return Refused(NOT_MADE)
        if not is_ours():
            return Later("the machine stood still for too long")
        self._slack.call(
            "files.completeUploadExternal",
            files=[{"id": file_id, "title": file.title}],
            channel_id=channel_id,
            thread_ts=letter.thread_ts,
            initial_comment=comment,
        )
        return Sent(channel_id, "")

    def _bring(self, name: str, made: BinaryIO) -> str:
        length = made.seek(0, 2)
        made.seek(0)
        where = self._slack.call("files.getUploadURLExternal", filename=name, length=length)
        address = str(where["upload_url"])
        self._refuse_foreign(address)
        _bring_to(address, made)
        return str(where["file_id"])


def _bring_to(address: str, made: BinaryIO) -> None:
    # Without the token: whoever has the address may write there, and nowhere else.
    try:
        answer = httpx.post(address, content=made, timeout=TIMEOUT_SECONDS)
    except httpx.HTTPError as error:
        raise NotBroughtError(f"Slack could not be reached: {error!r}") from error
    if answer.status_code != httpx.codes.OK:
        raise NotBroughtError(f"Slack answered {answer.status_code} to the file")


def _nothing_shared(error: Exception) -> Outcome:
    if isinstance(error, SlackApiError):
        # Whoever asked hears of it; the other messages need no such scope.
        if error_name(error) == MISSING_SCOPE:
            return Refused(MISSING_SCOPE)
        outcome = outcome_of(error)
        return Later(outcome.error) if isinstance(outcome, Unknown) else outcome
    return Later(f"the file was not taken: {in_short(error)}", asked_to_wait(error))


def carries(message: dict[str, Any], file: Attachment | None) -> bool:
    """Tell whether a message carries this very file, whose name is no other's."""
    files = message.get("files") or []
    return file is not None and any(one.get("name") == file.name for one in files)
