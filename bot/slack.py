"""The gateway to Slack: what is said goes out here, and its answers become outcomes."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.limits import HISTORY_PER_MINUTE, Limits, PausedError
from bot.pictures import as_links, may_be_at_fault
from bot.slack_answers import (
    NET_ERRORS,
    asked_to_wait,
    error_name,
    in_short,
    is_passing,
    outcome_of,
    outcome_of_net,
    wait_after,
)
from bot.slack_clock import steady_seconds
from bot.slack_desk import SlackDesk
from bot.slack_errors import Meaning, meaning_of
from bot.slack_files import SlackFiles
from bot.slack_groups import SlackGroups
from bot.slack_history import SlackHistory
from bot.uploading import Uploads, carries
from scheduler.letters import Later, Letter, Outcome, Refused, Sent, Unreadable
from scheduler.settling import PERSON_IDS

log = structlog.get_logger()

EVENT_TYPE = "baton"
STOOD_STILL = "the machine stood still for too long"
STILL_HERE = "could not look whether they are still here"


class SlackGateway(SlackHistory, SlackDesk, SlackFiles, SlackGroups):
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
        super().__init__(token, api_url, Limits(steady, history_per_minute))
        self._uploads = Uploads(self, self._refuse_foreign)
        self._channels: dict[str, str] = {}

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
                return Later(STOOD_STILL)
            return self._send(letter, channel_id, is_ours)
        except PausedError as paused:
            return Later(str(paused), paused.after)
        except SlackApiError as error:
            return outcome_of(error)
        except NET_ERRORS as error:
            return outcome_of_net(error)

    def find(self, letter: Letter, since: datetime) -> Outcome:
        """Look the letter's key up where it would stand."""
        if letter.replaces is not None:
            return Refused("an edit can simply be repeated")
        if letter.conversation.startswith(("C", "G")):
            return Unreadable("we may read our own DMs only")
        try:
            channel_id = self._channel(letter.conversation)
            for message in self.said_since(letter, channel_id, since):
                if _key_of(message) == letter.key or carries(message, letter.attachment):
                    return Sent(channel_id, str(message["ts"]))
        except (PausedError, SlackApiError, *NET_ERRORS) as error:
            return Later(f"could not look for it: {in_short(error)}", wait_after(error))
        return Refused("not there")

    def _send(self, letter: Letter, channel_id: str, is_ours: Callable[[], bool]) -> Outcome:
        if letter.attachment is not None:
            return self._uploads.send(letter, letter.attachment, channel_id, is_ours)
        try:
            return self._say(letter, channel_id, letter.blocks)
        except SlackApiError as error:
            if not may_be_at_fault(error, letter.blocks):
                raise
            if not is_ours():
                return Later(STOOD_STILL)
            log.warning("sent without its picture", action="picture_refused", key=letter.key)
            return self._say(letter, channel_id, as_links(letter.blocks))

    def _say(self, letter: Letter, channel_id: str, blocks: list[dict[str, Any]]) -> Outcome:
        content: dict[str, Any] = {"text": letter.text, "blocks": blocks}
        if letter.replaces is not None:
            where = {"channel": channel_id, "ts": letter.replaces}
            return _sent(self.call("chat.update", **where, **content))
        posted = self.call(
            "chat.postMessage",
            channel=channel_id,
            thread_ts=letter.thread_ts,
            metadata={"event_type": EVENT_TYPE, "event_payload": {"key": letter.key}},
            unfurl_links=False,
            unfurl_media=False,
            **content,
        )
        return _sent(posted)

    def _channel(self, conversation: str) -> str:
        """Return the id of the conversation, which is opened where a person is named."""
        if conversation[:1] not in PERSON_IDS:
            return conversation
        if conversation not in self._channels:
            opened = self.call("conversations.open", users=conversation)
            self._channels[conversation] = str(opened["channel"]["id"])
        return self._channels[conversation]

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


def _sent(answer: SlackResponse) -> Sent:
    return Sent(str(answer["channel"]), str(answer["ts"]))


def _key_of(message: dict[str, Any]) -> object:
    metadata = message.get("metadata") or {}
    return (metadata.get("event_payload") or {}).get("key")
