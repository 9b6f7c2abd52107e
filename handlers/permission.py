"""Who may do what: one table, asked on the server side each time something is done.

docs/permissions.md says the same in words; a test walks through every cell by the real handlers.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from scheduler.members import is_full_member
from scheduler.rotas import is_nobody
from scheduler.step_ladders import every_ladder, own_parts, owners_of
from storage.models import Location, Member, Process

Subject = Process | Location


class Action(StrEnum):
    """What can be done with Baton; the values are what people call it."""

    PAUSE = "pause"
    RESUME = "resume"
    ARCHIVE = "archive"
    START = "start"
    SKIP = "skip"
    UNSKIP = "unskip"
    CANCEL = "cancel"
    REASSIGN = "reassign work of"
    CANCEL_STEP = "cancel a step of"
    ACCEPT = "accept late proofs of"
    HANDOVER = "handover"
    STAFF = "staff"
    EDIT = "edit"
    LESSON = "change what worked"
    SHOW = "show"
    HISTORY = "history"
    EXPORT = "report"
    SCHEDULE_DIGEST = "digest"
    EDIT_LOCATION = "change"
    RETIRE_LOCATION = "retire"


class Role(StrEnum):
    """What somebody is to a process, or in the workspace; one person can be several.

    STEP is who has a place on the ladder of a single step, whichever that is.
    """

    OWNER = "owner"
    BACKUP = "backup"
    CREATOR = "creator"
    MANAGER = "manager"
    STEP = "on a step"
    ADMIN = "admin"
    MEMBER = "member"


EVERYONE = frozenset(Role)
RESPONSIBLE = frozenset({Role.CREATOR, Role.MANAGER, Role.ADMIN})
KEEPERS = frozenset({Role.CREATOR, Role.ADMIN})
CONCERNED = RESPONSIBLE | {Role.OWNER, Role.BACKUP, Role.STEP}

# Whoever is in none of these roles, a guest, an app, a stranger, someone deactivated, may nothing.
ALLOWED: Mapping[Action, frozenset[Role]] = {
    Action.PAUSE: RESPONSIBLE,
    Action.RESUME: RESPONSIBLE,
    Action.ARCHIVE: RESPONSIBLE,
    Action.START: CONCERNED,
    Action.SKIP: RESPONSIBLE,
    Action.UNSKIP: RESPONSIBLE,
    Action.CANCEL: RESPONSIBLE,
    Action.REASSIGN: RESPONSIBLE,
    Action.CANCEL_STEP: RESPONSIBLE,
    Action.ACCEPT: RESPONSIBLE,
    Action.HANDOVER: RESPONSIBLE,
    Action.STAFF: RESPONSIBLE,
    Action.EDIT: RESPONSIBLE,
    # Besides whoever wrote it.
    Action.LESSON: RESPONSIBLE,
    Action.SHOW: EVERYONE,
    Action.HISTORY: EVERYONE,
    Action.EXPORT: CONCERNED,
    Action.SCHEDULE_DIGEST: RESPONSIBLE,
    Action.EDIT_LOCATION: KEEPERS,
    Action.RETIRE_LOCATION: KEEPERS,
}


def may(member: Member | None, action: Action, process: Subject) -> bool:
    """Tell whether someone may do this to a process or a location."""
    return not ALLOWED[action].isdisjoint(roles_of(member, process))


def barred_at(member: Member | None, action: Action, places: Iterable[Process]) -> Process | None:
    """Return the first of a family's places where someone may not do this, if any."""
    return next((place for place in places if not may(member, action, place)), None)


def roles_of(member: Member | None, process: Subject) -> frozenset[Role]:
    """Return what someone is to a process; nothing for whoever is no full member."""
    if member is None or not is_full_member(member):
        return frozenset()
    theirs = _parts_of(member.id, process)
    return frozenset({Role.MEMBER, *theirs, *({Role.ADMIN} if member.is_admin else ())})


def has_a_say(person_id: str, action: Action, process: Process) -> bool:
    """Tell whether the part that someone has in a process allows this, whoever else they are."""
    return not ALLOWED[action].isdisjoint(_parts_of(person_id, process))


def _parts_of(person_id: str, process: Subject) -> set[Role]:
    theirs = {role for role, one in people_of(process).items() if one == person_id}
    if isinstance(process, Process):
        theirs |= {Role.OWNER} if person_id in owners_of(process) else set()
        theirs |= {Role.STEP} if own_parts(process, person_id) else set()
    return theirs


def may_speak_for(member: Member, person_id: str, theirs: Iterable[Process]) -> bool:
    """Tell whether a full member may say that someone is away or back.

    One may for oneself, a workspace's admin for everyone, and a manager for the owners and
    backups of what they manage, be it single steps; `theirs` are the live processes that the
    person is part of.
    """
    if member.is_admin or member.id == person_id:
        return True
    return any(
        ladder.manager_id == member.id and person_id in {ladder.owner_id, ladder.backup_id}
        for process in theirs
        for ladder, _ in every_ladder(process)
    )


def people_of(process: Subject) -> dict[Role, str]:
    """Return who has which part in a process as a whole, or at a location.

    Of those who take turns it is who is next.
    """
    owner = {} if is_nobody(process.owner_id) else {Role.OWNER: process.owner_id}
    return owner | {
        Role.BACKUP: process.backup_id,
        Role.CREATOR: process.creator_id,
        Role.MANAGER: process.manager_id,
    }


def who_may(action: Action, process: Subject) -> list[str]:
    """Return the people of a process who may do this, each once; admins are not named."""
    named = (person for role, person in people_of(process).items() if role in ALLOWED[action])
    return list(dict.fromkeys(named))
