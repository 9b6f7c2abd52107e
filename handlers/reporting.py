"""`/baton report`: a CSV of what happened, in the DM of whoever asks."""

import csv
import io
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import islice
from typing import Any, BinaryIO
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.asking import Answer, Asked
from handlers.naming import typed_name, which
from handlers.permission import Action, may
from handlers.slack_text import plain
from handlers.views import command_answers, report_sheet
from handlers.views.words import Message
from scheduler import finding, outbox, report
from scheduler.finding import OneFamily
from scheduler.letters import Attachment
from scheduler.members import is_full_member
from scheduler.past_days import NotADayError, read_day
from scheduler.report import ReportedStep, Wanted
from storage.database import Database
from storage.models import Family, Member, Outgoing, Process
from storage.states import OutgoingKind, OutgoingState

SINCE = re.compile(r"(?:^|\s)since\s+(?=\S)", re.IGNORECASE)
# Excel takes a file without it for one in the machine's old code page.
ENCODING = "utf-8-sig"
UNDER_WAY = (OutgoingState.PENDING, OutgoingState.SENDING, OutgoingState.UNKNOWN)


@dataclass(frozen=True)
class Request:
    """What is asked for: a process, all places of a family, or all that the asker may export."""

    process: Process | None
    since: date | None
    family: OneFamily | None = None


class ReportCommand:
    """Queues reports; each is made when it is sent."""

    def __init__(self, database: Database) -> None:
        """Work on `database`."""
        self.database = database

    def answer(self, asked: Asked) -> Answer:
        """Queue the report that is asked for, unless one is on its way to the asker."""
        with self.database.work() as session:
            request = _read(session, asked)
            if isinstance(request, Message):
                return Answer(request)
            message = _queue(session, asked, request)
            session.commit()
            return Answer(message)


def _read(session: Session, asked: Asked) -> Request | Message:
    words = plain(asked.rest).strip()
    today = asked.now.astimezone(ZoneInfo(asked.member.zone)).date()
    name, day = _split(words, today)
    if isinstance(day, NotADayError) and not isinstance(_found(session, words), Process):
        return command_answers.not_understood(str(day))
    if isinstance(day, NotADayError):
        name, day = words, None  # a process whose name has "since" in it
    process = _found(session, name)
    if process is None or isinstance(process, Process):
        return Request(process, day)
    if isinstance(process, OneFamily):
        return Request(None, day, process)
    return which(process)


def _split(words: str, today: date) -> tuple[str, date | NotADayError | None]:
    """Return the name and the day behind the last "since"."""
    found = list(SINCE.finditer(words))
    if not found:
        return words, None
    name, day = words[: found[-1].start()], words[found[-1].end() :]
    try:
        return name, read_day(day, today)
    except NotADayError as error:
        return name, error


def _found(session: Session, name: str) -> Process | finding.Ambiguous | finding.NotFound | None:
    named = typed_name(name)
    return finding.find_past(session, named) if named else None


def _queue(session: Session, asked: Asked, request: Request) -> Message:
    member, process, family = asked.member, request.process, request.family
    refusal = _refusal(session, member, request)
    if refusal is not None:
        return refusal
    from_day = request.since.isoformat() if request.since else None
    facts: dict[str, Any] = {"process": process.id if process else None, "family": _id(family)}
    facts |= {"since": from_day, "zone": member.zone}
    key = f"{OutgoingKind.REPORT}:{uuid.uuid4().hex}"
    outbox.say(session, asked.now, OutgoingKind.REPORT, key, member.id, **facts)
    subject = process.name if process else None
    title = report_sheet.title(family.family_name if family else subject, from_day)
    return command_answers.report_queued(title)


def _refusal(session: Session, member: Member, request: Request) -> Message | None:
    process, family = request.process, request.family
    if process is not None and not may(member, Action.EXPORT, process):
        return command_answers.not_allowed(Action.EXPORT, process)
    if process is None and _wanted(session, member, None, None, _id(family)) == Wanted(()):
        return _nothing_of(session, family)
    return command_answers.report_on_its_way() if _is_on_its_way(session, member.id) else None


def _is_on_its_way(session: Session, person_id: str) -> bool:
    waiting = select(Outgoing.id).where(
        Outgoing.state.in_(UNDER_WAY),
        Outgoing.next_at.is_not(None),
        Outgoing.kind == OutgoingKind.REPORT,
        Outgoing.conversation == person_id,
    )
    return session.scalar(waiting.limit(1)) is not None


def _id(family: OneFamily | None) -> int | None:
    return family.family_id if family else None


def _nothing_of(session: Session, family: OneFamily | None) -> Message:
    if family is None:
        return command_answers.nothing_to_report()
    return command_answers.not_allowed(Action.EXPORT, _places(session, family.family_id)[0])


def _places(session: Session, family_id: int) -> list[Process]:
    """Return all processes that a family has or had."""
    theirs = select(Process).where(Process.family_id == family_id).order_by(Process.id)
    return list(session.scalars(theirs))


def _wanted(
    session: Session,
    member: Member,
    process: Process | None,
    since: datetime | None,
    family_id: int | None,
) -> Wanted:
    if process is not None:
        return Wanted((process.id,), since)
    if family_id is not None:
        places = _places(session, family_id)
        theirs = (one.id for one in places if may(member, Action.EXPORT, one))
        return Wanted(tuple(theirs), since)
    return Wanted(None if member.is_admin else report.parts_of(session, member.id), since)


class Reports:
    """Makes the reports that were queued, by what whoever asked may see when it is sent."""

    def __init__(self, database: Database) -> None:
        """Read `database`."""
        self.database = database

    def attachment(self, session: Session, message: Outgoing) -> Attachment | None:
        """Return the file to send; None when the asker may not have it any more."""
        member = session.get(Member, message.conversation)
        about = message.facts["process"]
        process = session.get_one(Process, about) if about is not None else None
        if member is None or not is_full_member(member):
            return None
        if process is not None and not may(member, Action.EXPORT, process):
            return None
        since, zone = message.facts["since"], str(message.facts["zone"])
        family = session.get(Family, message.facts.get("family") or 0)
        family_id = family.id if family else None
        wanted = _wanted(session, member, process, _midnight(since, zone), family_id)
        if family is not None and not wanted.process_ids:
            return None
        subject = family or process
        names = (subject.name if subject else None, since)
        return Attachment(
            name=f"baton-report-{message.key.rsplit(':', 1)[-1][:12]}.csv",
            title=report_sheet.title(*names),
            make=lambda file: self._make(file, wanted, *names),
        )

    def _make(self, file: BinaryIO, wanted: Wanted, process: str | None, since: str | None) -> str:
        with self.database.look() as session:
            told = write_sheet(file, report.steps(session, wanted), report.names(session))
        is_cut = told > report.MOST_STEPS
        told = min(told, report.MOST_STEPS)
        return report_sheet.comment(process, since, told, is_cut=is_cut)


def write_sheet(file: BinaryIO, steps: Iterator[ReportedStep], names: dict[str, str]) -> int:
    """Write the newest steps as CSV (RFC 4180, UTF-8 with a mark).

    Returns how many there are, at most one more than are written.
    """
    text = io.TextIOWrapper(file, ENCODING, newline="", write_through=True)
    sheet, told = csv.writer(text), 0
    sheet.writerow(report_sheet.COLUMNS)
    for told, step in enumerate(islice(steps, report.MOST_STEPS + 1), start=1):
        if told <= report.MOST_STEPS:
            sheet.writerow(report_sheet.row(step, names))
    text.detach()
    return told


def _midnight(since: str | None, zone: str) -> datetime | None:
    """Return the instant at which a day begins in a zone."""
    if since is None:
        return None
    return datetime.combine(date.fromisoformat(since), time(), ZoneInfo(zone)).astimezone(UTC)
