"""A nudge in a card's thread, and what the next person hears of an extension."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from handlers.views.blocks import paragraphs
from handlers.views.card_buttons import NextPerson, next_on_ladder
from handlers.views.overlap_words import was_overtaken
from handlers.views.proof_words import missing
from handlers.views.turn_words import then, until
from handlers.views.words import NAME, Message, clip, duration, fitting, mention, moment, said
from scheduler import nudging
from scheduler.ladder import rungs
from scheduler.plan import ProcessPlan
from scheduler.step_ladders import ladders
from storage.models import Process, Turn
from storage.states import Nudges, StepState, TurnState

SHORT_TITLE = 300
MINUTE = timedelta(minutes=1)
SAID = {
    Nudges.QUARTER_AND_END: "at a quarter of the time and 10 minutes before its end",
    Nudges.HALF_AND_END: "at half of the time and 10 minutes before its end",
    Nudges.MOST_AND_END: "at three quarters of the time and 10 minutes before its end",
    Nudges.END: "10 minutes before the end of the time",
    Nudges.NONE: "none",
}
OVER = {
    Nudges.QUARTER_AND_END: "A quarter of the time is over",
    Nudges.HALF_AND_END: "Half of the time is over",
    Nudges.MOST_AND_END: "Three quarters of the time are over",
}


def nudges_of(work: ProcessPlan | Process) -> str:
    """Return when those who are asked are nudged."""
    every = [rung for ladder in ladders(work) for rung in rungs(ladder)]
    long = [rung for rung in every if rung.window >= nudging.SHORTEST_WINDOW]
    if work.nudges == Nudges.NONE or long:
        return SAID[work.nudges]
    return f"none, as each has less than {duration(nudging.SHORTEST_WINDOW)}"


def nudge(turn: Turn, number: int, now: datetime, following: NextPerson | None = None) -> Message:
    """Say in the thread of a standing turn that a proof is still missing; `number` says which.

    `following` is who is asked next if that is not simply the next person on the ladder.
    """
    assert turn.deadline_at is not None, "a standing turn has a deadline"
    step = turn.run_step
    wanted, at = missing(step), until(turn, step.run.zone, now)
    following = following or next_on_ladder(turn)
    if number == nudging.SHARE and step.nudges in OVER:
        return said(
            f"{OVER[step.nudges]}: please post *{wanted}* in this thread by {at};",
            f"then {then(following)}.",
        )
    left = duration(max(round((turn.deadline_at - now) / MINUTE), 1) * MINUTE)
    return said(
        f"{left} left: please post *{wanted}* in this thread by {at}; then {then(following)}."
    )


def extended(turns: Sequence[tuple[Turn, str | None]], now: datetime) -> Message:
    """Tell the next person of a run's extensions, and what became of each.

    With each turn stands who is asked in the reader's place, if somebody else is by now.
    """
    lines = [_extended(turn, instead, now) for turn, instead in turns]
    return Message(fitting(lines), paragraphs(lines))


def _extended(turn: Turn, instead: str | None, now: datetime) -> str:
    step = turn.run_step
    what = f"“{clip(step.title, SHORT_TITLE)}” ({clip(step.run.name, NAME)})"
    match step.state:
        case StepState.DONE:
            return f"{what} is done: nothing comes to you."
        case StepState.CANCELLED:
            return f"{what} was cancelled: nothing comes to you."
        case _ if turn.given_to_id and all(other.level <= turn.level for other in step.turns):
            return f"{what} goes to {mention(turn.given_to_id)} before it would come to you."
        case StepState.MISSED if was_overtaken(step):
            return f"{what} is closed, as the next run has begun: nothing comes to you."
        case _ if turn.state == TurnState.PASSED or turn.deadline_at is None:
            return f"{what} has {f'moved to {mention(instead)}' if instead else 'come to you'}."
        case _:
            at = moment(turn.deadline_at, step.run.zone, now)
            taken = f"{mention(turn.person_id)} took 15 more minutes for {what}"
            to = f"go to {mention(instead)}" if instead else "come to you"
            return f"{taken}; it would {to} at {at}."
