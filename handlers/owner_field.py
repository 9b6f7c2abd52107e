"""Who the owner is, as the form says it: a person, several who take turns, or a user group."""

from dataclasses import dataclass

from handlers.views import form_ids as ids
from handlers.views import form_refusals as refusals
from handlers.views.form_cadence import FieldError
from handlers.views.form_state import FormState
from scheduler.rota_text import RotaTextError, read_group
from scheduler.rotas import Rota
from storage.states import RotaTurn


@dataclass(frozen=True)
class Owner:
    """What a plan has in the place of its owner, and the rota if there is one."""

    owner_id: str
    rota: Rota | None = None


def owner_in(state: FormState) -> Owner:
    """Read the fields of the owner. Raises FieldError."""
    people = state.people(ids.OWNER)
    group = _group(state)
    if people and group:
        raise FieldError(ids.OWNER_GROUP, refusals.PEOPLE_AND_GROUP)
    if group is not None:
        return Owner(group.stand_in, group)
    if not people:
        raise FieldError(ids.OWNER, refusals.NO_OWNER)
    if len(people) == 1:
        return Owner(people[0])
    return Owner(people[0], Rota(turn=_turn(state), members=people))


def _group(state: FormState) -> Rota | None:
    try:
        return read_group(state.text(ids.OWNER_GROUP))
    except RotaTextError as problem:
        raise FieldError(ids.OWNER_GROUP, str(problem)) from None


def _turn(state: FormState) -> RotaTurn:
    chosen = state.text(ids.OWNER_TURN)
    # The field is there only after the form was drawn anew; until then, weekly is what it says.
    return RotaTurn(chosen) if chosen in set(RotaTurn) else RotaTurn.WEEKLY
