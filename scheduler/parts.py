"""Who has a part in a process, as conditions of a query: on its ladder, or on a step's own."""

from sqlalchemy import ColumnElement, CompoundSelect, and_, exists, or_, select, union

from storage.models import Process, Step

LADDER = (Process.owner_id, Process.backup_id, Process.manager_id)
STEP_LADDER = (Step.owner_id, Step.backup_id, Step.manager_id)
_A_STEP_OF_IT = Step.process_id == Process.id


def on_ladder(person_id: str) -> ColumnElement[bool]:
    """Hold for a process that has somebody on its ladder, or on that of one of its steps."""
    return or_(*(place == person_id for place in LADDER), on_a_step(person_id))


def on_a_step(person_id: str) -> ColumnElement[bool]:
    """Hold for a process of which a step names somebody itself."""
    named = or_(*(place == person_id for place in STEP_LADDER))
    return _has_a_step(named)


def has_part(person_id: str) -> ColumnElement[bool]:
    """Hold for a process that somebody has created or is asked for."""
    return or_(on_ladder(person_id), Process.creator_id == person_id)


def asked_in(*which: ColumnElement[bool]) -> CompoundSelect[str]:
    """Select everybody who is on a ladder of the processes for which all of `which` holds."""
    whole = (select(place).where(*which) for place in LADDER)
    own = (
        select(place).join(Process, _A_STEP_OF_IT).where(place.is_not(None), *which)
        for place in STEP_LADDER
    )
    return union(*whole, *own)


def is_asked_first(person_id: str) -> ColumnElement[bool]:
    """Hold for a process of which at least one step comes to somebody as its owner."""
    as_usual = _has_a_step(Step.owner_id.is_(None))
    own = _has_a_step(Step.owner_id == person_id)
    return or_(and_(Process.owner_id == person_id, as_usual), own)


def _has_a_step(which: ColumnElement[bool]) -> ColumnElement[bool]:
    # Of the query around it only the process is meant, be it that this has steps as well.
    return exists().where(_A_STEP_OF_IT, which).correlate(Process)
