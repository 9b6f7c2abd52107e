"""Somebody is said to be away by somebody else, who may say so."""

import pytest
from cafe import ANA, BEN, MIA, OLE
from leave import entries

from scheduler import processes

ZOE = "U0ZOE"


def test_a_manager_says_it_for_someone_of_theirs_who_is_told(open_shop):
    said = open_shop.asks(MIA, f"away <@{ANA}|ana> until Friday 9:00")
    assert f"<@{ANA}> is away until" in said
    (told,) = open_shop.cards(ANA)
    assert f"<@{MIA}> told me that you are away until" in told
    assert "`/baton back` ends it" in told
    open_shop.at("7:00")
    assert len(open_shop.cards(BEN)) == 1
    assert f"<@{ANA}> is back" in open_shop.asks(MIA, f"back <@{ANA}|ana>")
    assert f"<@{MIA}> told me that you are back" in open_shop.cards(ANA)[-1]


@pytest.mark.parametrize(
    "verb", ["away <@U0ANA|ana> until Friday", "away <@U0ANA|ana>", "back <@U0ANA>"]
)
@pytest.mark.parametrize("person", [BEN, OLE, ZOE])
def test_nobody_else_may_say_it(open_shop, person, verb):
    open_shop.slack.people[ZOE] = {"id": ZOE, "real_name": "Zoe"}
    assert "can be said by themselves, by the manager" in open_shop.asks(person, verb)
    assert entries(open_shop, "absence_said") == []


def test_an_admin_may_say_it_for_everybody(open_shop):
    open_shop.slack.people[ZOE] = {"id": ZOE, "real_name": "Zoe", "is_admin": True}
    assert f"<@{MIA}> is away until" in open_shop.asks(ZOE, f"away <@{MIA}> until Friday")


def test_a_manager_may_not_say_it_for_another_manager_or_of_what_is_archived(open_shop):
    process = open_shop.process(name="Other", owner_id=OLE, backup_id=BEN, manager_id=ANA)
    assert "can be said by" in open_shop.asks(ANA, f"away <@{MIA}> until Friday")
    assert f"<@{OLE}> is away" in open_shop.asks(ANA, f"away <@{OLE}> until Friday")
    open_shop.change(processes.archive, process)
    assert "can be said by" in open_shop.asks(ANA, f"away <@{OLE}> until Friday")


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"deleted": True}, "deactivated"),
        ({"is_bot": True}, "an app"),
        ({"is_restricted": 1}, "guest"),
    ],
)
def test_only_a_full_member_can_be_away(open_shop, facts, why):
    open_shop.slack.people[ZOE] = {"id": ZOE, "real_name": "Zoe", **facts}
    open_shop.slack.people[OLE]["is_admin"] = True
    assert why in open_shop.asks(OLE, f"away <@{ZOE}> until Friday")


def test_a_name_that_slack_did_not_recognise_is_asked_for_again(open_shop):
    assert "pick the person" in open_shop.asks(MIA, "away @ana until Friday")
    assert "pick the person" in open_shop.asks(MIA, "back ana")
