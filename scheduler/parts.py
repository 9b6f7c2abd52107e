"""Which processes are live, and who has a part in one, as conditions of a query.

Be it on its ladder, on that of a step, or in its rota.
"""

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Text,
    and_,
    exists,
    literal,
    not_,
    or_,
    select,
    type_coerce,
    union,
)
from sqlalchemy.orm import InstrumentedAttribute

from storage.models import Member, Process, Step, UserGroupMember
from storage.states import ProcessState

IS_LIVE = Process.state != ProcessState.ARCHIVED
LADDER = (Process.owner_id, Process.backup_id, Process.manager_id)
STEP_LADDER = (Step.owner_id, Step.backup_id, Step.manager_id)
_A_STEP_OF_IT = Step.process_id == Process.id


def on_ladder(person_id: str) -> ColumnElement[bool]:
    """Hold for a process that has somebody on its ladder, its rota, or the ladder of a step."""
    whole = (place == person_id for place in LADDER)
    return or_(*whole, takes_turns(person_id), on_a_step(person_id))


def on_a_step(person_id: str) -> ColumnElement[bool]:
    """Hold for a process of which a step names somebody itself."""
    named = or_(*(place == person_id for place in STEP_LADDER))
    return _has_a_step(named)


def has_part(person_id: str) -> ColumnElement[bool]:
    """Hold for a process that somebody has created or is asked for."""
    return or_(on_ladder(person_id), Process.creator_id == person_id)


def asked_in(*which: ColumnElement[bool]) -> CompoundSelect[str]:
    """Select everybody who is on a ladder or rota of the processes for which `which` holds."""
    whole = (select(place).where(*which) for place in LADDER)
    own = (
        select(place).join(Process, _A_STEP_OF_IT).where(place.is_not(None), *which)
        for place in STEP_LADDER
    )
    listed = select(Member.id).join(Process, _names(Member.id)).where(*which)
    group = UserGroupMember
    in_group = select(group.person_id).join(Process, _names(group.group_id)).where(*which)
    return union(*whole, *own, listed, in_group)


def is_asked_first(person_id: str) -> ColumnElement[bool]:
    """Hold for a process of which at least one step always comes to somebody as its owner."""
    alone = and_(Process.owner_id == person_id, Process.rota.is_(None), _is_as_usual())
    return or_(alone, _owns_a_step(person_id))


def is_asked_in_turns(person_id: str) -> ColumnElement[bool]:
    """Hold for a process of which steps come to somebody as its owner in their turns only."""
    return and_(takes_turns(person_id), _is_as_usual(), not_(_owns_a_step(person_id)))


def _is_as_usual() -> ColumnElement[bool]:
    return _has_a_step(Step.owner_id.is_(None))


def _owns_a_step(person_id: str) -> ColumnElement[bool]:
    return _has_a_step(Step.owner_id == person_id)


def takes_turns(person_id: str) -> ColumnElement[bool]:
    """Hold for a process in whose rota somebody is."""
    group = UserGroupMember
    in_group = select(group.group_id).where(group.person_id == person_id, _names(group.group_id))
    listed_or_group = or_(_names(literal(person_id)), in_group.correlate(Process).exists())
    return and_(Process.rota.is_not(None), listed_or_group)


def of_group(group_id: str) -> ColumnElement[bool]:
    """Hold for a process whose rota a user group is."""
    return _names(literal(group_id))


def _names(one: ColumnElement[str] | InstrumentedAttribute[str]) -> ColumnElement[bool]:
    # Ids stand between quotes in the JSON of a rota, and nothing else that people can choose does.
    said = type_coerce(Process.rota, Text).like(literal('%"') + one + literal('"%'))
    return and_(Process.rota.is_not(None), said)


def _has_a_step(which: ColumnElement[bool]) -> ColumnElement[bool]:
    # Of the query around it only the process is meant, be it that this has steps as well.
    return exists().where(_A_STEP_OF_IT, which).correlate(Process)
