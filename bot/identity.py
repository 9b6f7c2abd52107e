"""Who we are in which workspace, as Slack says it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from storage.database import Database
from storage.models import Workspace


class WrongWorkspaceError(Exception):
    """The database belongs to another workspace; the message says what to do."""


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
