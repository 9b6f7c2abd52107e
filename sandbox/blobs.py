"""The bytes of files, in a folder or in memory. Names on disk are ids that we made."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Blobs:
    """Bytes by file id; without a folder they live in memory."""

    folder: Path | None = None
    _memory: dict[str, bytes] = field(default_factory=dict)

    def put(self, file_id: str, data: bytes) -> None:
        """Keep bytes."""
        if self.folder is None:
            self._memory[file_id] = data
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        partial = self.folder / f"{file_id}.partial"
        partial.write_bytes(data)
        partial.replace(self.folder / file_id)

    def get(self, file_id: str) -> bytes | None:
        """Return the bytes; None when there are none."""
        if self.folder is None:
            return self._memory.get(file_id)
        path = self.folder / file_id
        return path.read_bytes() if path.is_file() else None

    def drop(self, file_id: str) -> None:
        """Drop the bytes of a file, if there are any."""
        self._memory.pop(file_id, None)
        if self.folder is not None:
            (self.folder / file_id).unlink(missing_ok=True)
