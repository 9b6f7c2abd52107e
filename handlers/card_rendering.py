"""What is said to whoever is asked, or is next: cards, nudges and extensions."""

from datetime import datetime

from sqlalchemy.orm import Session

from handlers.next_person import next_at_its_end
from handlers.views import reminders
from handlers.views.card import card
from handlers.views.words import Message
from scheduler import extensions, lessons, nudging
from storage.models import Outgoing, Turn
from storage.states import PassReason, StepState, TurnState


def turn_of(session: Session, message: Outgoing) -> Turn:
    """Return the turn that a message is about."""
    return session.get_one(Turn, message.turn_id)


def ask(session: Session, message: Outgoing, now: datetime) -> Message | None:
    """Render the card of whoever is asked; nothing once they are not, or their run is closing."""
    turn = turn_of(session, message)
    # Whoever would be asked for a run that is closing had nothing of it.
    goes_on = turn.state == TurnState.ASKED and turn.reason != PassReason.OVERTAKEN
    wanted = goes_on and turn.run_step.state == StepState.OPEN
    return _card(session, turn, now) if wanted else None


def refresh(session: Session, message: Outgoing, now: datetime) -> Message:
    """Render a card anew."""
    return _card(session, turn_of(session, message), now)


def _card(session: Session, turn: Turn, now: datetime) -> Message:
    lesson = lessons.last_time(session, turn.run_step)
    return card(turn, now, next_at_its_end(session, turn, now), lesson)


def nudge(session: Session, message: Outgoing, now: datetime) -> Message | None:
    """Render a nudge; nothing where it is not wanted any more."""
    turn, number = turn_of(session, message), int(message.key.rsplit(":", 1)[-1])
    if not nudging.is_wanted(session, turn, now):
        return None
    return reminders.nudge(turn, number, now, next_at_its_end(session, turn, now))


def extended(session: Session, message: Outgoing, now: datetime) -> Message | None:
    """Render that whoever is next has it later; nothing once the work goes nowhere."""
    turns = _extended_turns(session, message)
    goes_on = any(
        turn.state == TurnState.STANDING and turn.run_step.state == StepState.OPEN and not instead
        for turn, instead in turns
    )
    return reminders.extended(turns, now) if goes_on else None


def amended(session: Session, message: Outgoing, now: datetime) -> Message | None:
    """Render anew what was said of extensions; nothing where that is not posted yet."""
    first = first_of(session, message)
    # Until it is known where the first one stands there is nothing to edit.
    if first.message_ts is None:
        return None
    return reminders.extended(_extended_turns(session, first), now)


def _extended_turns(session: Session, first: Outgoing) -> list[tuple[Turn, str | None]]:
    """Return what one was told of, each with who is asked next where it is not them any more."""
    turns = extensions.extended_turns(session, first)
    return [(one, extensions.instead_of(session, one, first.conversation)) for one in turns]


def first_of(session: Session, message: Outgoing) -> Outgoing:
    """Return the message that another one brings up to date."""
    return extensions.announcement(session, str(message.facts["of"]))
