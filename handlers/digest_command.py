"""`/baton digest`: now and here, or by which cadence this channel gets it."""

from datetime import datetime

from sqlalchemy.orm import Session

from handlers.asking import Answer, Asked
from handlers.permission import Action, may
from handlers.slack_text import plain
from handlers.views import command_answers
from handlers.views.digest import digest
from handlers.views.not_understood import explained
from handlers.views.words import Message
from scheduler import digest_schedule, finding, phrases
from scheduler.digest import channel_report, processes_reporting_to, report
from scheduler.phrases import NotUnderstood, Reading
from storage.database import Database


class DigestCommand:
    """Shows the digest, or changes when a channel gets it."""

    def __init__(self, database: Database) -> None:
        """Work on `database`."""
        self.database = database

    def answer(self, asked: Asked) -> Answer:
        """Show the digest here, or change this channel's cadence to the words that follow."""
        words = plain(asked.rest).strip()
        if words:
            return Answer(self._reschedule(asked, words))
        return self._now(asked)

    def _now(self, asked: Asked) -> Answer:
        with self.database.work() as session:
            if processes_reporting_to(session, asked.channel_id):
                told = channel_report(session, asked.channel_id, asked.now)
                return Answer(digest(told, asked.now), in_channel=True)
            everything = finding.live_processes(session)
            told = report(session, everything, asked.now, asked.member.zone)
            return Answer(digest(told, asked.now))

    def _reschedule(self, asked: Asked, words: str) -> Message:
        try:
            reading = phrases.parse(words)
        except NotUnderstood as unclear:
            return command_answers.not_understood(explained(unclear))
        with self.database.work() as session:
            reporting = processes_reporting_to(session, asked.channel_id)
            if not reporting:
                return command_answers.no_digest_here()
            allowed = (may(asked.member, Action.SCHEDULE_DIGEST, process) for process in reporting)
            if not any(allowed):
                return command_answers.digest_not_allowed()
            return _change(session, asked, reading, asked.now)


def _change(session: Session, asked: Asked, reading: Reading, now: datetime) -> Message:
    zone = digest_schedule.ensure(session, asked.channel_id, asked.member.zone, now).zone
    schedule = digest_schedule.change(session, asked.channel_id, reading, zone, now)
    session.commit()
    return command_answers.digest_scheduled(schedule)
