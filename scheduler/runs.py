"""The life of a run: each function is one transition, in the caller's unit of work."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler import extensions, nudging, outbox, rota_runs
from scheduler.away import absence_at
from scheduler.cadence import Occurrence
from scheduler.ladder import Rung, rung_after, rungs
from scheduler.rotas import is_nobody
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
    if run.process.rota is None:
        return {}
    over = [(one.person_id, str(one.reason)) for one in run.passed_over or ()]
    return {"owner": run.steps[0].owner_id, "passed_over": over}


def create_run(
    session: Session, process: Process, occurrence: Occurrence, now: datetime, *, is_extra: bool
) -> Run | None:
    """Write down the run of an occurrence with the ladder as it is now; None if it exists."""
    existing = select(Run.id).where(
        Run.process_id == process.id, Run.occurrence == occurrence.local
    )
    if session.scalar(existing) is not None:
        return None
    run = Run(
        process=process,
        occurrence=occurrence.local,
        version=process.version,
        is_extra=is_extra,
        state=RunState.OPEN,
        due_at=occurrence.at,
        opened_at=now,
        name=process.name,
        sop_url=process.sop_url,
        zone=process.zone,
        opening=process.opening,
        steps=[_run_step(process, position) for position in range(len(process.steps))],
    )
    session.add(run)
    rota_runs.assign(session, run, now)
    session.flush()
    return run


def _run_step(process: Process, position: int) -> RunStep:
    step = process.steps[position]
    return RunStep(
        position=position,
        step_key=step.key,
        title=step.title,
        proof_kind=step.proof_kind,
        proof_count=step.proof_count,
        owner_id=process.owner_id,
        backup_id=process.backup_id,
        manager_id=process.manager_id,
        owner_seconds=process.owner_seconds,
        backup_seconds=process.backup_seconds,
        manager_seconds=process.manager_seconds,
        nudges=process.nudges,
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
    facts = {"process": run.name, "detail": handle, "person": following.person_id}
    outbox.tell(session, now, run.process.creator_id, "empty_group", f"run{run.id}", **facts)
    _ask(session, step, following, now)


def _turn(step: RunStep, rung: Rung, absence: Absence | None, now: datetime) -> Turn:
    return Turn(
        run_step=step,
        level=rung.level,
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
    following = rung_after(step, turn.level)
    if following is None:
        _miss(session, step, now)
    else:
        _ask(session, step, following, now)
    refresh_cards(session, step, now)


def _end_turn(session: Session, turn: Turn, reason: PassReason, now: datetime) -> None:
    turn.state, turn.reason, turn.ended_at, turn.next_at = TurnState.PASSED, reason, now, None
    facts = {"level": turn.level.name, "reason": str(reason)}
    if reason == PassReason.AWAY and turn.away_until is not None:
        facts["until"] = turn.away_until.isoformat()
    subject = Subject.of(turn.run_step)
    ledger.append(session, "turn_passed", now, subject, turn.person_id, **facts)


def _miss(session: Session, step: RunStep, now: datetime) -> None:
    _close(session, step, StepState.MISSED, now)
    _write_missed(session, step, now)
    if all(turn.reason in UNREACHED for turn in step.turns):
        _tell_creator(session, step.run, now, "nobody_reachable", f"step{step.id}", step.title)
    _go_on(session, step.run, now)


def _write_missed(session: Session, step: RunStep, now: datetime) -> None:
    facts = {"title": step.title, "step": step.step_key, "outcome": "missed"}
    ledger.append(session, "step_missed", now, Subject.of(step), **facts)


def prove(session: Session, turn: Turn, posted_at: datetime, now: datetime) -> None:
    """Close a step with the proof that was posted in this turn's thread at `posted_at`."""
    step = turn.run_step
    corrected = step.state == StepState.MISSED
    _close(session, step, StepState.DONE, posted_at if corrected else now)
    for other in step.turns:
        if other is turn or other.state in LIVE_TURNS:
            other.state = TurnState.PROVEN if other is turn else TurnState.WITHDRAWN
            other.ended_at, other.next_at, other.reason = now, None, None
    ledger.append(
        session,
        "step_done",
        now,
        Subject.of(step),
        turn.person_id,
        title=step.title,
        step=step.step_key,
        outcome=outcome_of(turn, posted_at),
        posted_at=posted_at.isoformat(),
        corrected=corrected,
    )
    refresh_cards(session, step, now)
    _go_on(session, step.run, now)


def outcome_of(turn: Turn, posted_at: datetime) -> str:
    """Tell how a proven step counts in the digest: on_time, late, backup or manager."""
    if turn.level != Level.OWNER and not _stands_in(turn):
        return turn.level.name.lower()
    on_time = turn.deadline_at is None or posted_at <= turn.deadline_at
    return "on_time" if on_time else "late"


def _stands_in(turn: Turn) -> bool:
    """Tell whether nobody before was there to ask: then it is this person's work, no failure."""
    before = (other for other in turn.run_step.turns if other.level < turn.level)
    return all(other.reason in UNASKED for other in before)


def cancel(session: Session, run: Run, now: datetime, person_id: str, reason: str) -> None:
    """End an open run whose work is no longer wanted; those who were asked see it on their card.

    What has been proven stays so. Does nothing to a run that is not open.
    """
    if run.state != RunState.OPEN:
        return
    run.closed_by_id, run.reason = person_id, reason
    for step in run.steps:
        if step.state in CLOSED:
            continue
        _close(session, step, StepState.CANCELLED, now)
        for turn in step.turns:
            if turn.state in LIVE_TURNS:
                turn.state, turn.ended_at, turn.reason = TurnState.WITHDRAWN, now, None
        refresh_cards(session, step, now)
    run.state, run.closed_at = RunState.CANCELLED, now
    ledger.append(session, "run_cancelled", now, Subject.of(run), person_id, reason=reason)


def miss_unasked(session: Session, run: Run, now: datetime) -> None:
    """Close a run that fell due, and was overtaken by the next one, while Baton was not running."""
    for step in run.steps:
        _close(session, step, StepState.MISSED, now)
        _write_missed(session, step, now)
    _go_on(session, run, now)
    when = f"{run.occurrence:%Y-%m-%d %H:%M}"
    _tell_creator(session, run, now, "overtaken", f"run{run.id}", when)


def refresh_cards(session: Session, step: RunStep, now: datetime) -> None:
    """Let every card of a step say how things stand."""
    for turn in step.turns:
        outbox.refresh(session, now, turn)
        extensions.amend(session, now, turn)


def _close(session: Session, step: RunStep, state: StepState, now: datetime) -> None:
    step.state, step.closed_at = state, now
    for turn in step.turns:
        turn.next_at = None
    session.flush()


def _go_on(session: Session, run: Run, now: datetime) -> None:
    open_steps(session, run, now)
    if any(step.state not in CLOSED for step in run.steps):
        return
    missed = any(step.state == StepState.MISSED for step in run.steps)
    run.state, run.closed_at = (RunState.MISSED if missed else RunState.DONE), now
    ledger.append(session, "run_closed", now, Subject.of(run), state=str(run.state))


def _tell_creator(
    session: Session, run: Run, now: datetime, code: str, about: str, detail: str
) -> None:
    creator = run.process.creator_id
    outbox.tell(session, now, creator, code, about, process=run.name, detail=detail)
