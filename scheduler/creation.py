"""Who may create processes: everybody, or the members of a user group and admins."""

from datetime import datetime

from sqlalchemy.orm import Session

from scheduler import groups
from storage import ledger
from storage.ledger import Subject
from storage.models import CreationRule, Member, UserGroup

ROW = 1


class NotCreatorError(Exception):
    """This person may not create processes."""


def group_of_creators(session: Session) -> UserGroup | None:
    """Return the group whose members may create; None where everybody may."""
    rule = session.get(CreationRule, ROW)
    return session.get(UserGroup, rule.group_id) if rule else None


def may_create(session: Session, member: Member) -> bool:
    """Tell whether a full member may create, clone and start from templates."""
    group = group_of_creators(session)
    return group is None or member.is_admin or groups.is_member(session, group.id, member.id)


def restrict(session: Session, group: UserGroup, by_id: str, now: datetime) -> None:
    """Let only the members of a group, which has been read, and admins create from now on."""
    rule = session.get(CreationRule, ROW) or CreationRule(id=ROW)
    rule.group_id, rule.said_by_id, rule.said_at = group.id, by_id, now
    session.add(rule)
    groups.want(session, group.id, group.handle, now)
    ledger.append(session, "creators_chosen", now, Subject(), by_id, group=group.id)


def open_to_everyone(session: Session, by_id: str, now: datetime) -> bool:
    """Let everybody create again; False where they may already."""
    rule = session.get(CreationRule, ROW)
    if rule is None:
        return False
    session.delete(rule)
    ledger.append(session, "creators_chosen", now, Subject(), by_id, group=None)
    return True
