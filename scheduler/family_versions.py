"""The versions of a family: each is its whole definition, with who made it so and when."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.definition import Definition
from scheduler.versions import ChangeOf, that_made
from storage.models import Family, FamilyVersion


@dataclass(frozen=True)
class FamilyBasis:
    """The version of a family that somebody has seen when they change it."""

    family_id: int
    version: int


FamilyChange = ChangeOf[Definition]


def record(
    session: Session, family: Family, definition: Definition, person_id: str, at: datetime
) -> None:
    """Write down the version that a family has reached."""
    row = FamilyVersion(family_id=family.id, version=family.version, at=at, person_id=person_id)
    row.definition = definition.model_dump(mode="json")
    session.add(row)
    session.flush()


def defined(session: Session, family: Family) -> Definition:
    """Return how a family is defined."""
    found = version_of(session, FamilyBasis(family.id, family.version))
    assert found is not None, "each version of a family is written down"
    return found


def version_of(session: Session, basis: FamilyBasis) -> Definition | None:
    """Return the definition of a version; None if there is no such version."""
    wanted = (
        FamilyVersion.family_id == basis.family_id,
        FamilyVersion.version == basis.version,
    )
    row = session.scalar(select(FamilyVersion).where(*wanted))
    return Definition.model_validate(row.definition) if row else None


def changes_since(session: Session, basis: FamilyBasis) -> list[FamilyChange]:
    """Return what was changed after a version, oldest first."""
    later = (
        FamilyVersion.family_id == basis.family_id,
        FamilyVersion.version >= basis.version,
    )
    rows = session.scalars(select(FamilyVersion).where(*later).order_by(FamilyVersion.version))
    return [_change(before, after) for before, after in pairwise(rows)]


def change_to(session: Session, basis: FamilyBasis) -> FamilyChange | None:
    """Return the change that made a version; None for the first one."""
    since = changes_since(session, FamilyBasis(basis.family_id, basis.version - 1))
    return that_made(since, basis.version)


def _change(before: FamilyVersion, after: FamilyVersion) -> FamilyChange:
    return FamilyChange(
        version=after.version,
        person_id=after.person_id,
        at=after.at,
        before=Definition.model_validate(before.definition),
        after=Definition.model_validate(after.definition),
    )
