"""What was asked of a family, done at the place that was tapped or at all of them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from pydantic import ValidationError
from sqlalchemy.orm import Session

from handlers.acting import Acting
from handlers.asking import ClickAnswer
from handlers.family_skipping import skip_next
from handlers.permission import Action, may
from handlers.place_acts import ACTS, Doing, prepared
from handlers.rooms import Rooms
from handlers.slack_requests import SlackClick
from handlers.views import act_answers, command_answers
from handlers.views import family_ids as ids
from handlers.views.at_places import NOT_THEIRS, NOT_TO_START, Outcome, at_places, nothing_there
from handlers.views.family_ids import Wish
from handlers.views.words import Message
from scheduler import families
from scheduler.moments import MomentError
from scheduler.reasons import ReasonError
from storage.models import Member, Process
from storage.states import ProcessState


class FamilyActs:
    """Answers the buttons below “Which one?”."""

    def __init__(self, acting: Acting) -> None:
        """Act by way of `acting`."""
        self.acting = acting

    def rooms(self) -> Rooms:
        """Return what it answers."""
        return Rooms(deeds={ids.AT_PLACE: self.press})

    def press(self, click: SlackClick, now: datetime) -> ClickAnswer:
        """Do what was asked where it was tapped; the question goes, so that none does it twice."""
        member = self.acting.full_member(click.user.id, now)
        if isinstance(member, Message):
            return ClickAnswer(member)
        wish = _wish(click.value)
        if wish is None:
            return ClickAnswer(command_answers.failed())
        try:
            doing = prepared(wish.verb, wish.words, Doing(member.id, member.zone, now))
        except (MomentError, ReasonError) as problem:
            return ClickAnswer(command_answers.not_understood(str(problem)))
        with self.acting.database.work() as session:
            answer = _done(session, wish, member, doing)
            session.commit()
        return answer


def _wish(carried: str) -> Wish | None:
    try:
        wish = Wish.model_validate_json(carried)
    except ValidationError:
        return None
    is_about_one = (wish.process is None) != (wish.family is None)
    return wish if is_about_one and wish.verb in {*ACTS, Action.SKIP} else None


def _done(session: Session, wish: Wish, member: Member, doing: Doing) -> ClickAnswer:
    places = _meant(session, wish)
    family = places[0].family if places else None
    if family is None:
        return ClickAnswer(nothing_there() if wish.process is None else act_answers.gone())
    if wish.verb == Action.SKIP:
        return skip_next(session, family, places, member, doing)
    act, outcome = ACTS[wish.verb], Outcome(wish.verb, family.name, [], [])
    done, left = list[str](), list[tuple[str, str]]()
    not_theirs = NOT_TO_START if wish.verb == Action.START else NOT_THEIRS
    for place in places:
        name = families.location_of(place).name
        is_theirs = may(member, Action(wish.verb), place)
        why = act(session, place, doing) if is_theirs else not_theirs
        if why is None:
            done.append(name)
        else:
            left.append((name, why))
    outcome = replace(outcome, done=done, left=left, until=doing.until, zone=doing.zone)
    # A second tap, which finds nothing to do, must not take the place of what the first one did.
    return ClickAnswer(at_places(outcome), replaces=bool(done))


def _meant(session: Session, wish: Wish) -> Sequence[Process]:
    if wish.family is not None:
        return families.places_of(session, wish.family)
    place = session.get(Process, wish.process)
    is_there = place is not None and place.state != ProcessState.ARCHIVED
    return [place] if place is not None and is_there and place.family_id else []
