"""Who we are in which workspace, as Slack says it."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from sqlalchemy import select

from bot.slack_answers import NET_ERRORS, error_name
from bot.slack_errors import Meaning, explain, meaning_of
from storage.database import Database
from storage.models import Workspace

log = structlog.get_logger()

WAITS_SECONDS = (1, 2, 4, 8, 15, 30)


class WrongWorkspaceError(Exception):
    """The database belongs to another workspace; the message says what to do."""


class IdentityError(Exception):
    """Slack does not say who we are; the message says why and what to do."""


@dataclass(frozen=True)
class Identity:
    """Slack's answer to auth.test."""

    team_id: str
    team: str
    url: str
    user_id: str

    def permalink(self, channel_id: str, ts: str) -> str:
        """Return the address of a message."""
        return f"{self.url.rstrip('/')}/archives/{channel_id}/p{ts.replace('.', '')}"


def identify(client: WebClient, wait: Callable[[float], None] = time.sleep) -> Identity:
    """Ask Slack who we are, for about a minute while it cannot be reached.

    `wait` sleeps for seconds. Raises IdentityError.
    """
    reason = ""
    for seconds in (*WAITS_SECONDS, 0):
        try:
            answer = client.auth_test()
        except SlackApiError as error:
            name = error_name(error)
            if meaning_of(name) == Meaning.TOKEN_DEAD:
                why, remedy = explain(name)
                raise IdentityError(f"{why} (Slack says {name}). {remedy}") from None
            reason = name
        except NET_ERRORS as error:
            reason = str(error)
        else:
            return Identity(
                team_id=str(answer["team_id"]),
                team=str(answer["team"]),
                url=str(answer["url"]),
                user_id=str(answer["user_id"]),
            )
        log.warning("Slack is not reached yet", action="identify_again", error=reason)
        wait(seconds)
    raise IdentityError(f"Slack cannot be reached at {client.base_url}: {reason}")


def take_possession(database: Database, identity: Identity, now: datetime) -> None:
    """Note which workspace a database serves. Raises WrongWorkspaceError if it serves another."""
    with database.work() as session:
        known = session.scalar(select(Workspace))
        if known is None:
            session.add(
                Workspace(team_id=identity.team_id, name=identity.team, first_served_at=now)
            )
            session.commit()
        elif known.team_id != identity.team_id:
            raise WrongWorkspaceError(
                f"This data belongs to the workspace “{known.name}”, the tokens to "
                f"“{identity.team}”. Set BATON_DATA to another folder, or use the other tokens."
            )
