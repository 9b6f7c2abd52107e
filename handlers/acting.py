"""What every act on a process begins with: who asks, which process, and whether they may."""

import re
from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from handlers import naming
from handlers.asking import Asked, ClickAnswer
from handlers.naming import QUOTES
from handlers.people import Directory
from handlers.permission import Action, may
from handlers.responses import told
from handlers.rooms import Response
from handlers.row_ids import row_id
from handlers.slack_requests import SlackClick, SlackSubmission
from handlers.view_desk import ViewDesk
from handlers.views import act_answers, command_answers, titles
from handlers.views.modal import View
from handlers.views.words import Message
from scheduler import finding, processes
from scheduler.finding import OneFamily
from scheduler.members import is_full_member
from storage.database import Database
from storage.models import Member, Process, RunStep
from storage.states import ProcessState

MOST_CUTS = 8

ViewOf = Callable[[Session, Process], View | Message]
Do = Callable[[Session, Process, str], Response]


class Acting:
    """Finds people and processes for those who act on them; opens modals."""

    def __init__(self, database: Database, directory: Directory, desk: ViewDesk) -> None:
        """Work on `database`, ask `directory` who somebody is, open modals with `desk`."""
        self.database = database
        self.directory = directory
        self.desk = desk

    def full_member(self, person_id: str, now: datetime) -> Member | Message:
        """Return who clicked or submitted something, or why they may not."""
        member = self.directory.member(person_id, now)
        if member is None or not is_full_member(member):
            return command_answers.guest()
        return member

    def open_form(
        self, click: SlackClick, now: datetime, action: Action, view_of: ViewOf
    ) -> ClickAnswer | None:
        """Answer a button that carries a process with a modal, or with why there is none.

        Behind a blank it may carry what its modal is to be filled with.
        """
        member = self.full_member(click.user.id, now)
        if isinstance(member, Message):
            return ClickAnswer(member)
        with self.database.work() as session:
            process = allowed(
                session, member, action, with_id(session, click.value.partition(" ")[0])
            )
            view = process if isinstance(process, Message) else view_of(session, process)
        return self.open(click, view)

    def submit(
        self, submission: SlackSubmission, now: datetime, action: Action, do: Do
    ) -> Response:
        """Do what a submitted modal asks for; what `do` answers with errors has changed nothing."""
        member = self.full_member(submission.user.id, now)
        if isinstance(member, Message):
            return told(titles.NOTHING_DONE, member)
        with self.database.work() as session:
            found = with_id(session, submission.view.private_metadata)
            process = allowed(session, member, action, found)
            if isinstance(process, Message):
                return told(titles.NOTHING_DONE, process)
            response = do(session, process, member.id)
            session.commit()
        return response

    def open(self, click: SlackClick, view: View | Message) -> ClickAnswer | None:
        """Answer a click with a modal, or with why there is none."""
        said = self.opened(click.trigger_id, view)
        return ClickAnswer(said) if said else None

    def opened(self, trigger_id: str, view: View | Message) -> Message | None:
        """Open a modal; what is said instead where there is none, or Slack does not."""
        if isinstance(view, Message):
            return view
        return None if self.desk.open_view(trigger_id, view) else command_answers.failed()


def allowed(
    session: Session,
    member: Member,
    action: Action,
    found: Process | Message,
    step: RunStep | None = None,
) -> Process | Message:
    """Return the process as it is now, if this may be done to it or to its `step`; else who may."""
    if isinstance(found, Message):
        return found
    session.refresh(found, with_for_update=True)
    if found.state == ProcessState.ARCHIVED:
        return act_answers.gone()
    subject = step or found
    return found if may(member, action, subject) else command_answers.not_allowed(action, subject)


def named(
    session: Session, asked: Asked, action: Action, name: str, words: str | None = None
) -> Process | Message:
    """Return the process that somebody names, if this may be done; `words` stood behind it."""
    found = naming.named(session, name, action, words)
    return allowed(session, asked.member, action, found)


def with_id(session: Session, process_id: str) -> Process | Message:
    """Find the process that a form or a button carries."""
    return session.get(Process, row_id(process_id)) or act_answers.gone()


def cut(session: Session, line: str, keyword: re.Pattern[str]) -> tuple[str, str | None]:
    """Cut a line into the name of a process and what its `keyword` begins; None without one.

    Names may hold the keyword themselves: the whole line may be a name, and a longer name that
    fits goes before a shorter one.
    """
    if isinstance(finding.find(session, line.strip(QUOTES)), Process | OneFamily):
        return line, None
    found = list(keyword.finditer(line))[:MOST_CUTS]
    cuts = [(line[: at.start()].strip(QUOTES), line[at.start() :].strip()) for at in found]
    for name, rest in reversed(cuts):
        if processes.named(session, name) is not None:
            return name, rest
    for name, rest in cuts:
        if isinstance(finding.find(session, name), Process | OneFamily):
            return name, rest
    return cuts[0] if cuts else (line, None)
