"""Which room answers what people type, submit and press: one table, joined from all rooms."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from handlers.asking import ClickAnswer, Verb
from handlers.slack_requests import SlackClick, SlackSubmission

# What Slack is answered when a modal is submitted; empty closes it.
Response = dict[str, Any]
Submit = Callable[[SlackSubmission, datetime], Response]
Value = TypeVar("Value")
Act = Callable[[SlackClick, datetime], ClickAnswer | None]


@dataclass(frozen=True)
class Rooms:
    """Commands by their verb, submitted modals by callback_id, clicks by action_id.

    Of `deeds`, clicks that change something by themselves, Slack is told only when it is written
    down. An action_id may go on behind a colon, so that several can stand in one message.
    """

    verbs: Mapping[str, Verb] = field(default_factory=dict)
    forms: Mapping[str, Submit] = field(default_factory=dict)
    clicks: Mapping[str, Act] = field(default_factory=dict)
    deeds: Mapping[str, Act] = field(default_factory=dict)

    def __or__(self, other: "Rooms") -> "Rooms":
        """Join two tables that have no name in common."""
        return Rooms(
            _joined(self.verbs, other.verbs),
            _joined(self.forms, other.forms),
            _joined(self.clicks, other.clicks),
            _joined(self.deeds, other.deeds),
        )


def _joined(one: Mapping[str, Value], other: Mapping[str, Value]) -> dict[str, Value]:
    assert not one.keys() & other.keys(), f"two rooms for {one.keys() & other.keys()}"
    return {**one, **other}
