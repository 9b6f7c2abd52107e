"""The files that people give to be read: fetched from Slack once, and kept as they came."""

from typing import Protocol

from handlers.replies import FileDesk
from handlers.slack_shapes import SlackFile, parse_or_none
from scheduler.archiving import Downloader, DownloadError
from scheduler.documents import MOST_MEGABYTES
from storage.database import Database
from storage.models import Document
from storage.proofs import ProofArchive, ProofTooLargeError


class OriginalDesk(Downloader, FileDesk, Protocol):
    """What fetching needs of Slack."""


class Originals:
    """Fetches originals and keeps each under its SHA-256."""

    def __init__(self, database: Database, desk: OriginalDesk, archive: ProofArchive) -> None:
        """Fetch from `desk` into `archive`, and say so in `database`."""
        self.database = database
        self.desk = desk
        self.archive = archive

    def bytes_of(self, document: Document) -> bytes:
        """Return the bytes of a file, fetched where they are not here yet.

        Raises DownloadError, NotYetError, ProofTooLargeError, and OSError when the disk refuses.
        """
        if document.sha256 is None:
            if document.size > self.archive.largest:
                raise ProofTooLargeError(f"more than {MOST_MEGABYTES} MB")
            self._look_up(document)
            with self.desk.download(str(document.download_url), document.mimetype) as chunks:
                document.sha256 = self.archive.keep(chunks)
            self._write_down(document)
        return self.archive.path(document.sha256).read_bytes()

    def _look_up(self, document: Document) -> None:
        """Ask Slack for what it did not tell when the file came."""
        if document.download_url is not None:
            return
        told = parse_or_none(SlackFile, self.desk.file_info(str(document.file_id)))
        facts = told.offered() if told else None
        if facts is None or facts.download_url is None:
            raise DownloadError("Slack gave no address to download it from")
        document.download_url, document.mimetype = facts.download_url, facts.mimetype
        document.permalink = facts.permalink

    def _write_down(self, document: Document) -> None:
        with self.database.work() as session:
            row = session.get_one(Document, document.id)
            row.sha256, row.permalink = document.sha256, document.permalink
            session.commit()
