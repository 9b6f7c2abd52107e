"""A rota: people who take turns at owning the runs of a process."""

from dataclasses import dataclass
from datetime import datetime

from storage.states import PassReason, RotaTurn


@dataclass(frozen=True)
class Rota:
    """Several people in their order, or a user group of Slack; never both.

    `group_handle` is what the group was called when it was chosen, without the @.
    """

    turn: RotaTurn = RotaTurn.WEEKLY
    members: tuple[str, ...] = ()
    group_id: str | None = None
    group_handle: str = ""

    @property
    def stand_in(self) -> str:
        """What a plan has in the place of its owner: the first member, or the group."""
        return self.members[0] if self.members else str(self.group_id)


@dataclass(frozen=True)
class PassedOver:
    """Somebody whose turn in a rota it was, and why another took it; `until` is UTC."""

    person_id: str
    reason: PassReason
    until: datetime | None = None
