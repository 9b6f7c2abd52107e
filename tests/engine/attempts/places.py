"""Attempts to change a location, or a process that runs at several."""

from cafe import ANA, BEN, MIA, OLE
from editor import Editor
from permissions import count
from shops import buttons, by_name, location, places

from handlers.location_reading import Carried
from handlers.views.family_ids import (
    AT_PLACE,
    FAMILY_EDIT,
    LOCATION_END,
    LOCATION_SAVE,
    PEOPLE_FORM,
    Wish,
)
from scheduler.locations import plan_of
from storage.models import Process
from storage.states import ProcessState


def create_location(cafe, person):
    people = f"owner <@{ANA}|ana> backup <@{BEN}|ben> manager <@{MIA}|mia>"
    cafe.asks(person, f"location new Nord {people}")
    return by_name(cafe, "Nord") is not None


def change_location(cafe, person):
    location(cafe, "Mitte")
    made = by_name(cafe, "Mitte")
    plan = plan_of(made).model_copy(update={"holiday_place": "DE"})
    carried = Carried(location=made.id, version=1, plan=plan).model_dump_json()
    cafe.presses(person, LOCATION_SAVE, carried)
    return by_name(cafe, "Mitte").holiday_place == "DE"


def retire_location(cafe, person):
    made = location(cafe, "Mitte")
    cafe.presses(person, LOCATION_END, f"{made.id}.0")
    return by_name(cafe, "Mitte").retired_at is not None


def asked_to(cafe, person, line, label):
    """The button of an answer, in a list; empty where there is none."""
    message = cafe.answer(person, line).message
    return [value for name, value in buttons(message).items() if name == label]


def two_places(cafe):
    """The opening checks at two locations with the same people."""
    location(cafe, "Mitte")
    location(cafe, "Nord")
    ((action, value),) = asked_to(cafe, OLE, "places opening: all", "Let it run there")
    cafe.presses(OLE, action, value)
    return next(iter(places(cafe).values()))


def place(cafe, person):
    location(cafe, "Mitte")
    ((action, value),) = asked_to(cafe, OLE, "places opening: Mitte", "Let it run there")
    cafe.presses(person, action, value)
    return count(cafe, Process.location_id.is_not(None)) == 1


def edit_family(cafe, person):
    two_places(cafe)
    editor, opened = Editor(cafe, person), len(cafe.slack.opened)
    if cafe.presses(person, FAMILY_EDIT, 1) is not None:
        return False
    editor._take_opened(opened)
    editor.saves(name="Morning checks")
    return count(cafe, Process.name.startswith("Morning checks")) == 2


def staff_place(cafe, person):
    one = two_places(cafe)
    people = {"owner_id": "U0A", "backup_id": BEN, "manager_id": MIA}
    view = {"callback_id": PEOPLE_FORM, "private_metadata": str(one.id)}
    cafe.sends(person, view, **{r: {"selected_user": p} for r, p in people.items()})
    return count(cafe, Process.owner_id == "U0A", Process.location_id.is_not(None)) == 1


def pause_family(cafe, person):
    two_places(cafe)
    cafe.presses(person, AT_PLACE, Wish(verb="pause", family=1).carried)
    return count(cafe, Process.state == ProcessState.PAUSED) == 2


ON_PLACES = {
    "create a location": create_location,
    "change a location": change_location,
    "retire a location": retire_location,
    "choose where a process runs": place,
    "change a process at all its places": edit_family,
    "choose the people of one place": staff_place,
    "pause a process at all its places": pause_family,
}
