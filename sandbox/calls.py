"""A record of what the app has asked of the Web API."""

from collections import deque
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field

from sandbox.values import Json

MOST_KEPT = 20_000


@dataclass(frozen=True)
class RecordedCall:
    """One call; `at` is seconds since 1970. The token is not kept."""

    method: str
    arguments: Json
    at: float
    status: int
    error: str | None
    fault: str | None


@dataclass
class Calls:
    """The latest calls."""

    _calls: deque[RecordedCall] = field(default_factory=lambda: deque(maxlen=MOST_KEPT))

    def note(self, call: RecordedCall) -> None:
        """Keep a call."""
        self._calls.append(call)

    def clear(self) -> None:
        """Forget all."""
        self._calls.clear()

    def listed(self, method: str | None) -> Iterator[Json]:
        """Go through the calls, oldest first, of one method or of all."""
        for call in self._calls:
            if method in {None, call.method}:
                yield asdict(call)
