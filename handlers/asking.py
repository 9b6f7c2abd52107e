"""What people ask by a command or a button, and what they are answered."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from handlers.views.words import Message
from storage.models import Member


@dataclass(frozen=True)
class Asked:
    """What a full member typed behind a verb, as Slack delivers it. `now` is an aware instant."""

    member: Member
    channel_id: str
    rest: str
    trigger_id: str
    now: datetime


@dataclass(frozen=True)
class Answer:
    """What the asker reads, or everyone in the conversation; no message when a modal opened."""

    message: Message | None
    in_channel: bool = False


@dataclass(frozen=True)
class ClickAnswer:
    """What is said to a click: beside the message with the button, or in its place."""

    message: Message
    replaces: bool = False


Verb = Callable[[Asked], Answer]
