"""Members of the workspace: what we know of them, and what follows when they leave."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.inbox import Apply
from handlers.slack_shapes import SlackUser, parse_or_none
from handlers.status_words import away_until, name_of
from handlers.user_groups import GroupDesk, UserGroups
from handlers.views import member_refusals as refusals
from scheduler import leavers, status_hints, turns
from scheduler.members import is_full_member
from scheduler.turns import LIVE_TURNS
from scheduler.typed_text import one_line
from storage.database import Database
from storage.models import Member, Turn, Workspace
from storage.states import PassReason

FRESH = timedelta(minutes=5)


class UserDesk(GroupDesk, Protocol):
    """What the directory needs of Slack."""

    def user_info(self, person_id: str) -> dict[str, Any] | None:
        """Return Slack's user object; None when there is no such person."""
        ...


class Directory:
    """Looks members up, and remembers them for a few minutes."""

    def __init__(self, database: Database, desk: UserDesk) -> None:
        """Keep members in `database`; ask `desk` about those that are unknown or stale."""
        self.database = database
        self.desk = desk
        self.groups = UserGroups(database, desk, self.member)

    def member(self, person_id: str, now: datetime) -> Member | None:
        """Return what Slack says of a person; None if there is no such person."""
        with self.database.look() as session:
            known = session.get(Member, person_id)
        if known is not None and now - known.seen_at < FRESH:
            return known
        user = parse_or_none(SlackUser, self.desk.user_info(person_id))
        if user is None:
            return known
        with self.database.work() as session:
            member = remember(session, user, now)
            session.commit()
        return member

    def why_not(self, person_id: str, now: datetime) -> str | None:
        """Say why a person cannot be on a ladder; None when they can."""
        member = self.member(person_id, now)
        if member is None:
            return refusals.NOT_FOUND
        if not member.is_human:
            return refusals.AN_APP
        if not member.is_active:
            return refusals.deactivated(member.name)
        if member.is_guest:
            return refusals.guest(member.name)
        return None

    def who_cannot(self, people: Mapping[str, str], now: datetime) -> dict[str, str]:
        """Say it of each of these who cannot, by the field that names them."""
        reasons = {field: self.why_not(person_id, now) for field, person_id in people.items()}
        return {field: why_not for field, why_not in reasons.items() if why_not}


def remember(session: Session, user: SlackUser, now: datetime) -> Member:
    """Write down what Slack says of a person."""
    member = session.get(Member, user.id) or Member(id=user.id)
    member.name = one_line(user.real_name or user.name or "") or user.id
    member.zone = _known_zone(user.tz)
    member.is_active, member.is_human = not user.deleted, user.is_human
    member.is_guest = user.is_guest or _is_of_another_workspace(session, user)
    member.is_admin = user.is_admin
    member.seen_at = now
    session.add(member)
    return member


def _is_of_another_workspace(session: Session, user: SlackUser) -> bool:
    ours = session.scalar(select(Workspace.team_id))
    return ours is not None and not user.is_of(ours)


def user_changed(event: dict[str, Any], now: datetime, _patient: bool) -> Apply:  # noqa: FBT001 - the inbox's call
    """Work off user_change and team_join.

    Someone who left is passed over at once, and who takes over is asked; someone whose status
    reads as if they were away is asked about that.
    """
    user = parse_or_none(SlackUser, event.get("user"))

    def apply(session: Session) -> None:
        if user is None:
            return
        member = remember(session, user, now)
        if not member.is_active:
            pass_over(session, member.id, now)
            leavers.left(session, member.id, now)
            return
        leavers.returned(session, member.id, now)
        if is_full_member(member):
            until = away_until(user.status, member.zone, now)
            status_hints.noticed(session, member.id, name_of(user.status), until, now)

    return apply


def pass_over(session: Session, person_id: str, now: datetime) -> None:
    """Let the live turns of someone who has left move to the next person."""
    live = select(Turn).where(Turn.person_id == person_id, Turn.state.in_(LIVE_TURNS))
    for turn in session.scalars(live):
        turns.give_up(session, turn, PassReason.GONE, now)


def _known_zone(name: str | None) -> str:
    try:
        return ZoneInfo(name or "UTC").key
    except (ZoneInfoNotFoundError, ValueError):
        return "UTC"
