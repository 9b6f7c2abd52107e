"""What is sent and what becomes of it, as delivery and Slack's gateway tell each other."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, BinaryIO, Protocol

from sqlalchemy.orm import Session

from storage.models import Outgoing

# What a letter is refused with whose file could not be made: a mistake of ours.
NOT_MADE = "not_made"


@dataclass(frozen=True)
class Sent:
    """Slack took it; what carries a file gets no `message_ts` of it, then it is empty."""

    channel_id: str
    message_ts: str


@dataclass(frozen=True)
class Refused:
    """Slack will never take it; `person_gone` where the person is the reason."""

    error: str
    person_gone: bool = False


@dataclass(frozen=True)
class Later:
    """Slack did not take it now; `is_limit` where it was one message too many."""

    error: str
    after: timedelta | None = None
    is_limit: bool = False


@dataclass(frozen=True)
class Unknown:
    """Slack may or may not have taken it."""

    error: str


@dataclass(frozen=True)
class Unreadable:
    """Slack may or may not have taken it, and where it would stand cannot be read back."""

    error: str


@dataclass(frozen=True)
class Lapsed:
    """Slack did not take it, and by now there is nothing left to say."""


Outcome = Sent | Refused | Later | Unknown | Unreadable | Lapsed


@dataclass(frozen=True)
class Attachment:
    """A file that goes with a letter and is made while it is sent, outside of any unit of work.

    `make` writes the file and returns what is said beside it. Its name is no other file's, so that
    a letter which may have arrived is found by it: what carries a file carries no key.
    """

    name: str
    title: str
    make: Callable[[BinaryIO], str]


@dataclass(frozen=True)
class Letter:
    """A message ready to go: where, what, and the key that it is known by."""

    key: str
    conversation: str
    thread_ts: str | None
    replaces: str | None
    text: str
    blocks: list[dict[str, Any]]
    attachment: Attachment | None = None


class Postman(Protocol):
    """What delivery needs of Slack. No call raises for anything that Slack or the net does."""

    def post(self, letter: Letter, is_ours: Callable[[], bool]) -> Outcome:
        """Post a new message, or edit the one that the letter replaces.

        `is_ours` is asked right before: a machine may stand still for longer than its lease.
        """
        ...

    def find(self, letter: Letter, since: datetime) -> Outcome:
        """Look the key up: Sent, Refused when it is not there, Later or Unreadable."""
        ...


# Renders from the state as it now is; None when there is nothing left to say.
Render = Callable[[Session, Outgoing, datetime], Letter | None]
