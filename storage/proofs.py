"""The archive of proofs: files under their SHA-256, because Slack hides them after 90 days."""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

MEGABYTE = 1024 * 1024
INCOMING = ".incoming-"


class ProofTooLargeError(Exception):
    """The file is larger than the archive takes; it stays in Slack alone."""


class ProofArchive:
    """A folder of files, each named by what is in it: the same bytes are kept once."""

    def __init__(self, folder: Path, largest_megabytes: int = 200) -> None:
        """Keep proofs below `folder`, which is made when the first one comes."""
        self.folder = folder
        self.largest = largest_megabytes * MEGABYTE

    def keep(self, chunks: Iterable[bytes]) -> str:
        """Store what `chunks` yield and return its SHA-256.

        Raises ProofTooLargeError, or OSError when the disk refuses; nothing is left behind then.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self.folder, prefix=INCOMING)
        incoming = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                digest = self._copy(chunks, file.write)
                file.flush()
                os.fsync(file.fileno())
            self._move_in(incoming, digest)
        finally:
            incoming.unlink(missing_ok=True)
        return digest

    def forget_unfinished(self, before: datetime) -> None:
        """Remove what copies left behind that were killed under way and last wrote before then."""
        for left in self.folder.glob(f"{INCOMING}*"):
            with suppress(OSError):
                if datetime.fromtimestamp(left.stat().st_mtime, UTC) < before:
                    left.unlink()

    def path(self, sha256: str) -> Path:
        """Where the proof with this hash lies."""
        return self.folder / sha256[:2] / sha256

    def _copy(self, chunks: Iterable[bytes], write: Callable[[bytes], object]) -> str:
        digest, size = hashlib.sha256(), 0
        for chunk in chunks:
            size += len(chunk)
            if size > self.largest:
                raise ProofTooLargeError(f"more than {self.largest // MEGABYTE} MB")
            digest.update(chunk)
            write(chunk)
        return digest.hexdigest()

    def _move_in(self, incoming: Path, digest: str) -> None:
        final = self.path(digest)
        final.parent.mkdir(exist_ok=True)
        incoming.replace(final)
