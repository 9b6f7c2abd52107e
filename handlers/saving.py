"""What somebody typed into the form of a process, saved on the version that they have seen."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from handlers.acting import Acting
from handlers.drafts import DraftGoneError, own_draft
from handlers.permission import Action, may
from handlers.responses import closed, replaced
from handlers.rooms import Response
from handlers.slack_requests import SlackSubmission
from handlers.views import command_answers
from handlers.views.at_places import belongs
from handlers.views.edit_modals import again_modal, not_saved_modal, overtaken
from handlers.views.form_ids import AGAIN_CALLBACK
from handlers.views.modal import View
from handlers.views.words import Message
from scheduler import changing, versions
from scheduler.changing import Prospect
from scheduler.members import is_full_member
from scheduler.plan import ProcessPlan
from scheduler.processes import NameTakenError
from scheduler.versions import Basis
from storage.database import Database
from storage.models import Draft, Family, Member, Process
from storage.states import ProcessKind, ProcessState


@dataclass(frozen=True)
class NotSaved:
    """Why a change cannot be saved; `can_go_on` if it can be from the form opened once more."""

    message: Message
    can_go_on: bool = False


# Makes a person's draft the next version of what it changes. Raises DraftGoneError.
Save = Callable[[Session, str, Member, datetime], Process | Family | NotSaved]


def why_not(no: NotSaved, draft_id: str, again: str = AGAIN_CALLBACK) -> View:
    """Return the modal that says it; `again` is submitted by the one that can go on."""
    return again_modal(no.message, draft_id, again) if no.can_go_on else not_saved_modal(no.message)


def changeable(process: Process | None, member: Member | None) -> Process | NotSaved:
    """Return the process if this person may change it now."""
    if process is None:
        return NotSaved(command_answers.draft_gone())
    if member is None or not is_full_member(member):
        return NotSaved(command_answers.guest())
    if process.state == ProcessState.ARCHIVED:
        return NotSaved(command_answers.archived_meanwhile(process))
    if not may(member, Action.EDIT, process):
        return NotSaved(command_answers.not_allowed(Action.EDIT, process))
    if process.family is not None:
        return NotSaved(belongs(process.name, process.family.name))
    if process.kind == ProcessKind.DEMO:
        return NotSaved(command_answers.demo_not_edited(process))
    return process


def checked(
    session: Session, draft: Draft, member: Member | None, now: datetime
) -> Process | NotSaved:
    """Return the process that a draft changes, if it can be saved as things stand."""
    process = session.get(Process, draft.changes_id, with_for_update=True)
    found = changeable(process, member)
    if isinstance(found, Process) and found.version != draft.changes_version:
        since = versions.changes_since(session, basis_of(draft))
        return NotSaved(overtaken(found.name, found.zone, since, now), can_go_on=True)
    return found


def proposed(
    database: Database, draft_id: str, member: Member, now: datetime
) -> Prospect | NotSaved:
    """Return what a draft would make of its process, if it can be saved. Raises DraftGoneError."""
    with database.work() as session:
        draft = own_change(session, draft_id, member.id)
        found = checked(session, draft, member, now)
        if isinstance(found, NotSaved):
            return found
        return changing.prospect(session, found, plan_in(draft), now)


def submit(
    acting: Acting, submission: SlackSubmission, now: datetime, do: Save, gone: Message, again: str
) -> Response:
    """Save what was looked at, and close everything; if it cannot be, say why.

    `gone` is said of a draft that is there no more; `again` as in `why_not`.
    """
    member = acting.directory.member(submission.user.id, now)
    draft_id = submission.view.private_metadata
    if member is None:
        return replaced(not_saved_modal(command_answers.failed()))
    try:
        with acting.database.work() as session:
            done = do(session, draft_id, member, now)
            if isinstance(done, NotSaved):
                return replaced(why_not(done, draft_id, again))
            session.commit()
    except DraftGoneError:
        return replaced(not_saved_modal(gone))
    return closed()


def save(session: Session, draft_id: str, member: Member, now: datetime) -> Process | NotSaved:
    """Make a draft the next version of its process, once. Raises DraftGoneError."""
    draft = own_change(session, draft_id, member.id)
    if draft.process_id is not None:
        return session.get_one(Process, draft.process_id)
    found = checked(session, draft, member, now)
    if isinstance(found, NotSaved):
        return found
    try:
        changing.change(session, found, plan_in(draft), member.id, now)
    except NameTakenError as taken:
        return NotSaved(command_answers.name_taken(str(taken)), can_go_on=True)
    draft.process_id = found.id
    return found


def own_change(session: Session, draft_id: str, person_id: str) -> Draft:
    """Return a person's own draft of a change. Raises DraftGoneError."""
    draft = own_draft(session, draft_id, person_id)
    if draft.changes_id is None:
        raise DraftGoneError(draft_id)
    return draft


def rebased(session: Session, draft: Draft, process: Process) -> ProcessPlan:
    """Return what a draft changes, on top of the version that its process now has."""
    theirs = versions.plan_of(process)
    base = versions.version_of(session, basis_of(draft))
    return versions.merged(base or theirs, plan_in(draft), theirs)


def basis_of(draft: Draft) -> Basis:
    """Return the version that a draft changes."""
    assert draft.changes_id is not None, "the draft changes a process"
    assert draft.changes_version is not None, "and one version of it"
    return Basis(draft.changes_id, draft.changes_version)


def plan_in(draft: Draft) -> ProcessPlan:
    """Return the plan that a draft holds."""
    return ProcessPlan.model_validate(draft.plan)
