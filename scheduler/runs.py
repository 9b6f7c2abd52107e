"""The life of a run: each function is one transition, in the caller's unit of work."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler import extensions, nudging, outbox, rota_runs
from scheduler.away import absence_at, rung_there
from scheduler.cadence import Occurrence
from scheduler.ladder import Rung, put, rung_after, rungs
from scheduler.rotas import is_nobody
from scheduler.step_ladders import ladder_of
from storage import ledger
from storage.ledger import Subject
from storage.models import Absence, Process, Run, RunStep, Turn
from storage.states import (
    Level,
    Opening,
    PassReason,
    RunState,
    StepState,
    TurnState,
)

CLOSED = {StepState.DONE, StepState.MISSED, StepState.CANCELLED}
LIVE_TURNS = {TurnState.ASKED, TurnState.STANDING}
UNREACHED = {
    PassReason.AWAY,
    PassReason.GONE,
    PassReason.UNREACHABLE,
    PassReason.EMPTY_GROUP,
}
# What nobody was asked for is nobody's failure.
UNASKED = {PassReason.AWAY, PassReason.EMPTY_GROUP}


def open_run(
    session: Session,
    process: Process,
    occurrence: Occurrence,
    now: datetime,
    *,
    is_extra: bool = False,
    person_id: str | None = None,
) -> Run | None:
    """Create the run of an occurrence and open what it opens with; None if it exists already."""
    run = create_run(session, process, occurrence, now, is_extra=is_extra)
    if run is None:
        return None
    facts = {"process": run.name, "extra": is_extra, **_of_rota(run)}
    ledger.append(session, "run_opened", now, Subject.of(run), person_id, **facts)
    open_steps(session, run, now)
    return run


def _of_rota(run: Run) -> dict[str, Any]:
    """Return what the ledger says of a rota's run: whose it is, and who was passed over."""
    first = next(iter(rota_runs.in_turns(run)), None)
    if first is None:
        return {}
    over = [(one.person_id, str(one.reason)) for one in first.passed_over or ()]
    return {"owner": first.owner_id, "passed_over": over}


def create_run(
    session: Session, process: Process, occurrence: Occurrence, now: datetime, *, is_extra: bool
) -> Run | None:
    """Write down the run of an occurrence with the ladder as it is now; None if it exists."""
    if exists(session, process, occurrence):
        return None
    steps = [_run_step(process, position) for position in range(len(process.steps))]
    run = run_of(process, occurrence, now, is_extra=is_extra, state=RunState.OPEN, steps=steps)
    session.add(run)
    rota_runs.assign(session, run, now)
    session.flush()
    return run


def exists(session: Session, process: Process, occurrence: Occurrence) -> bool:
    """Tell whether an occurrence has its run already."""
    existing = select(Run.id).where(
        Run.process_id == process.id, Run.occurrence == occurrence.local
    )
    return session.scalar(existing) is not None


def run_of(process: Process, occurrence: Occurrence, now: datetime, **facts: Any) -> Run:
    """Return the row of an occurrence, by what its process says now."""
    return Run(
        process=process,
        occurrence=occurrence.local,
        version=process.version,
        due_at=occurrence.at,
        opened_at=now,
        name=process.name,
        sop_url=process.sop_url,
        zone=process.zone,
        opening=process.opening,
        **facts,
    )


def _run_step(process: Process, position: int) -> RunStep:
    step = process.steps[position]
    ladder = ladder_of(process, step)
    return RunStep(
        position=position,
        step_key=step.key,
        title=step.title,
        proof_kind=step.proof_kind,
        proof_count=step.proof_count,
        owner_id=ladder.owner_id,
        backup_id=ladder.backup_id,
        manager_id=ladder.manager_id,
        owner_seconds=ladder.owner_seconds,
        backup_seconds=ladder.backup_seconds,
        manager_seconds=ladder.manager_seconds,
        nudges=process.nudges,
        instruction=step.instruction,
        sop_url=step.sop_url,
        picture=step.picture,
        state=StepState.WAITING,
    )


def open_steps(session: Session, run: Run, now: datetime) -> None:
    """Open what may open: all steps at once, or the next one when none is open."""
    waiting = [step for step in run.steps if step.state == StepState.WAITING]
    if run.opening == Opening.ONE_BY_ONE:
        busy = any(step.state == StepState.OPEN for step in run.steps)
        waiting = [] if busy else waiting[:1]
    for step in waiting:
        step.state, step.opened_at = StepState.OPEN, now
        ledger.append(session, "step_opened", now, Subject.of(step), title=step.title)
        _ask(session, step, rungs(step)[Level.OWNER], now)


def _ask(session: Session, step: RunStep, rung: Rung, now: datetime) -> None:
    if is_nobody(rung.person_id):
        _ask_next(session, step, rung, now)
        return
    absence = absence_at(session, rung.person_id, now)
    following = rung_after(step, rung.level)
    turn = _turn(step, rung, absence, now)
    session.add(turn)
    session.flush()
    if absence is not None and following is not None:
        _end_turn(session, turn, PassReason.AWAY, now)
        _ask(session, step, following, now)
        return
    # After the manager there is nobody: they are asked although they are away.
    outbox.ask(session, now, turn)
    if absence is not None:
        tell_manager_away(session, turn, now)


def _ask_next(session: Session, step: RunStep, rung: Rung, now: datetime) -> None:
    """Pass a turn that is a group's without anybody; the creator is told once a run."""
    turn, following = _turn(step, rung, None, now), rung_after(step, rung.level)
    assert following is not None, "a group is an owner, and owners have a backup"
    session.add(turn)
    session.flush()
    _end_turn(session, turn, PassReason.EMPTY_GROUP, now)
    rota, run = step.run.process.rota, step.run
    handle = rota.group_handle if rota else ""
    there = rung_there(session, step, rung.level, now) or following
    facts = {"process": run.name, "detail": handle, "person": there.person_id}
    outbox.tell(session, now, run.process.creator_id, "empty_group", f"run{run.id}", **facts)
    _ask(session, step, following, now)


def _turn(step: RunStep, rung: Rung, absence: Absence | None, now: datetime) -> Turn:
    before = [turn for turn in step.turns if turn.level == rung.level]
    return Turn(
        run_step=step,
        level=rung.level,
        number=len(before),
        person_id=rung.person_id,
        state=TurnState.ASKED,
        asked_at=now,
        away_until=absence.until_at if absence else None,
    )


def tell_manager_away(session: Session, turn: Turn, now: datetime) -> None:
    """Tell a process's creator that work is with its manager, who is away; once a step."""
    step, run = turn.run_step, turn.run_step.run
    if run.process.creator_id == turn.person_id:
        return  # their own card says so
    assert turn.away_until is not None, "this is about someone who is away"
    until = turn.away_until.isoformat()
    facts = {"process": run.name, "detail": step.title, "person": turn.person_id, "until": until}
    creator = run.process.creator_id
    outbox.tell(session, now, creator, "manager_away", f"step{step.id}", zone=run.zone, **facts)


def stand(session: Session, turn: Turn, channel_id: str, message_ts: str, at: datetime) -> None:
    """The card was posted at the instant `at`: the window starts."""
    turn.channel_id, turn.message_ts, turn.started_at = channel_id, message_ts, at
    if turn.state != TurnState.ASKED:
        # Somebody else proved the step while this card was on its way.
        outbox.refresh(session, at, turn)
        return
    turn.state = TurnState.STANDING
    turn.deadline_at = at + turn.window
    # Unless it was given up meanwhile.
    turn.next_at = turn.next_at or nudging.next_moment(turn, at)
    subject = Subject.of(turn.run_step)
    ledger.append(session, "turn_asked", at, subject, turn.person_id, level=turn.level.name)


def give_up(session: Session, turn: Turn, reason: PassReason, now: datetime) -> None:
    """Let a turn end before its window does, once the threads of its step have been read."""
    if turn.state in LIVE_TURNS and turn.run_step.state == StepState.OPEN:
        # Whoever passes it on and then leaves has passed it on.
        turn.reason, turn.next_at = turn.reason or reason, now
        session.flush()


def keep(session: Session, turn: Turn, now: datetime) -> None:
    """Let somebody who is back go on with a turn that has not moved on yet."""
    turn.away_until = None
    if turn.reason == PassReason.AWAY:
        turn.reason, turn.next_at = None, nudging.next_moment(turn, now)
    else:
        outbox.refresh(session, now, turn)


def pass_on(session: Session, turn: Turn, reason: PassReason, now: datetime) -> None:
    """End a turn without proof and ask the next person, or miss the step after the manager."""
    if turn.state not in LIVE_TURNS or turn.run_step.state != StepState.OPEN:
        turn.next_at = None
        return
    _end_turn(session, turn, reason, now)
    step = turn.run_step
    # Nobody else is asked for a run whose next one has begun.
    following = _next_rung(turn) if step.run.yields_to is None else None
    if following is None:
        _miss(session, step, now)
    else:
        _ask(session, step, following, now)
    refresh_cards(session, step, now)


def _next_rung(turn: Turn) -> Rung | None:
    """Return who is next; whom a turn was given to by hand stands on the ladder from now on."""
    step, above = turn.run_step, rung_after(turn.run_step, turn.level)
    if turn.given_to_id is None or (above is not None and above.person_id == turn.given_to_id):
        return above
    put(step, turn.level, turn.given_to_id)
    return rungs(step)[turn.level]


def _end_turn(session: Session, turn: Turn, reason: PassReason, now: datetime) -> None:
    turn.state, turn.reason, turn.ended_at, turn.next_at = TurnState.PASSED, reason, now, None
    facts = {"level": turn.level.name, "reason": str(reason)}
    if reason == PassReason.AWAY and turn.away_until is not None:
        facts["until"] = turn.away_until.isoformat()
    subject = Subject.of(turn.run_step)
    ledger.append(session, "turn_passed", now, subject, turn.person_id, **facts)


def _miss(session: Session, step: RunStep, now: datetime) -> None:
    close(session, step, StepState.MISSED, now)
    write_missed(session, step, now)
    if all(turn.reason in UNREACHED for turn in step.turns):
        tell_creator(session, step.run, now, "nobody_reachable", f"step{step.id}", step.title)
    go_on(session, step.run, now)


def write_missed(session: Session, step: RunStep, now: datetime) -> None:
    """Enter in the ledger that a step, which is closed, was not proven."""
    facts = {"title": step.title, "step": step.step_key, "outcome": "missed"}
    if step.run.yields_to is not None:
        facts["reason"] = str(PassReason.OVERTAKEN)
    ledger.append(session, "step_missed", now, Subject.of(step), **facts)


def prove(session: Session, turn: Turn, posted_at: datetime, now: datetime) -> None:
    """Close a step with the proof that was posted in this turn's thread at `posted_at`."""
    step = turn.run_step
    corrected = step.state == StepState.MISSED
    close(session, step, StepState.DONE, posted_at if corrected else now)
    facts = {"posted_at": posted_at.isoformat(), "corrected": corrected}
    enter_done(session, turn, turn.person_id, outcome_of(turn, posted_at), now, **facts)


def enter_done(
    session: Session, turn: Turn, by_id: str, outcome: str, now: datetime, **facts: Any
) -> None:
    """Write down that a closed step was proven in `turn`, and go on with its run."""
    step = turn.run_step
    withdraw(step, now)
    turn.state, turn.ended_at, turn.reason = TurnState.PROVEN, now, None
    what = {"title": step.title, "step": step.step_key, "outcome": outcome}
    ledger.append(session, "step_done", now, Subject.of(step), by_id, **what, **facts)
    refresh_cards(session, step, now)
    go_on(session, step.run, now)


def outcome_of(turn: Turn, posted_at: datetime) -> str:
    """Tell how a proven step counts in the digest: on_time, late, backup or manager."""
    if turn.level != Level.OWNER and not _stands_in(turn):
        return turn.level.name.lower()
    # Whoever was given the time of somebody else had a window of their own.
    last = [other for other in turn.run_step.turns if other.level == turn.level][-1]
    on_time = last.deadline_at is None or posted_at <= last.deadline_at
    return "on_time" if on_time else "late"


def _stands_in(turn: Turn) -> bool:
    """Tell whether nobody before was there to ask: then it is this person's work, no failure."""
    before = (other for other in turn.run_step.turns if other.level < turn.level)
    return all(other.reason in UNASKED for other in before)


def withdraw(step: RunStep, now: datetime) -> None:
    """Ask nobody any more for a step that is closed."""
    for turn in step.turns:
        if turn.state in LIVE_TURNS:
            turn.state, turn.ended_at, turn.reason = TurnState.WITHDRAWN, now, None


def refresh_cards(session: Session, step: RunStep, now: datetime) -> None:
    """Let every card of a step say how things stand."""
    for turn in step.turns:
        outbox.refresh(session, now, turn)
        extensions.amend(session, now, turn)


def close(session: Session, step: RunStep, state: StepState, now: datetime) -> None:
    """Let nothing happen to a step and its turns any more."""
    step.state, step.closed_at = state, now
    for turn in step.turns:
        turn.next_at = None
    session.flush()


def go_on(session: Session, run: Run, now: datetime) -> None:
    """Open what comes behind a closed step, or close the run when nothing does."""
    if run.state == RunState.CANCELLED:
        return  # a step of it was missed before that, and proven since
    open_steps(session, run, now)
    if any(step.state not in CLOSED for step in run.steps):
        return
    run.state, run.closed_at = _end_of(run), now
    ledger.append(session, "run_closed", now, Subject.of(run), state=str(run.state))
    if run.yields_to is not None:
        _refresh_open(session, run.yields_to, now)


def _refresh_open(session: Session, run: Run, now: datetime) -> None:
    """Let the cards of a run say what became of the one that it has overtaken."""
    for step in run.steps:
        if step.state == StepState.OPEN:
            refresh_cards(session, step, now)


def _end_of(run: Run) -> RunState:
    states = {step.state for step in run.steps}
    if StepState.MISSED in states:
        return RunState.MISSED
    return RunState.CANCELLED if states == {StepState.CANCELLED} else RunState.DONE


def tell_creator(
    session: Session, run: Run, now: datetime, code: str, about: str, detail: str
) -> None:
    """Tell the creator of a process, once, of trouble with a run of it."""
    creator = run.process.creator_id
    outbox.tell(session, now, creator, code, about, process=run.name, detail=detail)
