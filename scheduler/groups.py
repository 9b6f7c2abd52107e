"""What we know of Slack's user groups: who was in them when they were last read."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from scheduler.members import IS_FULL
from scheduler.parts import IS_LIVE
from storage.models import CreationRule, Member, Process, UserGroup, UserGroupMember

# How old what we know may be where no event has told us of a change.
FRESH = timedelta(hours=1)
# Slack answers for a group that it refused no sooner than this.
AGAIN = timedelta(minutes=5)


def able_members(session: Session, group_id: str) -> Sequence[str]:
    """Return the full, active members of a group, by their ids."""
    theirs = UserGroupMember.group_id == group_id
    query = select(Member.id).join(UserGroupMember, UserGroupMember.person_id == Member.id)
    return session.scalars(query.where(theirs, *IS_FULL).order_by(Member.id)).all()


def in_use(session: Session) -> Sequence[UserGroup]:
    """Return the groups that take turns in live processes, or may create some, by their handles."""
    live = (Process.rota.is_not(None), IS_LIVE)
    rotas = session.scalars(select(Process.rota).where(*live))
    ids = {rota.group_id for rota in rotas if rota is not None and rota.group_id}
    ids |= set(session.scalars(select(CreationRule.group_id)))
    found = select(UserGroup).where(UserGroup.id.in_(ids))
    return session.scalars(found.order_by(UserGroup.handle, UserGroup.id)).all()


def is_member(session: Session, group_id: str, person_id: str) -> bool:
    """Tell whether somebody was in a group when it was last read."""
    return session.get(UserGroupMember, (group_id, person_id)) is not None


def want(session: Session, group_id: str, handle: str, now: datetime) -> UserGroup:
    """Take note of a group that somebody has named, so that it is read and kept fresh."""
    group = session.get(UserGroup, group_id)
    if group is None:
        group = UserGroup(id=group_id, handle=handle, next_at=now)
        session.add(group)
    group.handle = handle or group.handle
    group.next_at = group.next_at or now
    session.flush()
    return group


def changed(session: Session, group_id: str, now: datetime, handle: str = "") -> None:
    """Let a group be read again as soon as possible: Slack says that it is another now."""
    group = session.get(UserGroup, group_id)
    if group is not None:
        group.next_at, group.handle = now, handle or group.handle


def read(session: Session, group: UserGroup, people: Collection[str], now: datetime) -> None:
    """Write down who is in a group now, and when to look again."""
    session.execute(delete(UserGroupMember).where(UserGroupMember.group_id == group.id))
    session.add_all(UserGroupMember(group_id=group.id, person_id=one) for one in set(people))
    group.seen_at, group.error = now, None
    group.next_at = now + FRESH
    session.flush()


def unread(group: UserGroup, error: str, now: datetime) -> None:
    """Go on with what was known of a group that Slack does not tell of now."""
    group.error, group.next_at = error, now + AGAIN
