"""The entries of a file as plans: whom they name is looked up, what they do not say is added."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from scheduler import phrases
from scheduler.cadence.public_holidays import Holidays
from scheduler.cadence.rule_text import parse_rule
from scheduler.configuration.entries import (
    EveryWindow,
    FamilyEntry,
    LocationEntry,
    PlaceEntry,
    PlaceStep,
    ProcessEntry,
    StepEntry,
    Turns,
    Windows,
    Work,
)
from scheduler.configuration.notations import Named
from scheduler.configuration.people import People
from scheduler.definition import Definition, plan_at
from scheduler.location_plan import LocationPlan
from scheduler.location_plan import People as Three
from scheduler.phrases import Reading
from scheduler.plan import ProcessPlan, StepPlan
from scheduler.rotas import Rota
from scheduler.step_keys import keyed
from storage.states import HolidayMove, Level

Steps = tuple[StepPlan, ...]
ROLES = tuple(level.role for level in Level)


@dataclass(frozen=True)
class Reader:
    """Reads the entries of a file at the aware instant `now`."""

    people: People
    now: datetime
    # Those of some keys of steps that no live process has.
    free: Callable[[Collection[str]], Collection[str]]

    def process(self, entry: ProcessEntry, before: ProcessPlan | None) -> ProcessPlan:
        """Return what a process would be in the place of what it is. Raises NobodyError."""
        return ProcessPlan(
            **self._common(entry, before, entry.zone),
            **self._owner(entry.owner),
            zone=entry.zone,
            holidays=_holidays(entry),
            backup_id=self.people.person(entry.backup),
            manager_id=self.people.person(entry.manager),
        )

    def definition(self, entry: FamilyEntry, before: Definition | None, zone: str) -> Definition:
        """Return what a family would be; its first day is that in `zone`. Raises NobodyError."""
        return Definition(**self._common(entry, before, zone), holiday_move=entry.on_holidays)

    def place(
        self, entry: PlaceEntry, family: FamilyEntry, definition: Definition, there: LocationPlan
    ) -> ProcessPlan:
        """Return what a family's process at a location would be.

        Raises NobodyError, and PlaceError where it cannot run so.
        """
        three = Three(
            *(
                self.people.person(one) if one else known
                for one, known in (
                    (entry.owner, there.owner_id),
                    (entry.backup, there.backup_id),
                    (entry.manager, there.manager_id),
                )
            )
        )
        # The family's own steps may have other keys here, in their order.
        own = {step.key: self._own_people(step) for step in entry.steps}
        steps = tuple(
            kept.model_copy(update=own.get(step.key or "", {}))
            for step, kept in zip(family.steps, definition.steps, strict=True)
        )
        return plan_at(definition, there, three).model_copy(update={"steps": steps})

    def location(self, entry: LocationEntry) -> LocationPlan:
        """Return what a location would be. Raises NobodyError."""
        return LocationPlan(
            name=entry.name,
            zone=entry.zone,
            holiday_place=entry.holidays,
            owner_id=self.people.person(entry.owner),
            backup_id=self.people.person(entry.backup),
            manager_id=self.people.person(entry.manager),
        )

    def _common(self, entry: Work, before: ProcessPlan | None, zone: str) -> dict[str, Any]:
        steps = tuple(self._step(step) for step in entry.steps)
        return {
            "name": entry.name,
            "sop_url": entry.sop,
            "rule": entry.cadence.rule,
            "start": self._start(entry, before, zone),
            **_seconds(entry.windows),
            "nudges": entry.nudges,
            "opening": entry.opening,
            "overlap": entry.overlap,
            "digest_channel_id": entry.digest,
            "steps": self._keyed(before.steps if before else (), steps),
        }

    def _keyed(self, before: Steps, steps: Steps) -> Steps:
        """Return steps with the keys that they had, or had before they were taken out."""
        free = self.free([step.key for step in steps])
        known = {step.key for step in before}
        return tuple(
            kept if kept.key in known or step.key not in free else step
            for step, kept in zip(steps, keyed(before, steps), strict=True)
        )

    def _start(self, entry: Work, before: ProcessPlan | None, zone: str) -> datetime:
        """Return from where it counts: as the file says, else as it did, else from today on.

        Where nothing is counted, a day that has been reached is as good as any other.
        """
        rule, at = entry.cadence.rule, entry.cadence.at
        today = self.now.astimezone(ZoneInfo(zone)).date()
        is_said = entry.start is not None and matters(rule, entry.start, today)
        if entry.start is not None and is_said:
            return datetime.combine(entry.start, at)
        if before is not None and before.rule == rule:
            day = before.start.date()
            if day <= today or counts(rule):
                return datetime.combine(day, at)
        return phrases.start_for(Reading(rule, at, ()), at, zone, self.now).start

    def _owner(self, owner: Named | Turns) -> dict[str, Any]:
        if isinstance(owner, Named):
            return {"owner_id": self.people.person(owner)}
        rota = self._rota(owner)
        return {"owner_id": rota.stand_in, "rota": rota}

    def _rota(self, turns: Turns) -> Rota:
        if turns.group is None:
            members = tuple(self.people.person(one) for one in turns.people or ())
            return Rota(turns.turns, members)
        group = self.people.group(turns.group)
        handle = turns.group.name or group.handle
        return Rota(turns.turns, group_id=group.id, group_handle=handle)

    def _step(self, entry: StepEntry) -> StepPlan:
        return StepPlan(
            title=entry.title,
            proof_kind=entry.proof.kind,
            proof_count=entry.proof.count,
            key=entry.key or "",
            **self._own_people(entry),
            **_seconds(entry.windows),
            instruction=entry.instruction or None,
            sop_url=entry.sop,
            picture=entry.picture,
        )

    def _own_people(self, entry: StepEntry | PlaceStep) -> dict[str, Any]:
        own = ((role, getattr(entry, role)) for role in ROLES)
        return {f"{role}_id": self.people.person(one) for role, one in own if one is not None}


def counts(rule: str) -> bool:
    """Tell whether a rule leaves out days, weeks, months or years, so that its start decides."""
    return parse_rule(rule).interval > 1


def matters(rule: str, start: date, today: date) -> bool:
    """Tell whether it makes a difference from which day on a rule holds."""
    return counts(rule) or start > today


def _seconds(windows: Windows | EveryWindow | None) -> dict[str, Any]:
    return {f"{role}_seconds": getattr(windows, role) for role in ROLES} if windows else {}


def _holidays(entry: ProcessEntry) -> Holidays | None:
    if entry.holidays is None:
        return None
    return Holidays(entry.holidays, entry.on_holidays or HolidayMove.SKIP)
