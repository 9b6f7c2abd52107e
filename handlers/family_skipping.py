"""The next one left out at several places of a family: asked why, done, and told of once."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from handlers.acting import Acting
from handlers.asking import ClickAnswer
from handlers.permission import Action, may
from handlers.place_acts import Doing
from handlers.responses import errors, told
from handlers.rooms import Response, Rooms
from handlers.row_ids import row_id
from handlers.skipping import wall_time
from handlers.slack_requests import SlackClick, SlackSubmission
from handlers.views import act_ids, command_answers, titles
from handlers.views import at_places as views
from handlers.views import family_ids as ids
from handlers.views.form_state import FormState
from handlers.views.words import Message
from scheduler import families, skipping
from scheduler.reasons import ReasonError, read_reason
from storage.models import Family, Member, Process
from storage.states import ProcessState

LONGEST_MEMORY = 3000

# Places, with the wall time of what is to be left out there; None where nothing is known to be.
Chosen = Mapping[Process, datetime | None]
# Why nothing can be left out at a place; None where it is to be tried.
WhyNot = Mapping[Process, str | None]


class FamilySkipping:
    """Asks why, where nobody has said so in the command."""

    def __init__(self, acting: Acting) -> None:
        """Act by way of `acting`."""
        self.acting = acting

    def rooms(self) -> Rooms:
        """Return what it answers."""
        return Rooms(
            clicks={ids.SKIP_ALL_OPEN: self.open_form}, forms={ids.SKIP_ALL_FORM: self.submit}
        )

    def open_form(self, click: SlackClick, now: datetime) -> ClickAnswer | None:
        """Show what would be left out at every place, and ask why."""
        member = self.acting.full_member(click.user.id, now)
        if isinstance(member, Message):
            return ClickAnswer(member)
        with self.acting.database.look() as session:
            family = session.get(Family, row_id(click.value))
            places = families.places_of(session, family.id) if family else []
            if family is None or not places:
                return ClickAnswer(views.nothing_there())
            mine = [place for place in places if may(member, Action.SKIP, place)]
            if not mine:
                return ClickAnswer(command_answers.not_allowed(Action.SKIP, places[0]))
            coming = [(one, at) for one, at in _next_ones(session, mine, now).items() if at]
            shown = [(families.location_of(one).name, at) for one, at in coming]
        form = views.skip_all_form(family.name, shown, _carried(family, coming))
        return self.acting.open(click, form)

    def submit(self, submission: SlackSubmission, now: datetime) -> Response:
        """Leave out what the modal showed, each place's own one."""
        member = self.acting.full_member(submission.user.id, now)
        if isinstance(member, Message):
            return told(titles.NOTHING_DONE, member)
        try:
            reason = read_reason(FormState(submission.view.state.values).text(act_ids.REASON))
        except ReasonError as problem:
            return errors({act_ids.REASON: str(problem)})
        doing = Doing(member.id, member.zone, now, reason=reason)
        with self.acting.database.work() as session:
            answer = _skip_shown(session, submission.view.private_metadata, member, doing)
            session.commit()
        return told(titles.SKIPPED, answer)


def skip_next(
    session: Session, family: Family, places: Sequence[Process], member: Member, doing: Doing
) -> ClickAnswer:
    """Leave out the next one of each of these places, where this person may; say where not."""
    chosen = _next_ones(session, places, doing.now)
    why_not = {
        place: _just_done(session, place, doing) or _why_not(session, place, at, member, doing)
        for place, at in chosen.items()
    }
    outcome = _skip(session, family, chosen, why_not, doing)
    # A second tap, which finds nothing to do, must not take the place of what the first one did.
    return ClickAnswer(views.at_places(outcome), replaces=bool(outcome.done))


def _just_done(session: Session, place: Process, doing: Doing) -> str | None:
    by, reason = doing.person_id, doing.reason
    is_done = skipping.was_just_skipped(session, place, by, reason, doing.now)
    return views.JUST_SKIPPED if is_done else None


def _next_ones(
    session: Session, places: Sequence[Process], now: datetime
) -> dict[Process, datetime | None]:
    ahead = {place: skipping.coming(session, place, now) for place in places}
    return {place: coming[0].local if coming else None for place, coming in ahead.items()}


def _carried(family: Family, coming: Sequence[tuple[Process, datetime]]) -> str:
    carried = str(family.id)
    for place, local in coming:
        more = f" {place.id}@{local.isoformat()}"
        if len(carried) + len(more) > LONGEST_MEMORY:
            break
        carried += more
    return carried


def _skip_shown(session: Session, memory: str, member: Member, doing: Doing) -> Message:
    family_id, *shown = memory.split() or [""]
    family = session.get(Family, row_id(family_id))
    if family is None:
        return views.nothing_there()
    chosen = dict(_shown(session, family, shown))
    for place in families.places_of(session, family.id):
        chosen.setdefault(place, None)
    why_not = {place: _why_not(session, place, at, member, doing) for place, at in chosen.items()}
    return views.at_places(_skip(session, family, chosen, why_not, doing))


def _shown(
    session: Session, family: Family, shown: Sequence[str]
) -> Iterator[tuple[Process, datetime | None]]:
    for one in shown:
        process_id, _, local = one.partition("@")
        place = session.get(Process, row_id(process_id))
        if place is not None and place.family_id == family.id:
            yield place, wall_time(local)


def _skip(
    session: Session, family: Family, chosen: Chosen, why_not: WhyNot, doing: Doing
) -> views.Outcome:
    theirs = [(place, at) for place, at in chosen.items() if at and why_not[place] is None]
    runs = skipping.skip_all(session, theirs, doing.person_id, doing.reason, doing.now)
    skipped = {run.process for run in runs}
    done = [families.location_of(place).name for place in chosen if place in skipped]
    left = [
        (families.location_of(place).name, why or views.TOO_LATE)
        for place, why in why_not.items()
        if place not in skipped
    ]
    return views.Outcome("skip", family.name, done, left)


def _why_not(
    session: Session, place: Process, local: datetime | None, member: Member, doing: Doing
) -> str | None:
    """Return why nothing can be left out at a place; None where it is to be tried."""
    if place.state == ProcessState.ARCHIVED:
        return views.HAS_ENDED
    if not may(member, Action.SKIP, place):
        return views.NOT_THEIRS
    if local is not None:
        return None
    return views.NOT_SHOWN if skipping.coming(session, place, doing.now) else views.NOT_DUE
