"""The DM that asks someone for proof, and what it says once things have moved on."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from handlers.views.blocks import paragraphs, section
from handlers.views.card_buttons import NextPerson, buttons, is_given_up, next_on_ladder
from handlers.views.lessons import last_time
from handlers.views.notes import manager_problem, moved_on, noted
from handlers.views.outcome import Standing, missed, proven
from handlers.views.overlap_words import closing, earlier_runs, which_run
from handlers.views.proof_words import in_order, missing, with_verdict
from handlers.views.rota_words import on_card
from handlers.views.run_history import by_hand
from handlers.views.step_help import spoken_help, step_help
from handlers.views.turn_words import then, until
from handlers.views.words import (
    LONGEST_TEXT,
    NAME,
    TITLE,
    Message,
    bold,
    clip,
    duration,
    mention,
    moment,
    proof_rule,
    when,
    when_known,
)
from scheduler.lessons import went_wrong
from storage.models import Lesson, RunStep, Turn
from storage.states import Level, PassReason, StepState, TurnState, Verdict

# Slack needs a few seconds; people need not hear of that.
WORTH_A_WORD = timedelta(minutes=2)
SHORT_TITLE = 600


def card(
    turn: Turn, now: datetime, following: NextPerson | None = None, lesson: Lesson | None = None
) -> Message:
    """Return the card of a turn as things stand at the aware instant `now`.

    `following` is who is asked next if that is not simply the next person on the ladder; `lesson`
    is what worked the last time, shown where there is trouble again.
    """
    following = following or next_on_ladder(turn)
    step = turn.run_step
    what = f"{clip(step.run.name, NAME)}{_position(step)}: {clip(step.title, SHORT_TITLE)}."
    standing = _standing(turn, now, following, lesson)
    text = _spoken(what, standing.aloud)
    blocks = [section(_title(step)), *paragraphs(standing.lines)]
    if step.state == StepState.OPEN:
        blocks += step_help(step)
        text = "\n".join([text, *spoken_help(step, LONGEST_TEXT - len(text))])
    if _asks(turn):
        blocks += buttons(turn, now, following)
    return Message(text, blocks)


def _spoken(what: str, lines: Sequence[str]) -> str:
    """Return as many of the first lines as a text holds: those say what is wanted."""
    kept, room = list[str](), LONGEST_TEXT - len(what)
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            break
        kept.append(line)
    return " ".join([what, *kept])


def _standing(
    turn: Turn, now: datetime, following: NextPerson | None, lesson: Lesson | None
) -> Standing:
    step = turn.run_step
    match step.state:
        case StepState.DONE:
            return proven(turn, now)
        case StepState.MISSED:
            return missed(step, now)
        case StepState.CANCELLED:
            return Standing([_cancelled(step, now)])
        case _ if turn.state == TurnState.PASSED:
            return Standing([*_moved(turn, now), *_arrived(step), _still_counts(step)])
        case _:
            known, wanted = _known(turn, now, lesson), _wanted(turn, now, following)
            return Standing([*wanted, *_arrived(step), *_so_far(turn, now), *known])


def _cancelled(step: RunStep, now: datetime) -> str:
    run = step.run
    # A step that was cancelled on its own knows by whom; else its run does.
    closed = step if step.closed_by_id else run
    at = when_known(closed.closed_at, run.zone, now)
    return f"Nothing left to do: cancelled{at}{by_hand(closed)}."


def _asks(turn: Turn) -> bool:
    return turn.run_step.state == StepState.OPEN and turn.state != TurnState.PASSED


def _title(step: RunStep) -> str:
    return f"{bold(clip(step.title, TITLE))}\n{clip(step.run.name, NAME)}{_position(step)}"


def _position(step: RunStep) -> str:
    steps = len(step.run.steps)
    number = f", step {step.position + 1} of {steps}" if steps > 1 else ""
    return f"{number}{which_run(step.run)}"


def _wanted(turn: Turn, now: datetime, following: NextPerson | None) -> Iterator[str]:
    if is_given_up(turn):
        yield from _leaving(turn, now, following)
        return
    more = "You have 15 more minutes. " if turn.extended_at is not None else ""
    yield f"{more}{_request(turn, now, following)}"
    if turn.note is not None:
        yield manager_problem(turn)


def _leaving(turn: Turn, now: datetime, following: NextPerson | None) -> Iterator[str]:
    if turn.reason == PassReason.OVERTAKEN:
        yield f"{closing(turn, now)}."
        yield _still_counts(turn.run_step)
        return
    to = f"moves to {mention(following.person_id)}" if following else "is closed"
    yield f":arrow_right: This {to} as soon as I have looked through this thread{noted(turn)}."
    yield _still_counts(turn.run_step)


def _request(turn: Turn, now: datetime, following: NextPerson | None) -> str:
    step, zone = turn.run_step, turn.run_step.run.zone
    at = until(turn, zone, now)
    return f"Reply in this thread with *{missing(step)}* by {at}; then {then(following)}."


def _so_far(turn: Turn, now: datetime) -> Iterator[str]:
    """Tell how the work came here, in words that blame nobody."""
    if turn.place == (Level.OWNER, 0):
        yield from on_card(turn.run_step, now)
    until_here = [other for other in in_order(turn.run_step) if other.place <= turn.place]
    for before, after in pairwise(until_here):
        to = "you" if after is turn else mention(after.person_id)
        yield moved_on(before, to, _handed(before, after, now), now)
    if turn.away_until and turn.is_live and turn.level == Level.MANAGER:
        back = moment(turn.away_until, turn.run_step.run.zone, now)
        yield f"You are away until {back}; I ask you all the same, because nobody else is left."
    late = _late(turn, now)
    if late >= WORTH_A_WORD:
        yield f"This reaches you {duration(_minutes(late))} late."
    yield from earlier_runs(turn)


def _handed(before: Turn, after: Turn, now: datetime) -> str:
    return when(before.ended_at or after.asked_at, before.run_step.run.zone, now)


def _known(turn: Turn, now: datetime, lesson: Lesson | None) -> Iterator[str]:
    """Tell what worked the last time to whoever has the same trouble now."""
    has_trouble = went_wrong(turn.run_step) or _late(turn, now) >= WORTH_A_WORD
    if lesson is not None and has_trouble and not is_given_up(turn):
        yield last_time(lesson, turn.run_step.run)


def _late(turn: Turn, now: datetime) -> timedelta:
    return (turn.started_at or now) - _planned(turn)


def _planned(turn: Turn) -> datetime:
    """Return when this person should have been asked: a run's first steps when it fell due."""
    run = turn.run_step.run
    # Whoever stands in for somebody who is away is asked then, too.
    return run.due_at if turn.asked_at <= run.opened_at else turn.asked_at


def _minutes(length: timedelta) -> timedelta:
    return length - length % timedelta(minutes=1)


def _arrived(step: RunStep) -> Iterator[str]:
    got = len(with_verdict(step, Verdict.COUNTED))
    if got:
        rule = proof_rule(step.proof_kind, step.proof_count)
        yield f"{got} of {rule} {'is' if got == 1 else 'are'} here already."


def _moved(turn: Turn, now: datetime) -> Iterator[str]:
    later = [other for other in in_order(turn.run_step) if other.place > turn.place]
    if later:
        to = mention(later[0].person_id)
        yield f":arrow_right: Moved to {to} {_handed(turn, later[0], now)}{noted(turn)}."
    if len(later) > 1:
        yield f"Now with {mention(later[-1].person_id)}."


def _still_counts(step: RunStep) -> str:
    return f"A proof in this thread still counts: {missing(step)}."
