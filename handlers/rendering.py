"""What is to be said → what is sent, from the state as it is at that moment."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.replies import turns_with_a_card
from handlers.views import answers, trouble
from handlers.views.card import card
from handlers.views.digest import digest
from handlers.views.preview import created_message
from handlers.views.words import Message
from scheduler import audit
from scheduler.digest import channel_report
from scheduler.letters import Letter
from storage.models import Outgoing, Process, Proof, RunStep, Turn
from storage.states import OutgoingKind, StepState, TurnState, Verdict

Renderer = Callable[[Session, Outgoing, datetime], Message | None]
Permalink = Callable[[str, str], str]


class Rendering:
    """Renders every kind of outgoing message."""

    def __init__(self, permalink: Permalink, explain: trouble.Explain) -> None:
        """Link to messages with `permalink(channel id, ts)`; `explain` errors of Slack."""
        self._permalink = permalink
        self._explain = explain
        self._renderers: Mapping[OutgoingKind, Renderer] = {
            OutgoingKind.ASK: _ask,
            OutgoingKind.REFRESH: _refresh,
            OutgoingKind.ACCEPTED: _accepted,
            OutgoingKind.COUNTED: _counted,
            OutgoingKind.REFUSED: _refused,
            OutgoingKind.LATE: _late,
            OutgoingKind.CLOSED: _closed,
            OutgoingKind.HINT: _hint,
            OutgoingKind.POINTER: self._pointer,
            OutgoingKind.UNREAD: _unread,
            OutgoingKind.CREATED: _created,
            OutgoingKind.DIGEST: _digest,
            OutgoingKind.TROUBLE: self._trouble,
        }

    def __call__(self, session: Session, message: Outgoing, now: datetime) -> Letter | None:
        """Render a message; None when there is nothing left to say."""
        said = self._renderers[message.kind](session, message, now)
        if said is None:
            return None
        return Letter(
            key=message.key,
            conversation=message.conversation,
            thread_ts=message.thread_ts,
            replaces=_replaced(session, message),
            text=said.text,
            blocks=said.blocks,
        )

    def _pointer(self, session: Session, message: Outgoing, _now: datetime) -> Message | None:
        turns = turns_with_a_card(session, str(message.facts["person"]))
        cards = [
            (
                turn.run_step.title,
                turn.run_step.run.name,
                self._permalink(str(turn.channel_id), str(turn.message_ts)),
            )
            for turn in turns
        ]
        return answers.pointer(cards)

    def _trouble(self, session: Session, message: Outgoing, now: datetime) -> Message | None:
        code, facts = str(message.facts["code"]), dict(message.facts)
        if code == audit.STUCK and not audit.is_stuck(session, facts, now):
            return None
        return trouble.trouble(code, facts, self._explain)


def _replaced(session: Session, message: Outgoing) -> str | None:
    return _turn(session, message).message_ts if message.kind == OutgoingKind.REFRESH else None


def _turn(session: Session, message: Outgoing) -> Turn:
    return session.get_one(Turn, message.turn_id)


def _ask(session: Session, message: Outgoing, now: datetime) -> Message | None:
    turn = _turn(session, message)
    wanted = turn.state == TurnState.ASKED and turn.run_step.state == StepState.OPEN
    return card(turn, now) if wanted else None


def _refresh(session: Session, message: Outgoing, now: datetime) -> Message:
    return card(_turn(session, message), now)


def _offered(session: Session, message: Outgoing) -> list[Proof]:
    """Return the files of the reply that this message answers; its ts ends the key."""
    turn, ts = _turn(session, message), message.key.rsplit(":", 1)[-1]
    mine = select(Proof).where(Proof.turn_id == turn.id, Proof.message_ts == ts)
    return list(session.scalars(mine.order_by(Proof.id)))


def _accepted(session: Session, message: Outgoing, _now: datetime) -> Message:
    turn = _turn(session, message)
    run = turn.run_step.run
    opened = [step for step in run.steps if step.state == StepState.OPEN]
    accepted = [p for p in turn.run_step.proofs if p.verdict == Verdict.ACCEPTED]
    return answers.accepted(turn, accepted, opened[0] if opened else None, run)


def _counted(session: Session, message: Outgoing, _now: datetime) -> Message | None:
    step = _turn(session, message).run_step
    got = sum(proof.verdict == Verdict.COUNTED for proof in step.proofs)
    if step.state != StepState.OPEN:
        return None
    return answers.counted(got, step.proof_count, step.proof_kind)


def _refused(session: Session, message: Outgoing, _now: datetime) -> Message:
    reasons = [
        (proof.name, str(proof.reason))
        for proof in _offered(session, message)
        if proof.verdict == Verdict.REFUSED
    ]
    return answers.refused(reasons, _turn(session, message).run_step)


def _late(session: Session, message: Outgoing, _now: datetime) -> Message:
    step = _turn(session, message).run_step
    return answers.late(step, _closed_at(step), step.run.zone)


def _closed(session: Session, message: Outgoing, _now: datetime) -> Message:
    step = _turn(session, message).run_step
    prover = next((t.person_id for t in step.turns if t.state == TurnState.PROVEN), None)
    return answers.closed(step, prover, _closed_at(step), step.run.zone)


def _closed_at(step: RunStep) -> datetime:
    assert step.closed_at is not None, "only a closed step is answered so"
    return step.closed_at


def _hint(session: Session, message: Outgoing, _now: datetime) -> Message | None:
    step = _turn(session, message).run_step
    return answers.hint(step, step.run.zone) if step.state == StepState.OPEN else None


def _unread(session: Session, message: Outgoing, _now: datetime) -> Message | None:
    step = _turn(session, message).run_step
    is_wanted = step.state in (StepState.OPEN, StepState.MISSED)
    return answers.unread(step) if is_wanted else None


def _created(session: Session, message: Outgoing, now: datetime) -> Message:
    return created_message(session.get_one(Process, message.facts["process"]), now)


def _digest(session: Session, message: Outgoing, now: datetime) -> Message:
    until = datetime.fromisoformat(str(message.facts["until"])).astimezone(UTC)
    return digest(channel_report(session, message.conversation, until), now)
