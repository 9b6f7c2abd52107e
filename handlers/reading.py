"""Reading what people gave: fetched from Slack, kept, read in a thread of its own, told of."""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

import structlog
from sqlalchemy import select, update
from sqlalchemy.orm import undefer

from handlers.document_reader import DocumentReader, OnProgress
from handlers.inbox import NotYetError
from handlers.originals import OriginalDesk, Originals
from handlers.people import Directory
from handlers.people_list import PeopleDesk, PeopleList
from handlers.readings import ReadDocument, judged, names_in
from intake.draft import Intake, UnreadableError
from intake.found import Upload
from scheduler import documents
from scheduler.archiving import DownloadError
from scheduler.documents import MOST_MEGABYTES
from scheduler.members import is_full_member
from storage import ledger
from storage.database import Database
from storage.ledger import Subject
from storage.models import Document
from storage.proofs import ProofArchive, ProofTooLargeError
from storage.states import DocumentState
from storage.trouble import trouble_of

log = structlog.get_logger()

BATCH = 4
# A document that brings Baton down is not tried for ever.
MOST_ATTEMPTS = 4
# Renewed as a long one goes on.
LEASE = timedelta(minutes=5)
DISK_WAIT = timedelta(seconds=30)
# How often somebody who waits hears how far it is.
BETWEEN_NEWS = timedelta(seconds=3)
LONGEST_PROGRESS = 200

# Why a document could not be read where no sentence of its reader says so.
GUEST = "guest"
TOO_LARGE = "too_large"
NOT_FETCHED = "not_fetched"
TOO_HARD = "too_hard"


class ReadingDesk(OriginalDesk, PeopleDesk, Protocol):
    """What reading needs of Slack."""


@dataclass(frozen=True)
class Library:
    """The folder in which originals are kept, the thread that reads them, and who does it."""

    folder: Path
    executor: Executor
    reader: DocumentReader


@dataclass(frozen=True)
class Unread:
    """Why a document was not read: for good, or until `again_at`; `is_tried` if that counts."""

    error: str
    again_at: datetime | None = None
    is_tried: bool = True


class Reading:
    """Reads documents one after the other, in a thread of its own: one may take minutes."""

    def __init__(
        self,
        database: Database,
        desk: ReadingDesk,
        directory: Directory,
        clock: Callable[[], datetime],
        library: Library,
    ) -> None:
        """Fetch from `desk`; `directory` says who gave it."""
        self.database = database
        self.desk = desk
        self.directory = directory
        self.people = PeopleList(database, desk)
        self.clock = clock
        self.reader = library.reader
        archive = ProofArchive(library.folder, MOST_MEGABYTES)
        self.originals = Originals(database, desk, archive)
        self.executor = library.executor
        self.on_news: Callable[[], None] = lambda: None
        self._is_busy = False
        self._is_closed = False
        self._in_hand: Document | None = None

    def run(self, now: datetime) -> None:
        """Have the documents read that wait for it; returns before they are."""
        if self._is_busy or self._is_closed:
            return
        with self.database.look() as session:
            waiting = select(Document.id).where(Document.next_at <= now).order_by(Document.next_at)
            document_ids = list(session.scalars(waiting.limit(BATCH)))
        if document_ids:
            self._is_busy = True
            self.executor.submit(self._read_all, document_ids)

    def close(self) -> None:
        """Begin no further document; the one that is being read goes on."""
        self._is_closed = True

    def hand_back(self, now: datetime) -> None:
        """Give up what hangs: whoever comes next reads it at once."""
        claimed = self._in_hand
        if claimed is not None:
            with self.database.work() as session:
                mine = (Document.id == claimed.id, Document.next_at == claimed.next_at)
                session.execute(update(Document).where(*mine).values(next_at=now))
                session.commit()

    def reclaim(self, now: datetime) -> None:
        """Take back what a bot was reading when it died. Only for who has the database alone."""
        with self.database.work() as session:
            session.execute(update(Document).where(Document.next_at > now).values(next_at=now))
            session.commit()
        self.forget_unfinished(datetime.max.replace(tzinfo=UTC))

    def forget_unfinished(self, before: datetime) -> None:
        """Remove what was being fetched by bots that died, and last wrote before then."""
        self.originals.archive.forget_unfinished(before)

    def _read_all(self, document_ids: Sequence[int]) -> None:
        try:
            for document_id in document_ids:
                if not self._is_closed:
                    self._read(document_id)
        except Exception as error:
            # The document stays claimed until its lease ends. Of its database the cycle tells.
            if trouble_of(error) is None:
                log.exception("a document failed", action="document_failed")
        finally:
            self._in_hand = None
            self._is_busy = False
            self.on_news()

    def _read(self, document_id: int) -> None:
        claimed = self._in_hand = self._claim(document_id, self.clock())
        if claimed is not None:
            self._settle(claimed, self._outcome(claimed))

    def _claim(self, document_id: int, now: datetime) -> Document | None:
        """Keep other bots from reading it as well, until the lease ends."""
        with self.database.work() as session:
            loaded = [undefer(Document.text)]
            document = session.get_one(Document, document_id, options=loaded, with_for_update=True)
            if document.next_at is None or document.next_at > now:
                return None
            document.attempts += 1
            document.next_at = now + LEASE
            session.commit()
            return document

    def _outcome(self, claimed: Document) -> ReadDocument | Unread:
        now = self.clock()
        if claimed.attempts > MOST_ATTEMPTS:
            return Unread(claimed.error or TOO_HARD)
        if not is_full_member(self.directory.member(claimed.person_id, now)):
            return Unread(GUEST)
        try:
            return self._judged(self._understood(claimed), now)
        except UnreadableError as why:
            return Unread(str(why))
        except ProofTooLargeError:
            return Unread(TOO_LARGE)
        except (DownloadError, NotYetError, OSError) as why:
            return _not_fetched(claimed, why, now)
        except Exception:
            # A mistake of ours in reading it; what was given is kept.
            log.exception("not understood", action="document_not_read", document=claimed.id)
            return Unread(TOO_HARD)

    def _understood(self, claimed: Document) -> Intake:
        if claimed.text is not None:
            return self.reader.read_text(claimed.text)
        upload = Upload(claimed.name, self.originals.bytes_of(claimed))
        return self.reader.read(upload, self._progress())

    def _progress(self) -> OnProgress:
        """Return what tells the person how far it is, now and then, and renews the lease."""
        told_at = self.clock()

        def tell(how_far: str) -> None:
            nonlocal told_at
            now = self.clock()
            if now - told_at >= BETWEEN_NEWS:
                told_at = now
                # That it could not be told is no reason to stop reading.
                with suppress(Exception):
                    self._tell(how_far, now)

        return tell

    def _tell(self, how_far: str, now: datetime) -> None:
        claimed = self._in_hand
        assert claimed is not None, "something is being read"
        with self.database.work() as session:
            document = session.get_one(Document, claimed.id, with_for_update=True)
            if document.next_at != claimed.next_at:
                return
            document.progress = how_far[:LONGEST_PROGRESS]
            document.next_at = now + LEASE
            documents.tell_news(session, document, now)
            session.commit()
        claimed.next_at = now + LEASE
        self.on_news()

    def _judged(self, intake: Intake, now: datetime) -> ReadDocument:
        members = self.people.people(now) if any(names_in(intake)) else ()
        return judged(intake, members)

    def _settle(self, claimed: Document, outcome: ReadDocument | Unread) -> None:
        now = self.clock()
        with self.database.work() as session:
            document = session.get_one(Document, claimed.id, with_for_update=True)
            if document.next_at != claimed.next_at or document.state != DocumentState.WANTED:
                return  # our lease ran out, and another bot has read it or is at it
            if isinstance(outcome, Unread) and outcome.again_at is not None:
                document.next_at, document.error = outcome.again_at, outcome.error
                document.attempts -= 0 if outcome.is_tried else 1
                session.commit()
                return
            _end(document, outcome)
            facts = {"document": document.id, "sha256": document.sha256, "error": document.error}
            ledger.append(session, "document_read", now, Subject(), document.person_id, **facts)
            documents.tell_news(session, document, now)
            session.commit()
            log.info(
                "document read", action="document_read", id=document.id, state=str(document.state)
            )


def _not_fetched(claimed: Document, why: Exception, now: datetime) -> Unread:
    log.warning("not fetched", action="document_not_fetched", error=str(why))
    if isinstance(why, OSError):
        # Our own disk is no reason to give it up: it is tried until there is room for it.
        remedy = "make room in the data folder, or let Baton write there"
        log.error("a document cannot be kept", action="document_not_kept", remedy=remedy)
        return Unread(NOT_FETCHED, now + DISK_WAIT, is_tried=False)
    if claimed.attempts == MOST_ATTEMPTS:
        return Unread(NOT_FETCHED)
    return Unread(NOT_FETCHED, now + timedelta(seconds=5 * 2**claimed.attempts))


def _end(document: Document, outcome: ReadDocument | Unread) -> None:
    document.next_at, document.progress = None, None
    if isinstance(outcome, Unread):
        document.state, document.error = DocumentState.UNREADABLE, outcome.error
        return
    document.state, document.error = DocumentState.READ, None
    document.reading = outcome.model_dump(mode="json")
