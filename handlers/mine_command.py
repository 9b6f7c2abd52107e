"""`/baton mine`: what concerns whoever asks, and the buttons that turn its pages."""

from datetime import datetime

from handlers.asking import Answer, Asked, ClickAnswer
from handlers.pages import page_number
from handlers.views import command_answers
from handlers.views.mine import Permalink, mine, more_of_mine
from handlers.views.words import Message
from scheduler.mine import look, parts
from storage.database import Database
from storage.models import Member


class MineCommand:
    """Shows people what is theirs."""

    def __init__(self, database: Database, permalink: Permalink) -> None:
        """Read `database`; link to messages with `permalink(channel id, ts)`."""
        self.database = database
        self.permalink = permalink

    def answer(self, asked: Asked) -> Answer:
        """Show what is open, what comes today by the asker's own clock, and their processes."""
        return Answer(self._first(asked.member, asked.now))

    def turn(self, member: Member, value: str, now: datetime) -> ClickAnswer:
        """Show another page of their processes in place of the one with the button."""
        number = page_number(value)
        if number is None:
            return ClickAnswer(command_answers.page_gone("mine"))
        page = self._further(member, number, now) if number else self._first(member, now)
        return ClickAnswer(page, replaces=True)

    def _first(self, member: Member, now: datetime) -> Message:
        with self.database.look() as session:
            theirs = look(session, member.id, member.zone, now)
            return mine(theirs, member.id, self.permalink, now)

    def _further(self, member: Member, number: int, now: datetime) -> Message:
        with self.database.look() as session:
            return more_of_mine(parts(session, member.id, number, now), member.id)
