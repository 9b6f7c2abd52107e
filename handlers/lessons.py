"""The line on what worked: asked of whoever closed a step, changed from the process's page."""

from datetime import datetime

from sqlalchemy.orm import Session

from handlers import acting
from handlers.acting import Acting
from handlers.asking import ClickAnswer
from handlers.permission import Action, may
from handlers.responses import errors, told
from handlers.rooms import Response, Rooms
from handlers.row_ids import row_id
from handlers.slack_requests import SlackClick, SlackSubmission
from handlers.views import act_answers, press_answers, titles
from handlers.views import lessons as views
from handlers.views.blocks import section
from handlers.views.card_modals import with_note
from handlers.views.form_state import FormState
from handlers.views.lessons import Learned, LinesMemory
from handlers.views.modal import View
from handlers.views.words import Message, too_long
from scheduler import lessons
from scheduler.lessons import LONGEST_LINE, Line
from scheduler.typed_text import one_line
from storage.models import Lesson, Member, Process, RunStep, Step, Turn
from storage.states import ProcessState, TurnState

CLOSE: Response = {}


class Lessons:
    """Who may write is looked at when it is written, not when the modal was opened."""

    def __init__(self, acting_: Acting) -> None:
        """Find people and open modals by way of `acting_`."""
        self.acting = acting_

    def rooms(self) -> Rooms:
        """Return what it answers."""
        return Rooms(
            forms={
                views.LINE_CALLBACK: self.submit_line,
                views.LINES_CALLBACK: self.submit_lines,
            },
            clicks={views.ADD_LINE: self.ask, views.OPEN_LINES: self.open_all},
        )

    # In the thread of a card.

    def ask(self, click: SlackClick, now: datetime) -> ClickAnswer | None:
        """Open the modal that takes a line down; None when it is open."""
        member = self.acting.full_member(click.user.id, now)
        with self.acting.database.look() as session:
            turn = _asked(session, row_id(click.value), member)
            view = turn if isinstance(turn, Message) else _line_view(session, turn)
        return self.acting.open(click, view)

    def submit_line(self, submission: SlackSubmission, now: datetime) -> Response:
        """Keep the line of whoever closed a step."""
        text = one_line(FormState(submission.view.state.values).text(views.LINE))
        if len(text) > LONGEST_LINE:
            return errors({views.LINE: too_long(len(text), LONGEST_LINE)})
        memory = views.line_memory(submission.view.private_metadata)
        member = self.acting.full_member(submission.user.id, now)
        with self.acting.database.work() as session:
            turn = _asked(session, memory.turn_id, member)
            if isinstance(turn, Message) or isinstance(member, Message):
                return told(titles.NOTHING_DONE, with_note(_message(turn, member), text))
            responsible = may(member, Action.LESSON, turn.run_step.run.process)
            line = lessons.say(session, turn, text, memory.seen, now, is_responsible=responsible)
            session.commit()
            step = turn.run_step
            lesson = lessons.lesson_of(session, step.run.process_id, step.step_key)
            no = _why_not(line, lesson, step, step.run.process)
        return told(titles.NOTHING_DONE, with_note(no, text)) if no else CLOSE

    # From the page of a process.

    def open_all(self, click: SlackClick, now: datetime) -> ClickAnswer | None:
        """Open the modal with all lines of a process that somebody may change."""
        member = self.acting.full_member(click.user.id, now)
        with self.acting.database.look() as session:
            process = _living(acting.with_id(session, click.value))
            view: View | Message = (
                _message(process, member)
                if isinstance(process, Message) or isinstance(member, Message)
                else _lines_view(session, process, member)
            )
        return self.acting.open(click, view)

    def submit_lines(self, submission: SlackSubmission, now: datetime) -> Response:
        """Change what was changed in that modal; what overtook it is said."""
        memory = views.lines_memory(submission.view.private_metadata)
        state = FormState(submission.view.state.values)
        typed = {key: one_line(state.text(views.line_field(key))) for key in memory.seen}
        long = {key: text for key, text in typed.items() if len(text) > LONGEST_LINE}
        if long:
            wrong = {views.line_field(key): too_long(len(long[key]), LONGEST_LINE) for key in long}
            return errors(wrong)
        member = self.acting.full_member(submission.user.id, now)
        with self.acting.database.work() as session:
            process = _living(acting.with_id(session, str(memory.process_id)))
            if isinstance(process, Message) or isinstance(member, Message):
                return told(titles.NOTHING_DONE, _message(process, member))
            refused = _change_all(session, process, member, typed, memory, now)
            session.commit()
        return told(titles.NOT_ALL_KEPT, _joined(refused)) if refused else CLOSE


def _asked(session: Session, turn_id: int, member: Member | Message) -> Turn | Message:
    """Return the turn that closed a step, if this is who is asked about it."""
    turn = session.get(Turn, row_id(str(turn_id)))
    if isinstance(member, Message):
        return member
    if turn is None or turn.state != TurnState.PROVEN or not turn.run_step.step_key:
        return press_answers.unknown()
    if turn.person_id != member.id:
        return views.only_the_prover(turn)
    process = _living(turn.run_step.run.process)
    return process if isinstance(process, Message) else turn


def _living(found: Process | Message) -> Process | Message:
    is_over = isinstance(found, Process) and found.state == ProcessState.ARCHIVED
    return act_answers.gone() if is_over else found


def _message(found: Turn | Process | Message, member: Member | Message) -> Message:
    said = member if isinstance(member, Message) else found
    assert isinstance(said, Message), "one of them says why not"
    return said


def _line_view(session: Session, turn: Turn) -> View | Message:
    step = turn.run_step
    lesson = lessons.lesson_of(session, step.run.process_id, step.step_key)
    if lesson is not None and lesson.run_step_id > step.id:
        return views.newer(lesson, step.run.process)
    return views.line_modal(turn, lesson)


def _why_not(
    line: Line, lesson: Lesson | None, step: RunStep | Step, process: Process
) -> Message | None:
    match line:
        case Line.NEWER if lesson is not None:
            return views.newer(lesson, process)
        case Line.NOT_YOURS if lesson is not None:
            return views.not_yours(lesson.person_id, process, step)
        case Line.CHANGED:
            return views.changed(lesson, step)
    return None


def _lines_view(session: Session, process: Process, member: Member) -> View | Message:
    found = changeable(session, process, member)
    return views.lines_modal(process, found) if found else views.nothing_to_change(process)


def changeable(session: Session, process: Process, member: Member) -> list[tuple[Step, Lesson]]:
    """Return the steps of a process with the lines that somebody may change."""
    found = lessons.lessons_of(session, process.id, [step.key for step in process.steps])
    responsible = may(member, Action.LESSON, process)
    pairs = ((step, found[step.key]) for step in process.steps if step.key in found)
    return [pair for pair in pairs if responsible or pair[1].person_id == member.id]


def learned(session: Session, process: Process, member: Member) -> Learned:
    """Return what the page of a process shows to somebody of what worked."""
    found = lessons.lessons_of(session, process.id, [step.key for step in process.steps])
    is_over = process.state == ProcessState.ARCHIVED
    return Learned(found, not is_over and bool(changeable(session, process, member)))


def _change_all(
    session: Session,
    process: Process,
    member: Member,
    typed: dict[str, str],
    memory: LinesMemory,
    now: datetime,
) -> list[Message]:
    responsible = may(member, Action.LESSON, process)
    found = lessons.lessons_of(session, process.id, list(typed))
    refused: list[Message] = []
    for step in process.steps:
        text, lesson = typed.get(step.key, ""), found.get(step.key)
        # An empty field of a line that is gone has had its way.
        line = Line.CHANGED if text else Line.SAME
        if lesson is not None:
            seen = memory.seen[step.key]
            line = lessons.change(
                session, lesson, text, seen, member.id, now, is_responsible=responsible
            )
        no = _why_not(line, lesson, step, process)
        refused += [with_note(no, text)] if no else []
    return refused


def _joined(messages: list[Message]) -> Message:
    lines = [message.text for message in messages]
    return Message("\n".join(lines), [section(line) for line in lines])
