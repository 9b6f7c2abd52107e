"""What understands documents, as Baton uses it; its own package knows neither Slack nor SQL."""

from collections.abc import Callable, Sequence
from typing import Protocol

from handlers.people_list import Person
from intake.draft import Intake
from intake.found import Upload

OnProgress = Callable[[str], None]


class Match(Protocol):
    """A member whom a name may mean."""

    @property
    def person_id(self) -> str:
        """Whom."""
        ...

    @property
    def confidence(self) -> float:
        """How sure, from 0 to 1."""
        ...

    @property
    def why(self) -> str:
        """Why, in a few words."""
        ...


class Slip(Protocol):
    """Where a document would slip."""

    @property
    def kind(self) -> str:
        """Which way."""
        ...

    @property
    def sentence(self) -> str:
        """What of it, in a sentence."""
        ...


class DocumentReader(Protocol):
    """What understands documents."""

    def read(self, upload: Upload, on_progress: OnProgress | None = None) -> Intake:
        """Read a file. Raises UnreadableError."""
        ...

    def read_text(self, text: str) -> Intake:
        """Read a text. Raises UnreadableError."""
        ...

    def match(self, name: str, members: Sequence[Person]) -> Sequence[Match]:
        """Return whom a name may mean, the likeliest first."""
        ...

    def scan(self, intake: Intake) -> Sequence[Slip]:
        """Return where what was read would slip, the worst first."""
        ...
