"""Faults: how the Web API misbehaves when a test asks for it."""

from dataclasses import dataclass, field
from typing import Literal

from pydantic import BaseModel

from sandbox.values import Json

Kind = Literal[
    "ratelimited", "status", "error", "reset_before", "reset_after", "timeout_after", "html"
]


class Fault(BaseModel):
    """One rule. `retry_after` and `seconds` are in seconds; `times` is how often it still acts."""

    method: str = "*"
    kind: Kind
    times: int = 1
    match: dict[str, str] = {}
    retry_after: int | None = None
    status: int = 500
    error: str = "internal_error"
    seconds: float = 5.0

    def meets(self, method: str, arguments: Json) -> bool:
        """Whether this call is one that it is meant for: each text of `match` is contained."""
        if self.times < 1 or self.method not in {"*", method}:
            return False
        return all(text in str(arguments.get(name, "")) for name, text in self.match.items())


@dataclass
class Faults:
    """All rules, the first that fits acts."""

    rules: list[Fault] = field(default_factory=list)

    def take(self, method: str, arguments: Json) -> Fault | None:
        """Return the fault for a call and count it; None for a call that goes well."""
        fault = next((rule for rule in self.rules if rule.meets(method, arguments)), None)
        if fault is not None:
            fault.times -= 1
        return fault
