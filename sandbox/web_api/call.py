"""One call of a Web API method: its arguments, typed when read, and its refusals."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sandbox.arguments import is_set, text_of
from sandbox.seed import BOT_TOKEN
from sandbox.values import Json
from sandbox.workspace import Workspace


class RefusedError(Exception):
    """The call is refused; `error` is Slack's name for why, `problems` tell it in words."""

    def __init__(self, error: str, problems: Sequence[str] = (), **more: Any) -> None:
        """Keep the name, the problems and what else the answer says."""
        super().__init__(error)
        self.problems = list(problems)
        self.body: Json = {"ok": False, "error": error, **more}
        if problems:
            self.body["response_metadata"] = {"messages": self.problems}


@dataclass(frozen=True)
class Call:
    """A call with a valid token."""

    workspace: Workspace
    arguments: Json

    def text(self, name: str) -> str:
        """Return an argument as text; "" when it is missing."""
        return text_of(self.arguments, name)

    def required(self, name: str) -> str:
        """Return an argument that must be there. Raises RefusedError."""
        value = self.text(name)
        if not value:
            raise RefusedError("invalid_arguments", [f"[ERROR] missing required field: {name}"])
        return value

    def flag(self, name: str) -> bool:
        """Return whether an argument is set to true."""
        return is_set(self.arguments, name)

    def number(self, name: str, default: int) -> int:
        """Return a whole number. Raises RefusedError."""
        value = self.text(name)
        try:
            return int(value) if value else default
        except ValueError:
            raise RefusedError("invalid_arguments") from None

    def structure(self, name: str, error: str) -> Any:
        """Return an argument that is JSON, parsed; None when missing. Raises RefusedError."""
        value = self.arguments.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except (ValueError, RecursionError):
            raise RefusedError(error) from None

    def need(self, *scopes: str) -> None:
        """Refuse the call unless the app has one of these scopes."""
        granted = self.workspace.manifest.scopes
        if not set(scopes) & set(granted):
            raise RefusedError("missing_scope", needed=scopes[0], provided=",".join(granted))


@dataclass(frozen=True)
class Method:
    """A Web API method, the scopes of which one is needed (none for no scope), and its token."""

    run: Callable[[Call], Json]
    scopes: tuple[str, ...] = ()
    token: str = BOT_TOKEN
