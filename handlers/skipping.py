"""`/baton skip` and `/baton unskip`, with their modal and their button."""

from datetime import datetime

from sqlalchemy.orm import Session

from handlers import acting
from handlers.acting import Acting
from handlers.asking import Answer, Asked, ClickAnswer
from handlers.because import KEYWORD, reason_behind
from handlers.permission import Action
from handlers.responses import errors, told
from handlers.rooms import Response
from handlers.slack_requests import SlackClick, SlackSubmission
from handlers.slack_text import plain
from handlers.views import act_answers, act_ids, command_answers, titles
from handlers.views.act_forms import skip_form
from handlers.views.form_state import FormState
from handlers.views.modal import View
from handlers.views.words import Message
from scheduler import skipping
from scheduler.reasons import ReasonError, read_reason
from scheduler.skipping import SkipError
from storage.models import Member, Process, Run

LONGEST_VALUE = 60


class Skipping:
    """Leaves out one occurrence of a process, and takes that back."""

    def __init__(self, acting_: Acting) -> None:
        """Skip by way of `acting_`."""
        self.acting = acting_

    def skip(self, asked: Asked) -> Answer:
        """Answer `/baton skip`: at once with a reason behind “because”, else with the modal."""
        with self.acting.database.work() as session:
            name, because = acting.cut(session, plain(asked.rest).strip(), KEYWORD)
            process = acting.named(session, asked, Action.SKIP, name, because)
            if isinstance(process, Message):
                return Answer(process)
            coming = skipping.coming(session, process, asked.now)
            if not coming:
                return Answer(act_answers.nothing_to_skip(process))
            if because is not None:
                return Answer(_skip_next(session, process, asked, because, coming[0].local))
        return Answer(self.acting.opened(asked.trigger_id, skip_form(process, coming)))

    def open_form(self, click: SlackClick, now: datetime) -> ClickAnswer | None:
        """Answer the button on the process's page."""

        def view_of(session: Session, process: Process) -> View | Message:
            coming = skipping.coming(session, process, now)
            return skip_form(process, coming) if coming else act_answers.nothing_to_skip(process)

        return self.acting.open_form(click, now, Action.SKIP, view_of)

    def submit(self, submission: SlackSubmission, now: datetime) -> Response:
        """Answer the modal."""
        state = FormState(submission.view.state.values)
        try:
            reason = read_reason(state.text(act_ids.REASON))
        except ReasonError as problem:
            return errors({act_ids.REASON: str(problem)})
        local = wall_time(state.text(act_ids.OCCURRENCE))

        def do(session: Session, process: Process, person_id: str) -> Response:
            return told(*_skip(session, process, local, person_id, reason, now))

        return self.acting.submit(submission, now, Action.SKIP, do)

    def unskip(self, asked: Asked) -> Answer:
        """Answer `/baton unskip`: at once where one is skipped, else which one."""
        with self.acting.database.work() as session:
            process = acting.named(session, asked, Action.UNSKIP, plain(asked.rest))
            if isinstance(process, Message):
                return Answer(process)
            runs = skipping.skipped(session, process, asked.now)
            if not runs:
                return Answer(act_answers.nothing_skipped(process))
            if len(runs) > 1:
                return Answer(act_answers.which_skip(process, runs))
            skipping.take_back(session, runs[0], asked.member.id, asked.now)
            session.commit()
            return Answer(act_answers.unskipped(runs[0]))

    def press_unskip(self, click: SlackClick, now: datetime) -> ClickAnswer | None:
        """Answer the button on the word that an occurrence is skipped."""
        member = self.acting.full_member(click.user.id, now)
        if isinstance(member, Message):
            return ClickAnswer(member)
        process_id, _, local = click.value[:LONGEST_VALUE].partition("@")
        with self.acting.database.work() as session:
            found = acting.with_id(session, process_id)
            process = acting.allowed(session, member, Action.UNSKIP, found)
            if isinstance(process, Message):
                return ClickAnswer(process)
            answer = _take_back(session, process, wall_time(local), member, now)
            session.commit()
            return answer


def _skip_next(
    session: Session, process: Process, asked: Asked, because: str, local: datetime
) -> Message:
    try:
        reason = read_reason(reason_behind(because))
    except ReasonError as problem:
        return command_answers.not_understood(str(problem))
    _, message = _skip(session, process, local, asked.member.id, reason, asked.now)
    session.commit()
    return message


def _skip(
    session: Session,
    process: Process,
    local: datetime | None,
    person_id: str,
    reason: str,
    now: datetime,
) -> tuple[str, Message]:
    if local is None:
        return titles.NOT_SKIPPED, act_answers.too_late_to_skip(process)
    before = skipping.skipped_at(session, process.id, local)
    if before is not None:
        return titles.SKIPPED_ALREADY, act_answers.skipped_already(before)
    try:
        run = skipping.skip(session, process, local, person_id, reason, now)
    except SkipError:
        return titles.NOT_SKIPPED, act_answers.too_late_to_skip(process)
    return titles.SKIPPED, act_answers.skipped(run)


def _take_back(
    session: Session, process: Process, local: datetime | None, member: Member, now: datetime
) -> ClickAnswer:
    run: Run | None = skipping.skipped_at(session, process.id, local) if local else None
    if run is None:
        return ClickAnswer(act_answers.not_skipped_any_more(process))
    try:
        skipping.take_back(session, run, member.id, now)
    except SkipError:
        return ClickAnswer(act_answers.not_skipped_any_more(process))
    return ClickAnswer(act_answers.unskipped(run), replaces=True)


def wall_time(text: str) -> datetime | None:
    """Read a naive wall time that one of our forms or buttons carries; None for anything else."""
    try:
        local = datetime.fromisoformat(text)
    except ValueError:
        return None
    return local if local.tzinfo is None else None
