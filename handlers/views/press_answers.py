"""What someone hears who presses a button of a card that is no longer, or was never, theirs."""

from datetime import datetime

from handlers.views.proof_words import in_order, prover
from handlers.views.turn_words import until
from handlers.views.words import TITLE, Message, clip, mention, said, when_known
from scheduler.presses import Press
from storage.models import RunStep, Turn
from storage.states import PassReason, StepState


def unknown() -> Message:
    """Answer a press on something that is not there."""
    return said("I do not know this card any more, so nothing has changed.")


def refused(press: Press, turn: Turn, now: datetime) -> Message:
    """Say why a press changed nothing, and whose turn it is now."""
    title = f"“{clip(turn.run_step.title, TITLE)}”"
    match press:
        case Press.NOT_YET:
            return said("Your card is only just arriving. Please press it again in a few seconds.")
        case Press.NOBODY_NEXT:
            return said(f"Nobody is asked after you for {title}, so it stays with you.")
        case Press.AGAIN:
            return said(_again(turn, title, now))
        case Press.NOT_YOURS:
            return said(f"Only {mention(turn.person_id)} can use this card.", _stands(turn, now))
        case _:
            return said("Nothing has changed.", _stands(turn, now))


def _again(turn: Turn, title: str, now: datetime) -> str:
    if turn.reason == PassReason.OVERTAKEN:
        return (
            f"{title} is closing, as the next run has begun: only its threads are still to be read."
        )
    if turn.reason is not None:
        return f"{title} is moving on already: only its threads are still to be read."
    at = _until(turn, now)
    if turn.extended_at is not None:
        return f"You have taken 15 more minutes for {title} already: you have until {at}."
    return f"You have reported a problem with {title} already; it stays with you until {at}."


def _stands(turn: Turn, now: datetime) -> str:
    step = turn.run_step
    title = f"“{clip(step.title, TITLE)}”"
    match step.state:
        case StepState.DONE:
            by = prover(step)
            return f"{title} is done{f', by {mention(by)}' if by else ''}{_closed(step, now)}."
        case StepState.MISSED:
            return f"The time for {title} ended{_closed(step, now)}."
        case StepState.CANCELLED:
            return f"{title} was cancelled{_closed(step, now)}."
        case _:
            return f"{title} {_with_whom(turn, now)}"


def _with_whom(turn: Turn, now: datetime) -> str:
    live = next((one for one in in_order(turn.run_step) if one.is_live), None)
    if live is None:
        return "is about to move on."
    if live is turn and turn.deadline_at is not None and now >= turn.deadline_at:
        return "is about to move on: your time for it is over."
    return f"is with {mention(live.person_id)} now, until {_until(live, now)}."


def _until(turn: Turn, now: datetime) -> str:
    return until(turn, turn.run_step.run.zone, now)


def _closed(step: RunStep, now: datetime) -> str:
    return when_known(step.closed_at, step.run.zone, now)
