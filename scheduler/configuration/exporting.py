"""What runs in a workspace as a configuration."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from scheduler import families, family_versions, locations, versions
from scheduler.configuration.entries import (
    Configuration,
    EveryWindow,
    FamilyEntry,
    LocationEntry,
    PlaceEntry,
    PlaceStep,
    ProcessEntry,
    StepEntry,
    Turns,
    Windows,
)
from scheduler.configuration.notations import Due, Named, ProofRule
from scheduler.configuration.people import People
from scheduler.configuration.plans import ROLES, matters
from scheduler.definition import Definition
from scheduler.families import location_of
from scheduler.ladder import Staffed
from scheduler.parts import IS_LIVE
from scheduler.plan import ProcessPlan, StepPlan
from storage.models import Family, Location, Process
from storage.states import ProcessKind, ProcessState

ALONE = (IS_LIVE, Process.kind == ProcessKind.REGULAR, Process.family_id.is_(None))


def live_alone(session: Session) -> list[Process]:
    """Return the live processes that are of no family, by name; demos are left out."""
    alone = select(Process).where(*ALONE).order_by(Process.name_key)
    return list(session.scalars(alone.options(selectinload(Process.steps))))


def live_families(session: Session) -> list[Family]:
    """Return the families that run somewhere, by name."""
    running = select(Process.family_id).where(IS_LIVE, Process.family_id.is_not(None))
    query = select(Family).where(Family.id.in_(running)).order_by(Family.name_key, Family.id)
    return list(session.scalars(query))


def export(session: Session, now: datetime) -> Configuration:
    """Return all that is not archived, by name; nothing in it changes by itself but by the day."""
    people = People(session)
    return Configuration(
        baton=1,
        locations=tuple(location_entry(one, people) for one in locations.live(session)),
        families=tuple(family_entry(session, one, people, now) for one in live_families(session)),
        processes=tuple(process_entry(one, people, now) for one in live_alone(session)),
    )


def location_entry(location: Location, people: People) -> LocationEntry:
    """Return a location as a file says it."""
    return LocationEntry.model_construct(
        name=location.name,
        zone=location.zone,
        holidays=location.holiday_place,
        **_three(location, people),
    )


def process_entry(process: Process, people: People, now: datetime) -> ProcessEntry:
    """Return a process that is of no family as a file says it."""
    plan = versions.plan_of(process)
    holidays = plan.holidays
    three = _three(plan, people)
    if plan.rota is not None:
        three["owner"] = _turns(plan, people)
    return ProcessEntry.model_construct(
        **_common(plan, people, _today(plan.zone, now)),
        **three,
        zone=plan.zone,
        holidays=holidays.place if holidays else None,
        on_holidays=holidays.move if holidays else None,
        paused=_paused(process),
    )


def family_entry(session: Session, family: Family, people: People, now: datetime) -> FamilyEntry:
    """Return a family with its places as a file says it."""
    definition = family_versions.defined(session, family)
    places = families.places_of(session, family.id)
    today = _today(places[0].zone, now)
    return FamilyEntry.model_construct(
        **_common(definition, people, today),
        on_holidays=definition.holiday_move,
        places=tuple(_place(one, definition, people) for one in places),
    )


def _place(process: Process, definition: Definition, people: People) -> PlaceEntry:
    there = location_of(process)
    differing = {role for role in ROLES if _person(process, role) != _person(there, role)}
    three = {role: one for role, one in _three(process, people).items() if role in differing}
    return PlaceEntry.model_construct(
        location=there.name,
        **three,
        steps=tuple(_own_of_place(versions.plan_of(process).steps, definition.steps, people)),
        paused=_paused(process),
    )


def _own_of_place(
    mine: Iterable[StepPlan], common: Iterable[StepPlan], people: People
) -> Iterable[PlaceStep]:
    known = {step.key: step for step in common}
    for step in mine:
        own: dict[str, Any] = {
            role: people.named(_person(step, role))
            for role in ROLES
            if _person(step, role) and _person(step, role) != _person(known[step.key], role)
        }
        if own:
            yield PlaceStep.model_construct(title=step.title, key=step.key, **own)


def _common(plan: ProcessPlan, people: People, today: date) -> dict[str, Any]:
    day = plan.start.date()
    return {
        "name": plan.name,
        "cadence": Due(plan.rule, plan.start.time()),
        "start": day if matters(plan.rule, day, today) else None,
        "windows": EveryWindow.model_construct(**_windows(plan)),
        "nudges": plan.nudges,
        "opening": plan.opening,
        "overlap": plan.overlap,
        "sop": plan.sop_url,
        "digest": plan.digest_channel_id,
        "steps": tuple(_step(step, people) for step in plan.steps),
    }


def _step(step: StepPlan, people: People) -> StepEntry:
    own = ((role, _person(step, role)) for role in ROLES)
    whose: dict[str, Any] = {role: people.named(one) for role, one in own if one}
    return StepEntry.model_construct(
        title=step.title,
        proof=ProofRule(step.proof_kind, step.proof_count),
        **whose,
        windows=_own_windows(step),
        instruction=step.instruction,
        sop=step.sop_url,
        picture=step.picture,
        key=step.key or None,
    )


def _own_windows(step: StepPlan) -> Windows | None:
    own = {role: seconds for role, seconds in _windows(step).items() if seconds is not None}
    return Windows.model_construct(**own) if own else None


def _windows(work: ProcessPlan | StepPlan) -> dict[str, Any]:
    return {role: getattr(work, f"{role}_seconds") for role in ROLES}


def _turns(plan: ProcessPlan, people: People) -> Turns:
    rota = plan.rota
    assert rota is not None, "somebody takes turns"
    group = Named(rota.group_handle, rota.group_id) if rota.group_id else None
    members = tuple(people.named(one) for one in rota.members) or None
    return Turns.model_construct(turns=rota.turn, people=members, group=group)


def _three(work: Staffed, people: People) -> dict[str, Any]:
    return {role: people.named(_person(work, role)) for role in ROLES}


def _person(work: Any, role: str) -> str:
    return getattr(work, f"{role}_id") or ""


def _paused(process: Process) -> bool | datetime | None:
    if process.state != ProcessState.PAUSED:
        return None
    return process.next_at or True


def _today(zone: str, now: datetime) -> date:
    return now.astimezone(ZoneInfo(zone)).date()
