"""Why somebody does something by hand: one line, required."""

from scheduler.typed_text import one_line

LONGEST_REASON = 200


class ReasonError(ValueError):
    """No reason, or one that is too long; the message is a sentence that says what to do."""


def read_reason(text: str) -> str:
    """Return a reason on one line. Raises ReasonError."""
    reason = one_line(text)
    if not reason:
        raise ReasonError("Say why, in one line: those who are concerned see it.")
    if len(reason) > LONGEST_REASON:
        raise ReasonError(
            f"The reason has {len(reason)} characters; please use at most {LONGEST_REASON}."
        )
    return reason
