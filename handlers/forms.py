"""The creation form's submission: every field read, every problem said at its field."""

from collections.abc import Callable, Sequence
from datetime import time, timedelta
from typing import Any, TypeVar

from handlers.new_context import NewContext
from handlers.owner_field import Owner, owner_in
from handlers.views import form_ids as ids
from handlers.views import form_refusals as refusals
from handlers.views.form_cadence import BLANK, FieldError, reading_of, time_of
from handlers.views.form_ids import DETAILS, CadenceKind
from handlers.views.form_preset import cadence_fields, kind_of, step_parts
from handlers.views.form_state import FormState
from scheduler import links, phrases, windows, zones
from scheduler.cadence.public_holidays import Holidays, read_place
from scheduler.phrases import Reading
from scheduler.phrases.asking import Asking, DeadlineError, asking
from scheduler.plan import LONGEST_NAME, OWNER_WINDOW, ProcessPlan, StepPlan
from scheduler.plan_checks import problems, same_person
from scheduler.step_keys import carried
from scheduler.step_lines import LINE_BREAK, parse_steps
from scheduler.typed_text import one_line
from storage.states import HolidayMove, Nudges, Opening, Overlap

__all__ = ["FormErrors", "NewContext", "read_form"]

Value = TypeVar("Value")

_PEOPLE = {ids.BACKUP: "backup", ids.MANAGER: "manager"}
_WINDOWS = {
    ids.OWNER_WINDOW: "owner",
    ids.BACKUP_WINDOW: "backup",
    ids.MANAGER_WINDOW: "manager",
}
_BLOCKS = {f"{role}_seconds": block for block, role in _WINDOWS.items()} | {
    "holidays": ids.HOLIDAY_PLACE
}


class FormErrors(ValueError):  # noqa: N818 - the errors of all fields at once
    """All that is wrong with a form: `errors` maps a field's block id to a sentence."""

    def __init__(self, errors: dict[str, str]) -> None:
        """Keep a sentence for each block id."""
        super().__init__("; ".join(errors.values()))
        self.errors = errors


def read_form(values: Any, context: NewContext, before: Sequence[StepPlan] = ()) -> ProcessPlan:
    """Read `view.state.values` of the form of a process. Raises FormErrors.

    Its steps keep what they have of their own in `before`, which the form does not show.
    """
    reader = _Reader(FormState(values))
    fields = reader.fields(context.minimum_window)
    reader.refuse_if_wrong()
    fields["steps"] = carried(before, fields["steps"])
    try:
        plan = _plan(fields, context)
    except DeadlineError as problem:
        raise FormErrors({reader.when: str(problem)}) from None
    for name, sentence in problems(plan, context.minimum_window).items():
        reader.wrong(reader.when if name == "rule" else _BLOCKS.get(name, name), sentence)
    reader.refuse_if_wrong()
    return plan


def _plan(fields: dict[str, Any], context: NewContext) -> ProcessPlan:
    reading: Reading = fields.pop("reading")
    asked = _asking(fields.pop("at"), reading, timedelta(seconds=fields.pop("owner_seconds")))
    kept = phrases.start_for(reading, asked.time, fields.pop("zone"), context.now)
    return ProcessPlan(
        rule=kept.rule,
        start=kept.start,
        zone=kept.zone,
        notes=(*reading.notes, *asked.notes),
        owner_seconds=int(asked.window.total_seconds()),
        **fields,
    )


def _asking(at: time | None, reading: Reading, window: timedelta) -> Asking:
    # The form shows a window whether or not somebody chose it.
    return asking(at, reading.deadline, window, is_chosen=window != OWNER_WINDOW)


class _Reader:
    """Reads field after field and keeps what is wrong with each."""

    def __init__(self, state: FormState) -> None:
        self.state = state
        self.errors: dict[str, str] = {}

    @property
    def when(self) -> str:
        """The field that says how often, where what is wrong with a cadence is shown."""
        kind = kind_of(self.state)
        block = DETAILS[kind][0] if kind else ids.CADENCE_KIND
        return block if block in self.state and block != ids.TIME else ids.CADENCE_KIND

    def fields(self, minimum: timedelta) -> dict[str, Any]:
        """Read all fields; where `errors` stays empty none of them is None by mistake."""
        reading = self._read(ids.CADENCE_KIND, self._reading)
        owner = self._owner()
        people = {block: self._take(block, _person) for block in _PEOPLE}
        people[ids.OWNER] = owner.owner_id if owner else None
        for block, sentence in same_person({k: v for k, v in people.items() if v}).items():
            self.wrong(block, sentence)
        return {
            "name": self._take(ids.NAME, _name),
            "steps": self._read(ids.STEPS, self._steps),
            "sop_url": self._take(ids.SOP, _sop_link),
            "reading": reading,
            "at": reading.time if reading and reading.time else self._read(ids.TIME, self._time),
            "zone": self._take(ids.ZONE, _zone),
            "holidays": self._read(ids.HOLIDAY_PLACE, self._holidays),
            **people,
            "rota": owner.rota if owner else None,
            **{
                f"{role}_seconds": self._take(block, _window(role, minimum))
                for block, role in _WINDOWS.items()
            },
            "nudges": self._take(ids.NUDGES, _nudges),
            "opening": self._take(ids.OPENING, _opening),
            "overlap": self._take(ids.OVERLAP, _overlap),
            "digest_channel_id": self._take(ids.DIGEST, _digest_channel),
        }

    def wrong(self, block: str, sentence: str) -> None:
        """Keep the first thing that is wrong with a field."""
        self.errors.setdefault(block, sentence)

    def refuse_if_wrong(self) -> None:
        """Raise FormErrors unless everything has been right so far."""
        if self.errors:
            raise FormErrors(self.errors)

    def _take(self, block: str, read: Callable[[str, str], Value]) -> Value | None:
        return self._read(block, lambda: read(self.state.text(block), block))

    def _read(self, block: str, read: Callable[[], Value]) -> Value | None:
        try:
            return read()
        except FieldError as problem:
            self._wrong_detail(problem)
        except ValueError as problem:
            self.wrong(block, str(problem))
        return None

    def _wrong_detail(self, problem: FieldError) -> None:
        """Say what is wrong with a detail; Slack ignores errors of fields that it does not show."""
        if problem.block in self.state or problem.block == ids.CADENCE_KIND:
            self.wrong(problem.block, str(problem))
        else:
            self.wrong(ids.CADENCE_KIND, refusals.hidden(str(problem)))

    def _steps(self) -> Any:
        return parse_steps(LINE_BREAK.join(step_parts(self.state)))

    def _reading(self) -> Reading:
        kind = kind_of(self.state)
        if kind is None:
            raise FieldError(ids.CADENCE_KIND, refusals.NO_CADENCE)
        return reading_of(cadence_fields(self.state, BLANK))

    def _owner(self) -> Owner | None:
        try:
            return owner_in(self.state)
        except FieldError as problem:
            self.wrong(problem.block, str(problem))
            return None

    def _holidays(self) -> Holidays | None:
        place, move = self.state.text(ids.HOLIDAY_PLACE), self.state.text(ids.HOLIDAY_MOVE)
        if not place.strip():
            return None
        if move not in set(HolidayMove):
            raise FieldError(ids.HOLIDAY_MOVE, refusals.NO_HOLIDAY_MOVE)
        return Holidays(read_place(place), HolidayMove(move))

    def _time(self) -> time | None:
        fields = cadence_fields(self.state, BLANK)
        return None if fields.cadence_kind == CadenceKind.WORDS else time_of(fields)


def _name(text: str, _block: str) -> str:
    name = one_line(text)
    if not name:
        raise ValueError(refusals.NO_NAME)
    if len(name) > LONGEST_NAME:
        raise ValueError(refusals.name_too_long(len(name)))
    return name


def _sop_link(text: str, _block: str) -> Any:
    return links.sop_link(text) if text.strip() else None


def _zone(text: str, _block: str) -> str:
    if not text.strip():
        raise ValueError(refusals.NO_ZONE)
    zone = zones.known(text)
    if zone is None:
        raise ValueError(zones.unknown(text))
    return zone


def _person(text: str, block: str) -> str:
    if not text:
        raise ValueError(refusals.no_person(_PEOPLE[block]))
    return text


def _window(role: str, minimum: timedelta) -> Callable[[str, str], int]:
    def read(text: str, _block: str) -> int:
        if not text.strip():
            raise ValueError(refusals.no_window(role))
        return int(windows.parse_window(text, minimum).total_seconds())

    return read


def _nudges(text: str, _block: str) -> Nudges:
    # A form that was opened before there were nudges has no such field.
    chosen = text or Nudges.HALF_AND_END
    if chosen not in set(Nudges):
        raise ValueError(refusals.NO_NUDGES)
    return Nudges(chosen)


def _opening(text: str, _block: str) -> Opening:
    if text not in set(Opening):
        raise ValueError(refusals.NO_OPENING)
    return Opening(text)


def _overlap(text: str, _block: str) -> Overlap:
    # A form that was opened before there was a choice has no such field.
    chosen = text or Overlap.CLOSE
    if chosen not in set(Overlap):
        raise ValueError(refusals.NO_OVERLAP)
    return Overlap(chosen)


def _digest_channel(text: str, _block: str) -> str | None:
    if text and text[0] not in "CG":
        raise ValueError(refusals.DIGEST_TO_PERSON)
    return text or None
