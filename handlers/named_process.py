"""The process that somebody means by what stands behind a verb."""

from sqlalchemy.orm import Session

from handlers.slack_text import plain
from handlers.views import command_answers
from handlers.views.words import Message
from scheduler import finding
from scheduler.finding import Ambiguous, NotFound
from storage.models import Process

QUOTES = "\"'\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb "


def named_process(session: Session, typed: str, verb: str) -> Process | Message:
    """Return the live process, or what to say when it is not clear which one is meant."""
    name = plain(typed).strip(QUOTES)
    if not name:
        return command_answers.name_missing(verb)
    match finding.find(session, name):
        case Ambiguous(names):
            return command_answers.ambiguous(names)
        case NotFound(asked, suggestions):
            return command_answers.not_found(asked, suggestions)
        case process:
            return process
