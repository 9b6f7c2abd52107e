"""Two people change one process at a time: nothing is overwritten unseen, nothing typed is lost."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from cafe import ANA, BEN, MIA, OLE
from editor import HIGHEST_STACK, Editor

from handlers.views import form_ids as ids
from scheduler import processes

ZOE = "U0ZOE"


@pytest.fixture
def two(cafe):
    """Mia and Ole, each with the form of the opening checks open."""
    cafe.hires(ZOE, real_name="Zoe")
    cafe.process()
    editors = Editor(cafe, MIA), Editor(cafe, OLE)
    for editor in editors:
        editor.asks("edit opening")
    return editors


def test_who_saves_second_sees_who_changed_what_and_when(two, cafe):
    mia, ole = two
    ole.types(name="Morning checks").submits()
    mia.saves(time="08:00", owner_id=ZOE)
    said = ole.submits()
    assert said.startswith("Not saved")
    assert f"<@{MIA}> changed *Opening checks* at <!date^" in said
    assert "• Due: every weekday at 7:00 (Europe/Berlin) → every weekday at 8:00" in said
    assert f"• Owner: <@{ANA}> → <@{ZOE}>" in said
    assert "Nothing of it is lost" in said
    assert "*Opening checks*" in cafe.asks(OLE, "show opening")


def test_of_two_who_save_at_the_very_same_time_one_is_overtaken(two, cafe):
    for editor, name in zip(two, ("Mias checks", "Oles checks"), strict=True):
        editor.types(name=name).submits()
    with ThreadPoolExecutor(2) as threads:
        answers = list(threads.map(Editor.answer_to_submit, two))
    assert sorted(answer["response_action"] for answer in answers) == ["clear", "update"]
    cafe.run()
    assert len(cafe.cards(ANA)) == 1


def test_going_on_puts_what_was_typed_on_top_of_the_new_version(two, cafe):
    mia, ole = two
    ole.types(name="Morning checks", steps="Fridge temperature [photo]\nWipe").submits()
    mia.saves(time="08:00", owner_id=ZOE)
    ole.submits()
    ole.submits()
    assert ole.view["title"]["text"] == "Edit process"
    assert (ole.has(ids.NAME), ole.has(ids.TIME)) == ("Morning checks", "08:00")
    assert ole.has(ids.OWNER) == ZOE
    said = ole.submits()
    assert "Name: Opening checks → Morning checks" in said
    assert "Owner:" not in said, "that is how it is by now"
    ole.submits()
    page = cafe.asks(OLE, "show morning")
    for part in ("every weekday at 8:00", f"<@{ZOE}>", "Wipe"):
        assert part in page
    assert "Count the float" not in page


def test_where_both_changed_the_same_the_second_one_sees_what_theirs_replaces(two, cafe):
    mia, ole = two
    ole.types(time="06:00").submits()
    mia.saves(time="08:00")
    ole.submits()
    ole.submits()
    assert "every weekday at 8:00 (Europe/Berlin) → every weekday at 6:00" in ole.submits()
    ole.submits()
    assert "every weekday at 6:00" in cafe.asks(OLE, "show opening")


def test_who_changed_the_very_same_has_nothing_left_to_save(two):
    mia, ole = two
    ole.types(time="08:00").submits()
    mia.saves(time="08:00")
    ole.submits()
    ole.submits()
    assert "Nothing is changed" in ole.submits()


def test_a_version_that_was_made_before_the_form_is_submitted_is_seen_at_once(two):
    mia, ole = two
    mia.saves(time="08:00")
    assert f"<@{MIA}> changed" in ole.types(name="Morning checks").submits()
    ole.submits()
    ole.saves()


def test_several_changes_since_are_told_in_their_order(two, cafe):
    mia, ole = two
    mia.saves(time="08:00")
    mia.asks("edit opening")
    mia.saves(opening="all_at_once")
    said = ole.types(name="Morning checks").submits()
    assert said.index("every weekday at 8:00") < said.index("one after another → all at once")


def test_who_is_overtaken_again_and_again_never_needs_a_fourth_modal(two, cafe):
    mia, ole = two
    ole.types(name="Morning checks").submits()
    for hour in range(8, 13):
        mia.saves(time=f"{hour:02}:00")
        mia.asks("edit opening")
        assert f"<@{MIA}> changed" in ole.submits()
        ole.submits()
        assert ole.has(ids.NAME) == "Morning checks"
        assert "Is this right?" in ole.submits()
    assert len(ole.stack) == HIGHEST_STACK
    ole.submits()
    assert ole.stack == []
    assert "every weekday at 12:00" in cafe.asks(OLE, "show morning")


def test_on_the_last_layer_the_form_comes_back_by_a_button(two, cafe):
    mia, ole = two
    ole.types(name="Morning checks").submits()
    for hour in (8, 9):
        mia.saves(time=f"{hour:02}:00")
        mia.asks("edit opening")
        ole.submits()
        ole.submits()
        assert "Is this right?" in ole.submits()
    (row,) = [block for block in ole.view["blocks"] if block["type"] == "actions"]
    (button,) = row["elements"]
    assert button["action_id"] == ids.EDIT_AGAIN
    drawn = cafe.slack.updated
    click = cafe.click(OLE, button["value"], view={"id": "V3", "hash": "h"})
    cafe.editing.redraw_preview(click, cafe.now)
    (form,) = drawn
    assert form["title"]["text"] == "Edit process"
    assert "Morning checks" in str(form)
    assert "09:00" in str(form)


def test_going_on_with_what_was_archived_or_is_no_longer_ones_own_is_refused(two, cafe):
    mia, ole = two
    mia.types(name="Morning checks").submits()
    ole.saves(manager_id=ZOE, time="08:00")
    assert "is up to" in mia.submits()
    ole.asks("edit opening")
    ole.types(name="Late checks").submits()
    zoe = Editor(cafe, ZOE)
    zoe.asks("edit opening")
    zoe.saves(time="09:00", backup_id=BEN)
    assert f"<@{ZOE}> changed" in ole.submits()
    with cafe.database.work() as session:
        processes.archive(session, processes.named(session, "Opening checks"), ZOE, cafe.now)
        session.commit()
    assert "has been archived meanwhile" in ole.submits()
