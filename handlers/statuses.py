"""Taps on the question that a Slack status gave reason for."""

from datetime import datetime

from handlers.acting import Acting
from handlers.asking import ClickAnswer
from handlers.away import Away
from handlers.rooms import Rooms
from handlers.row_ids import row_id
from handlers.slack_requests import SlackClick
from handlers.views import status
from handlers.views.away import About, away
from handlers.views.words import Message
from scheduler import status_hints
from scheduler.meanwhile import meanwhile
from scheduler.status_hints import HintOverError
from storage.models import StatusHint


class Statuses:
    """Answers the taps; only of the person whom the question is about."""

    def __init__(self, acting: Acting, leave: Away) -> None:
        """Find people by way of `acting`; another time is said in the modal of `leave`."""
        self.acting = acting
        self.leave = leave

    def rooms(self) -> Rooms:
        """Return what it answers."""
        clicks = {status.YES: self.yes, status.NO: self.no, status.OTHER: self.other_time}
        return Rooms(clicks=clicks)

    def yes(self, click: SlackClick, now: datetime) -> ClickAnswer:
        """Let the person be away until the time that they were asked about."""
        member = self.acting.full_member(click.user.id, now)
        if isinstance(member, Message):
            return ClickAnswer(member)
        with self.acting.database.work() as session:
            hint = session.get(StatusHint, row_id(click.value))
            if hint is None or hint.person_id != click.user.id:
                return ClickAnswer(status.status_over(), replaces=True)
            try:
                absence = status_hints.say_yes(session, hint, now)
            except HintOverError:
                return ClickAnswer(status.status_over(), replaces=True)
            about = About(member.id, is_reader=True, zone=member.zone)
            message = away(absence, meanwhile(session, absence, now), about, now)
            session.commit()
        return ClickAnswer(message, replaces=True)

    def no(self, click: SlackClick, _now: datetime) -> ClickAnswer:
        """Leave everything as it is."""
        with self.acting.database.work() as session:
            hint = session.get(StatusHint, row_id(click.value))
            if hint is None or hint.person_id != click.user.id or hint.said_yes:
                return ClickAnswer(status.status_over(), replaces=True)
            status_hints.say_no(hint)
            session.commit()
        return ClickAnswer(status.status_left_alone(), replaces=True)

    def other_time(self, click: SlackClick, now: datetime) -> ClickAnswer | None:
        """Open the modal in which another time can be said."""
        return self.leave.open_for_oneself(click, now)
