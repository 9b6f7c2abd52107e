"""The steps of a family: arranged once, the same at all its places."""

import pytest
from cafe import ANA, BEN, MIA, OLE
from editor import Editor
from shops import KIM, LEA, ZOE, buttons, family, places, two_shops
from sqlalchemy import select

from handlers.views import family_ids, form_ids
from handlers.views import step_ids as ids
from storage.models import Draft, Process
from tests.block_kit import problems_of, problems_of_modal

MITTE, NORD = "Opening checks \u2013 Mitte", "Opening checks \u2013 Nord"
UMA = "U0UMA"


@pytest.fixture
def cafe(cafe):
    two_shops(cafe)
    cafe.hires(UMA)
    family(cafe, "Mitte", "Nord")
    return cafe


def opened(cafe, who=OLE, line="steps opening"):
    editor = Editor(cafe, who)
    assert editor.asks(line) is None
    assert problems_of_modal(editor.view) == []
    return editor


def details(editor, at, **fields):
    return editor.presses(ids.OPEN_DETAILS, at).types(**fields)


def saved(editor):
    looked_at = editor.submits()
    editor.submits()
    assert editor.stack == [], editor.reads
    return looked_at


def titles(cafe):
    return {name: [step.title for step in one.steps] for name, one in places(cafe).items()}


def test_the_list_says_that_it_is_about_all_places_and_names_nobody_of_one(cafe):
    said = opened(cafe).reads
    assert "*Opening checks*: 3 steps, one after another. They are the same at all its" in said
    assert (
        "I ask at each place its owner for 60 minutes, then its backup for 60 minutes, then its "
        "manager for 2 hours." in said
    )
    assert "<@>" not in said
    for one in (ANA, BEN, ZOE, KIM):
        assert one not in said


def test_an_order_is_previewed_and_saved_for_every_place_with_the_same_keys(cafe):
    editor = opened(cafe).presses(ids.MOVE_UP, 3)
    assert titles(cafe)[MITTE][1] == "Fridge temperature", "nothing holds until it is saved"
    said = saved(editor)
    assert "What changes in Opening checks, at 2 places" in said
    order = "Unlock doors, then Count the float, then Fridge temperature"
    assert f"The steps' order: now {order}" in said
    assert titles(cafe)[MITTE] == titles(cafe)[NORD]
    assert titles(cafe)[NORD] == ["Unlock doors", "Count the float", "Fridge temperature"]
    assert len({tuple(s.key for s in one.steps) for one in places(cafe).values()}) == 1
    assert {one.version for one in places(cafe).values()} == {3, 2}
    assert len(cafe.ledger("family_changed")) == 1


def test_what_a_step_has_of_its_own_holds_at_each_place_and_its_person_is_asked_there(cafe):
    editor = opened(cafe)
    details(editor, 1, owner_id=UMA, owner_seconds="20 minutes", instruction="Look twice").submits()
    said = saved(editor)
    assert f"Step 1, Unlock doors, owner: as the process → <@{UMA}>" in said
    assert f"7:00 <@{UMA}> → 7:20 <@{BEN}>" in said
    assert f"7:00 <@{UMA}> → 7:20 <@{KIM}>" in said
    for clock, place in (("7:00", MITTE), ("13:00", NORD)):
        cafe.at(clock)
        card = cafe.cards(UMA)[-1]
        assert place in card
        assert "Look twice" in card


def test_each_whom_it_concerns_is_told_once(cafe):
    editor = opened(cafe)
    details(editor, 1, owner_id=UMA).submits()
    saved(editor)
    words = f"<@{OLE}> changed *Opening checks*, at 2 places."
    for who in (ANA, BEN, MIA, ZOE, KIM, LEA, UMA):
        assert len([card for card in cafe.cards(who) if words in card]) == 1


def test_somebody_who_is_on_the_ladder_of_one_place_is_refused_at_the_field(cafe):
    editor = details(opened(cafe), 1, owner_id=KIM)
    said = editor.submits()
    assert "'backup_id': 'At Nord: This is the owner already" in said
    assert editor.types(owner_id=UMA).submits()
    assert "owner <@U0UMA>" in editor.reads


def test_what_has_become_wrong_meanwhile_is_not_saved(cafe):
    editor = opened(cafe)
    details(editor, 1, owner_id=UMA).submits()
    with cafe.database.work() as session:
        session.get(Process, places(cafe)[NORD].id).backup_id = UMA
        session.commit()
    assert "Nord: Step 1" in editor.submits()
    assert "You can change that under Details" in editor.reads


def test_a_list_that_is_left_as_it_was_says_that_nothing_is_changed(cafe):
    assert "Nothing is changed" in opened(cafe).submits()
    assert cafe.ledger("family_changed") == []


def test_two_people_who_arrange_at_once_lose_nothing(cafe):
    cafe.slack.people[BEN]["is_admin"] = True
    first, second = opened(cafe), opened(cafe, BEN)
    details(first, 2, instruction="Wait for the display").submits()
    saved(second.presses(ids.MOVE_UP, 3))
    said = first.submits()
    assert f"<@{BEN}> changed *Opening checks*" in said
    first.submits()
    assert "“Wait for the display”" in first.reads
    saved(first)
    place = places(cafe)[NORD]
    assert [s.title for s in place.steps] == [
        "Unlock doors",
        "Count the float",
        "Fridge temperature",
    ]
    assert place.steps[2].instruction == "Wait for the display"


def test_a_preview_submitted_twice_changes_it_once(cafe):
    editor = opened(cafe).presses(ids.MOVE_UP, 3)
    editor.submits()
    assert editor.answer_to_submit() == editor.answer_to_submit() == {"response_action": "clear"}
    assert len(cafe.ledger("family_changed")) == 1
    assert places(cafe)[NORD].version == 2


def test_one_place_names_its_family_and_a_button_opens_the_steps_of_all(cafe):
    message = cafe.answer(OLE, "steps opening mitte").message
    assert problems_of(message) == []
    assert "whose steps are the same at each" in message.text
    tap = buttons(message)["Steps of all places"]
    assert cafe.presses(OLE, *tap) is None
    assert cafe.slack.opened[-1]["callback_id"] == ids.STEPS_CALLBACK
    page = cafe.answer(OLE, "show opening mitte").message
    assert "Steps of all places" in cafe.presses(OLE, *buttons(page)["Steps"])


def test_the_button_of_a_place_that_has_ended_says_so(cafe):
    ended = places(cafe)[MITTE].id
    cafe.asks(OLE, "archive opening mitte")
    assert "archived" in cafe.presses(OLE, ids.OPEN_STEPS, ended)


def test_the_page_of_a_family_has_the_button_for_who_may_change_it(cafe):
    tap = buttons(cafe.answer(OLE, "show opening").message)["Steps"]
    assert cafe.presses(OLE, *tap) is None
    for who in (ANA, MIA):
        assert "is up to" in cafe.presses(who, *tap)
        assert "is up to" in cafe.asks(who, "steps opening")


def test_the_right_is_looked_at_once_more_when_it_is_saved(cafe):
    editor = opened(cafe).presses(ids.MOVE_UP, 3)
    editor.submits()
    with cafe.database.work() as session:
        session.get(Process, places(cafe)[NORD].id).creator_id = ZOE
        session.commit()
    assert "is up to" in editor.submits()
    assert titles(cafe)[MITTE][1] == "Fridge temperature"


def test_a_family_that_ended_under_the_open_list_is_answered_clearly(cafe):
    editor = opened(cafe).presses(ids.MOVE_UP, 3)
    for place in ("mitte", "nord"):
        cafe.asks(OLE, f"archive opening {place}")
    assert "runs at none of its places any more" in editor.submits()


def test_nobody_works_on_the_list_of_another_or_on_one_that_was_saved(cafe):
    editor = opened(cafe).presses(ids.MOVE_UP, 3)
    draft = editor.view["private_metadata"]
    view = {"id": "V1", "private_metadata": draft}
    click = cafe.click(BEN, places(cafe)[NORD].steps[0].key, ids.MOVE_DOWN, view=view)
    cafe.rooms.clicks[ids.MOVE_DOWN](click, cafe.now)
    assert "This list is no longer open" in str(cafe.slack.updated[-1])
    saved(editor)
    click = cafe.click(OLE, places(cafe)[NORD].steps[0].key, ids.MOVE_DOWN, view=view)
    cafe.rooms.clicks[ids.MOVE_DOWN](click, cafe.now)
    assert "This list is no longer open" in str(cafe.slack.updated[-1])


def test_the_form_of_the_family_keeps_what_its_steps_have_of_their_own(cafe):
    editor = opened(cafe)
    details(editor, 1, owner_id=UMA).submits()
    saved(editor)
    form = Editor(cafe, OLE)
    before = len(cafe.slack.opened)
    cafe.presses(OLE, family_ids.FAMILY_EDIT, 1)
    form._take_opened(before)
    form.saves(time="08:00")
    assert {one.steps[0].owner_id for one in places(cafe).values()} == {UMA}


def test_a_draft_of_its_steps_creates_no_process(cafe):
    opened(cafe)
    with cafe.database.look() as session:
        draft = session.scalars(select(Draft.id)).one()
    assert "no longer open" in cafe.presses(OLE, form_ids.CREATE_DRAFT, draft)
    assert len(places(cafe)) == 2
