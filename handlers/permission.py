"""Who may do what: one table, asked on the server side each time something is done.

docs/permissions.md says the same in words; a test walks through every cell by the real handlers.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from scheduler.members import is_full_member
from scheduler.rotas import is_nobody
from scheduler.step_ladders import every_ladder, own_parts, owners_of
from storage.models import Location, Member, Process, RunStep

Subject = Process | Location | RunStep


class Action(StrEnum):
    """What can be done with Baton; where it is a command, the value is what people type."""

    PAUSE = "pause"
    RESUME = "resume"
    ARCHIVE = "archive"
    START = "start"
    SKIP = "skip"
    UNSKIP = "unskip"
    CANCEL = "cancel"
    REASSIGN = "reassign"
    CANCEL_STEP = "cancel_step"
    ACCEPT = "accept"
    HANDOVER = "handover"
    STAFF = "staff"
    EDIT = "edit"
    LESSON = "lesson"
    SHOW = "show"
    HISTORY = "history"
    EXPORT = "report"
    SCHEDULE_DIGEST = "digest"
    EDIT_LOCATION = "change"
    RETIRE_LOCATION = "retire"


class Role(StrEnum):
    """What somebody is to a process, or in the workspace; one person can be several.

    STEP is who has a place on the ladder of a single step, whichever that is; of a step in a run,
    STEP_MANAGER is whom it names as its manager itself.
    """

    OWNER = "owner"
    BACKUP = "backup"
    CREATOR = "creator"
    MANAGER = "manager"
    STEP = "step"
    STEP_MANAGER = "step_manager"
    ADMIN = "admin"
    MEMBER = "member"


EVERYONE = frozenset(Role)
RESPONSIBLE = frozenset({Role.CREATOR, Role.MANAGER, Role.ADMIN})
HANDLERS = RESPONSIBLE | {Role.STEP_MANAGER}
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
    Action.REASSIGN: HANDLERS,
    Action.CANCEL_STEP: HANDLERS,
    Action.ACCEPT: HANDLERS,
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


def may(member: Member | None, action: Action, subject: Subject) -> bool:
    """Tell whether someone may do this to a process, a location or a step of a run."""
    return not ALLOWED[action].isdisjoint(roles_of(member, subject))


def barred_at(member: Member | None, action: Action, places: Iterable[Process]) -> Process | None:
    """Return the first of a family's places where someone may not do this, if any."""
    return next((place for place in places if not may(member, action, place)), None)


def roles_of(member: Member | None, subject: Subject) -> frozenset[Role]:
    """Return what someone is to a subject; nothing for whoever is no full member."""
    if member is None or not is_full_member(member):
        return frozenset()
    theirs = _parts_of(member.id, subject)
    return frozenset({Role.MEMBER, *theirs, *({Role.ADMIN} if member.is_admin else ())})


def has_a_say(person_id: str, action: Action, process: Process) -> bool:
    """Tell whether the part that someone has in a process allows this, whoever else they are."""
    return not ALLOWED[action].isdisjoint(_parts_of(person_id, process))


def _parts_of(person_id: str, subject: Subject) -> set[Role]:
    theirs = {role for role, one in people_of(subject).items() if one == person_id}
    process = subject.run.process if isinstance(subject, RunStep) else subject
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
    """Return who has which part in a process as a whole, at a location, or in a step of a run.

    Of those who take turns it is who is next.
    """
    if isinstance(process, RunStep):
        own = _own_manager(process)
        return people_of(process.run.process) | ({Role.STEP_MANAGER: own} if own else {})
    owner = {} if is_nobody(process.owner_id) else {Role.OWNER: process.owner_id}
    return owner | {
        Role.BACKUP: process.backup_id,
        Role.CREATOR: process.creator_id,
        Role.MANAGER: process.manager_id,
    }


def _own_manager(step: RunStep) -> str | None:
    """Return whom a step names as its manager, as its process is now."""
    steps = step.run.process.steps
    return next((one.manager_id for one in steps if one.key == step.step_key), None)


def who_may(action: Action, subject: Subject) -> list[str]:
    """Return the people of a subject who may do this, each once; admins are not named."""
    named = (person for role, person in people_of(subject).items() if role in ALLOWED[action])
    return list(dict.fromkeys(named))
