"""Who may do what; asked on the server side each time."""

from collections.abc import Iterable
from enum import StrEnum

from storage.models import Member, Process


class Action(StrEnum):
    """What can be done to a process; the values are what people call it."""

    PAUSE = "pause"
    RESUME = "resume"
    ARCHIVE = "archive"
    START = "start"
    SKIP = "skip"
    UNSKIP = "unskip"
    CANCEL = "cancel"
    HANDOVER = "handover"
    STAFF = "staff"
    EDIT = "edit"


def may(member: Member, action: Action, process: Process) -> bool:
    """Tell whether a full member may do this to a process.

    Its creator and manager, and the workspace's admins, may do all of it; an extra run can also
    be started by those who would be asked.
    """
    return member.is_admin or has_a_say(member.id, action, process)


def has_a_say(person_id: str, action: Action, process: Process) -> bool:
    """Tell whether the part that someone has in a process allows this, whoever else they are."""
    if person_id in {process.creator_id, process.manager_id}:
        return True
    return action == Action.START and person_id in {process.owner_id, process.backup_id}


def may_speak_for(member: Member, person_id: str, theirs: Iterable[Process]) -> bool:
    """Tell whether a full member may say that someone is away or back.

    One may for oneself, a workspace's admin for everyone, and a manager for the owners and
    backups of what they manage; `theirs` are the live processes that the person is part of.
    """
    if member.is_admin or member.id == person_id:
        return True
    return any(
        process.manager_id == member.id and person_id in {process.owner_id, process.backup_id}
        for process in theirs
    )


def is_full_member(member: Member | None) -> bool:
    """Tell whether someone may use Baton's commands at all."""
    return bool(member and member.is_active and member.is_human and not member.is_guest)
