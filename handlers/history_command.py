"""`/baton history`: how the runs of a process went, and the buttons that turn its pages."""

import re
from datetime import datetime

from sqlalchemy.orm import Session

from handlers.asking import Answer, Asked, ClickAnswer
from handlers.family_history import shown
from handlers.naming import typed_name, which
from handlers.permission import Action, may
from handlers.views import command_answers
from handlers.views.history_page import history_page
from handlers.views.words import Message
from scheduler import finding, history
from scheduler.finding import OneFamily
from scheduler.history import Spot
from storage.database import Database
from storage.models import Family, Member, Process

# What a button carries: the process, and the local time of the run from which to read on.
WHERE = re.compile(r"(\d{1,9}) (before|after) (\d{4}-\d\d-\d\dT[\d:.]{5,15})")


class HistoryCommand:
    """Shows how the runs of a process went."""

    def __init__(self, database: Database) -> None:
        """Read `database`."""
        self.database = database

    def answer(self, asked: Asked) -> Answer:
        """Show the last runs of the process that is named; it may be archived."""
        name = typed_name(asked.rest)
        if not name:
            return Answer(command_answers.name_missing("history"))
        with self.database.look() as session:
            found = finding.find_past(session, name)
            if isinstance(found, OneFamily):
                family = session.get_one(Family, found.family_id)
                return Answer(shown(session, asked.member, family, None, asked.now))
            if not isinstance(found, Process):
                return Answer(which(found))
            return Answer(_page(session, asked.member, found, Spot(), asked.now))

    def turn(self, member: Member, value: str, now: datetime) -> ClickAnswer:
        """Show the page that a button leads to, in place of the one that it stands on."""
        where = _parsed(value)
        with self.database.look() as session:
            process = session.get(Process, where[0]) if where else None
            if where is None or process is None:
                return ClickAnswer(command_answers.page_gone("history"))
            message = _page(session, member, process, where[1], now)
            return ClickAnswer(message, replaces=True)


def _page(session: Session, member: Member, process: Process, spot: Spot, now: datetime) -> Message:
    if not may(member, Action.HISTORY, process):
        return command_answers.not_allowed(Action.HISTORY, process)
    return history_page(process, history.page(session, process.id, spot), now)


def _parsed(value: str) -> tuple[int, Spot] | None:
    found = WHERE.fullmatch(value)
    if found is None:
        return None
    try:
        at = datetime.fromisoformat(found[3])
    except ValueError:
        return None
    process_id = int(found[1])
    spot = Spot(before=at) if found[2] == "before" else Spot(after=at)
    return process_id, spot
