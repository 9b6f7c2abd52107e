"""What was asked of a family, done at the place that was tapped or at all of them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from pydantic import ValidationError
from sqlalchemy.orm import Session

from handlers.acting import NOTHING_DONE, Acting
from handlers.asking import ClickAnswer
from handlers.permission import Action, may
from handlers.place_acts import ACTS, Doing, prepared
from handlers.responses import errors, told
from handlers.rooms import Response, Rooms
from handlers.row_ids import row_id
from handlers.slack_requests import SlackClick, SlackSubmission
from handlers.views import act_answers, act_ids, command_answers
from handlers.views import family_ids as ids
from handlers.views.at_places import Outcome, at_places, nothing_there, skip_all_form
from handlers.views.family_ids import Wish
from handlers.views.form_state import FormState
from handlers.views.words import Message
from scheduler import families, skipping
from scheduler.moments import MomentError
from scheduler.reasons import ReasonError, read_reason
from scheduler.skipping import SkipError
from storage.models import Family, Member, Process
from storage.states import ProcessState

NOT_THEIRS = "up to its creator, its manager or an admin"
NOT_TO_START = "up to its creator, those who are asked there or an admin"
LONGEST_MEMORY = 3000


class FamilyActs:
    """Answers the buttons below “Which one?”."""

    def __init__(self, acting: Acting) -> None:
        """Act by way of `acting`."""
        self.acting = acting

    def rooms(self) -> Rooms:
        """Return what it answers."""
        return Rooms(
            clicks={ids.SKIP_ALL_OPEN: self.open_skip},
            deeds={ids.AT_PLACE: self.press},
            forms={ids.SKIP_ALL_FORM: self.submit_skip},
        )

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

    def open_skip(self, click: SlackClick, now: datetime) -> ClickAnswer | None:
        """Ask why the next one is left out at every place."""
        member = self.acting.full_member(click.user.id, now)
        if isinstance(member, Message):
            return ClickAnswer(member)
        with self.acting.database.look() as session:
            family = session.get(Family, row_id(click.value))
            places = families.places_of(session, family.id) if family else []
            if family is None or not places:
                return ClickAnswer(nothing_there())
            mine = [place for place in places if may(member, Action.SKIP, place)]
            if not mine:
                return ClickAnswer(command_answers.not_allowed(Action.SKIP, places[0]))
            ahead = ((one, skipping.coming(session, one, now)) for one in mine)
            coming = [(one, occurrences[0].local) for one, occurrences in ahead if occurrences]
            shown = [(families.location_of(one).name, local) for one, local in coming]
        form = skip_all_form(family.name, shown, _carried(family, coming))
        return self.acting.open(click, form)

    def submit_skip(self, submission: SlackSubmission, now: datetime) -> Response:
        """Leave out what the modal showed, each place's own one."""
        member = self.acting.full_member(submission.user.id, now)
        if isinstance(member, Message):
            return told(NOTHING_DONE, member)
        try:
            reason = read_reason(FormState(submission.view.state.values).text(act_ids.REASON))
        except ReasonError as problem:
            return errors({act_ids.REASON: str(problem)})
        doing = Doing(member.id, member.zone, now, reason=reason)
        with self.acting.database.work() as session:
            answer = _skipped(session, submission.view.private_metadata, member, doing)
            session.commit()
        return told("Skipped", answer)


def _wish(carried: str) -> Wish | None:
    try:
        wish = Wish.model_validate_json(carried)
    except ValidationError:
        return None
    is_about_one = (wish.process is None) != (wish.family is None)
    return wish if is_about_one and wish.verb in ACTS else None


def _done(session: Session, wish: Wish, member: Member, doing: Doing) -> ClickAnswer:
    places = _meant(session, wish)
    family = places[0].family if places else None
    if family is None:
        return ClickAnswer(nothing_there() if wish.process is None else act_answers.gone())
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


def _skipped(session: Session, memory: str, member: Member, doing: Doing) -> Message:
    family_id, *wanted = memory.split()
    family = session.get(Family, row_id(family_id))
    if family is None:
        return nothing_there()
    places = {str(place.id): place for place in families.places_of(session, family.id)}
    done, left = list[str](), list[tuple[str, str]]()
    for one in wanted:
        process_id, _, local = one.partition("@")
        place = places.get(process_id)
        if place is None:
            continue
        name = families.location_of(place).name
        why = _skip(session, place, local, member, doing)
        if why is None:
            done.append(name)
        else:
            left.append((name, why))
    return at_places(Outcome("skip", family.name, done, left))


def _skip(session: Session, place: Process, local: str, member: Member, doing: Doing) -> str | None:
    if not may(member, Action.SKIP, place):
        return NOT_THEIRS
    try:
        at = datetime.fromisoformat(local)
        skipping.skip(session, place, at, doing.person_id, doing.reason, doing.now)
    except (SkipError, ValueError):
        return "it has begun, is skipped already, or its times have changed"
    return None


def _carried(family: Family, coming: Sequence[tuple[Process, datetime]]) -> str:
    carried = str(family.id)
    for place, local in coming:
        more = f" {place.id}@{local.isoformat()}"
        if len(carried) + len(more) > LONGEST_MEMORY:
            break
        carried += more
    return carried
