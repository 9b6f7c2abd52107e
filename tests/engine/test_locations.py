"""Locations: listed, created and changed in a modal or in one line, retired."""

import pytest
from cafe import ANA, BEN, MIA, OLE
from shops import (
    KIM,
    LEA,
    ZOE,
    buttons,
    by_name,
    family,
    location,
    places,
    processes,
    two_shops,
)

from handlers.views import family_ids as ids
from scheduler.plan import StepPlan
from storage.states import ProcessState
from tests.block_kit import problems_of, problems_of_modal

PEOPLE = f"owner <@{ANA}|ana> backup <@{BEN}|ben> manager <@{MIA}|mia>"
LINE = f"location new Mitte in Europe/Berlin holidays DE-BE {PEOPLE}"
FIELDS = {
    "name": {"value": "Mitte"},
    "zone": {"value": "europe/berlin"},
    "holiday_place": {"value": "de-be"},
    "owner_id": {"selected_user": ANA},
    "backup_id": {"selected_user": BEN},
    "manager_id": {"selected_user": MIA},
}


def submits(cafe, who, memory="", **changes):
    fields = FIELDS | {name: changes[name] for name in changes}
    values = {name: {name: content} for name, content in fields.items()}
    return cafe.submits_to(who, ids.LOCATION_FORM, values, memory)


def test_a_location_is_created_in_one_line_and_said_back(cafe):
    said = cafe.asks(OLE, LINE)
    assert "The location *Mitte* is there." in said
    assert "Public holidays: Germany (Berlin)" in said
    made = by_name(cafe, "Mitte")
    assert (made.zone, made.holiday_place, made.creator_id) == ("Europe/Berlin", "DE-BE", OLE)
    assert (made.owner_id, made.backup_id, made.manager_id) == (ANA, BEN, MIA)


def test_a_name_that_begins_like_a_command_is_a_name(cafe):
    cafe.asks(OLE, LINE.replace("Mitte", "New York"))
    assert "Public holidays: Germany (Berlin)" in cafe.asks(OLE, "location New York")
    assert "Still missing" in cafe.asks(OLE, "location new Yorkshire")


def test_without_a_zone_a_location_is_in_that_of_whoever_creates_it(cafe):
    cafe.asks(OLE, f"location new Store in Mitte {PEOPLE}")
    assert by_name(cafe, "Store in Mitte").zone == "Europe/Berlin"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("location new Mitte", "Still missing: the owner, the backup, the manager"),
        (f"location new {PEOPLE}", "Give the location a name"),
        (f"location new A, B {PEOPLE}", "no comma"),
        (f"location new {'x' * 31} {PEOPLE}", "at most 30"),
        (f"location new Mitte in Europe/Berlim {PEOPLE}", "did you mean Europe/Berlin"),
        (f"location new Mitte holidays Nowhere {PEOPLE}", "I do not know the holidays"),
        (LINE.replace(BEN, ANA), "This is the owner already"),
        (LINE.replace(BEN, "U0GUS"), "is a guest"),
        (LINE.replace(f"<@{BEN}|ben>", "@ben"), "pick one person from the list"),
    ],
)
def test_a_line_that_cannot_be_a_location_says_why_and_creates_nothing(cafe, line, says):
    cafe.hires("U0GUS", is_restricted=True)
    assert says in cafe.asks(OLE, line)
    assert by_name(cafe, "Mitte") is None


def test_two_live_locations_cannot_have_one_name(cafe):
    cafe.asks(OLE, LINE)
    assert "There is a location called “mitte” already" in cafe.asks(
        OLE, LINE.replace("Mitte", "mitte")
    )
    assert submits(cafe, OLE)["errors"]["name"].startswith("Another location has this name")


def test_the_modal_creates_what_the_line_does(cafe):
    assert cafe.asks(OLE, "location new") is None
    form = cafe.slack.opened[-1]
    assert form["callback_id"] == ids.LOCATION_FORM
    response = submits(cafe, OLE, form["private_metadata"])
    assert "The location *Mitte* is there." in str(response)
    assert by_name(cafe, "Mitte").holiday_place == "DE-BE"


def test_why_a_change_is_not_saved_lies_on_the_form_that_keeps_what_was_typed(cafe):
    location(cafe, "A & B")
    location(cafe, "Mitte")
    mitte = by_name(cafe, "Mitte")
    for name, says in (("A & B", "called “A &amp; B” already"), ("Mitte", "*Mitte* is so already")):
        fields = {"name": {"value": name}, "holiday_place": {"value": ""}}
        answer = submits(cafe, OLE, f"{mitte.id}.1", **fields)
        assert answer["response_action"] == "push"
        assert problems_of_modal(answer["view"]) == []
        assert says in str(answer["view"])


def test_every_wrong_field_of_the_modal_is_said_at_its_field(cafe):
    wrong = submits(
        cafe,
        OLE,
        name={"value": " "},
        zone={"value": "Berlim"},
        holiday_place={"value": "Atlantis"},
        owner_id={"selected_user": None},
    )["errors"]
    assert set(wrong) == {"name", "zone", "holiday_place", "owner_id"}
    assert "already" in submits(cafe, OLE, backup_id={"selected_user": ANA})["errors"]["backup_id"]


def test_locations_are_listed_with_a_button_for_what_one_may(cafe):
    two_shops(cafe)
    family(cafe, "Mitte")
    message = cafe.answer(OLE, "locations").message
    assert problems_of(message) == []
    assert "*2 locations*" in message.blocks[0]["text"]["text"]
    assert f"*Mitte* \u2013 Europe/Berlin; holidays: days like any other; <@{ANA}>" in message.text
    assert "1 process" in message.text
    assert {"Show", "Edit", "New location"} == set(buttons(message))
    assert "Edit" not in buttons(cafe.answer(ANA, "locations").message)


def test_many_locations_have_pages(cafe):
    for number in range(45):
        location(cafe, f"Shop {number:02}")
    first = cafe.answer(OLE, "locations").message
    assert problems_of(first) == []
    assert "Shop 19" in first.text
    assert "Shop 20" not in first.text
    last = cafe.rooms.clicks["page_locations_older"](
        cafe.click(OLE, "2", "page_locations_older"), cafe.now
    )
    assert last.replaces
    assert problems_of(last.message) == []
    assert "Shop 44" in last.message.text


def test_one_location_shows_what_runs_there(cafe):
    two_shops(cafe)
    family(cafe, "Mitte", "Nord")
    said = cafe.asks(ANA, "location nor")
    assert "Time zone: America/New_York" in said
    assert "Public holidays: United States" in said
    assert "Opening checks \u2013 Nord" in said
    assert "I know no location called “Süd”" in cafe.asks(ANA, "location Süd")


def test_a_changed_location_takes_its_processes_along_from_their_next_run_on(cafe):
    two_shops(cafe)
    family(cafe, "Mitte", "Nord")
    cafe.at("7:00")
    before = places(cafe)
    question = cafe.answer(
        OLE, f"location edit Mitte in Asia/Tokyo holidays JP owner <@{ZOE}|zoe>"
    ).message
    assert problems_of(question) == []
    for part in (
        "Time zone: Europe/Berlin → Asia/Tokyo",
        "Public holidays: days like any other → Japan",
        f"Owner: <@{ANA}> → <@{ZOE}>",
        "This holds for 1 process there",
        "(Asia/Tokyo)",
        f"7:00 <@{ZOE}> → 8:00 <@{BEN}>",
    ):
        assert part in question.text, part
    assert places(cafe)["Opening checks \u2013 Mitte"].zone == "Europe/Berlin"
    said = cafe.presses(OLE, *buttons(question)["Save"])
    assert "and 1 process with it" in said
    after = places(cafe)
    mitte, nord = after["Opening checks \u2013 Mitte"], after["Opening checks \u2013 Nord"]
    assert (mitte.zone, mitte.owner_id, mitte.holidays.place) == ("Asia/Tokyo", ZOE, "JP")
    assert mitte.version == before["Opening checks \u2013 Mitte"].version + 1
    assert nord.version == before["Opening checks \u2013 Nord"].version
    assert cafe.runs() == ["open"], "what is open keeps what it started with"
    cafe.posts(ANA, "door.jpg", card=1)
    assert "done" in cafe.steps().values()


def test_those_whom_a_changed_location_concerns_are_told_once_for_all_that_runs_there(cafe):
    two_shops(cafe)
    family(cafe, "Mitte")
    family(cafe, "Mitte", name="Closing checks")
    told = {one: len(cafe.cards(one)) for one in (ANA, BEN, MIA, ZOE)}
    question = cafe.answer(OLE, f"location edit Mitte owner <@{ZOE}|zoe>").message
    cafe.presses(OLE, *buttons(question)["Save"])
    new = {one: cafe.cards(one)[told[one] :] for one in told}
    assert [len(messages) for messages in new.values()] == [1, 1, 1, 1]
    assert "changed the location *Mitte*" in new[ANA][0]
    assert "You are not asked for anything there" in new[ANA][0]
    assert "• Owner of Opening checks \u2013 Mitte" in new[ZOE][0]
    assert "• Owner of Closing checks \u2013 Mitte" in new[ZOE][0]
    assert "• Backup of Opening checks \u2013 Mitte" in new[BEN][0]


def test_saving_twice_changes_and_tells_once(cafe):
    two_shops(cafe)
    family(cafe, "Mitte")
    question = cafe.answer(OLE, f"location edit Mitte owner <@{ZOE}|zoe>").message
    save = buttons(question)["Save"]
    cafe.presses(OLE, *save)
    told = len(cafe.cards(ZOE))
    assert "so already" in cafe.presses(OLE, *save)
    assert len(cafe.cards(ZOE)) == told
    assert len(cafe.ledger("location_changed")) == 1


def test_whoever_changes_what_another_has_changed_meanwhile_is_told_and_nothing_is_lost(cafe):
    two_shops(cafe)
    family(cafe, "Mitte")
    first = cafe.answer(OLE, f"location edit Mitte owner <@{ZOE}|zoe>").message
    second = cafe.answer(OLE, f"location edit Mitte backup <@{KIM}|kim>").message
    cafe.presses(OLE, *buttons(second)["Save"])
    assert "has been changed since you looked" in cafe.presses(OLE, *buttons(first)["Save"])
    assert (by_name(cafe, "Mitte").owner_id, by_name(cafe, "Mitte").backup_id) == (ANA, KIM)


def test_who_was_set_for_one_process_alone_stays_when_the_location_changes(cafe):
    two_shops(cafe)
    family(cafe, "Mitte")
    place = places(cafe)["Opening checks \u2013 Mitte"]
    cafe.presses(OLE, ids.PEOPLE_OPEN, place.id)
    people = {"owner_id": ZOE, "backup_id": BEN, "manager_id": MIA}
    fields = {role: {"selected_user": one} for role, one in people.items()}
    assert "From its next run on I ask" in str(cafe.sends(OLE, cafe.slack.opened[-1], **fields))
    question = cafe.answer(
        OLE, f"location edit Mitte owner <@{LEA}|lea> backup <@{KIM}|kim>"
    ).message
    cafe.presses(OLE, *buttons(question)["Save"])
    place = places(cafe)["Opening checks \u2013 Mitte"]
    assert (place.owner_id, place.backup_id, place.manager_id) == (ZOE, KIM, MIA)


def test_a_change_that_would_ask_one_person_twice_is_refused_and_says_where(cafe):
    two_shops(cafe)
    family(cafe, "Mitte")
    place = places(cafe)["Opening checks \u2013 Mitte"]
    cafe.presses(OLE, ids.PEOPLE_OPEN, place.id)
    people = {"owner_id": ZOE, "backup_id": BEN, "manager_id": MIA}
    cafe.sends(OLE, cafe.slack.opened[-1], **{r: {"selected_user": p} for r, p in people.items()})
    said = cafe.asks(OLE, f"location edit Mitte backup <@{ZOE}|zoe>")
    assert "Opening checks \u2013 Mitte: This is the owner already" in said
    assert by_name(cafe, "Mitte").backup_id == BEN


def test_a_new_name_is_that_of_its_processes_as_well(cafe):
    two_shops(cafe)
    family(cafe, "Mitte")
    question = cafe.answer(OLE, "location edit Mitte called Centre").message
    cafe.presses(OLE, *buttons(question)["Save"])
    assert set(processes(cafe)) == {"Opening checks \u2013 Centre"}


def test_the_modal_of_a_location_says_a_change_back_before_it_is_saved(cafe):
    two_shops(cafe)
    family(cafe, "Mitte")
    cafe.presses(OLE, ids.LOCATION_EDIT, by_name(cafe, "Mitte").id)
    form = cafe.slack.opened[-1]
    memory = form["private_metadata"]
    view = submits(cafe, OLE, memory, owner_id={"selected_user": ZOE})["view"]
    assert problems_of_modal(view) == []
    assert f"Owner: <@{ANA}> → <@{ZOE}>" in str(view)
    assert cafe.submits_to(OLE, ids.LOCATION_CONFIRM, {}, view["private_metadata"]) == {
        "response_action": "clear"
    }
    assert by_name(cafe, "Mitte").owner_id == ZOE
    assert cafe.submits_to(OLE, ids.LOCATION_CONFIRM, {}, view["private_metadata"]) == {
        "response_action": "clear"
    }, "submitted twice, done once"
    assert len(cafe.ledger("location_changed")) == 1


def test_retiring_says_how_many_processes_end_and_ends_them(cafe):
    two_shops(cafe)
    family(cafe, "Mitte", "Nord")
    cafe.at("7:00")
    question = cafe.answer(OLE, "location retire Mitte").message
    assert problems_of(question) == []
    assert "1 process ends for good: Opening checks \u2013 Mitte" in question.text
    end = buttons(question)["Retire it, end 1"]
    assert "1 process is archived with it" in cafe.presses(OLE, *end)
    assert processes(cafe) == {
        "Opening checks \u2013 Mitte": ProcessState.ARCHIVED,
        "Opening checks \u2013 Nord": ProcessState.ACTIVE,
    }
    assert cafe.runs() == ["cancelled"]
    assert "has been retired meanwhile" in cafe.presses(OLE, *end)
    assert "The location *Mitte* is there" in cafe.asks(OLE, LINE), "its name is free again"


def test_retiring_asks_anew_when_more_runs_there_by_now(cafe):
    two_shops(cafe)
    family(cafe, "Mitte")
    end = buttons(cafe.answer(OLE, "location retire Mitte").message)["Retire it, end 1"]
    family(cafe, "Mitte", name="Closing checks")
    assert "2 processes end for good" in cafe.presses(OLE, *end)
    assert by_name(cafe, "Mitte").retired_at is None


def test_each_reads_which_part_is_theirs_and_nobody_of_one_they_never_had(cafe):
    two_shops(cafe)
    own = (StepPlan(title="Unlock"), StepPlan(title="Count the float", manager_id=LEA))
    family(cafe, "Mitte", steps=own)
    cafe.hires("U0BOSS", is_admin=True)
    edit = f"location edit Mitte owner <@{ZOE}|zoe>"
    cafe.presses("U0BOSS", *buttons(cafe.answer("U0BOSS", edit).message)["Save"])
    assert "You are not asked for anything there" in cafe.cards(ANA)[-1]
    assert "• Manager of “Count the float” in Opening checks" in cafe.cards(LEA)[-1]
    assert "changed the location *Mitte*" in cafe.cards(OLE)[-1]
    assert "You are not asked" not in cafe.cards(OLE)[-1], "who created it never was"


def test_only_its_creator_and_admins_change_or_retire_a_location(cafe):
    two_shops(cafe)
    mitte = by_name(cafe, "Mitte")
    for who in (ANA, MIA, ZOE):
        assert f"up to <@{OLE}>" in cafe.asks(who, "location edit Mitte holidays DE")
        assert f"up to <@{OLE}>" in cafe.asks(who, "location retire Mitte")
        assert f"up to <@{OLE}>" in cafe.presses(who, ids.LOCATION_EDIT, mitte.id)
        assert f"up to <@{OLE}>" in cafe.presses(who, ids.LOCATION_END, f"{mitte.id}.0")
        forged = submits(cafe, who, f"{mitte.id}.1", owner_id={"selected_user": ZOE})
        assert f"up to <@{OLE}>" in str(forged["view"]), "a field's error shows no mention"
    assert by_name(cafe, "Mitte").owner_id == ANA


def test_who_has_left_since_it_was_looked_at_is_not_taken(cafe):
    two_shops(cafe)
    question = cafe.answer(OLE, f"location edit Mitte owner <@{ZOE}|zoe>").message
    cafe.changes(ZOE, deleted=True)
    said = cafe.presses(OLE, *buttons(question)["Save"])
    assert f"Owner: {ZOE}'s account is deactivated" in said
    assert by_name(cafe, "Mitte").owner_id == ANA


@pytest.mark.parametrize("value", ["", "x", "999999999", "0", "1e5", "1.", '{"location": 1}', "[]"])
def test_forged_and_stale_buttons_change_nothing(cafe, value):
    two_shops(cafe)
    for action in (ids.LOCATION_SHOW, ids.LOCATION_EDIT, ids.LOCATION_RETIRE, ids.LOCATION_END):
        if not (action == ids.LOCATION_END and value == "1."):
            assert "nothing was changed" in cafe.presses(OLE, action, value)
    assert "nothing was changed" in cafe.presses(OLE, ids.LOCATION_SAVE, value)
    assert cafe.ledger("location_changed") == cafe.ledger("location_retired") == []
