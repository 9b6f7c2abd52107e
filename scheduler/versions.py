"""The versions of a process: each is its whole plan, with who made it so and when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any, Generic, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.names import name_key
from scheduler.plan import ProcessPlan, StepPlan
from scheduler.step_keys import keyed
from scheduler.step_merge import merged_steps
from storage.models import Process, ProcessVersion, Step

# A plan's notes are for whoever types it; its steps are rows of their own.
FIELDS = tuple(name for name in ProcessPlan.model_fields if name not in {"steps", "notes"})
# What one change changes together: the same rule from another start is another cadence.
CADENCE = ("rule", "start", "zone")
OWNER = ("owner_id", "rota")

Plan = TypeVar("Plan", bound=ProcessPlan)


@dataclass(frozen=True)
class Basis:
    """The version of a process that somebody has seen when they change it."""

    process_id: int
    version: int


@dataclass(frozen=True)
class ChangeOf(Generic[Plan]):
    """What one person did at an aware instant; `version` is the one they made."""

    version: int
    person_id: str
    at: datetime
    before: Plan
    after: Plan


# To a process; that to a family is in `family_versions`.
Change = ChangeOf[ProcessPlan]


def plan_of(process: Process) -> ProcessPlan:
    """Return the plan that a process follows, its steps with their keys."""
    fields = {name: getattr(process, name) for name in FIELDS}
    if process.rota is not None:
        fields["owner_id"] = process.rota.stand_in
    return ProcessPlan(**fields, steps=tuple(_step_plan(step) for step in process.steps))


def _step_plan(step: Step) -> StepPlan:
    return StepPlan(**{name: getattr(step, name) for name in StepPlan.model_fields})


def settled(plan: ProcessPlan, before: ProcessPlan) -> ProcessPlan:
    """Return a plan as it will be kept in place of `before`.

    Its steps are known again. A rule that stays keeps counting its weeks or months from where it
    began, whatever the time of day now is.
    """
    start = plan.start
    if plan.rule == before.rule:
        start = datetime.combine(before.start.date(), plan.start.time())
    steps = keyed(before.steps, plan.steps)
    return plan.model_copy(update={"start": start, "steps": steps, "notes": ()})


def merged(base: ProcessPlan, mine: ProcessPlan, theirs: ProcessPlan) -> ProcessPlan:
    """Return `theirs` with what `mine` changes of `base`: two people's changes, mine on top."""
    mine = settled(mine, base)
    together = (CADENCE, OWNER)
    alone = ((name,) for name in FIELDS if not any(name in group for group in together))
    groups: list[Sequence[str]] = [*together, *alone]
    changed = (group for group in groups if not same(group, base, mine))
    update = {name: getattr(mine, name) for group in changed for name in group}
    update["steps"] = merged_steps(base.steps, mine.steps, theirs.steps)
    return settled(theirs.model_copy(update=update), theirs)


def same(fields: Sequence[str], one: ProcessPlan, other: ProcessPlan) -> bool:
    """Tell whether two plans agree in all of `fields`."""
    return all(getattr(one, name) == getattr(other, name) for name in fields)


def fill(process: Process, plan: ProcessPlan) -> None:
    """Give a process the fields of a plan, all but its steps."""
    for name in FIELDS:
        setattr(process, name, getattr(plan, name))
    process.name_key = name_key(plan.name)
    process.sop_url = str(plan.sop_url) if plan.sop_url else None


def steps_of(plan: ProcessPlan) -> list[Step]:
    """Return the rows for the steps of a plan that have their keys."""
    return [Step(position=at, **_columns(step)) for at, step in enumerate(plan.steps)]


def _columns(step: StepPlan) -> dict[str, Any]:
    columns = {name: getattr(step, name) for name in StepPlan.model_fields}
    links = {name: str(columns[name]) for name in ("sop_url", "picture") if columns[name]}
    return columns | links


def record(session: Session, process: Process, person_id: str, at: datetime) -> None:
    """Write down the version that a process has reached."""
    session.flush()
    session.add(
        ProcessVersion(
            process_id=process.id,
            version=process.version,
            at=at,
            person_id=person_id,
            plan=plan_of(process).model_dump(mode="json"),
        )
    )
    session.flush()


def version_of(session: Session, basis: Basis) -> ProcessPlan | None:
    """Return the plan of a version; None if there is no such version."""
    row = session.scalar(
        select(ProcessVersion).where(
            ProcessVersion.process_id == basis.process_id,
            ProcessVersion.version == basis.version,
        )
    )
    return ProcessPlan.model_validate(row.plan) if row else None


def changes_since(session: Session, basis: Basis) -> list[Change]:
    """Return what was changed after a version, oldest first."""
    rows = session.scalars(
        select(ProcessVersion)
        .where(
            ProcessVersion.process_id == basis.process_id,
            ProcessVersion.version >= basis.version,
        )
        .order_by(ProcessVersion.version)
    )
    return [_change(before, after) for before, after in pairwise(rows)]


def change_to(session: Session, basis: Basis) -> Change | None:
    """Return the change that made a version; None for the first one."""
    since = changes_since(session, Basis(basis.process_id, basis.version - 1))
    return that_made(since, basis.version)


def that_made(since: Iterable[ChangeOf[Plan]], version: int) -> ChangeOf[Plan] | None:
    """Return the one of some changes that made a version."""
    return next((change for change in since if change.version == version), None)


def _change(before: ProcessVersion, after: ProcessVersion) -> Change:
    return Change(
        version=after.version,
        person_id=after.person_id,
        at=after.at,
        before=ProcessPlan.model_validate(before.plan),
        after=ProcessPlan.model_validate(after.plan),
    )
