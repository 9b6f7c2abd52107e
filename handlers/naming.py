"""The process that somebody names behind a verb."""

from handlers.slack_text import plain
from handlers.views import command_answers
from handlers.views.words import Message
from scheduler.finding import Ambiguous, NotFound

QUOTES = "\"'\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb "


def typed_name(rest: str) -> str:
    """Return the name as it was meant, without the quotes around it."""
    return plain(rest).strip(QUOTES)


def which(found: Ambiguous | NotFound) -> Message:
    """Ask which process is meant."""
    if isinstance(found, Ambiguous):
        return command_answers.ambiguous(found.names)
    return command_answers.not_found(found.asked, found.suggestions)
