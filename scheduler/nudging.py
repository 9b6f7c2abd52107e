"""Nudges: when a thread says that a proof is still missing, and when it had better keep quiet."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler import outbox
from storage.models import Inbound, Turn
from storage.states import InboundState, Nudges, OutgoingKind, StepState, TurnState

SHARE, END = 0, 1
# How much of a window is over at its first nudge.
SHARES = {
    Nudges.QUARTER_AND_END: 0.25,
    Nudges.HALF_AND_END: 0.5,
    Nudges.MOST_AND_END: 0.75,
}
# Whoever has less time than this was asked only a moment ago.
SHORTEST_WINDOW = timedelta(minutes=20)
BEFORE_END = timedelta(minutes=10)
# Two words on the same proof within this are one too many.
APART = timedelta(minutes=5)
# What comes next is so near that a nudge which was held up is not worth saying any more.
OVERTAKEN = timedelta(minutes=2)


def planned(turn: Turn) -> dict[int, datetime]:
    """Return when a posted turn is nudged, by number, in order; empty where its window is short.

    At a share of the window that it began with, and ten minutes before the end that it has now.
    """
    assert turn.started_at is not None, "a window begins when its card is posted"
    assert turn.deadline_at is not None, "and ends at a known time"
    kind = turn.run_step.nudges
    if kind == Nudges.NONE or turn.window < SHORTEST_WINDOW:
        return {}
    end = turn.deadline_at - BEFORE_END
    if kind == Nudges.END:
        return {END: end}
    first = turn.started_at + turn.window * SHARES[kind]
    return {SHARE: first, END: end} if end - first >= APART else {SHARE: first}


def next_moment(turn: Turn, now: datetime) -> datetime:
    """Return when something next happens to a standing turn: a nudge behind `now`, or its end."""
    assert turn.deadline_at is not None, "a standing turn has a deadline"
    return min((at for at in planned(turn).values() if at > now), default=turn.deadline_at)


def nudge(session: Session, turn: Turn, now: datetime) -> None:
    """Say the nudge that is due, unless it is overtaken, and wait for what comes next."""
    if turn.state != TurnState.STANDING or turn.reason is not None:
        return
    due = [number for number, at in planned(turn).items() if at <= now]
    if due and is_wanted(session, turn, now):
        outbox.answer(session, now, OutgoingKind.NUDGE, turn, str(due[-1]))
    turn.next_at = next_moment(turn, now)


def is_wanted(session: Session, turn: Turn, now: datetime) -> bool:
    """Tell whether a nudge would still help its person at the instant `now`."""
    stands = turn.state == TurnState.STANDING and turn.reason is None
    if not stands or turn.run_step.state != StepState.OPEN:
        return False
    # After downtime one word is enough, and none where the turn is about to end anyway.
    return next_moment(turn, now) - now >= OVERTAKEN and not _is_being_judged(session, turn)


def _is_being_judged(session: Session, turn: Turn) -> bool:
    """Tell whether something was posted in the threads of a step that still is to be looked at."""
    threads = [f"{card.channel_id}:{card.message_ts}" for card in turn.run_step.turns]
    waiting = select(Inbound.id).where(
        Inbound.thread_key.in_(threads), Inbound.state == InboundState.RECEIVED
    )
    return session.scalar(waiting.limit(1)) is not None
