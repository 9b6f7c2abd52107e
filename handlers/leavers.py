"""Picking who takes over from somebody who has left."""

from datetime import datetime

from sqlalchemy.orm import Session

from handlers.acting import Acting
from handlers.asking import ClickAnswer
from handlers.permission import Action, may
from handlers.rooms import Rooms
from handlers.row_ids import row_id
from handlers.slack_requests import SlackClick
from handlers.views import command_answers
from handlers.views import leaver as views
from handlers.views.words import Message
from scheduler import leavers
from scheduler.leavers import NotVacantError, OnLadderError
from storage.models import Member, Vacancy


class Leavers:
    """Answers the pickers; what they may do is asked anew at each choice."""

    def __init__(self, acting: Acting) -> None:
        """Act by way of `acting`."""
        self.acting = acting

    def rooms(self) -> Rooms:
        """Return what it answers."""
        return Rooms(clicks={views.TAKE_OVER: self.choose, views.TURN_PAGE: self.turn_page})

    def choose(self, click: SlackClick, now: datetime) -> ClickAnswer:
        """Put the person who was picked in the place, and draw the message anew."""
        member = self.acting.full_member(click.user.id, now)
        if isinstance(member, Message):
            return ClickAnswer(member)
        successor = click.chosen_person
        why_not = self.acting.directory.why_not(successor, now)
        if why_not:
            return ClickAnswer(command_answers.not_understood(why_not))
        with self.acting.database.work() as session:
            vacancy = session.get(Vacancy, row_id(click.place.removeprefix(views.PLACE)))
            if vacancy is None:
                return ClickAnswer(views.nothing_to_fill())
            answer = _filled(session, vacancy, successor, member, now)
            session.commit()
            return answer

    def turn_page(self, click: SlackClick, _now: datetime) -> ClickAnswer:
        """Show another page of the same message."""
        gone_id, _, page = click.value.partition(":")
        with self.acting.database.work() as session:
            places = leavers.asked_of(session, click.user.id, gone_id)
            if not places or not page.isdecimal() or len(page) > 4:
                return ClickAnswer(views.nothing_to_fill())
            return ClickAnswer(views.leaver_message(places, gone_id, int(page)), replaces=True)


def _filled(
    session: Session, vacancy: Vacancy, successor: str, member: Member, now: datetime
) -> ClickAnswer:
    if not may(member, Action.STAFF, vacancy.process):
        return ClickAnswer(command_answers.not_allowed(Action.STAFF, vacancy.process))
    try:
        leavers.fill(session, vacancy, successor, member.id, now)
    except NotVacantError:
        return ClickAnswer(views.not_vacant(vacancy))
    except OnLadderError as there:
        return ClickAnswer(views.on_ladder(vacancy, successor, there.level, there.step))
    places = leavers.asked_of(session, vacancy.asked_id, vacancy.gone_id)
    page = views.page_of(places, vacancy.id)
    return ClickAnswer(views.leaver_message(places, vacancy.gone_id, page), replaces=True)
