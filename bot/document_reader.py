"""The reader of documents, with the language model that may help it.

The readers are loaded with the first document: they take a third of the time of a start, in which
people wait for a bot that was restarted.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

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
        from intake import reading  # noqa: PLC0415 - see above

        return reading.read(upload, on_progress, self.model, datetime.now(UTC).date())

    def read_text(self, text: str) -> Intake:
        """Read a text. Raises UnreadableError."""
        from intake import reading  # noqa: PLC0415 - see above

        return reading.read_text(text, self.model)
