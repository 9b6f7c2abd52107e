"""User groups of Slack: found by their handle, read outside of any unit of work, kept fresh."""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from typing import Any, Protocol

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.inbox import Apply
from handlers.slack_shapes import SlackGroup, SlackGroupChange, SlackGroupUpdate, parse_or_none
from handlers.views import member_refusals as refusals
from scheduler import groups, parts, rota_runs
from storage.database import Database
from storage.models import Member, Process, UserGroup

log = structlog.get_logger()

# Slack allows twenty of these calls a minute, and whoever names a group waits for one as well.
A_BEAT = 2
# People whom we do not know yet are looked up one by one.
LOOKED_UP = 8
NO_SUCH_GROUP = {"no_such_subteam", "subteam_not_found"}


class GroupUnreadError(Exception):
    """Slack does not tell; `error` is its name for why, `why` the same as a clause."""

    def __init__(self, error: str, why: str) -> None:
        """Keep both."""
        super().__init__(error)
        self.error, self.why = error, why


class GroupError(ValueError):
    """A group that cannot take turns or be named; the message says what to do."""


class GroupDesk(Protocol):
    """What groups need of Slack."""

    def user_groups(self) -> list[Any]:
        """Return Slack's user group objects. Raises GroupUnreadError."""
        ...

    def group_members(self, group_id: str) -> list[str]:
        """Return the ids of everybody in a group. Raises GroupUnreadError."""
        ...


LookUp = Callable[[str, datetime], Member | None]


class UserGroups:
    """Knows the groups that somebody has named."""

    def __init__(self, database: Database, desk: GroupDesk, look_up: LookUp) -> None:
        """Keep groups in `database`; learn of their people by `look_up`."""
        self.database = database
        self.desk = desk
        self.look_up = look_up

    def run(self, now: datetime) -> None:
        """Read a few of the groups that are due: a stage of the cycle."""
        due = select(UserGroup.id).where(UserGroup.next_at <= now).order_by(UserGroup.next_at)
        with self.database.look() as session:
            group_ids = list(session.scalars(due.limit(A_BEAT)))
        for group_id in group_ids:
            self._read(group_id, now)

    def named(self, handle: str, now: datetime) -> UserGroup:
        """Find a group by its handle and read it. Raises GroupError."""
        try:
            listed = (parse_or_none(SlackGroup, one) for one in self.desk.user_groups())
        except GroupUnreadError as unread:
            raise GroupError(refusals.groups_unread(unread.why)) from None
        wanted = handle.removeprefix("@").casefold()
        found = next((one for one in listed if one and one.handle.casefold() == wanted), None)
        if found is None or found.date_delete:
            raise GroupError(refusals.no_such_group(handle.removeprefix("@")))
        return self.known(found.id, found.handle, now)

    def known(self, group_id: str, handle: str, now: datetime) -> UserGroup:
        """Return a group that has been read within the last hour. Raises GroupError."""
        with self.database.work() as session:
            group = groups.want(session, group_id, handle, now)
            session.commit()
        if group.seen_at is None or now - group.seen_at > groups.FRESH:
            self._read(group_id, now)
        with self.database.look() as session:
            group = session.get_one(UserGroup, group_id)
        if group.seen_at is None:
            raise GroupError(refusals.group_unread(str(group.error)))
        return group

    def _read(self, group_id: str, now: datetime) -> None:
        try:
            people = self._members(group_id)
        except GroupUnreadError as unread:
            log.warning("group not read", action="group_unread", group=group_id, error=unread.error)
            self._note(group_id, unread.why, now)
            return
        unknown = self._unknown(people)
        for person_id in unknown[:LOOKED_UP]:
            self.look_up(person_id, now)
        self._keep(group_id, people, now, again=len(unknown) > LOOKED_UP)

    def _members(self, group_id: str) -> list[str]:
        try:
            return self.desk.group_members(group_id)
        except GroupUnreadError as unread:
            if unread.error in NO_SUCH_GROUP:
                return []
            raise

    def _unknown(self, people: Collection[str]) -> list[str]:
        with self.database.look() as session:
            known = set(session.scalars(select(Member.id).where(Member.id.in_(people))))
        return sorted(set(people) - known)

    def _note(self, group_id: str, error: str, now: datetime) -> None:
        with self.database.work() as session:
            groups.unread(session.get_one(UserGroup, group_id), error, now)
            session.commit()

    def _keep(self, group_id: str, people: Iterable[str], now: datetime, *, again: bool) -> None:
        with self.database.work() as session:
            group = session.get_one(UserGroup, group_id)
            groups.read(session, group, set(people), now)
            if again:
                group.next_at = now
            _let_them_take_turns(session, group_id)
            session.commit()


def _let_them_take_turns(session: Session, group_id: str) -> None:
    """Let whoever is next in a group's rota be somebody who is in it now."""
    live = (parts.of_group(group_id), parts.IS_LIVE)
    for process in session.scalars(select(Process).where(*live)).all():
        rota_runs.look_ahead(session, process)


def members_changed(event: dict[str, Any], now: datetime, _patient: bool) -> Apply:  # noqa: FBT001 - the inbox's call
    """Work off subteam_members_changed: the group is read again, as events may be lost."""
    change = parse_or_none(SlackGroupChange, event)
    return lambda session: groups.changed(session, change.subteam_id, now) if change else None


def updated(event: dict[str, Any], now: datetime, _patient: bool) -> Apply:  # noqa: FBT001 - the inbox's call
    """Work off subteam_updated: it may have another handle, other people, or be disabled."""
    update = parse_or_none(SlackGroupUpdate, event)

    def apply(session: Session) -> None:
        if update is not None:
            groups.changed(session, update.subteam.id, now, update.subteam.handle)

    return apply
