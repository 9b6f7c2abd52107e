"""The process that somebody names behind a verb."""

from sqlalchemy.orm import Session

from handlers.slack_text import plain
from handlers.views import command_answers
from handlers.views.words import Message
from scheduler import finding
from scheduler.finding import Ambiguous, NotFound
from storage.models import Process

QUOTES = "\"'\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb "


def typed_name(rest: str) -> str:
    """Return the name as it was meant, without the quotes around it."""
    return plain(rest).strip(QUOTES)


def named_process(session: Session, typed: str, verb: str) -> Process | Message:
    """Return the live process, or what to say when it is not clear which one is meant."""
    return named(session, plain(typed), verb)


def named(session: Session, name: str, verb: str) -> Process | Message:
    """Do the same with a name that is plain text already."""
    bare = name.strip(QUOTES)
    if not bare:
        return command_answers.name_missing(verb)
    found = finding.find(session, bare)
    return found if isinstance(found, Process) else which(found)


def which(found: Ambiguous | NotFound) -> Message:
    """Ask which process is meant."""
    if isinstance(found, Ambiguous):
        return command_answers.ambiguous(found.names)
    return command_answers.not_found(found.asked, found.suggestions)
