"""A family: changed at all its places at once, or in the people of one place alone."""

import pytest
from cafe import ANA, BEN, MIA, OLE
from editor import Editor
from shops import KIM, LEA, ZOE, buttons, family, places, processes, two_shops
from sqlalchemy import select

from handlers.views import family_ids as ids
from handlers.views import form_ids
from sandbox.block_kit import view_problems
from scheduler.plan import StepPlan
from storage import ledger
from storage.models import Draft, Process
from tests.block_kit import HOSTILE, problems_of

MITTE, NORD = "Opening checks \u2013 Mitte", "Opening checks \u2013 Nord"


@pytest.fixture
def cafe(cafe):
    two_shops(cafe)
    family(cafe, "Mitte", "Nord")
    return cafe


def opened(cafe, who=OLE):
    """The form of the family, opened by tapping “All places”."""
    question = cafe.answer(who, "edit opening").message
    assert problems_of(question) == []
    editor = Editor(cafe, who)
    before = len(cafe.slack.opened)
    assert cafe.presses(who, *buttons(question)["All 2 places"]) is None
    editor._take_opened(before)
    return editor


def told(cafe, who):
    return [card for card in cafe.cards(who) if "at 2 places" in card]


def test_the_form_has_what_the_places_have_in_common_and_nothing_of_one_place(cafe):
    form = opened(cafe)
    assert form.view["title"]["text"] == "Edit at all places"
    assert view_problems(form.view) == []
    shown = {block.get("block_id") for block in form.view["blocks"]}
    assert not shown & form_ids.OF_THE_PLACE
    assert form.has(form_ids.NAME) == "Opening checks"
    assert form.has(form_ids.HOLIDAY_MOVE) == "skip"


def test_a_change_is_said_back_with_each_place_and_makes_one_version_of_each(cafe):
    cafe.at("7:00")
    before = places(cafe)
    said = opened(cafe).saves(name="Morning checks", time="08:00", holiday_move="after")
    for part in (
        "What changes in Opening checks, at 2 places",
        "Name: Opening checks → Morning checks",
        "Due: every weekday at 7:00 (Europe/Berlin) → every weekday at 8:00 (Europe/Berlin)",
        "On the public holidays of a place: not at all → on the next working day",
        "*Mitte*: Mon 23 Nov at 8:00 (Europe/Berlin)",
        f"8:00 <@{ANA}> → 9:00 <@{BEN}>",
        "*Nord*: Mon 23 Nov at 8:00 (America/New_York)",
        "1 open run keeps what it started with.",
    ):
        assert part in said, part
    after = places(cafe)
    assert set(after) == {"Morning checks \u2013 Mitte", "Morning checks \u2013 Nord"}
    for old, new in zip(before.values(), after.values(), strict=True):
        assert (new.id, new.version) == (old.id, old.version + 1)
        assert [s.key for s in new.steps] == [s.key for s in old.steps]
    assert after["Morning checks \u2013 Nord"].holidays.move == "after"
    cafe.posts(ANA, "door.jpg", card=1)
    assert cafe.steps()["Unlock doors"] == "done", "what is open keeps what it started with"
    with cafe.database.look() as session:
        assert ledger.first_broken_link(session) is None


def test_those_whom_it_concerns_are_told_once_not_once_a_place(cafe):
    family(cafe, "Mitte", "Nord", name="Closing checks")
    opened(cafe).saves(time="08:00")
    for who in (ANA, BEN, MIA, ZOE, KIM, LEA):
        assert len(told(cafe, who)) == 1
    assert f"<@{OLE}> changed *Opening checks*, at 2 places." in told(cafe, ANA)[0]
    assert "Your part: owner at Mitte." in told(cafe, ANA)[0]
    assert "(America/New_York)" in told(cafe, ZOE)[0]
    assert told(cafe, OLE) == []


def test_a_step_that_is_new_is_the_same_step_at_every_place(cafe):
    opened(cafe).saves(steps="Unlock doors\nRead the meter\nFridge temperature [photo]")
    keys = {tuple(step.key for step in place.steps) for place in places(cafe).values()}
    assert len(keys) == 1
    assert [step.title for step in places(cafe)[MITTE].steps][1] == "Read the meter"


def test_what_is_submitted_as_it_was_opened_says_that_nothing_is_changed(cafe):
    form = opened(cafe)
    assert "Nothing is changed" in form.submits()
    assert "submit" not in form.view


def test_another_kind_of_cadence_keeps_the_form_that_of_the_family(cafe):
    form = opened(cafe)
    form.types(cadence_kind="daily")
    view = {
        "id": "V1",
        "private_metadata": form.view["private_metadata"],
        "state": {"values": form.typed},
    }
    cafe.creating.redraw_form(cafe.click(OLE, "", view=view), cafe.now)
    redrawn = cafe.slack.updated[-1]
    assert redrawn["callback_id"] == ids.FAMILY_FORM
    shown = {block.get("block_id") for block in redrawn["blocks"]}
    assert not shown & form_ids.OF_THE_PLACE


def test_two_people_who_change_it_at_once_lose_nothing(cafe):
    cafe.slack.people[BEN]["is_admin"] = True
    first, second = opened(cafe), opened(cafe, BEN)
    first.types(time="08:00").submits()
    second.saves(owner_window="30 minutes", holiday_move="after")
    said = first.submits()
    assert "While you had the form open" in said
    assert f"<@{BEN}> changed *Opening checks*" in said
    first.submits()
    assert first.has(form_ids.TIME) == "08:00"
    assert first.has(form_ids.OWNER_WINDOW) == "30 minutes"
    assert first.has(form_ids.HOLIDAY_MOVE) == "after"
    first.submits()
    first.submits()
    place = places(cafe)[NORD]
    assert (place.start.hour, place.owner_seconds, place.holidays.move) == (8, 1800, "after")


def test_a_preview_submitted_twice_changes_it_once(cafe):
    form = opened(cafe)
    form.types(time="08:00").submits()
    assert form.answer_to_submit() == form.answer_to_submit() == {"response_action": "clear"}
    assert len(cafe.ledger("family_changed")) == 1


def test_only_who_may_change_it_everywhere_can(cafe):
    for who in (ANA, MIA, ZOE):
        assert "is up to" in cafe.presses(who, ids.FAMILY_EDIT, 1)
    form = opened(cafe)
    form.types(time="08:00").submits()
    with cafe.database.work() as session:
        session.get(Process, places(cafe)[NORD].id).creator_id = ZOE
        session.commit()
    assert "is up to" in form.submits()
    assert places(cafe)[MITTE].start.hour == 7


def test_a_family_that_ended_under_the_open_form_is_answered_clearly(cafe):
    form = opened(cafe)
    cafe.asks(OLE, "archive opening mitte")
    cafe.asks(OLE, "archive opening nord")
    form.types(time="08:00")
    assert "runs at none of its places any more" in form.submits()


def test_a_name_that_something_else_has_is_refused_at_its_field(cafe):
    cafe.process(name="Closing checks")
    assert "has this name already" in opened(cafe).types(name="Closing checks").submits()
    assert "which has" in opened(cafe).types(name="x" * 76).submits()


def test_the_draft_of_a_family_creates_no_process(cafe):
    opened(cafe).types(time="08:00").submits()
    with cafe.database.look() as session:
        draft = session.scalars(select(Draft.id)).one()
    for press in (cafe.creating.create_draft, cafe.creating.edit_draft):
        assert "no longer open" in press(cafe.click(OLE, draft), cafe.now).message.text
    assert len(processes(cafe)) == 2


def test_editing_one_place_says_that_it_belongs_to_a_family_and_offers_both(cafe):
    message = cafe.answer(OLE, "edit opening mitte").message
    assert problems_of(message) == []
    assert "is a place of *Opening checks*, which is defined once for 2 places" in message.text
    offered = buttons(message)
    assert cafe.presses(OLE, *offered["Change all places"]) is None
    assert cafe.slack.opened[-1]["callback_id"] == ids.FAMILY_FORM
    assert cafe.presses(OLE, *offered["Only the people here"]) is None
    assert cafe.slack.opened[-1]["callback_id"] == ids.PEOPLE_FORM
    assert view_problems(cafe.slack.opened[-1]) == []


def test_a_form_that_was_open_when_its_process_became_a_place_saves_nothing(cafe):
    cafe.process(name="Closing checks")
    editor = Editor(cafe, OLE)
    editor.asks("edit closing")
    cafe.presses(
        OLE, *buttons(cafe.answer(OLE, "places closing: Nord").message)["Let it run there"]
    )
    assert "is a place of *Closing checks*" in editor.types(time="09:00").submits()


def test_the_people_of_one_place_are_changed_there_alone(cafe):
    cafe.presses(OLE, ids.PEOPLE_OPEN, places(cafe)[MITTE].id)
    form = cafe.slack.opened[-1]
    fields = {"owner_id": ZOE, "backup_id": BEN, "manager_id": MIA}
    values = {role: {"selected_user": one} for role, one in fields.items()}
    twice = cafe.sends(OLE, form, **values | {"backup_id": {"selected_user": ZOE}})
    assert "already" in twice["errors"]["backup_id"]
    assert "I ask" in str(cafe.sends(OLE, form, **values))
    found = places(cafe)
    assert (found[MITTE].owner_id, found[NORD].owner_id) == (ZOE, ZOE)
    assert "You are now its owner" in cafe.cards(ZOE)[-1]
    assert "Nothing is changed" in str(cafe.sends(OLE, form, **values))
    assert "is up to" in str(cafe.sends(ANA, form, **values))
    cafe.asks(OLE, "archive opening mitte")
    assert "archived meanwhile" in str(cafe.sends(OLE, form, **values))


def test_people_of_one_place_who_have_a_step_of_their_own_are_refused_at_their_field(cafe):
    counted = (StepPlan(title="Count the float", backup_id=ZOE),)
    family(cafe, "Mitte", name="Cash-up", steps=counted)
    cash_up = places(cafe)["Cash-up \u2013 Mitte"]
    cafe.presses(OLE, ids.PEOPLE_OPEN, cash_up.id)
    people = {"owner_id": ZOE, "backup_id": BEN, "manager_id": MIA}
    values = {role: {"selected_user": one} for role, one in people.items()}
    wrong = cafe.sends(OLE, cafe.slack.opened[-1], **values)["errors"]
    assert wrong["owner_id"].startswith("Step 1, “Count the float”, backup: This is the owner")
    assert places(cafe)["Cash-up \u2013 Mitte"].owner_id == ANA


def test_the_last_runs_across_places_name_the_place_in_each_heading(cafe):
    for day in range(4):
        cafe.at("7:00", day=day)
        cafe.at("13:00", day=day)
    first = cafe.answer(OLE, "history opening").message
    assert problems_of(first) == []
    assert "How *Opening checks* went across its places" in first.text
    assert "*Nord*: *Wed 25 Nov 2026, 7:00* (America/New_York)" in first.text
    assert "*Mitte*: *Thu 26 Nov 2026, 7:00* (Europe/Berlin)" in first.text
    (older,) = buttons(first).values()
    shown = cafe.rooms.clicks[older[0]](cafe.click(OLE, older[1], older[0]), cafe.now)
    assert shown.replaces
    assert problems_of(shown.message) == []
    assert "*Mitte*: *Mon 23 Nov 2026" in shown.message.text
    newer = buttons(shown.message)["Newer runs"]
    back = cafe.rooms.clicks[newer[0]](cafe.click(OLE, newer[1], newer[0]), cafe.now)
    assert back.message.text == first.text
    assert "no longer there" in cafe.presses(OLE, "page_family_older", "1 older yesterday 1")


def test_what_was_taken_away_stays_in_the_history_and_in_the_report(cafe):
    cafe.at("7:00")
    cafe.presses(
        OLE, *buttons(cafe.answer(OLE, "places opening: Nord").message)["Let it run there"]
    )
    cafe.at("13:00")
    text = cafe.asks(OLE, "history opening checks")
    assert "*Mitte*:" in text
    assert "*Nord*:" in text
    cafe.asks(OLE, "report opening checks")
    (sheet,) = cafe.slack.uploads.values()
    head, *rows = sheet.decode("utf-8-sig").splitlines()
    assert head.endswith(",place")
    assert {row.rsplit(",", 1)[1] for row in rows} == {"Mitte", "Nord"}


def test_a_report_of_a_family_tells_of_the_places_that_concern_the_asker(cafe):
    cafe.at("7:00")
    cafe.at("13:00")
    cafe.asks(ZOE, "report opening")
    (sheet,) = cafe.slack.uploads.values()
    assert {row.rsplit(",", 1)[1] for row in sheet.decode("utf-8-sig").splitlines()[1:]} == {"Nord"}
    cafe.hires("U0TOM")
    assert "is up to" in cafe.asks("U0TOM", "report opening")


def test_the_digest_says_a_step_that_fails_at_several_places_as_one_and_equals_the_ledger(cafe):
    for day in range(3):
        cafe.at("7:00", day=day)
        for clock in ("8:00", "9:00", "11:00"):
            cafe.at(clock, day=day)
        cafe.at("13:00", day=day)
        cafe.posts(ZOE, "door.jpg")
    text = cafe.asks(OLE, "digest")
    assert "missed 3 of 3 at Mitte, 0 of 3 at Nord" in text
    assert text.count("*Unlock doors* \u2013 Opening checks\n") == 1
    settled = [*cafe.ledger("step_done"), *cafe.ledger("step_missed")]
    on_time = sum(fact["outcome"] == "on_time" for fact in settled)
    assert f"{on_time} of {len(settled)} steps were proven on time" in text


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_of_families_and_places_harm_nobody(cafe, text):
    text = text.replace("\0", "")  # no form lets it through, and PostgreSQL keeps none
    with cafe.database.work() as session:
        for place in session.scalars(select(Process)):
            place.name, place.family.name = text[:60], text[:47]
            place.location.name = text[:30]
        session.commit()
    for line in (
        "list",
        "show opening",
        "pause opening",
        "edit opening",
        "edit opening m",
        "locations",
        "location m",
        "location retire m",
        "history opening",
        "places opening: mitte",
        "skip opening because it",
    ):
        message = cafe.answer(OLE, line).message
        assert message is None or problems_of(message) == [], line
