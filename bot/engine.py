"""The engine, wired: what it needs of Slack, and the cycle that moves everything."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.slack_errors import explain
from handlers import departure, people, replies, user_groups
from handlers.home import HomeTabs, drawing
from handlers.inbox import Inbox
from handlers.people import Directory, UserDesk
from handlers.people_list import PeopleDesk
from handlers.reading import Library, Reading
from handlers.rendering import Rendering
from handlers.replies import FileDesk, Replies
from handlers.view_desk import ViewDesk
from handlers.views.mine import Permalink
from scheduler.agenda import Agenda
from scheduler.archiving import Archiving, Copier, Downloader
from scheduler.audit import Auditor
from scheduler.chain_watch import Watch
from scheduler.cycle import Cycle, Due
from scheduler.delivery import Delivery, Senders
from scheduler.homes import HomeDesk, Homes
from scheduler.letters import Postman
from scheduler.sweep import Reader, Sweep
from scheduler.waits import Waits
from storage.database import Database
from storage.models import (
    Absence,
    ChainWatch,
    DigestSchedule,
    Document,
    HomeTab,
    Inbound,
    Outgoing,
    Process,
    Proof,
    Turn,
    UserGroup,
)

LONGEST_COPY = timedelta(days=1)


class Desk(
    Postman, Reader, FileDesk, UserDesk, PeopleDesk, HomeDesk, ViewDesk, Downloader, Protocol
):
    """All that Baton needs of Slack."""


@dataclass(frozen=True)
class Workers:
    """The threads of an engine, each with what it works on."""

    copier: Copier
    senders: Senders
    library: Library


class Engine:
    """Everything but the socket and the heartbeat; `cycle.run` moves it once."""

    def __init__(
        self,
        database: Database,
        desk: Desk,
        permalink: Permalink,
        clock: Callable[[], datetime],
        workers: Workers,
    ) -> None:
        """Work with the threads of `workers`."""
        senders, helper = workers.senders, workers.library.reader.helper
        self.database = database
        self.desk = desk
        self.permalink = permalink
        self.clock = clock
        self.directory = Directory(database, desk)
        self.home_tabs = HomeTabs(database, self.directory)
        self.inbox = _inbox(database, desk, self.home_tabs)
        self.delivery = Delivery(
            database, desk, Rendering(permalink, explain, database, helper), clock, senders
        )
        self.archiving = Archiving(database, desk, clock, workers.copier)
        self.reading = Reading(database, desk, self.directory, clock, workers.library)
        self.homes = Homes(database, desk, drawing(permalink), clock, senders.painter)
        self.sweep = Sweep(database, desk, self.inbox.record_message)
        due = Due(database, self.sweep)
        agenda = Agenda(database)
        self.cycle = Cycle(
            clock,
            (
                agenda.always(Waits(database).run),
                agenda.always(self.sweep.run),
                agenda.when_any(HomeTab, self.homes.follow),
                agenda.when_due(Inbound, self.inbox.work_off),
                agenda.when_due(Absence, due.move_absences),
                agenda.when_due(UserGroup, self.directory.groups.run),
                agenda.when_due(Process, due.open_runs),
                agenda.when_due(Turn, due.nudge_people),
                agenda.when_due(Turn, due.end_turns),
                agenda.when_due(DigestSchedule, due.post_digests),
                agenda.when_due(ChainWatch, Watch(database).run),
                agenda.when_due(Outgoing, self.delivery.deliver),
                agenda.when_due(Proof, self.archiving.run),
                agenda.when_due(Document, self.reading.run),
                agenda.when_due(HomeTab, self.homes.draw_due),
                agenda.always(Auditor(database).run),
            ),
        )

    def take_over(self) -> None:
        """Take back what a bot had in hand when it died. To be called before the first beat."""
        now = self.clock()
        if self.database.is_shared:
            # Another bot may be at work: what a dead one had in hand comes back with its lease.
            self.archiving.archive.forget_unfinished(now - LONGEST_COPY)
            self.reading.forget_unfinished(now - LONGEST_COPY)
            return
        self.delivery.reclaim(now)
        self.archiving.reclaim(now)
        self.reading.reclaim(now)
        self.homes.reclaim(now)

    def close(self) -> None:
        """Begin nothing any more; what is under way goes on."""
        self.cycle.stop()
        self.delivery.close()
        self.archiving.close()
        self.reading.close()
        self.homes.close()

    def hand_back(self) -> None:
        """Give up what Slack still has not answered: whoever comes next takes it over at once."""
        now = self.clock()
        self.delivery.hand_back(now)
        self.archiving.hand_back(now)
        self.reading.hand_back(now)


def _inbox(database: Database, desk: Desk, home_tabs: HomeTabs) -> Inbox:
    answers = Replies(desk)
    return Inbox(
        database,
        {
            "message": answers.message,
            "reaction_added": answers.reaction,
            "file_deleted": replies.file_deleted,
            "app_home_opened": home_tabs.opened,
            "user_change": people.user_changed,
            "team_join": people.user_changed,
            "subteam_updated": user_groups.updated,
            "subteam_members_changed": user_groups.members_changed,
            "app_uninstalled": departure.removed,
            "tokens_revoked": departure.removed,
        },
        replies.apologise,
    )
