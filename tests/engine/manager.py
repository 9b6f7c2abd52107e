"""A manager at work: what they press and submit to handle a step."""

from cafe import MIA

from handlers.views import handle_ids as ids
from handlers.views.unresolved import HANDLE

ZOE = "U0ZOE"
SEEN = {"id": "V1", "hash": "h1"}


def handles(cafe, person=MIA, step=1):
    """Press “Handle”; the modal that opens."""
    assert cafe.rooms.clicks[HANDLE](cafe.click(person, str(step)), cafe.now) is None
    return cafe.slack.opened[-1]


def asks_for(cafe, action, person=MIA, step=1):
    """Press a button in that modal; what stands in its place."""
    cafe.rooms.clicks[action](cafe.click(person, str(step), action, view=SEEN), cafe.now)
    return cafe.slack.updated[-1]


def why(text):
    return {"type": "plain_text_input", "value": text}


def picked(person):
    return {"type": "users_select", "selected_user": person}


def chosen(value):
    return {"type": "static_select", "selected_option": {"value": str(value)}}


def gives(cafe, to=ZOE, person=MIA, reason="Zoe is at the door", step=1):
    """Give the turn of a step to somebody; what Slack is answered."""
    form = asks_for(cafe, ids.ASK_REASSIGN, person, step)
    return gives_by(cafe, form, to, person, reason)


def gives_by(cafe, form, to=ZOE, person=MIA, reason="Zoe is at the door"):
    return cafe.sends(person, form, successor=picked(to), reason=why(reason))


def cancels(cafe, person=MIA, reason="the door is gone", step=1):
    form = asks_for(cafe, ids.ASK_CANCEL_STEP, person, step)
    return cafe.sends(person, form, reason=why(reason))


def accepts(cafe, person=MIA, reason="I was there", step=1, proof=1):
    form = asks_for(cafe, ids.ASK_ACCEPT, person, step)
    return cafe.sends(person, form, proof=chosen(proof), reason=why(reason))


def said(answer):
    """What a submitted form is answered, all its words."""
    return str(answer["view"]["blocks"])
