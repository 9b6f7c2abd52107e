"""Keeping below Slack's limits: budgets that learn from refusals, and a breath between messages."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import floor
from threading import Lock

from storage.states import OutgoingKind

LEAST_PER_MINUTE = 1.0
# How much of the full pace comes back in a minute without a refusal.
RECOVERY = 0.1
POSTS_PER_MINUTE = 240
EDITS_PER_MINUTE = 50
CONVERSATION_PACE = timedelta(seconds=1)


class Budget:
    """So many calls a minute, a fifth of them at once. Instants are seconds of any one clock.

    A refusal stops everything for as long as Slack asked, and halves the pace, which comes back
    by a tenth a minute. Threads may share one.
    """

    def __init__(self, per_minute: float) -> None:
        """Allow `per_minute` calls in any minute, unless Slack refuses."""
        self._burst = max(1.0, per_minute // 5)
        self._full = max(LEAST_PER_MINUTE, per_minute - self._burst)
        self._pace = self._full
        self._left = self._burst
        self._seen: float | None = None
        self._closed_until: float | None = None
        self._lock = Lock()

    def left(self, at: float) -> int:
        """Return how many calls are allowed now."""
        with self._lock:
            return self._refilled(at)

    def take(self, at: float) -> bool:
        """Spend one call; False when none is allowed now."""
        with self._lock:
            if self._refilled(at) < 1:
                return False
            self._left -= 1
            return True

    def wait(self, at: float) -> float:
        """Return the seconds until a call is allowed, 0 when one is."""
        with self._lock:
            if self._refilled(at) >= 1:
                return 0.0
            if self._closed_until is not None:
                return self._closed_until - at
            return (1 - self._left) * 60 / self._pace

    def refused(self, at: float, seconds: float) -> None:
        """Slack took one too many: nothing for `seconds`, then half the pace."""
        with self._lock:
            self._refilled(at)
            if self._closed_until is None:  # several calls that were on their way are one refusal
                self._pace = max(LEAST_PER_MINUTE, self._pace / 2)
            self._closed_until = max(self._closed_until or at, at + seconds)
            # What is first let through probes; the others follow at the new pace.
            self._left = min(self._left, 1.0)

    def _refilled(self, at: float) -> int:
        elapsed = at - self._seen if self._seen is not None else 0.0
        self._seen = at
        if self._closed_until is not None:
            # A clock that was set back must not prolong what Slack asked for.
            self._closed_until += min(0.0, elapsed)
            if at < self._closed_until:
                return 0
            elapsed = at - self._closed_until
            self._closed_until = None
        elapsed = max(0.0, elapsed)
        self._left = min(self._burst, self._left + elapsed * self._pace / 60)
        self._pace = min(self._full, self._pace + self._full * RECOVERY * elapsed / 60)
        return floor(self._left + 1e-9)


@dataclass
class _Lane:
    """Posts and edits are two methods of Slack, each with limits of its own."""

    kinds: frozenset[OutgoingKind]
    budget: Budget


class Pacing:
    """When what may be sent: the workspace's budgets, and one message a second a conversation."""

    def __init__(
        self,
        posts_per_minute: float = POSTS_PER_MINUTE,
        edits_per_minute: float = EDITS_PER_MINUTE,
        conversation_pace: timedelta = CONVERSATION_PACE,
    ) -> None:
        """Start with these budgets; a refusal lowers them for a while."""
        edits = frozenset({OutgoingKind.REFRESH, OutgoingKind.AMENDED})
        self._lanes = (
            _Lane(frozenset(OutgoingKind) - edits, Budget(posts_per_minute)),
            _Lane(edits, Budget(edits_per_minute)),
        )
        self.conversation_pace = conversation_pace
        # When something was last said, by channel; by person where their DM is not known yet.
        self._posted: dict[str, datetime] = {}
        # A person's DM goes by two names: the person's, and the channel's once it is open.
        self._channels: dict[str, str] = {}
        self._lock = Lock()

    def closed(self, now: datetime) -> frozenset[OutgoingKind]:
        """Return the kinds of message for which there is no budget now."""
        at = now.timestamp()
        shut = [lane.kinds for lane in self._lanes if lane.budget.left(at) < 1]
        return frozenset().union(*shut)

    def take(self, kind: OutgoingKind, conversation: str, now: datetime) -> bool:
        """Spend budget on a message; False when there is none, or the conversation rests."""
        if conversation in self.resting(now) or not self._lane(kind).budget.take(now.timestamp()):
            return False
        with self._lock:
            self._posted[self._channels.get(conversation, conversation)] = now
        return True

    def limited(self, kind: OutgoingKind, now: datetime, after: timedelta) -> None:
        """Slack refused a message as one too many, and asked to wait for `after`."""
        self._lane(kind).budget.refused(now.timestamp(), after.total_seconds())

    def posted(self, conversation: str, channel_id: str, now: datetime) -> None:
        """Something was just said in a conversation, whose channel is `channel_id`."""
        with self._lock:
            if conversation != channel_id:
                self._channels[conversation] = channel_id
                self._posted.pop(conversation, None)
            self._posted[channel_id] = now

    def resting(self, now: datetime) -> frozenset[str]:
        """Return the conversations, by all their names, in which something was just said."""
        with self._lock:
            # A time in the future was told by a clock that has been set back since.
            self._posted = {
                channel: at
                for channel, at in self._posted.items()
                if timedelta(0) <= now - at < self.conversation_pace
            }
            people = [who for who, channel in self._channels.items() if channel in self._posted]
            return frozenset(self._posted).union(people)

    def _lane(self, kind: OutgoingKind) -> _Lane:
        return next(lane for lane in self._lanes if kind in lane.kinds)
