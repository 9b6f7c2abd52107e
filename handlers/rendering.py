"""What is to be said → what is sent, from the state as it is at that moment."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers import act_rendering, family_rendering
from handlers.next_person import next_at_its_end
from handlers.replies import turns_with_a_card
from handlers.reporting import Reports
from handlers.views import answers, overlap_words, reminders, trouble
from handlers.views.away import away_by_another, back_by_another
from handlers.views.card import card
from handlers.views.chain import chain_message
from handlers.views.changed import changed_message
from handlers.views.digest import digest
from handlers.views.leaver import leaver_message, took_over
from handlers.views.lessons import asking
from handlers.views.preview import created_message
from handlers.views.status import status_question
from handlers.views.words import Message
from scheduler import (
    audit,
    chain_watch,
    extensions,
    leavers,
    lessons,
    nudging,
    status_hints,
    versions,
)
from scheduler.digest import channel_report
from scheduler.letters import Letter
from scheduler.meanwhile import meanwhile
from scheduler.versions import Basis
from storage.database import Database
from storage.models import (
    Absence,
    Member,
    Outgoing,
    Process,
    Proof,
    RunStep,
    StatusHint,
    Turn,
    Vacancy,
)
from storage.states import (
    OutgoingKind,
    PassReason,
    ProcessState,
    StepState,
    TurnState,
    Verdict,
)

Renderer = Callable[[Session, Outgoing, datetime], Message | None]
Permalink = Callable[[str, str], str]


class Rendering:
    """Renders every kind of outgoing message."""

    def __init__(self, permalink: Permalink, explain: trouble.Explain, database: Database) -> None:
        """Link to messages with `permalink(channel id, ts)`; `explain` errors of Slack.

        What takes long is read from `database` while it is sent.
        """
        self._permalink = permalink
        self._explain = explain
        self._reports = Reports(database)
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
            OutgoingKind.NUDGE: _nudge,
            OutgoingKind.EXTENDED: _extended,
            OutgoingKind.AMENDED: _amended,
            OutgoingKind.NOTED: _noted,
            OutgoingKind.CREATED: _created,
            OutgoingKind.CHANGED: _changed,
            OutgoingKind.DIGEST: _digest,
            OutgoingKind.TROUBLE: self._trouble,
            OutgoingKind.WOKE: act_rendering.woke,
            OutgoingKind.SKIPPED: act_rendering.skipped,
            OutgoingKind.UNSKIPPED: act_rendering.unskipped,
            OutgoingKind.LEFT_OUT: act_rendering.left_out,
            OutgoingKind.HANDED: act_rendering.handed,
            OutgoingKind.AWAY_SAID: _away_said,
            OutgoingKind.STATUS: _status,
            OutgoingKind.LEAVER: _leaver,
            OutgoingKind.TOOK_OVER: _took_over,
            OutgoingKind.FAMILY: family_rendering.family_changed,
            OutgoingKind.LOCATION: family_rendering.location_changed,
            OutgoingKind.CHAIN: _chain,
        }

    def __call__(self, session: Session, message: Outgoing, now: datetime) -> Letter | None:
        """Render a message; None when there is nothing left to say."""
        if message.kind == OutgoingKind.REPORT:
            return self._report(session, message)
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

    def _report(self, session: Session, message: Outgoing) -> Letter | None:
        file = self._reports.attachment(session, message)
        if file is None:
            return None
        return Letter(message.key, message.conversation, None, None, file.title, [], file)

    def _pointer(self, session: Session, message: Outgoing, _now: datetime) -> Message | None:
        turns = turns_with_a_card(session, str(message.facts["person"]))
        cards = [
            (
                turn.run_step.title,
                overlap_words.called(turn.run_step.run),
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
    match message.kind:
        case OutgoingKind.REFRESH:
            return _turn(session, message).message_ts
        case OutgoingKind.AMENDED:
            return _first(session, message).message_ts
        case OutgoingKind.NOTED:
            answer = lessons.answer_to(session, _turn(session, message))
            return answer.message_ts if answer else None
        case _:
            return None


def _turn(session: Session, message: Outgoing) -> Turn:
    return session.get_one(Turn, message.turn_id)


def _ask(session: Session, message: Outgoing, now: datetime) -> Message | None:
    turn = _turn(session, message)
    # Whoever would be asked for a run that is closing had nothing of it.
    goes_on = turn.state == TurnState.ASKED and turn.reason != PassReason.OVERTAKEN
    wanted = goes_on and turn.run_step.state == StepState.OPEN
    return _card(session, turn, now) if wanted else None


def _refresh(session: Session, message: Outgoing, now: datetime) -> Message:
    return _card(session, _turn(session, message), now)


def _card(session: Session, turn: Turn, now: datetime) -> Message:
    lesson = lessons.last_time(session, turn.run_step)
    return card(turn, now, next_at_its_end(session, turn, now), lesson)


def _nudge(session: Session, message: Outgoing, now: datetime) -> Message | None:
    turn, number = _turn(session, message), int(message.key.rsplit(":", 1)[-1])
    if not nudging.is_wanted(session, turn, now):
        return None
    return reminders.nudge(turn, number, now, next_at_its_end(session, turn, now))


def _extended(session: Session, message: Outgoing, now: datetime) -> Message | None:
    turns = _extended_turns(session, message)
    goes_on = any(
        turn.state == TurnState.STANDING and turn.run_step.state == StepState.OPEN and not instead
        for turn, instead in turns
    )
    return reminders.extended(turns, now) if goes_on else None


def _amended(session: Session, message: Outgoing, now: datetime) -> Message | None:
    first = _first(session, message)
    # Until it is known where the first one stands there is nothing to edit.
    if first.message_ts is None:
        return None
    return reminders.extended(_extended_turns(session, first), now)


def _extended_turns(session: Session, first: Outgoing) -> list[tuple[Turn, str | None]]:
    """Return what one was told of, each with who is asked next where it is not them any more."""
    turns = extensions.extended_turns(session, first)
    return [(one, extensions.instead_of(session, one, first.conversation)) for one in turns]


def _first(session: Session, message: Outgoing) -> Outgoing:
    return extensions.announcement(session, str(message.facts["of"]))


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
    said = answers.accepted(turn, accepted, opened[0] if opened else None, run)
    return _asked_what_worked(session, turn, said)


def _asked_what_worked(session: Session, turn: Turn, said: Message) -> Message:
    step = turn.run_step
    is_over = step.run.process.state == ProcessState.ARCHIVED
    if is_over or not step.step_key or not lessons.went_wrong(step):
        return said
    text, blocks = asking(turn, lessons.learned_from(session, step))
    return Message(f"{said.text} {text}", [*said.blocks, *blocks])


def _noted(session: Session, message: Outgoing, now: datetime) -> Message | None:
    answer = lessons.answer_to(session, _turn(session, message))
    # Until it is known where the answer stands there is nothing to edit.
    return _accepted(session, message, now) if answer and answer.message_ts else None


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


def _changed(session: Session, message: Outgoing, _now: datetime) -> Message | None:
    process = session.get_one(Process, message.facts["process"])
    change = versions.change_to(session, Basis(process.id, int(message.facts["version"])))
    if process.state == ProcessState.ARCHIVED or change is None:
        return None
    return changed_message(process, change, message.conversation)


def _digest(session: Session, message: Outgoing, now: datetime) -> Message:
    until = datetime.fromisoformat(str(message.facts["until"])).astimezone(UTC)
    return digest(channel_report(session, message.conversation, until), now)


def _away_said(session: Session, message: Outgoing, now: datetime) -> Message | None:
    absence = session.get_one(Absence, message.facts["absence"])
    if message.key.startswith("back"):
        return back_by_another(str(message.facts["by"]))
    if absence.ended_at is not None:
        return None
    zone = _zone_of(session, absence.person_id)
    return away_by_another(absence, meanwhile(session, absence, now), zone, now)


def _status(session: Session, message: Outgoing, now: datetime) -> Message | None:
    hint = session.get_one(StatusHint, message.facts["hint"])
    to = status_hints.successors(session, hint.person_id)
    if not to or not status_hints.still_asks(session, hint, now):
        return None
    return status_question(hint, to, _zone_of(session, hint.person_id))


def _leaver(session: Session, message: Outgoing, _now: datetime) -> Message | None:
    gone_id = str(message.facts["gone"])
    vacancies = leavers.asked_of(session, message.conversation, gone_id)
    open_ones = any(leavers.is_vacant(vacancy) for vacancy in vacancies)
    return leaver_message(vacancies, gone_id) if open_ones else None


def _took_over(session: Session, message: Outgoing, _now: datetime) -> Message:
    return took_over(session.get_one(Vacancy, message.facts["vacancy"]))


def _chain(session: Session, message: Outgoing, _now: datetime) -> Message | None:
    findings = chain_watch.told_with(session, int(message.facts["first"]))
    return chain_message(findings) if any(map(chain_watch.is_open, findings)) else None


def _zone_of(session: Session, person_id: str) -> str:
    member = session.get(Member, person_id)
    return member.zone if member else "UTC"
