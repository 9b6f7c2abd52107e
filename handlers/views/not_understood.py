"""What to say when a phrase is not understood as a cadence."""

from scheduler.phrases import NotUnderstood


def explained(problem: NotUnderstood) -> str:
    """Return what was not understood and the nearest phrase that is."""
    message = problem.message.rstrip()
    if not problem.suggestion or problem.suggestion in message:
        return message
    return f"{message} Did you mean “{problem.suggestion}”?"
