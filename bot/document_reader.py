"""The reader of documents, with the language model that may help it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import intake
from bot.assistant import Model
from intake.draft import Intake
from intake.found import Upload


@dataclass(frozen=True)
class IntakeReader:
    """Reads what people give; `model` is asked about documents as well, None for nobody."""

    model: Model | None = None

    @property
    def helper(self) -> str | None:
        """Who else is given the text of documents; None where nobody is."""
        return self.model.host if self.model else None

    def read(self, upload: Upload, on_progress: Callable[[str], None] | None = None) -> Intake:
        """Read a file. Raises UnreadableError."""
        today = datetime.now(UTC).date()
        return intake.read(upload, on_progress, self.model, today)

    def read_text(self, text: str) -> Intake:
        """Read a text. Raises UnreadableError."""
        return intake.read_text(text, self.model)
