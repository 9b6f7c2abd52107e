"""Who is told of a change, and what it means for them."""

import pytest
from cafe import ANA, BEN, MIA, OLE, ONE_STEP
from editor import Editor

from scheduler import processes

ZOE = "U0ZOE"


@pytest.fixture
def cafe(cafe):
    cafe.hires(ZOE, real_name="Zoe")
    cafe.process(steps=ONE_STEP)
    return cafe


def change(cafe, person=OLE, **fields):
    editor = Editor(cafe, person)
    editor.asks("edit opening")
    return editor.saves(**fields)


def test_those_who_stay_read_before_and_after(cafe):
    change(cafe, owner_window="30 minutes", time="08:00")
    for person in (ANA, BEN, MIA):
        (told,) = cafe.cards(person)
        assert f"<@{OLE}> changed *Opening checks*." in told
        assert "• Due: every weekday at 7:00 (Europe/Berlin) → every weekday at 8:00" in told
        assert "• Time for the owner: 60 minutes → 30 minutes" in told
        assert "Runs that are open keep what they started with. Next <!date^" in told
        assert "You are" not in told
    assert cafe.cards(OLE) == [], "who made it knows"


def test_the_creator_is_told_what_somebody_else_has_changed(cafe):
    change(cafe, MIA, time="08:00")
    assert f"<@{MIA}> changed" in cafe.cards(OLE)[0]
    assert cafe.cards(MIA) == []


OWNER = f"I ask you first, and you have 60 minutes for a step; then it moves to <@{BEN}>."
BACKUP = (
    f"A step without proof moves to you 60 minutes after I ask <@{ANA}>; you have 60 minutes,"
    f" then it moves to <@{MIA}>."
)
MANAGER = (
    f"I ask you last, after <@{ANA}> and <@{BEN}>; you have 2 hours, then a step counts as missed."
)


@pytest.mark.parametrize(
    ("role", "left", "duty"),
    [("owner", ANA, OWNER), ("backup", BEN, BACKUP), ("manager", MIA, MANAGER)],
)
def test_who_joins_is_told_their_part_and_who_leaves_that_they_are_not_asked_any_more(
    cafe, role, left, duty
):
    change(cafe, **{f"{role}_id": ZOE})
    (joined,), (gone,) = cafe.cards(ZOE), cafe.cards(left)
    assert f"You are now its {role}. It is due every weekday at 7:00 (Europe/Berlin)." in joined
    assert duty in joined
    assert f"You are no longer its {role}: from the next run on I do not ask you." in gone
    line = f"• {role.capitalize()}: <@{left}> → <@{ZOE}>"
    assert line in joined
    assert line in gone


def test_who_changes_their_place_is_told_both(cafe):
    change(cafe, owner_id=BEN, backup_id=ANA)
    assert "You are now its backup instead of its owner." in cafe.cards(ANA)[0]
    assert "You are now its owner instead of its backup." in cafe.cards(BEN)[0]
    assert "You are" not in cafe.cards(MIA)[0]


def test_each_change_is_told_once_as_it_was(cafe):
    cafe.slack.people[OLE]["is_admin"] = True
    change(cafe, time="08:00")
    change(cafe, time="09:00")
    first, second = cafe.cards(BEN)
    assert "at 7:00 (Europe/Berlin) → every weekday at 8:00" in first
    assert "at 8:00 (Europe/Berlin) → every weekday at 9:00" in second


def test_of_a_paused_process_it_says_that_it_is_paused(cafe):
    cafe.asks(OLE, "pause opening")
    change(cafe, time="08:00")
    assert "Paused; see all of it with `/baton show Opening checks`." in cafe.cards(ANA)[0]


def test_a_change_of_what_has_been_archived_meanwhile_is_not_told(cafe):
    editor = Editor(cafe, OLE)
    editor.asks("edit opening")
    editor.types(time="08:00").submits()
    assert editor.answer_to_submit() == {"response_action": "clear"}
    with cafe.database.work() as session:
        process = processes.named(session, "Opening checks")
        processes.archive(session, process, OLE, cafe.now)
        session.commit()
    cafe.run()
    assert cafe.cards(ANA) == []


def test_who_has_left_slack_holds_up_nobody(cafe):
    cafe.leaves(BEN)
    cafe.at("6:30")
    change(cafe, backup_id=ZOE)
    assert cafe.cards(BEN) == []
    assert len(cafe.cards(ZOE)) == 1
