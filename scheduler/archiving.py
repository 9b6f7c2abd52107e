"""Keeping our own copy of each proof."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

import structlog
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from scheduler import outbox
from scheduler.responsible import who_hears
from storage import ledger
from storage.database import Database
from storage.ledger import Subject
from storage.models import Proof
from storage.proofs import ProofArchive, ProofTooLargeError
from storage.states import ArchiveState
from storage.trouble import trouble_of

log = structlog.get_logger()

BATCH = 4
MOST_ATTEMPTS = 8
# After it another bot copies as well, which costs a download and changes nothing.
LEASE = timedelta(minutes=2)
DISK_WAIT = timedelta(seconds=30)


class DownloadError(Exception):
    """Slack did not give us the file; the message says why."""


class Downloader(Protocol):
    """What archiving needs of Slack."""

    def download(self, url: str, mimetype: str) -> AbstractContextManager[Iterator[bytes]]:
        """Open the bytes of a file. Raises DownloadError."""
        ...


@dataclass(frozen=True)
class Copier:
    """The folder in which proofs are kept, and the thread that copies them there."""

    folder: Path
    executor: Executor


class Archiving:
    """Downloads, hashes and keeps proofs in a thread of its own: a copy may take minutes."""

    def __init__(
        self,
        database: Database,
        downloader: Downloader,
        clock: Callable[[], datetime],
        copier: Copier,
    ) -> None:
        """Copy from Slack to where `copier` keeps proofs."""
        self.database = database
        self.downloader = downloader
        self.clock = clock
        self.archive = ProofArchive(copier.folder)
        self.copier = copier.executor
        self._is_busy = False
        self._is_closed = False
        self._in_hand: Proof | None = None

    def run(self, now: datetime) -> None:
        """Have the proofs copied that wait for it; returns before they are."""
        if self._is_busy or self._is_closed:
            return
        with self.database.look() as session:
            waiting = select(Proof.id).where(Proof.next_at <= now).order_by(Proof.next_at)
            proof_ids = list(session.scalars(waiting.limit(BATCH)))
        if proof_ids:
            self._is_busy = True
            self.copier.submit(self._keep_all, proof_ids)

    def close(self) -> None:
        """Begin no further copy; the one that is under way goes on."""
        self._is_closed = True

    def hand_back(self, now: datetime) -> None:
        """Give up a copy that hangs: whoever comes next makes it at once."""
        claimed = self._in_hand
        if claimed is None:
            return
        with self.database.work() as session:
            proof = session.get_one(Proof, claimed.id)
            if _is_still_ours(proof, claimed):
                proof.next_at = now
                session.commit()

    def reclaim(self, now: datetime) -> None:
        """Take back what a bot was copying when it died. Only for who has the database alone."""
        claimed = (Proof.archive == ArchiveState.WANTED, Proof.next_at > now)
        with self.database.work() as session:
            session.execute(update(Proof).where(*claimed).values(next_at=now))
            session.commit()
        self.archive.forget_unfinished(datetime.max.replace(tzinfo=UTC))

    def _keep_all(self, proof_ids: Sequence[int]) -> None:
        try:
            for proof_id in proof_ids:
                if not self._is_closed:
                    self._keep(proof_id, self.clock())
        except Exception as error:
            # The proof stays claimed until its lease ends. Of its database the cycle tells.
            if trouble_of(error) is None:
                log.exception("a copy failed", action="copy_failed")
        finally:
            self._in_hand = None
            self._is_busy = False

    def _keep(self, proof_id: int, now: datetime) -> None:
        claimed = self._in_hand = self._claim(proof_id, now)
        if claimed is None:
            return
        try:
            sha256, error = self._copy(claimed)
        except OSError as refusal:
            self._wait_for_disk(claimed, refusal, now)
            return
        self._settle(claimed, sha256, error)

    def _settle(self, claimed: Proof, sha256: str | None, error: str | None) -> None:
        now = self.clock()
        with self.database.work() as session:
            proof = session.get_one(Proof, claimed.id, with_for_update=True)
            if proof.archive != ArchiveState.WANTED:
                return  # our lease ran out, and another bot has copied it
            if sha256 is not None:
                _kept(session, proof, sha256, now)
            elif not _is_still_ours(proof, claimed):
                return  # our lease ran out, and another bot is at it
            elif proof.archive_attempts >= MOST_ATTEMPTS:
                _give_up(session, proof, str(error), now)
            else:
                proof.next_at = now + timedelta(seconds=5 * 2**proof.archive_attempts)
            log.info(
                "proof copied" if sha256 else "proof not copied",
                action="proof_archived",
                file=proof.file_id,
                sha256=sha256,
                error=error,
            )
            session.commit()

    def _claim(self, proof_id: int, now: datetime) -> Proof | None:
        """Keep other bots from copying it as well, until the lease ends."""
        with self.database.work() as session:
            proof = session.get_one(Proof, proof_id, with_for_update=True)
            if proof.next_at is None or proof.next_at > now:
                return None
            proof.archive_attempts += 1
            proof.next_at = now + LEASE
            session.commit()
            return proof

    def _wait_for_disk(self, claimed: Proof, refusal: OSError, now: datetime) -> None:
        # Our own disk is no reason to give a proof up: it is tried until there is room for it.
        log.error(
            "a proof cannot be written; it stays in Slack and is tried again",
            action="proof_not_written",
            remedy="make room in the data folder, or let Baton write there",
            error=str(refusal),
        )
        with self.database.work() as session:
            proof = session.get_one(Proof, claimed.id)
            if _is_still_ours(proof, claimed):
                proof.archive_attempts -= 1
                proof.next_at = now + DISK_WAIT
                session.commit()

    def _copy(self, proof: Proof) -> tuple[str | None, str | None]:
        if proof.download_url is None:
            return None, "Slack gave no address to download it from"
        try:
            with self.downloader.download(proof.download_url, proof.mimetype) as chunks:
                return self.archive.keep(chunks), None
        except (DownloadError, ProofTooLargeError) as error:
            return None, str(error)


def _is_still_ours(proof: Proof, claimed: Proof) -> bool:
    return proof.archive == ArchiveState.WANTED and proof.next_at == claimed.next_at


def _kept(session: Session, proof: Proof, sha256: str, now: datetime) -> None:
    proof.archive, proof.sha256, proof.next_at = ArchiveState.KEPT, sha256, None
    facts = {"file": proof.file_id, "sha256": sha256}
    subject = Subject.of(proof.run_step)
    ledger.append(session, "proof_kept", now, subject, proof.person_id, **facts)


def _give_up(session: Session, proof: Proof, error: str, now: datetime) -> None:
    proof.archive, proof.next_at = ArchiveState.NOT_KEPT, None
    facts = {"file": proof.file_id, "error": error}
    subject, run = Subject.of(proof.run_step), proof.run_step.run
    ledger.append(session, "proof_not_kept", now, subject, proof.person_id, **facts)
    outbox.tell(
        session,
        now,
        who_hears(session, run.process),
        "proof_not_kept",
        f"proof{proof.id}",
        process=run.name,
        detail=proof.name,
        error=error,
    )
