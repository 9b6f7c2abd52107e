"""The buttons that turn pages: who may, and which answer is meant."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime

from handlers.acting import Acting
from handlers.asking import ClickAnswer
from handlers.rooms import Rooms
from handlers.slack_requests import SlackClick
from handlers.views import command_answers
from handlers.views.words import Message
from storage.models import Member

TURN = re.compile(r"page_([a-z]+)_(?:newer|older)")

PAGE_NUMBER = re.compile(r"[0-9]{1,4}")

# What a member sees at the place that a button carries, at an aware instant.
Turning = Callable[[Member, str, datetime], ClickAnswer]


class Pages:
    """Turns the pages of every answer that has some."""

    def __init__(self, acting: Acting, turnings: Mapping[str, Turning]) -> None:
        """Let `acting` say who clicks; `turnings` are the answers by what their pages show."""
        self.acting = acting
        self.turnings = turnings

    def rooms(self) -> Rooms:
        """Return what it answers."""
        ways = ("newer", "older")
        return Rooms(
            clicks={f"page_{what}_{way}": self.turn for what in self.turnings for way in ways}
        )

    def turn(self, click: SlackClick, now: datetime) -> ClickAnswer:
        """Answer a click on a button of a page."""
        member = self.acting.full_member(click.user.id, now)
        if isinstance(member, Message):
            return ClickAnswer(member)
        found = TURN.fullmatch(click.action_id)
        turning = self.turnings.get(found[1]) if found else None
        if turning is None:
            return ClickAnswer(command_answers.failed())
        return turning(member, click.value, now)


def page_number(value: str) -> int | None:
    """Return the number of a page that a button carries; None where it carries something else."""
    return int(value) if PAGE_NUMBER.fullmatch(value) else None
