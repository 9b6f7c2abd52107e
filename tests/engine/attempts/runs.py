"""Attempts to do something about a run, a step of it, or whose turn it is."""

from datetime import timedelta

from cafe import ANA, OLE
from manager import chosen, picked, why
from permissions import count

from handlers.views import handle_ids as ids
from handlers.views.card_buttons import EXTEND
from storage.models import Absence, Run, Turn
from storage.states import RunState


def start(cafe, person):
    cafe.asks(person, "start opening")
    return count(cafe, Run.id > 0) == 1


def hands(form, **values):
    """Try to handle a step that has moved to its backup; tell whether that changed anything."""

    def attempt(cafe, person):
        cafe.slack.people["U0NEW"] = {"id": "U0NEW", "real_name": "New", "tz": "Europe/Berlin"}
        cafe.asks(OLE, "start opening")
        cafe.posts(ANA, "door.jpg", mode="snippet")
        cafe.now += timedelta(minutes=61)
        cafe.run()
        row = "2" if form == ids.REASSIGN_CALLBACK else "1"
        before = cafe.steps(), len(cafe.cards("U0NEW"))
        cafe.submits_to(person, form, {name: {name: value} for name, value in values.items()}, row)
        return before != (cafe.steps(), len(cafe.cards("U0NEW")))

    return attempt


def skip(cafe, person):
    cafe.asks(person, "skip opening because the street is closed")
    return count(cafe, Run.state == RunState.SKIPPED) == 1


def unskip(cafe, person):
    cafe.asks(OLE, "skip opening because the street is closed")
    cafe.asks(person, "unskip opening")
    return count(cafe, Run.state == RunState.SKIPPED) == 0


def cancel(cafe, person):
    cafe.asks(OLE, "start opening")
    cafe.asks(person, "cancel opening because the street is closed")
    return count(cafe, Run.state == RunState.CANCELLED) == 1


def send_away(cafe, person):
    cafe.asks(person, "away <@U0ANA|ana> until Friday 9:00")
    return count(cafe, Absence.person_id == ANA) == 1


def press(cafe, person):
    cafe.asks(OLE, "start opening")
    cafe.press(person, EXTEND, of=ANA)
    return count(cafe, Turn.extended_at.is_not(None)) == 1


ON_RUNS = {
    "start": start,
    "reassign": hands(ids.REASSIGN_CALLBACK, successor=picked("U0NEW"), reason=why("x")),
    "cancel a step": hands(ids.CANCEL_STEP_CALLBACK, reason=why("gone")),
    "accept a proof": hands(ids.ACCEPT_CALLBACK, proof=chosen(1), reason=why("seen")),
    "skip an occurrence": skip,
    "take a skip back": unskip,
    "cancel a run": cancel,
    "say that the owner is away": send_away,
    "use the owner's card": press,
}
