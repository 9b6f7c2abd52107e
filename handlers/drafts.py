"""Drafts: a plan between its preview and its creation, used up once."""

import uuid
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session, selectinload

from handlers import sourcing
from handlers.views.document_ids import Place
from scheduler import creation, outbox, processes
from scheduler.creation import NotCreatorError
from scheduler.family_versions import FamilyBasis
from scheduler.plan import ProcessPlan, StepPlan
from scheduler.step_ladders import people
from scheduler.versions import Basis
from storage.database import Database
from storage.models import Draft, Member, Process

KEPT_FOR = timedelta(days=2)


class DraftGoneError(Exception):
    """The draft is too old, or it is somebody else's."""


class Drafts:
    """Keeps what people have previewed."""

    def __init__(self, database: Database) -> None:
        """Keep drafts in `database`."""
        self.database = database

    def keep(
        self,
        plan: ProcessPlan,
        person_id: str,
        now: datetime,
        basis: Basis | FamilyBasis | None = None,
        place: Place | None = None,
    ) -> str:
        """Write a plan down and return the id of its draft; old drafts go.

        `basis` is the version that it changes; None for a new process. `place` is where in a
        document it was read.
        """
        with self.database.work() as session:
            old = Draft.created_at < now - KEPT_FOR
            session.execute(delete(Draft).where(old))
            draft = Draft(
                id=uuid.uuid4().hex,
                person_id=person_id,
                plan=plan.model_dump(mode="json"),
                created_at=now,
                changes_id=basis.process_id if isinstance(basis, Basis) else None,
                family_id=basis.family_id if isinstance(basis, FamilyBasis) else None,
                changes_version=basis.version if basis else None,
                document_id=place.document_id if place else None,
                document_number=place.number if place else None,
                document_part=place.part if place else None,
            )
            session.add(draft)
            session.commit()
            return draft.id

    def plan(self, draft_id: str, person_id: str) -> ProcessPlan:
        """Return a person's own draft. Raises DraftGoneError."""
        with self.database.work() as session:
            draft = own_draft(session, draft_id, person_id)
            if draft.family_id is not None:
                raise DraftGoneError(draft_id)
            return ProcessPlan.model_validate(draft.plan)

    def steps(self, draft_id: str, person_id: str) -> tuple[StepPlan, ...]:
        """Return the steps of a person's own draft; none where there is no such draft any more."""
        try:
            return self.plan(draft_id, person_id).steps if draft_id else ()
        except DraftGoneError:
            return ()

    def place(self, draft_id: str, person_id: str) -> Place | None:
        """Return where in a document a person's own draft was read; None if it was not."""
        with self.database.look() as session:
            draft = session.get(Draft, draft_id)
        return place_of(draft) if draft and draft.person_id == person_id else None

    def create(self, draft_id: str, member: Member, now: datetime, *, announce: bool) -> Process:
        """Create the process of a draft, once however often this is called.

        With `announce` its creator gets a DM. Raises DraftGoneError, NotCreatorError when this
        person may not create, or no longer, and NameTakenError when the name was taken meanwhile.
        """
        with self.database.work() as session:
            draft = own_draft(session, draft_id, member.id)
            if draft.changes_id is not None or draft.family_id is not None:
                raise DraftGoneError(draft_id)
            if draft.process_id is not None:
                # Whoever asks is told whom it asks, which its first step may know.
                with_steps = [selectinload(Process.steps)]
                return session.get_one(Process, draft.process_id, options=with_steps)
            if not creation.may_create(session, member):
                raise NotCreatorError(member.id)
            plan = ProcessPlan.model_validate(draft.plan)
            if not all(people(plan)):
                raise DraftGoneError(draft_id)  # what a form was opened with, people still missing
            process = processes.create(session, plan, member.id, now)
            draft.process_id = process.id
            sourcing.made_of(session, process, place_of(draft), now)
            if announce:
                outbox.created(session, now, process)
            session.commit()
            return process

    def drop(self, draft_id: str, person_id: str) -> None:
        """Forget a draft that was not wanted. Raises DraftGoneError where it was, or is used up."""
        with self.database.work() as session:
            draft = own_draft(session, draft_id, person_id)
            if draft.process_id is not None:
                raise DraftGoneError(draft_id)
            session.delete(draft)
            session.commit()


def place_of(draft: Draft) -> Place | None:
    """Return where in a document a draft was read; None if it was not."""
    number, part = draft.document_number, draft.document_part
    if draft.document_id is None or number is None or part is None:
        return None
    return Place(draft.document_id, number, part)


def rewrite(draft: Draft, plan: ProcessPlan) -> None:
    """Let a draft hold another plan."""
    draft.plan = plan.model_dump(mode="json")


def own_draft(session: Session, draft_id: str, person_id: str) -> Draft:
    """Return a person's own draft, held until the unit of work ends. Raises DraftGoneError."""
    draft = session.get(Draft, draft_id, with_for_update=True)
    if draft is None or draft.person_id != person_id:
        raise DraftGoneError(draft_id)
    return draft
