"""Who may do what; asked on the server side each time."""

from enum import StrEnum

from storage.models import Member, Process


class Action(StrEnum):
    """What can be done to a process; the values are what people call it."""

    PAUSE = "pause"
    RESUME = "resume"
    ARCHIVE = "archive"
    START = "start"
    EDIT = "edit"


def may(member: Member, action: Action, process: Process) -> bool:
    """Tell whether a full member may do this to a process.

    Its creator and manager, and the workspace's admins, may do all of it; an extra run can also
    be started by those who would be asked.
    """
    if member.is_admin or member.id in {process.creator_id, process.manager_id}:
        return True
    return action == Action.START and member.id in {process.owner_id, process.backup_id}


def is_full_member(member: Member | None) -> bool:
    """Tell whether someone may use Baton's commands at all."""
    return bool(member and member.is_active and member.is_human and not member.is_guest)
