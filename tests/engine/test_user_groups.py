"""A user group that takes turns: its members as Slack last told of them, one named per run."""

import pytest
from cafe import ANA, BEN, MIA, OLE, read
from sqlalchemy import select

from storage.models import Process, Run, UserGroup

ZOE, KIM, LEO = "U0ZOE", "U0KIM", "U0LEO"
OPENERS = "S0OPENERS"
LINE = (
    "new Opening checks every day at 7:00 owner <!subteam^S0OPENERS|@openers> each run "
    "backup <@U0BEN|ben> manager <@U0MIA|mia> steps: Unlock doors"
)


@pytest.fixture
def shop(cafe):
    """Zoe, Kim and Leo are openers."""
    cafe.hires(ZOE, KIM, LEO)
    cafe.slack.groups[OPENERS] = ("openers", [ZOE, KIM, LEO])
    return cafe


def create(cafe, line=LINE):
    answer = cafe.answer(OLE, line).message
    drafts = [b["elements"][0]["value"] for b in answer.blocks if b["type"] == "actions"]
    for draft in drafts:
        cafe.creating.create_draft(cafe.click(OLE, draft), cafe.now)
    return read({"text": answer.text, "blocks": answer.blocks})


def owners(cafe):
    with cafe.database.look() as session:
        runs = session.scalars(select(Run).order_by(Run.occurrence))
        return [run.steps[0].owner_id for run in runs]


def next_owner(cafe):
    with cafe.database.look() as session:
        return session.scalars(select(Process)).one().owner_id


def members(cafe, *people, told=True):
    cafe.slack.groups[OPENERS] = ("openers", list(people))
    if told:
        cafe.tell({"type": "subteam_members_changed", "subteam_id": OPENERS})


def test_its_members_take_turns_by_their_ids_and_the_preview_names_them(shop):
    said = create(shop)
    assert f"Tue 24 Nov at 7:00: <@{LEO}>" in said
    assert "the members of @openers take turns, a run each" in said
    assert "subteam" not in said
    assert ":warning:" not in said
    for day in range(4):
        shop.at("7:00", day=day)
    assert owners(shop) == [KIM, LEO, ZOE, KIM]


def test_only_full_active_members_take_turns(shop):
    shop.slack.people[KIM] |= {"is_restricted": True}
    shop.slack.people[LEO] |= {"is_bot": True}
    create(shop)
    for day in range(2):
        shop.at("7:00", day=day)
    assert owners(shop) == [ZOE, ZOE]


def test_who_joins_or_leaves_the_group_shifts_nobody_elses_turn(shop):
    create(shop)
    shop.at("7:00")
    assert next_owner(shop) == LEO
    members(shop, ANA, KIM, LEO, ZOE)
    assert next_owner(shop) == LEO
    shop.at("7:00", day=1)
    members(shop, ANA, KIM, LEO)
    assert next_owner(shop) == ANA
    for day in (2, 3):
        shop.at("7:00", day=day)
    assert owners(shop) == [KIM, LEO, ANA, KIM]


def test_a_change_that_no_event_told_of_is_read_within_the_hour(shop):
    create(shop)
    read_before = shop.slack.groups_read
    members(shop, ZOE, told=False)
    shop.at("5:30")
    assert shop.slack.groups_read == read_before
    shop.at("6:30")
    assert shop.slack.groups_read == read_before + 1
    assert next_owner(shop) == ZOE


def test_an_empty_group_asks_the_backup_at_once_and_its_creator_is_told(shop):
    create(shop)
    members(shop)
    shop.at("7:00")
    assert owners(shop) == [OPENERS]
    (card,) = shop.cards(BEN)
    assert "there is nobody in its user group to ask" in card
    (told,) = [said for said in shop.cards(OLE) if "nobody in @openers" in said]
    assert "`/baton edit Opening checks`" in told
    assert "nobody of @openers yet" in shop.asks(OLE, "list")
    shop.posts(BEN, "door.jpg")
    assert [entry["outcome"] for entry in shop.ledger("step_done")] == ["on_time"]
    assert ", on time" in shop.asks(OLE, "history opening")
    members(shop, ZOE)
    shop.at("7:00", day=1)
    assert owners(shop) == [OPENERS, ZOE]


def test_who_is_backup_or_manager_as_well_takes_no_turn(shop):
    create(shop)
    members(shop, BEN, MIA, ZOE)
    for day in range(2):
        shop.at("7:00", day=day)
    assert owners(shop) == [ZOE, ZOE]


@pytest.mark.parametrize(
    ("people", "says"),
    [
        ([], "There is nobody in @openers whom I could ask"),
        ([BEN, ZOE], "This person is in @openers, who take turns as the owner"),
    ],
)
def test_a_group_that_cannot_take_turns_is_refused(shop, people, says):
    members(shop, *people)
    assert says in create(shop)
    assert "Tue 24" not in create(shop)


def test_what_slack_does_not_tell_is_said_and_what_was_known_still_holds(shop):
    shop.slack.groups_refused = "missing_scope"
    assert "the scope usergroups:read is missing" in create(shop)
    shop.slack.groups_refused = ""
    create(shop)
    shop.slack.groups_refused = "missing_scope"
    shop.at("7:00", day=1)
    assert owners(shop) == [KIM, LEO]
    with shop.database.look() as session:
        assert "usergroups:read" in session.get_one(UserGroup, OPENERS).error


def test_a_large_group_is_looked_up_a_few_people_at_a_time(shop):
    many = [f"U1{number:03}" for number in range(20)]
    shop.hires(*many)
    members(shop, *many)
    create(shop)
    shop.run()
    for day in range(20):
        shop.at("7:00", day=day)
    assert len(set(owners(shop))) == 20


@pytest.mark.parametrize("event", [{}, {"subteam_id": 7}, {"subteam_id": "S0OTHER"}])
def test_a_malformed_or_foreign_event_changes_nothing(shop, event):
    create(shop)
    shop.tell({"type": "subteam_members_changed", **event})
    shop.tell({"type": "subteam_updated", "subteam": event})
    assert next_owner(shop) == KIM


def test_a_group_that_was_renamed_is_shown_by_its_new_handle_where_it_is_read(shop):
    create(shop)
    shop.tell({"type": "subteam_updated", "subteam": {"id": OPENERS, "handle": "early"}})
    with shop.database.look() as session:
        assert session.get_one(UserGroup, OPENERS).handle == "early"
