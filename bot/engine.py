"""The engine, wired: what it needs of Slack, and the cycle that moves everything."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Protocol

from bot.slack_errors import explain
from handlers import departure, people, replies
from handlers.creating import ViewDesk
from handlers.home import HomeDesk, HomeTab
from handlers.inbox import Inbox
from handlers.people import Directory, UserDesk
from handlers.rendering import Permalink, Rendering
from handlers.replies import FileDesk, Replies
from scheduler.agenda import Agenda
from scheduler.archiving import Archiving, Downloader
from scheduler.audit import Auditor
from scheduler.cycle import Cycle, Due
from scheduler.delivery import Delivery, Postman, Senders
from scheduler.sweep import Reader, Sweep
from storage.database import Database
from storage.models import DigestSchedule, Inbound, Outgoing, Process, Proof, Turn
from storage.proofs import ProofArchive


class Desk(Postman, Reader, FileDesk, UserDesk, HomeDesk, ViewDesk, Downloader, Protocol):
    """All that Baton needs of Slack."""


class Engine:
    """Everything but the socket and the heartbeat; `cycle.run` moves it once."""

    def __init__(
        self,
        database: Database,
        desk: Desk,
        proofs: Path,
        permalink: Permalink,
        clock: Callable[[], datetime],
        senders: Senders,
    ) -> None:
        """Keep proofs below the folder `proofs`; send with the threads of `senders`."""
        self.database = database
        self.desk = desk
        self.clock = clock
        self.directory = Directory(database, desk)
        self.inbox = _inbox(database, desk)
        self.delivery = Delivery(database, desk, Rendering(permalink, explain), clock, senders)
        self.sweep = Sweep(database, desk, self.inbox.record_message)
        due = Due(database, self.sweep)
        archiving = Archiving(database, ProofArchive(proofs), desk)
        agenda = Agenda(database)
        self.cycle = Cycle(
            clock,
            (
                agenda.always(self.sweep.run),
                agenda.when_due(Inbound, self.inbox.work_off),
                agenda.when_due(Process, due.open_runs),
                agenda.when_due(Turn, due.end_turns),
                agenda.when_due(DigestSchedule, due.post_digests),
                agenda.when_due(Outgoing, self.delivery.deliver),
                agenda.when_due(Proof, archiving.run),
                agenda.always(Auditor(database).run),
            ),
        )


def _inbox(database: Database, desk: Desk) -> Inbox:
    answers = Replies(desk)
    return Inbox(
        database,
        {
            "message": answers.message,
            "reaction_added": answers.reaction,
            "file_deleted": replies.file_deleted,
            "app_home_opened": HomeTab(database, desk).opened,
            "user_change": people.user_changed,
            "team_join": people.user_changed,
            "app_uninstalled": departure.removed,
            "tokens_revoked": departure.removed,
        },
        replies.apologise,
    )
