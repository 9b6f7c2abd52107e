"""Attempts to see something, on a page or in a sheet."""

from datetime import timedelta

from cafe import OLE
from permissions import count
from shops import location

from bot.rooms import pages
from handlers.pages import Pages
from handlers.slack_requests import SlackClick
from storage.models import Outgoing
from storage.states import OutgoingKind


def sees(verb, words):
    return lambda cafe, person: words in cafe.asks(person, verb, f"D{person[1:]}")


def turn_page(cafe, person):
    cafe.asks(OLE, "start opening")
    click = {
        "user": {"id": person},
        "actions": [{"action_id": "page_history_older", "value": "1 before 2099-01-01T00:00"}],
    }
    turning = Pages(cafe.creating.acting, pages(cafe.engine))
    answer = turning.turn(SlackClick.model_validate(click), cafe.now)
    return answer.replaces and "Unlock doors" in answer.message.text


def open_list(cafe, person):
    cafe.asks(OLE, "start opening")
    cafe.asks("U0A", "start somebody")
    for _ in range(2):
        cafe.now += timedelta(hours=1)
        cafe.run()
    listed = cafe.asks(person, "open")
    if "Somebody else's" in listed:
        return "all"
    return "theirs" if "Unlock doors" in listed else "no"


def report_one(cafe, person):
    return "Opening checks" in exported(cafe, person, "report opening")


def report_all(cafe, person):
    rows = exported(cafe, person, "report")
    if "Somebody else's" in rows:
        return "all"
    return "theirs" if "Opening checks" in rows else "no"


def exported(cafe, person, verb):
    cafe.asks(OLE, "start opening")
    cafe.asks("U0A", "start somebody")
    cafe.asks(person, verb)
    cafe.at("6:59")
    assert count(cafe, Outgoing.kind == OutgoingKind.REPORT) == len(cafe.slack.uploads)
    return "".join(data.decode("utf-8-sig") for data in cafe.slack.uploads.values())


def sees_locations(cafe, person):
    location(cafe, "Mitte")
    return "*Mitte*" in cafe.asks(person, "locations")


LOOKING = {
    "list": sees("list", "Opening checks"),
    "mine": sees("mine", "Yours to look after"),
    "show": sees("show opening", "Unlock doors"),
    "history": sees("history opening", "has not run yet"),
    "digest": sees("digest", "Nothing keeps failing"),
    "turn a page": turn_page,
    "open past its owner": open_list,
    "report of one": report_one,
    "report of all": report_all,
    "see locations": sees_locations,
}
