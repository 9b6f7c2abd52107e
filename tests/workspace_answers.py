"""What the local workspace answers to tests."""

from typing import Any

Json = dict[str, Any]


class RefusedError(AssertionError):
    """The workspace, or the app behind it, refused what a person did."""

    def __init__(self, answer: Json) -> None:
        super().__init__(str(answer.get("error") or answer.get("errors")))
        self.error: str | None = answer.get("error")
        self.errors: dict[str, str] = answer.get("errors") or {}


def granted(answer: Json) -> Json:
    """Return the answer of something that was done. Raises RefusedError."""
    if not answer["ok"]:
        raise RefusedError(answer)
    return answer
