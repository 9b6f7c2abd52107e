"""The Home tab: opened, paged, and drawn from the state as it then is."""

import re
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from handlers.inbox import Apply
from handlers.people import Directory
from handlers.rooms import Rooms
from handlers.slack_requests import SlackClick
from handlers.views.home import PARTS, TURN_PAGE, UNRESOLVED, for_guests, home
from handlers.views.mine import Permalink
from scheduler import home_page, home_states
from scheduler.home_page import Reader
from scheduler.homes import Draw, View
from scheduler.members import is_full_member
from storage.database import Database
from storage.models import HomeTab, Member

# What a button carries: which list, and its page.
PLACE = re.compile(rf"({PARTS}|{UNRESOLVED}) ([0-9]{{1,4}})")


class HomeTabs:
    """Takes down who looks at their Home tab, and at which pages of it."""

    def __init__(self, database: Database, directory: Directory) -> None:
        """Write to `database`; `directory` says who looks."""
        self.database = database
        self.directory = directory

    def rooms(self) -> Rooms:
        """Return what it answers."""
        return Rooms(deeds={TURN_PAGE: self.turn})

    def opened(self, event: dict[str, Any], now: datetime, _patient: bool) -> Apply:  # noqa: FBT001 - the inbox's call
        """Work off app_home_opened."""
        person_id = event.get("user")
        if event.get("tab") != "home" or not isinstance(person_id, str):
            return _nothing
        # Their zone and whether they are a guest: what is drawn depends on it.
        self.directory.member(person_id, now)

        def apply(session: Session) -> None:
            home_states.opened(session, person_id, now)

        return apply

    def turn(self, click: SlackClick, now: datetime) -> None:
        """Turn to another page; the tab is drawn anew and shows it."""
        found = PLACE.fullmatch(click.value)
        if found is None:
            return
        with self.database.work() as session:
            tab = home_states.opened(session, click.user.id, now)
            if found[1] == PARTS:
                tab.parts_page = int(found[2])
            else:
                tab.unresolved_page = int(found[2])
            session.commit()


def drawing(permalink: Permalink) -> Draw:
    """Return what draws a Home tab, with links made by `permalink(channel id, ts)`."""

    def draw(session: Session, tab: HomeTab, now: datetime) -> View:
        member = session.get(Member, tab.person_id)
        if member is None or not is_full_member(member):
            return for_guests()
        pages = (tab.parts_page, tab.unresolved_page)
        reader = Reader(tab.person_id, member.zone, *pages)
        return home(home_page.look(session, reader, now), reader, permalink, now)

    return draw


def _nothing(_session: Session) -> None:
    """Do nothing: another tab was opened."""
