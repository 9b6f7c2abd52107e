"""The Home tab, drawn when someone opens it."""

from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from handlers.inbox import Apply
from handlers.replies import open_turns
from handlers.views.home import home
from scheduler.rota_runs import takes_turns
from storage.database import Database
from storage.models import Process
from storage.states import ProcessState


class HomeDesk(Protocol):
    """What the Home tab needs of Slack."""

    def publish_home(self, person_id: str, view: dict[str, Any]) -> None:
        """Draw a person's Home tab."""
        ...


class HomeTab:
    """Draws Home tabs."""

    def __init__(self, database: Database, desk: HomeDesk) -> None:
        """Read `database`, draw with `desk`."""
        self.database = database
        self.desk = desk

    def opened(self, event: dict[str, Any], now: datetime, _patient: bool) -> Apply:  # noqa: FBT001 - the inbox's call
        """Work off app_home_opened."""
        person_id = event.get("user")
        if event.get("tab") == "home" and isinstance(person_id, str):
            with self.database.look() as session:
                view = home(open_turns(session, person_id), mine(session, person_id), now)
            self.desk.publish_home(person_id, view)
        return _nothing


def mine(session: Session, person_id: str) -> list[Process]:
    """Return the live processes that someone has a part in, by name."""
    part = or_(
        Process.owner_id == person_id,
        Process.backup_id == person_id,
        Process.manager_id == person_id,
        Process.creator_id == person_id,
        takes_turns(person_id),
    )
    live = Process.state != ProcessState.ARCHIVED
    return list(session.scalars(select(Process).where(part, live).order_by(Process.name_key)))


def _nothing(_session: Session) -> None:
    """Change nothing: a tab was drawn."""
