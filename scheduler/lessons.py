"""What was wrong with a step and what fixed it: one line, for whoever has trouble with it next."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler import outbox
from storage import ledger
from storage.ledger import Subject
from storage.models import Lesson, Outgoing, RunStep, Turn
from storage.states import OutgoingKind, OutgoingState, PassReason, TurnState

LONGEST_LINE = 300
WENT_WRONG = {PassReason.TIME, PassReason.PROBLEM}
NOT_SAID = {OutgoingState.PENDING, OutgoingState.CANCELLED, OutgoingState.REFUSED}


class Line(StrEnum):
    """What became of a line that somebody typed."""

    TAKEN = "taken"
    SAME = "same"
    NEWER = "newer"
    CHANGED = "changed"
    NOT_YOURS = "not_yours"


def went_wrong(step: RunStep) -> bool:
    """Tell whether a step moved up because time ran out, or was reported as a problem.

    That somebody was away, or passed it on, is no trouble with the work itself.
    """
    return any(
        turn.reason in WENT_WRONG or _reported(turn) or _ran_out(turn) for turn in step.turns
    )


def _reported(turn: Turn) -> bool:
    # Whoever reports a problem and then proves the step themselves has said what it was.
    return turn.note is not None and turn.reason != PassReason.BY_HAND


def _ran_out(turn: Turn) -> bool:
    # Whoever proves a step after their time has proven it, and had somebody asked behind them.
    if turn.state != TurnState.PROVEN or turn.deadline_at is None:
        return False
    behind = (other for other in turn.run_step.turns if other.place > turn.place)
    return any(other.asked_at >= turn.deadline_at for other in behind)


def lesson_of(session: Session, process_id: int, step_key: str) -> Lesson | None:
    """Return what worked the last time with a step of a process."""
    mine = (Lesson.process_id == process_id, Lesson.step_key == step_key)
    return session.scalar(select(Lesson).where(*mine))


def last_time(session: Session, step: RunStep) -> Lesson | None:
    """Return what worked before a run step, if anything did."""
    lesson = lesson_of(session, step.run.process_id, step.step_key)
    return lesson if lesson is not None and lesson.run_step_id < step.id else None


def learned_from(session: Session, step: RunStep) -> Lesson | None:
    """Return what was learned from this very run step, while nothing newer is."""
    lesson = lesson_of(session, step.run.process_id, step.step_key)
    return lesson if lesson is not None and lesson.run_step_id == step.id else None


def lessons_of(session: Session, process_id: int, keys: Sequence[str]) -> dict[str, Lesson]:
    """Return what worked with these steps of a process, by their keys."""
    mine = (Lesson.process_id == process_id, Lesson.step_key.in_(keys))
    return {lesson.step_key: lesson for lesson in session.scalars(select(Lesson).where(*mine))}


def seen(lesson: Lesson | None) -> int:
    """Return what a form remembers of the line that it was opened on; 0 where there was none."""
    return lesson.entry if lesson is not None else 0


def say(
    session: Session, turn: Turn, text: str, seen_entry: int, now: datetime, *, is_responsible: bool
) -> Line:
    """Keep the line of whoever has closed a step; an empty one takes theirs away.

    It takes the place of what was learned from earlier runs, never of what a later one taught.
    """
    step = turn.run_step
    lesson = lesson_of(session, step.run.process_id, step.step_key)
    if lesson is not None and lesson.run_step_id == step.id:
        return change(
            session, lesson, text, seen_entry, turn.person_id, now, is_responsible=is_responsible
        )
    if not text:
        return Line.SAME
    if lesson is not None and lesson.run_step_id > step.id:
        return Line.NEWER
    _keep(session, lesson, turn, text, now)
    _redraw(session, turn, now)
    return Line.TAKEN


def change(  # noqa: PLR0913 - what, by whom, when, and what they have seen of it
    session: Session,
    lesson: Lesson,
    text: str,
    seen_entry: int,
    person_id: str,
    now: datetime,
    *,
    is_responsible: bool,
) -> Line:
    """Put other words in the place of a line, or take it away; for its writer and the responsible.

    Says CHANGED, and does nothing, where they have not seen what it says now.
    """
    if text == lesson.text:
        return Line.SAME
    if not is_responsible and lesson.person_id != person_id:
        return Line.NOT_YOURS
    if lesson.entry != seen_entry:
        return Line.CHANGED
    step = session.get_one(RunStep, lesson.run_step_id)
    if text:
        lesson.text, lesson.person_id = text, person_id
        lesson.entry = _enter(session, "lesson_kept", step, person_id, now, text)
    else:
        _enter(session, "lesson_removed", step, person_id, now, lesson.text)
        session.delete(lesson)
        session.flush()
    for turn in step.turns:
        if turn.state == TurnState.PROVEN:
            _redraw(session, turn, now)
    return Line.TAKEN


def _keep(session: Session, before: Lesson | None, turn: Turn, text: str, now: datetime) -> None:
    step = turn.run_step
    lesson = before or Lesson(process_id=step.run.process_id, step_key=step.step_key)
    lesson.run_step_id, lesson.person_id = step.id, turn.person_id
    lesson.at, lesson.text = now, text
    lesson.entry = _enter(session, "lesson_kept", step, turn.person_id, now, text)
    session.add(lesson)
    session.flush()


def _enter(
    session: Session, action: str, step: RunStep, person_id: str, now: datetime, text: str
) -> int:
    facts = {"step": step.step_key, "title": step.title, "text": text}
    return ledger.append(session, action, now, Subject.of(step), person_id, **facts).seq


def answer_to(session: Session, turn: Turn) -> Outgoing | None:
    """Return the answer that took the proof of a turn, in whose thread the line is asked for."""
    mine = (Outgoing.turn_id == turn.id, Outgoing.kind == OutgoingKind.ACCEPTED)
    return session.scalar(select(Outgoing).where(*mine).order_by(Outgoing.id.desc()).limit(1))


def _redraw(session: Session, turn: Turn, now: datetime) -> None:
    """Queue an edit of that answer, unless one is waiting or it has not gone out yet."""
    answer = answer_to(session, turn)
    if answer is not None and answer.state not in NOT_SAID:
        outbox.edit(session, now, OutgoingKind.NOTED, turn, answer.conversation)
