"""The time of a person on a step: each function is one transition, in the caller's unit of work."""

from datetime import datetime

from sqlalchemy.orm import Session

from scheduler import nudging, outbox
from scheduler.away import absence_at, rung_there
from scheduler.ladder import Rung, rung_after
from scheduler.responsible import who_hears
from scheduler.rotas import is_nobody
from storage import ledger
from storage.ledger import Subject
from storage.models import Absence, RunStep, Turn
from storage.states import PassReason, StepState, TurnState

LIVE_TURNS = {TurnState.ASKED, TurnState.STANDING}


def ask(session: Session, step: RunStep, rung: Rung, now: datetime) -> None:
    """Ask whoever stands on a rung; who is away, or a group without anybody, is passed over."""
    if is_nobody(rung.person_id):
        _ask_next(session, step, rung, now)
        return
    absence = absence_at(session, rung.person_id, now)
    following = rung_after(step, rung.level)
    turn = _turn(step, rung, absence, now)
    session.add(turn)
    session.flush()
    if absence is not None and following is not None:
        end(session, turn, PassReason.AWAY, now)
        ask(session, step, following, now)
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
    end(session, turn, PassReason.EMPTY_GROUP, now)
    rota, run = step.run.process.rota, step.run
    handle = rota.group_handle if rota else ""
    there = rung_there(session, step, rung.level, now) or following
    facts = {"process": run.name, "detail": handle, "person": there.person_id}
    told = who_hears(session, run.process)
    outbox.tell(session, now, told, "empty_group", f"run{run.id}", **facts)
    ask(session, step, following, now)


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
    creator = who_hears(session, run.process)
    if creator == turn.person_id:
        return  # their own card says so
    assert turn.away_until is not None, "this is about someone who is away"
    until = turn.away_until.isoformat()
    facts = {"process": run.name, "detail": step.title, "person": turn.person_id, "until": until}
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
    if turn.is_live and turn.run_step.state == StepState.OPEN:
        # Whoever passes it on and then leaves has passed it on; from being away one comes back.
        if turn.reason in {None, PassReason.AWAY}:
            turn.reason = reason
        turn.next_at = now
        session.flush()


def keep(session: Session, turn: Turn, now: datetime) -> None:
    """Let somebody who is back go on with a turn that has not moved on yet."""
    turn.away_until = None
    if turn.reason == PassReason.AWAY:
        # A card that has not gone out yet has no window: its turn begins when it does.
        is_posted = turn.state == TurnState.STANDING
        turn.reason, turn.next_at = None, nudging.next_moment(turn, now) if is_posted else None
    else:
        outbox.refresh(session, now, turn)


def end(session: Session, turn: Turn, reason: PassReason, now: datetime) -> None:
    """Write down that a turn is over without a proof, and why."""
    turn.state, turn.reason, turn.ended_at, turn.next_at = TurnState.PASSED, reason, now, None
    facts = {"level": turn.level.name, "reason": str(reason)}
    if reason == PassReason.AWAY and turn.away_until is not None:
        facts["until"] = turn.away_until.isoformat()
    subject = Subject.of(turn.run_step)
    ledger.append(session, "turn_passed", now, subject, turn.person_id, **facts)
