"""`/baton history` of a family: how its runs went across its places, and the pages of that."""

import re
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from handlers.asking import ClickAnswer
from handlers.permission import Action, may
from handlers.row_ids import row_id
from handlers.views import command_answers
from handlers.views.history_page import family_history_page
from handlers.views.words import Message
from scheduler import family_history
from scheduler.family_history import Spot
from storage.database import Database
from storage.models import Family, Member, Process

# What a button carries: the family, which way, when the run at the edge was due, and its id.
WHERE = re.compile(r"(\d{1,9}) (newer|older) (\d{4}-\d\d-\d\dT[\d:.]{5,15}) (\d{1,9})")


class FamilyHistory:
    """Shows how the runs of a family went."""

    def __init__(self, database: Database) -> None:
        """Read `database`."""
        self.database = database

    def turn(self, member: Member, value: str, now: datetime) -> ClickAnswer:
        """Show the page that a button leads to, in place of the one that it stands on."""
        found = WHERE.fullmatch(value)
        with self.database.look() as session:
            family = session.get(Family, row_id(found[1])) if found else None
            spot = _spot(found) if found else None
            if family is None or spot is None:
                return ClickAnswer(command_answers.page_gone("history"))
            return ClickAnswer(shown(session, member, family, spot, now), replaces=True)


def shown(
    session: Session, member: Member, family: Family, spot: Spot | None, now: datetime
) -> Message:
    """Return a page of a family's runs, if this person may look at its processes."""
    places = family_history.place_names(session, family.id)
    process = session.get(Process, next(iter(places), 0))
    if process is not None and not may(member, Action.HISTORY, process):
        return command_answers.not_allowed(Action.HISTORY, process)
    page = family_history.page(session, family.id, spot)
    return family_history_page(family, page, places, now)


def _spot(found: re.Match[str]) -> Spot | None:
    try:
        at = datetime.fromisoformat(found[3]).replace(tzinfo=UTC)
    except ValueError:
        return None
    return Spot(at, row_id(found[4]), is_older=found[2] == "older")
