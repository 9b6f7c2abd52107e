"""Why a turn ended before its time, in its person's own words where they gave any."""

from datetime import datetime

from handlers.views.words import clip, mention, moment
from storage.models import Turn
from storage.states import PassReason

# Several of them stand on one card.
SHORT_NOTE = 500
PASSED_OVER = {
    PassReason.TIME: "no proof from {} yet",
    PassReason.GONE: "{} is no longer active in Slack",
    PassReason.UNREACHABLE: "{} could not be reached in Slack",
    PassReason.AWAY: "{} is away",
    PassReason.EMPTY_GROUP: "there is nobody in {} to ask",
    PassReason.OVERTAKEN: "the next run has begun",
}
SAID = {
    PassReason.BY_HAND: "Passed on to {to} by {person} {when}: “{note}”.",
    PassReason.PROBLEM: "Moved to {to} {when}; {person} reported a problem: “{note}”.",
}


def moved_on(turn: Turn, to: str, when: str, now: datetime) -> str:
    """Return how the work of a turn came `to` the next person, for whoever has it now."""
    reason, person = turn.reason or PassReason.TIME, mention(turn.person_id)
    if reason == PassReason.REASSIGNED:
        return f"Given to {to} by {mention(str(turn.given_by_id))} {when}{_given_why(turn)}."
    if reason in SAID:
        return SAID[reason].format(to=to, person=person, when=when, note=_shown(turn))
    return f"Moved to {to} {when}: {PASSED_OVER[reason].format(person)}{_until(turn, now)}."


def _until(turn: Turn, now: datetime) -> str:
    if turn.reason != PassReason.AWAY or turn.away_until is None:
        return ""
    return f" until {moment(turn.away_until, turn.run_step.run.zone, now)}"


def noted(turn: Turn) -> str:
    """Return what someone's own card adds to the word that the work has moved on."""
    if turn.reason == PassReason.REASSIGNED:
        by = "you" if turn.given_by_id == turn.person_id else mention(str(turn.given_by_id))
        return f", as {by} decided{_given_why(turn)}"
    if turn.reason not in SAID:
        return ""
    what = "you passed it on" if turn.reason == PassReason.BY_HAND else "you reported a problem"
    return f"; {what}: “{_shown(turn)}”"


def manager_problem(turn: Turn) -> str:
    """Return what a manager's own card says of the problem that they have reported."""
    creator = turn.run_step.run.process.creator_id
    told = "" if creator == turn.person_id else f" {mention(creator)} has been told."
    return f"You reported a problem: “{_shown(turn)}”.{told}"


def _given_why(turn: Turn) -> str:
    return f": “{clip(turn.given_why, SHORT_NOTE)}”" if turn.given_why else ""


def _shown(turn: Turn) -> str:
    return clip(turn.note or "", SHORT_NOTE)
