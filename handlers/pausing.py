"""`/baton pause … until …`, and the button on the process's page."""

import re
from datetime import datetime

from sqlalchemy.orm import Session

from handlers import acting
from handlers.acting import Acting
from handlers.asking import Answer, Asked, ClickAnswer
from handlers.permission import Action
from handlers.responses import errors, told
from handlers.rooms import Response
from handlers.slack_requests import SlackClick, SlackSubmission
from handlers.slack_text import plain
from handlers.views import act_answers, command_answers, titles
from handlers.views.act_forms import pause_form
from handlers.views.act_ids import UNTIL
from handlers.views.form_state import FormState
from handlers.views.words import Message
from scheduler import moments, processes
from scheduler.moments import MomentError
from storage.models import Process

KEYWORD = re.compile(r"\s+(?:until|till|til|for)(?:\s+|$)", re.IGNORECASE)


class Pausing:
    """Pauses a process, until a moment or until somebody resumes it."""

    def __init__(self, acting_: Acting) -> None:
        """Pause by way of `acting_`."""
        self.acting = acting_

    def pause(self, asked: Asked) -> Answer:
        """Answer `/baton pause`."""
        with self.acting.database.work() as session:
            name, words = acting.cut(session, plain(asked.rest).strip(), KEYWORD)
            process = acting.named(session, asked, Action.PAUSE, name, words)
            if isinstance(process, Message):
                return Answer(process)
            try:
                until = words and moments.read_moment(words, asked.member.zone, asked.now)
            except MomentError as unclear:
                return Answer(command_answers.not_understood(str(unclear)))
            message = _pause(session, process, asked.member.id, until or None, asked.now)
            session.commit()
            return Answer(message)

    def open_form(self, click: SlackClick, now: datetime) -> ClickAnswer | None:
        """Answer the button on the process's page."""
        return self.acting.open_form(
            click, now, Action.PAUSE, lambda _, process: pause_form(process)
        )

    def submit(self, submission: SlackSubmission, now: datetime) -> Response:
        """Answer the modal."""
        picked = FormState(submission.view.state.values).instant(UNTIL)
        try:
            until = moments.bounded(picked, now) if picked else None
        except MomentError as problem:
            return errors({UNTIL: str(problem)})

        def do(session: Session, process: Process, person_id: str) -> Response:
            return told(titles.PAUSED, _pause(session, process, person_id, until, now))

        return self.acting.submit(submission, now, Action.PAUSE, do)


def _pause(
    session: Session, process: Process, person_id: str, until: datetime | None, now: datetime
) -> Message:
    if processes.is_paused(process, until):
        return command_answers.already_paused(process)
    processes.pause(session, process, person_id, now, until)
    return act_answers.paused_until(process) if until else command_answers.paused(process)
