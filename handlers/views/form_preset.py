"""What the creation form is filled with: as typed so far, or from a plan to be changed."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from pydantic import BaseModel, ValidationError

from handlers.views import form_ids as ids
from handlers.views.form_cadence import CadenceFields, fields_of
from handlers.views.form_ids import CadenceKind
from handlers.views.form_state import FormState
from handlers.views.inputs import LONGEST_INPUT
from scheduler import windows
from scheduler.family_versions import FamilyBasis
from scheduler.plan import MOST_STEPS, ProcessPlan
from scheduler.rota_text import said_group
from scheduler.step_ladders import owners_of
from scheduler.step_lines import LINE_BREAK, format_steps
from scheduler.versions import Basis
from storage.states import HolidayMove, Nudges, Opening, Overlap, RotaTurn

USUAL_MINIMUM = timedelta(minutes=5)
MOST_REMEMBERED = 3000
_TEXTS = (ids.EVERY_N, ids.MONTH_DAY, ids.NTH, ids.WEEKDAY, ids.WORDS, ids.TIME)


@dataclass(frozen=True)
class FormPreset:
    """The content of every field, as text; `minimum_window` is the shortest window allowed.

    `basis` is what the form changes; None for a new process. `family` is what it changes instead:
    then people, zone and holidays are no matter of the form. `source` is the draft that holds what
    the steps have of their own, which the form does not show; "" where they have nothing.
    """

    name: str = ""
    steps: tuple[str, ...] = ("",)
    sop_url: str = ""
    cadence: CadenceFields = field(default_factory=CadenceFields)
    zone: str = "UTC"
    holiday_place: str = ""
    holiday_move: str = HolidayMove.SKIP
    owner_ids: tuple[str, ...] = ()
    owner_turn: str = RotaTurn.WEEKLY
    owner_group: str = ""
    backup_id: str = ""
    manager_id: str = ""
    owner_window: str = "1 hour"
    backup_window: str = "1 hour"
    manager_window: str = "2 hours"
    nudges: str = Nudges.HALF_AND_END
    opening: str = Opening.ONE_BY_ONE
    overlap: str = Overlap.CLOSE
    digest_channel_id: str = ""
    minimum_window: timedelta = USUAL_MINIMUM
    basis: Basis | None = None
    family: FamilyBasis | None = None
    source: str = ""


class Memory(BaseModel):
    """What a modal remembers in `private_metadata`: all that it may not show at the moment."""

    minimum_seconds: float = USUAL_MINIMUM.total_seconds()
    cadence: CadenceFields = CadenceFields()
    basis: Basis | None = None
    family: FamilyBasis | None = None
    owner_turn: str = RotaTurn.WEEKLY
    source: str = ""


def memory_of(preset: FormPreset) -> str:
    """Return the `private_metadata` from which the hidden fields come back."""
    minimum = preset.minimum_window.total_seconds()
    memory = Memory(
        minimum_seconds=minimum,
        cadence=preset.cadence,
        basis=preset.basis,
        family=preset.family,
        owner_turn=preset.owner_turn,
        source=preset.source,
    )
    whole = memory.model_dump_json()
    # Slack refuses a form that wants to remember more; its fields' own limits prevent that.
    if len(whole) <= MOST_REMEMBERED:
        return whole
    return Memory(basis=preset.basis, source=preset.source).model_dump_json()


def basis_of(private_metadata: str) -> Basis | None:
    """Return what an open form changes; None for a new process, or if it does not say."""
    return _remembered(private_metadata).basis


def family_in(private_metadata: str) -> FamilyBasis | None:
    """Return the family that an open form changes; None where it changes something else."""
    return _remembered(private_metadata).family


def source_of(private_metadata: str) -> str:
    """Return the draft that holds what the steps of an open form have of their own; "" if none."""
    return _remembered(private_metadata).source


def preset_for(zone: str, channel_id: str | None, minimum_window: timedelta) -> FormPreset:
    """Return an empty form for somebody in `zone`; the digest goes where they typed /baton."""
    return FormPreset(
        zone=zone,
        digest_channel_id=digest_channel(channel_id) or "",
        minimum_window=minimum_window,
    )


def preset_from_plan(
    plan: ProcessPlan,
    minimum_window: timedelta = USUAL_MINIMUM,
    basis: Basis | None = None,
    source: str = "",
) -> FormPreset:
    """Return the form filled with a plan, to be changed: a draft, or a version of a process."""
    return FormPreset(
        name=plan.name,
        steps=_packed(format_steps(plan.steps)),
        sop_url=str(plan.sop_url or ""),
        cadence=fields_of(plan.rule, plan.start.time()),
        zone=plan.zone,
        holiday_place=plan.holidays.place if plan.holidays else "",
        holiday_move=plan.holidays.move if plan.holidays else HolidayMove.SKIP,
        owner_ids=owners_of(plan) if plan.owner_id else (),
        owner_turn=plan.rota.turn if plan.rota else RotaTurn.WEEKLY,
        owner_group=said_group(plan.rota) if plan.rota else "",
        backup_id=plan.backup_id,
        manager_id=plan.manager_id,
        owner_window=_spoken(plan.owner_seconds),
        backup_window=_spoken(plan.backup_seconds),
        manager_window=_spoken(plan.manager_seconds),
        nudges=plan.nudges,
        opening=plan.opening,
        overlap=plan.overlap,
        digest_channel_id=plan.digest_channel_id or "",
        minimum_window=minimum_window,
        basis=basis,
        source=source,
    )


def _spoken(seconds: int) -> str:
    return windows.spoken(timedelta(seconds=seconds))


def _packed(text: str) -> tuple[str, ...]:
    """Spread lines over as many fields as they need: one takes 3,000 characters."""
    parts: list[str] = []
    for line in text.split(LINE_BREAK):
        if parts and len(parts[-1]) + len(LINE_BREAK) + len(line) <= LONGEST_INPUT:
            parts[-1] += LINE_BREAK + line
        else:
            parts.append(line)
    return tuple(parts)


def digest_channel(conversation_id: str | None) -> str | None:
    """Return the conversation if it is a channel, where a digest can go; None for a DM."""
    is_channel = bool(conversation_id) and str(conversation_id)[0] in "CG"
    return conversation_id if is_channel else None


def preset_from_state(values: Any, private_metadata: str = "") -> FormPreset:
    """Return what stands in the form, shown or hidden, so that it can be drawn again."""
    state, memory = FormState(values), _remembered(private_metadata)
    return FormPreset(
        name=state.text(ids.NAME),
        steps=step_parts(state),
        sop_url=state.text(ids.SOP),
        cadence=cadence_fields(state, memory.cadence),
        zone=state.text(ids.ZONE),
        holiday_place=state.text(ids.HOLIDAY_PLACE),
        holiday_move=state.text(ids.HOLIDAY_MOVE),
        owner_ids=state.people(ids.OWNER),
        owner_turn=state.text(ids.OWNER_TURN) or memory.owner_turn,
        owner_group=state.text(ids.OWNER_GROUP),
        backup_id=state.text(ids.BACKUP),
        manager_id=state.text(ids.MANAGER),
        owner_window=state.text(ids.OWNER_WINDOW),
        backup_window=state.text(ids.BACKUP_WINDOW),
        manager_window=state.text(ids.MANAGER_WINDOW),
        nudges=state.text(ids.NUDGES) or Nudges.HALF_AND_END,
        opening=state.text(ids.OPENING),
        overlap=state.text(ids.OVERLAP) or Overlap.CLOSE,
        digest_channel_id=state.text(ids.DIGEST),
        minimum_window=timedelta(seconds=memory.minimum_seconds),
        basis=memory.basis,
        family=memory.family,
        source=memory.source,
    )


def step_parts(state: FormState) -> tuple[str, ...]:
    """Return the text of each of the form's fields for steps."""
    names = [ids.steps_block(part) for part in range(MOST_STEPS)]
    return tuple(state.text(name) for name in names if name in state) or ("",)


def _remembered(private_metadata: str) -> Memory:
    try:
        return Memory.model_validate_json(private_metadata)
    except ValidationError:
        return Memory()


def cadence_fields(state: FormState, hidden: CadenceFields | None = None) -> CadenceFields:
    """Return the fields that say when; those that the form does not show are as in `hidden`."""
    hidden = hidden or CadenceFields()
    shown = {name: state.text(name) for name in _TEXTS if name in state}
    days = state.chosen(ids.WEEKDAYS) if ids.WEEKDAYS in state else hidden.weekdays
    kind = kind_of(state) or hidden.cadence_kind
    return replace(hidden, cadence_kind=kind, weekdays=days, **shown)


def kind_of(state: FormState) -> CadenceKind | None:
    """Return the chosen kind of cadence; None when none, or none that exists, is chosen."""
    typed = state.text(ids.CADENCE_KIND)
    return CadenceKind(typed) if typed in set(CadenceKind) else None
