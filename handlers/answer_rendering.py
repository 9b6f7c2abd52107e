"""What is answered in a card's thread, to a proof or to words."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.card_rendering import turn_of
from handlers.views import answers
from handlers.views.lessons import asking
from handlers.views.words import Message
from scheduler import lessons
from storage.models import Outgoing, Proof, RunStep, Turn
from storage.states import ProcessState, StepState, TurnState, Verdict


def accepted(session: Session, message: Outgoing, _now: datetime) -> Message:
    """Render that a step is done, and ask what worked where something had gone wrong."""
    turn = turn_of(session, message)
    run = turn.run_step.run
    opened = [step for step in run.steps if step.state == StepState.OPEN]
    proofs = [p for p in turn.run_step.proofs if p.verdict == Verdict.ACCEPTED]
    said = answers.accepted(turn, proofs, opened[0] if opened else None, run)
    return _asked_what_worked(session, turn, said)


def _asked_what_worked(session: Session, turn: Turn, said: Message) -> Message:
    step = turn.run_step
    is_over = step.run.process.state == ProcessState.ARCHIVED
    if is_over or not step.step_key or not lessons.went_wrong(step):
        return said
    text, blocks = asking(turn, lessons.learned_from(session, step))
    return Message(f"{said.text} {text}", [*said.blocks, *blocks])


def noted(session: Session, message: Outgoing, now: datetime) -> Message | None:
    """Render the answer anew, with what was written down; nothing where it is not posted yet."""
    answer = lessons.answer_to(session, turn_of(session, message))
    # Until it is known where the answer stands there is nothing to edit.
    return accepted(session, message, now) if answer and answer.message_ts else None


def counted(session: Session, message: Outgoing, _now: datetime) -> Message | None:
    """Render how many files there are of those wanted; nothing once the step is closed."""
    step = turn_of(session, message).run_step
    got = sum(proof.verdict == Verdict.COUNTED for proof in step.proofs)
    if step.state != StepState.OPEN:
        return None
    return answers.counted(got, step.proof_count, step.proof_kind)


def refused(session: Session, message: Outgoing, _now: datetime) -> Message:
    """Render why each file of a reply cannot count."""
    reasons = [
        (proof.name, str(proof.reason))
        for proof in _offered(session, message)
        if proof.verdict == Verdict.REFUSED
    ]
    return answers.refused(reasons, turn_of(session, message).run_step)


def _offered(session: Session, message: Outgoing) -> list[Proof]:
    """Return the files of the reply that this message answers; its ts ends the key."""
    turn, ts = turn_of(session, message), message.key.rsplit(":", 1)[-1]
    mine = select(Proof).where(Proof.turn_id == turn.id, Proof.message_ts == ts)
    return list(session.scalars(mine.order_by(Proof.id)))


def late(session: Session, message: Outgoing, now: datetime) -> Message:
    """Render that a proof came after its step was missed."""
    step = turn_of(session, message).run_step
    return answers.late(step, _closed_at(step), now)


def closed(session: Session, message: Outgoing, now: datetime) -> Message:
    """Render that a proof came after its step was closed."""
    step = turn_of(session, message).run_step
    prover = next((t.person_id for t in step.turns if t.state == TurnState.PROVEN), None)
    return answers.closed(step, prover, _closed_at(step), now)


def _closed_at(step: RunStep) -> datetime:
    assert step.closed_at is not None, "only a closed step is answered so"
    return step.closed_at


def hint(session: Session, message: Outgoing, now: datetime) -> Message | None:
    """Render what would be a proof, for words in a thread; nothing once the step is closed."""
    step = turn_of(session, message).run_step
    return answers.hint(step, now) if step.state == StepState.OPEN else None


def unread(session: Session, message: Outgoing, _now: datetime) -> Message | None:
    """Render that a file could not be looked at; nothing where it no longer matters."""
    step = turn_of(session, message).run_step
    is_wanted = step.state in (StepState.OPEN, StepState.MISSED)
    return answers.unread(step) if is_wanted else None
