"""The question that a Slack status gives reason for, and what is said when it is answered."""

from collections.abc import Sequence

from handlers.views.away import question
from handlers.views.blocks import button_row, section
from handlers.views.words import Message, day_and_clock, said
from storage.models import StatusHint

YES, NO, OTHER = "status_yes", "status_no", "status_other_time"


def status_question(hint: StatusHint, to: Sequence[str], zone: str) -> Message:
    """Ask somebody whose status reads as if they were away; `to` would get their runs."""
    asked = question(day_and_clock(hint.until_at, zone), to)
    why = "Your Slack status reads as if you were away."
    later = "I change nothing unless you say so."
    value = str(hint.id)
    buttons = ((YES, "Yes", value), (OTHER, "Until another time…", value), (NO, "No", value))
    return Message(
        f"{why} {asked} {later}", [section(f"{why} {asked}\n{later}"), button_row(*buttons)]
    )


def status_left_alone() -> Message:
    """Confirm that nothing changes."""
    return said("All right, I go on asking you. If you are away after all, write `/baton away`.")


def status_over() -> Message:
    """Say that a question no longer stands."""
    return said(
        "This question is no longer open: your status has changed since, or that time is over.",
        "Nothing was changed. To say that you are away, write `/baton away` and until when.",
    )
