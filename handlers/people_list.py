"""Everybody in the workspace, by whose names those of a document are told apart."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Protocol

from pydantic import BaseModel, ConfigDict
from sqlalchemy import select

from handlers.slack_shapes import SlackUser, parse_or_none
from intake.people import Person
from scheduler.members import IS_FULL
from scheduler.typed_text import one_line
from storage.database import Database
from storage.models import Member, Workspace

FRESH = timedelta(hours=1)


class PeopleDesk(Protocol):
    """What the list needs of Slack."""

    def everyone(self) -> list[Any] | None:
        """Return Slack's user objects of the workspace; None where it does not tell them now."""
        ...


class SlackNames(BaseModel):
    """What of a profile somebody may be called by."""

    model_config = ConfigDict(extra="ignore")

    display_name: str | None = None
    email: str | None = None


class PeopleList:
    """Reads the list at most once an hour; without Slack it is of those whom Baton has met."""

    def __init__(self, database: Database, desk: PeopleDesk) -> None:
        """Ask `desk`; fall back on the members in `database`."""
        self.database = database
        self.desk = desk
        self._people: tuple[Person, ...] = ()
        self._read_at: datetime | None = None

    def people(self, now: datetime) -> Sequence[Person]:
        """Return all full members at the aware instant `now`."""
        if self._read_at is not None and now - self._read_at < FRESH:
            return self._people
        told = self.desk.everyone()
        if told is None:
            return self._people or self._met()
        users = [user for user in (parse_or_none(SlackUser, one) for one in told) if user]
        ours = self._team_id()
        self._people = tuple(_person(user) for user in users if _can_be_asked(user, ours))
        self._read_at = now
        return self._people

    def _met(self) -> tuple[Person, ...]:
        with self.database.look() as session:
            members = session.scalars(select(Member).where(*IS_FULL).order_by(Member.id))
            return tuple(Person(one.id, one.name) for one in members)

    def _team_id(self) -> str | None:
        with self.database.look() as session:
            return session.scalar(select(Workspace.team_id))


def _can_be_asked(user: SlackUser, team_id: str | None) -> bool:
    is_ours = team_id is None or user.is_of(team_id)
    return user.is_human and is_ours and not (user.deleted or user.is_guest)


def _person(user: SlackUser) -> Person:
    names = parse_or_none(SlackNames, user.profile) or SlackNames()
    name = one_line(user.real_name or user.name or "") or user.id
    display = one_line(names.display_name or user.name or "")
    return Person(user.id, name, display, names.email or "")
