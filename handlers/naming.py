"""The process that somebody names behind a verb."""

from sqlalchemy.orm import Session

from handlers.slack_text import plain
from handlers.views import command_answers
from handlers.views.which_place import VERBS, Choice, one_place, which_place
from handlers.views.words import Message
from scheduler import families, finding
from scheduler.finding import Ambiguous, NotFound, OneFamily
from storage.models import Process

QUOTES = "\"'\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb "


def typed_name(rest: str) -> str:
    """Return the name as it was meant, without the quotes around it."""
    return plain(rest).strip(QUOTES)


def named_process(session: Session, typed: str, verb: str) -> Process | Message:
    """Return the live process, or what to say when it is not clear which one is meant."""
    return named(session, plain(typed), verb)


def named(session: Session, name: str, verb: str, words: str | None = None) -> Process | Message:
    """Do the same with a name that is plain text already; `words` stood behind it."""
    bare = name.strip(QUOTES)
    if not bare:
        return command_answers.name_missing(verb)
    found = finding.find(session, bare)
    if isinstance(found, OneFamily) and verb in VERBS:
        return which_place(choice_of(session, found, verb, words or ""))
    return found if isinstance(found, Process) else which(found)


def choice_of(session: Session, found: OneFamily, verb: str, words: str) -> Choice:
    """Return the places of a family to choose from."""
    places = families.places_of(session, found.family_id)
    shown = [(place, families.location_of(place).name) for place in places]
    return Choice(found.family_id, found.family_name, shown, verb, words)


def which(found: Ambiguous | NotFound) -> Message:
    """Ask which process is meant."""
    if isinstance(found, Ambiguous):
        return command_answers.ambiguous(found.names)
    return command_answers.not_found(found.asked, found.suggestions)


def place_of(session: Session, place: Process) -> Message:
    """Say what of a family's place can be changed, with a button for each."""
    assert place.family is not None, "only a family has places"
    count = len(families.places_of(session, place.family.id))
    return one_place(place, place.family, count)
