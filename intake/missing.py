"""What a process needs and its draft has not, as a reviewer sees at its empty fields as well."""

from collections.abc import Iterator

from intake.draft import ProcessDraft

ROLES = ("owner", "backup", "manager")


def missing(draft: ProcessDraft) -> Iterator[str]:
    """Give a sentence for each part that its source does not tell."""
    for role in ROLES:
        if not getattr(draft, role):
            yield f"No {role} is named."
    if not (draft.cadence.rrule or draft.cadence.text):
        yield "Nothing says how often this happens."
    if not draft.steps:
        yield "No step could be told apart; add at least one."
