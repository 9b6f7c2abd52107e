"""Creating restricted to a user group: who may, and a clear answer to whoever may not."""

import pytest
from block_kit import problems_of, problems_of_modal
from cafe import ANA, BEN, MIA, OLE, ONE_STEP, read
from sqlalchemy import func, select

from handlers.creating import NEW_PROCESS
from handlers.views.words import Message
from storage.models import Process

ZOE, ADA = "U0ZOE", "U0ADA"
GROUP = "S0MAKERS"
NAMED = "<!subteam^S0MAKERS|@makers>"
LINE = (
    "new Closing every day at 20:00 owner <@U0ANA|ana> backup <@U0BEN|ben> "
    "manager <@U0MIA|mia> steps: Lock up"
)


@pytest.fixture
def shop(cafe):
    """Ada is an admin; Zoe is the only one in @makers."""
    cafe.hires(ZOE, ADA)
    cafe.slack.people[ADA] |= {"is_admin": True}
    cafe.slack.groups[GROUP] = ("makers", [ZOE])
    return cafe


def preview(cafe, person):
    answer = cafe.answer(person, LINE).message
    drafts = [b["elements"][0]["value"] for b in answer.blocks if b["type"] == "actions"]
    return answer, (drafts[0] if drafts else None)


def create(cafe, person, draft):
    answer = cafe.creating.create_draft(cafe.click(person, draft), cafe.now)
    return read({"text": answer.message.text, "blocks": answer.message.blocks})


def processes(cafe):
    with cafe.database.look() as session:
        return session.scalar(select(func.count()).select_from(Process))


def test_everybody_may_create_until_an_admin_says_otherwise(shop):
    assert "Everybody who is a full member" in shop.asks(OLE, "creators")
    assert "up to an admin" in shop.asks(OLE, f"creators {NAMED}")
    assert "up to an admin" in shop.asks(OLE, "creators everyone")
    assert preview(shop, OLE)[1]


def test_only_members_of_the_group_and_admins_may_create_and_whom_to_ask_is_said(shop):
    assert "only the members of @makers" in shop.asks(ADA, f"creators {NAMED}")
    answer, draft = preview(shop, OLE)
    assert draft is None
    assert "up to the members of @makers and admins" in answer.text
    assert f"for example <@{ZOE}>" in answer.text
    assert problems_of(Message(answer.text, answer.blocks)) == []
    for person in (ZOE, ADA):
        assert "is created" in create(shop, person, preview(shop, person)[1]) or processes(shop)
        shop.asks(ADA, "archive closing")
    assert processes(shop) == 2


def test_it_is_looked_at_when_it_is_created_not_only_when_the_form_was_opened(shop):
    _, draft = preview(shop, OLE)
    shop.asks(ADA, f"creators {NAMED}")
    assert "up to the members of @makers" in create(shop, OLE, draft)
    assert processes(shop) == 0
    shop.slack.groups[GROUP] = ("makers", [ZOE, OLE])
    shop.tell({"type": "subteam_members_changed", "subteam_id": GROUP})
    assert "is created" in create(shop, OLE, draft)


def test_a_form_that_was_open_keeps_what_was_typed(shop):
    _, draft = preview(shop, OLE)
    shop.asks(ADA, f"creators {NAMED}")
    response = shop.submits(OLE, {}, draft=draft)
    assert "up to the members" in str(response["view"]["blocks"])
    response = shop.submits(OLE, {})
    assert "up to the members" in str(response["view"]["blocks"])


@pytest.mark.parametrize("verb", ["new", "clone opening", "demo <@U0BEN|ben> <@U0MIA|mia>"])
def test_cloning_and_demos_are_creating_too(shop, verb):
    shop.process(steps=ONE_STEP)
    shop.asks(ADA, f"creators {NAMED}")
    assert "up to the members of @makers" in shop.asks(OLE, verb)
    assert shop.slack.opened == []
    assert processes(shop) == 1


def test_templates_and_the_home_tab_say_so_as_well(shop):
    answer = shop.answer(OLE, "templates").message
    (use, *_) = [
        element
        for block in answer.blocks
        for element in (block.get("accessory"), *block.get("elements", ()))
        if element and element["type"] == "button"
    ]
    shop.asks(ADA, f"creators {NAMED}")
    action = use["action_id"].partition(":")[0]
    assert "up to the members" in shop.presses(OLE, action, use["value"])
    shop.presses(OLE, NEW_PROCESS, "")
    (view,) = shop.slack.opened
    assert "up to the members" in str(view["blocks"])
    assert problems_of_modal(view) == []


def test_what_there_is_is_changed_and_run_as_before(shop):
    shop.process(steps=ONE_STEP)
    shop.asks(ADA, f"creators {NAMED}")
    assert shop.asks(OLE, "edit opening") is None
    assert "An extra run" in shop.asks(OLE, "start opening")


def test_it_is_opened_to_everyone_again_and_the_ledger_keeps_both(shop):
    shop.asks(ADA, f"creators {NAMED}")
    assert "members of @makers" in shop.asks(OLE, "creators")
    assert "everybody" in shop.asks(ADA, "creators everyone")
    assert preview(shop, OLE)[1]
    assert [entry["group"] for entry in shop.ledger("creators_chosen")] == [GROUP, None]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("makers", "Which group?"),
        ("@nobody", "I know no user group @nobody"),
        ("@makers", "only the members of @makers"),
        ("<@U0ANA|ana>", "I know no user group"),
        ("<!channel>", "I know no user group"),
        ("@a @b", "Which group?"),
    ],
)
def test_what_is_no_group_is_refused(shop, typed, says):
    assert says in shop.asks(ADA, f"creators {typed}")


def test_a_group_that_cannot_be_read_restricts_nothing(shop):
    shop.slack.groups_refused = "missing_scope"
    assert "usergroups:read" in shop.asks(ADA, f"creators {NAMED}")
    assert preview(shop, OLE)[1]


def test_somebody_of_the_ladder_is_no_creator_by_that(shop):
    shop.process(steps=ONE_STEP)
    shop.asks(ADA, f"creators {NAMED}")
    for person in (ANA, BEN, MIA):
        assert preview(shop, person)[1] is None
