"""`/baton cancel`: an open run ends, with a reason."""

from datetime import datetime

from sqlalchemy.orm import Session

from handlers import acting
from handlers.acting import Acting
from handlers.asking import Answer, Asked, ClickAnswer
from handlers.because import KEYWORD, reason_behind
from handlers.permission import Action
from handlers.responses import errors, told
from handlers.rooms import Response
from handlers.row_ids import row_id
from handlers.slack_requests import SlackClick, SlackSubmission
from handlers.slack_text import plain
from handlers.views import act_answers, act_ids, command_answers, titles
from handlers.views.act_forms import NO_RUN, cancel_form
from handlers.views.form_state import FormState
from handlers.views.modal import View
from handlers.views.words import Message
from scheduler import ending, processes
from scheduler.reasons import ReasonError, read_reason
from storage.models import Process, Run
from storage.states import RunState


class Cancelling:
    """Cancels an open run of a process."""

    def __init__(self, acting_: Acting) -> None:
        """Cancel by way of `acting_`."""
        self.acting = acting_

    def cancel(self, asked: Asked) -> Answer:
        """Answer `/baton cancel`: at once with one run and a reason, else with the modal."""
        with self.acting.database.work() as session:
            name, because = acting.cut(session, plain(asked.rest).strip(), KEYWORD)
            typed = reason_behind(because) if because is not None else ""
            process = acting.named(session, asked, Action.CANCEL, name, typed)
            if isinstance(process, Message):
                return Answer(process)
            open_runs = processes.open_runs(session, process)
            if not open_runs:
                return Answer(act_answers.nothing_open(process))
            if because is not None and len(open_runs) == 1:
                return Answer(_cancel_only(session, open_runs[0], asked, typed))
        form = cancel_form(process, open_runs, typed)
        return Answer(self.acting.opened(asked.trigger_id, form))

    def open_form(self, click: SlackClick, now: datetime) -> ClickAnswer | None:
        """Answer the button on the process's page."""
        _, _, typed = click.value.partition(" ")

        def view_of(session: Session, process: Process) -> View | Message:
            found = processes.open_runs(session, process)
            return (
                cancel_form(process, found, typed) if found else act_answers.nothing_open(process)
            )

        return self.acting.open_form(click, now, Action.CANCEL, view_of)

    def submit(self, submission: SlackSubmission, now: datetime) -> Response:
        """Answer the modal."""
        state = FormState(submission.view.state.values)
        try:
            reason = read_reason(state.text(act_ids.REASON))
        except ReasonError as problem:
            return errors({act_ids.REASON: str(problem)})

        def do(session: Session, process: Process, person_id: str) -> Response:
            run = _run(session, process, state.text(act_ids.RUN))
            if run is None:
                return errors({act_ids.RUN: NO_RUN})
            if run.state != RunState.OPEN:
                return told(titles.NOT_CANCELLED, act_answers.over_already(run))
            ending.cancel(session, run, now, person_id, reason)
            return told(titles.CANCELLED, act_answers.cancelled(run))

        return self.acting.submit(submission, now, Action.CANCEL, do)


def _cancel_only(session: Session, run: Run, asked: Asked, typed: str) -> Message:
    try:
        reason = read_reason(typed)
    except ReasonError as problem:
        return command_answers.not_understood(str(problem))
    ending.cancel(session, run, asked.now, asked.member.id, reason)
    session.commit()
    return act_answers.cancelled(run)


def _run(session: Session, process: Process, value: str) -> Run | None:
    run = session.get(Run, row_id(value))
    return run if run is not None and run.process_id == process.id else None
