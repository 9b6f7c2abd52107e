"""What understands documents, as Baton uses it."""

from collections.abc import Callable
from typing import Protocol

from intake.draft import Intake
from intake.found import Upload

OnProgress = Callable[[str], None]


class DocumentReader(Protocol):
    """Reads files and texts."""

    @property
    def helper(self) -> str | None:
        """Who else is given the text of documents; None where nobody is."""
        ...

    def read(self, upload: Upload, on_progress: OnProgress | None = None) -> Intake:
        """Read a file, saying now and then how far that is. Raises UnreadableError."""
        ...

    def read_text(self, text: str) -> Intake:
        """Read a text. Raises UnreadableError."""
        ...
