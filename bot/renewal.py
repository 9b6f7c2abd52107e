"""A token that is dead is replaced by a new one as soon as the settings hold one that works."""

import time
from collections.abc import Callable

import structlog
from slack_sdk.errors import SlackApiError

from bot.slack import SlackGateway
from bot.slack_answers import NET_ERRORS
from bot.slack_calls import client_for

log = structlog.get_logger()

PERIOD_SECONDS = 30

# Reads the bot token from the settings anew; None where there is none that can be used.
ReadToken = Callable[[], str | None]


class Renewal:
    """Looks for a new token while the one in use is dead."""

    def __init__(
        self,
        gateway: SlackGateway,
        team_id: str,
        read: ReadToken,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """Let `gateway` use what `read` gives, if it is a token of the workspace `team_id`."""
        self._gateway = gateway
        self._team_id = team_id
        self._read = read
        self._monotonic = monotonic
        self._looked_at: float | None = None

    def look(self) -> None:
        """Take a new token if one is needed and there; at most every half minute."""
        if self._gateway.dead_token is None or not self._is_time():
            return
        token = self._read()
        if token and token != self._gateway.client.token and self._is_ours(token):
            self._gateway.client.token = token
            log.info("a new token is used from now on", action="token_renewed")

    def _is_time(self) -> bool:
        now = self._monotonic()
        if self._looked_at is not None and now - self._looked_at < PERIOD_SECONDS:
            return False
        self._looked_at = now
        return True

    def _is_ours(self, token: str) -> bool:
        new = client_for(token, self._gateway.client.base_url)
        try:
            team_id = new.auth_test().get("team_id")
        except (SlackApiError, *NET_ERRORS) as error:
            log.warning("the new token does not work", action="token_refused", error=str(error))
            return False
        if team_id != self._team_id:
            log.error("the new token belongs to another workspace", action="token_foreign")
        return bool(team_id == self._team_id)
