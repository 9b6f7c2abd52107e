"""What a report tells: each step of each run, the newest runs first, read a few runs at a time."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, or_, select
from sqlalchemy.orm import Session

from scheduler.outcomes import Result, result_of
from scheduler.parts import has_part
from storage.models import Location, Member, Process, Proof, Run, RunStep, Turn
from storage.states import Verdict

# A year of many processes must not take the bot's memory, nor a sender for longer than its lease.
MOST_STEPS = 100_000
RUNS_AT_ONCE = 200

Query = Select[*tuple[Any, ...]]

RUNS: Query = (
    select(
        Run.id,
        Run.name,
        Run.occurrence,
        Run.zone,
        Run.due_at,
        Run.is_extra,
        Location.name.label("place"),
    )
    .join(Process, Process.id == Run.process_id)
    .outerjoin(Location, Location.id == Process.location_id)
    .order_by(Run.due_at.desc(), Run.id.desc())
)
STEPS: Query = select(
    RunStep.id,
    RunStep.run_id,
    RunStep.position,
    RunStep.title,
    RunStep.proof_kind,
    RunStep.proof_count,
    RunStep.owner_seconds,
    RunStep.closed_by_id,
    RunStep.state,
    RunStep.closed_at,
).order_by(RunStep.run_id, RunStep.position)
TURNS: Query = (
    select(
        Turn.run_step_id,
        Turn.level,
        Turn.number,
        Turn.person_id,
        Turn.state,
        Turn.reason,
        Turn.asked_at,
        Turn.deadline_at,
    )
    .join(RunStep, RunStep.id == Turn.run_step_id)
    .order_by(Turn.run_step_id, Turn.id)
)
PROOFS: Query = (
    select(
        Proof.run_step_id,
        Proof.verdict,
        Proof.posted_at,
        Proof.name,
        Proof.permalink,
        Proof.deleted_at,
        Proof.sha256,
    )
    .join(RunStep, RunStep.id == Proof.run_step_id)
    .where(Proof.verdict != Verdict.REFUSED)
    .order_by(Proof.run_step_id, Proof.id)
)


@dataclass(frozen=True)
class Wanted:
    """Which runs: of these processes (None: of all), due at or after the instant `since`."""

    process_ids: tuple[int, ...] | None = None
    since: datetime | None = None


@dataclass(frozen=True)
class ReportedStep:
    """One step of one run, as rows of the tables, and how it went."""

    run: Row[Any]
    step: Row[Any]
    turns: Sequence[Row[Any]]
    proofs: Sequence[Row[Any]]
    result: Result


def steps(session: Session, wanted: Wanted) -> Iterator[ReportedStep]:
    """Read what is wanted, with four questions for every few runs."""
    last: Row[Any] | None = None
    while runs := session.execute(_runs(wanted, last)).all():
        yield from steps_of(session, runs)
        last = runs[-1]


def _runs(wanted: Wanted, last: Row[Any] | None) -> Query:
    query = RUNS.limit(RUNS_AT_ONCE)
    if wanted.process_ids is not None:
        query = query.where(Run.process_id.in_(wanted.process_ids))
    if wanted.since is not None:
        query = query.where(Run.due_at >= wanted.since)
    return query if last is None else query.where(_behind(last))


def _behind(last: Row[Any]) -> ColumnElement[bool]:
    same_time = and_(Run.due_at == last.due_at, Run.id < last.id)
    # The first condition is what an index can begin with.
    return and_(Run.due_at <= last.due_at, or_(Run.due_at < last.due_at, same_time))


def steps_of(session: Session, runs: Sequence[Row[Any]]) -> Iterator[ReportedStep]:
    """Read how each step of these runs, rows with their id, went, with three questions."""
    of_these = RunStep.run_id.in_([run.id for run in runs])
    steps_of = _by(session, "run_id", STEPS.where(of_these))
    turns_of = _by(session, "run_step_id", TURNS.where(of_these))
    proofs_of = _by(session, "run_step_id", PROOFS.where(of_these))
    for run in runs:
        for step in steps_of[run.id]:
            turns, proofs = turns_of[step.id], proofs_of[step.id]
            yield ReportedStep(run, step, turns, proofs, result_of(step, turns, proofs))


def _by(session: Session, key: str, query: Query) -> dict[int, list[Row[Any]]]:
    grouped: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in session.execute(query):
        grouped[getattr(row, key)].append(row)
    return grouped


def names(session: Session) -> dict[str, str]:
    """Return how people are called, by their ids."""
    return {row.id: row.name for row in session.execute(select(Member.id, Member.name))}


def parts_of(session: Session, person_id: str) -> tuple[int, ...]:
    """Return the processes, archived ones too, that a person created or is on a ladder of."""
    theirs = select(Process.id).where(has_part(person_id))
    return tuple(session.scalars(theirs.order_by(Process.id)))
