"""Keeping our own copy of each proof."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Protocol

import structlog
from sqlalchemy import select

from scheduler import outbox
from storage import ledger
from storage.database import Database
from storage.ledger import Subject
from storage.models import Proof
from storage.proofs import ProofArchive, ProofTooLargeError
from storage.states import ArchiveState

log = structlog.get_logger()

BATCH = 4
MOST_ATTEMPTS = 8
# How long a copy may take; what is not done by then is taken over.
LEASE = timedelta(minutes=5)
DISK_WAIT = timedelta(seconds=30)


class DownloadError(Exception):
    """Slack did not give us the file; the message says why."""


class Downloader(Protocol):
    """What archiving needs of Slack."""

    def download(self, url: str, mimetype: str) -> AbstractContextManager[Iterator[bytes]]:
        """Open the bytes of a file. Raises DownloadError."""
        ...


class Archiving:
    """Downloads, hashes and keeps proofs, a few a cycle."""

    def __init__(self, database: Database, archive: ProofArchive, downloader: Downloader) -> None:
        """Copy from Slack into `archive`."""
        self.database = database
        self.archive = archive
        self.downloader = downloader

    def run(self, now: datetime) -> None:
        """Copy the proofs that wait for it."""
        with self.database.look() as session:
            waiting = select(Proof.id).where(Proof.next_at <= now).order_by(Proof.next_at)
            proof_ids = list(session.scalars(waiting.limit(BATCH)))
        for proof_id in proof_ids:
            self._keep(proof_id, now)

    def _keep(self, proof_id: int, now: datetime) -> None:
        claimed = self._claim(proof_id, now)
        if claimed is None:
            return
        try:
            sha256, error = self._copy(claimed)
        except OSError as refusal:
            self._wait_for_disk(claimed, refusal, now)
            return
        with self.database.work() as session:
            proof = session.get_one(Proof, proof_id)
            if not _is_still_ours(proof, claimed):
                return  # our lease ran out, and another bot has copied it
            subject = Subject.of(proof.run_step)
            if sha256 is not None:
                proof.archive, proof.sha256, proof.next_at = ArchiveState.KEPT, sha256, None
                facts = {"file": proof.file_id, "sha256": sha256}
                ledger.append(session, "proof_kept", now, subject, proof.person_id, **facts)
            elif proof.archive_attempts >= MOST_ATTEMPTS:
                proof.archive, proof.next_at = ArchiveState.NOT_KEPT, None
                facts = {"file": proof.file_id, "error": str(error)}
                ledger.append(session, "proof_not_kept", now, subject, proof.person_id, **facts)
                run = proof.run_step.run
                outbox.tell(
                    session,
                    now,
                    run.process.creator_id,
                    "proof_not_kept",
                    f"proof{proof.id}",
                    process=run.name,
                    detail=proof.name,
                    error=str(error),
                )
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
