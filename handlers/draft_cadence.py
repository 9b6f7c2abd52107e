"""When a draft falls due, as far as its source says: fields of the form, and a rule to keep."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from handlers.views.form_cadence import BLANK, LONGEST_WORDS, CadenceFields, fields_of
from handlers.views.form_ids import CadenceKind
from intake.draft import CadenceDraft
from scheduler import phrases, zones
from scheduler.cadence.rule_text import RuleError, parse_rule

_MIDDAY = time(12)
_ANY_DAY = date(2024, 1, 8)
_AT_MIDDAY = " at 12:00"
_NONE_CHOSEN = {"FREQ=WEEKLY": CadenceKind.CHOSEN, "FREQ=MONTHLY": CadenceKind.MONTH_DAY}


@dataclass(frozen=True)
class When:
    """What can be filled in; `rule` and `at` are None where they still have to be asked for.

    `is_counted_back` where the time is that of a deadline, less what its owner has.
    """

    fields: CadenceFields
    rule: str | None
    at: time | None
    zone: str
    is_counted_back: bool = False


def when_of(cadence: CadenceDraft, zone: str, owner_window: timedelta) -> When:
    """Return when a draft falls due; `zone` holds where its source names none."""
    at, is_counted_back = _time(cadence, owner_window)
    rule = _rule(cadence)
    fields = _fields(cadence, rule, at)
    known = zones.known(cadence.zone or "") or zone
    return When(fields, rule, at, known, is_counted_back)


def _time(cadence: CadenceDraft, window: timedelta) -> tuple[time | None, bool]:
    if cadence.time:
        return time.fromisoformat(cadence.time), False
    if cadence.deadline is None:
        return None, False
    deadline = datetime.combine(_ANY_DAY, time.fromisoformat(cadence.deadline))
    begins = deadline - window
    # A day earlier would be another cadence.
    return (begins.time(), True) if begins.date() == deadline.date() else (None, False)


def _rule(cadence: CadenceDraft) -> str | None:
    """Return the rule as it is kept; None where it lacks its day, or is none that can be kept."""
    if cadence.rrule is None:
        return None
    try:
        rule = str(parse_rule(cadence.rrule))
        phrases.describe(rule, _MIDDAY)
    except RuleError:
        return None
    return rule


def _fields(cadence: CadenceDraft, rule: str | None, at: time | None) -> CadenceFields:
    if rule is not None:
        fields = fields_of(rule, at or _MIDDAY)
        if at is not None:
            return fields
        if fields.cadence_kind != CadenceKind.WORDS:
            return replace(fields, time="")
        return replace(fields, words=fields.words.removesuffix(_AT_MIDDAY), time="")
    clock = f"{at:%H:%M}" if at else ""
    kind = _NONE_CHOSEN.get(cadence.rrule or "")
    if kind is not None:
        return replace(BLANK, cadence_kind=kind, time=clock)
    words = (cadence.text or "")[:LONGEST_WORDS]
    return replace(BLANK, cadence_kind=CadenceKind.WORDS, words=words, time=clock)
