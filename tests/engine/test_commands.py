"""What people ask of /baton, and who may."""

from datetime import timedelta
from pathlib import Path

import pytest
import yaml
from cafe import ANA, BEN, MIA, OLE

from scheduler.plan import StepPlan
from storage.models import Workspace

ZOE = "U0ZOE"
# Slack shows one line of it.
SHORT_HINT = 60
ONE = (StepPlan(title="Unlock doors"),)
LINE = (
    "new Opening checks every weekday at 7:00 owner <@U0ANA|ana> backup <@U0BEN|ben> "
    "manager <@U0MIA|mia> steps: Unlock doors; Fridge temperature [photo]; Count the float [file]"
)


@pytest.fixture
def with_zoe(cafe):
    cafe.slack.people[ZOE] = {"id": ZOE, "real_name": "Zoe", "tz": "America/New_York"}
    cafe.process(steps=ONE)
    return cafe


def ours(cafe):
    """Let Baton know which workspace it serves, as it does from its start on."""
    with cafe.database.work() as session:
        session.add(Workspace(team_id="T0OURS", name="Café", first_served_at=cafe.now))
        session.commit()


@pytest.mark.parametrize(
    "facts",
    [
        {"team_id": "T0OURS"},
        {"team_id": "T0HOME", "enterprise_user": {"teams": ["T0HOME", "T0OURS"]}},
        {"team_id": None, "enterprise_user": None, "is_restricted": None, "deleted": ""},
    ],
)
def test_whoever_belongs_to_this_workspace_as_well_can_use_it(cafe, facts):
    ours(cafe)
    cafe.slack.people[ZOE] = {"id": ZOE, "real_name": "Zoe", **facts}
    assert "There is no process yet" in cafe.asks(ZOE, "list")


def test_help_is_what_nothing_and_help_give(cafe):
    assert cafe.asks(ANA, "") == cafe.asks(ANA, "help") == cafe.asks(ANA, "HELP  ")
    assert "/baton new" in cafe.asks(ANA, "help")


def test_the_hint_beside_the_box_is_short_and_names_commands_that_there_are(cafe):
    manifest = yaml.safe_load((Path(__file__).parents[2] / "manifest.yml").read_text("utf-8"))
    (command,) = manifest["features"]["slash_commands"]
    hint = command["usage_hint"]
    assert len(hint) <= SHORT_HINT
    assert {example.split()[0] for example in hint.split(" | ")} <= set(cafe.rooms.verbs)
    assert "help" in hint


def test_a_typing_mistake_gets_the_nearest_command(cafe):
    assert "`/baton archive`" in cafe.asks(ANA, "arhive Opening")
    assert "/baton help" in cafe.asks(ANA, "<!channel> & `x`")


@pytest.mark.parametrize(
    "facts",
    [
        {"is_restricted": True},
        {"deleted": True},
        {"is_bot": True},
        {"is_stranger": True},
        # Slack's word for whoever shares a channel with us: no stranger, and yet of another team.
        {"is_stranger": False, "is_admin": True, "team_id": "T0THEIRS"},
        {"team_id": "T0THEIRS", "enterprise_user": {"teams": ["T0THEIRS"]}},
    ],
)
def test_only_full_members_can_use_it(cafe, facts):
    ours(cafe)
    cafe.slack.people["U0GUEST"] = {"id": "U0GUEST", "real_name": "Gus", **facts}
    assert "Only full members" in cafe.asks("U0GUEST", "list")
    assert "Only full members" in cafe.asks("U0GUEST", LINE)


def test_when_slack_does_not_say_who_asks_nothing_is_done(cafe):
    assert "went wrong" in cafe.asks("U0NOBODY", "list")


def test_list_names_every_process(with_zoe):
    assert "Opening checks" in with_zoe.asks(ZOE, "list")


def test_show_tells_everything_about_one(with_zoe):
    with_zoe.at("7:00")
    page = with_zoe.asks(ZOE, "show open")
    for part in ("every weekday at 7:00", "Europe/Berlin", f"<@{BEN}>", "Unlock doors", "Open now"):
        assert part in page


@pytest.mark.parametrize("verb", ["show", "pause", "resume", "archive", "start"])
def test_a_name_is_needed_and_a_near_miss_gets_suggestions(with_zoe, verb):
    assert "Which process" in with_zoe.asks(OLE, verb)
    assert "Opening checks" in with_zoe.asks(OLE, f"{verb} opnening checks")
    assert "know no process" in with_zoe.asks(OLE, f"{verb} <!channel>")


@pytest.mark.parametrize("quoted", ["“Opening checks”", '"Opening checks"', "'opening CHECKS'"])
def test_a_name_may_stand_in_quotes(with_zoe, quoted):
    assert "is paused" in with_zoe.asks(OLE, f"pause {quoted}")


@pytest.mark.parametrize("verb", ["pause", "resume", "archive"])
@pytest.mark.parametrize(("person", "may"), [(OLE, 1), (MIA, 1), (ANA, 0), (BEN, 0), (ZOE, 0)])
def test_the_creator_and_the_manager_may_change_it(with_zoe, verb, person, may):
    answer = with_zoe.asks(person, f"{verb} opening")
    assert ("is up to" in answer) == (not may)


@pytest.mark.parametrize(("person", "may"), [(OLE, 1), (MIA, 1), (ANA, 1), (BEN, 1), (ZOE, 0)])
def test_those_who_would_be_asked_may_start_it_too(with_zoe, person, may):
    with_zoe.asks(person, "start opening")
    assert len(with_zoe.runs()) == may


def test_a_start_that_is_typed_again_at_once_asks_nobody_twice(with_zoe):
    assert "is open now" in with_zoe.asks(OLE, "start opening")
    with_zoe.now += timedelta(seconds=40)
    assert "a moment ago" in with_zoe.asks(OLE, "start opening")
    assert len(with_zoe.runs()) == 1
    with_zoe.now += timedelta(minutes=3)
    assert "is open now" in with_zoe.asks(OLE, "start opening")
    assert len(with_zoe.runs()) == 2


def test_an_admin_may_change_everything(with_zoe):
    with_zoe.slack.people[ZOE]["is_admin"] = True
    assert "is archived" in with_zoe.asks(ZOE, "archive opening")


def test_pausing_and_resuming_twice_is_said(with_zoe):
    assert "is paused:" in with_zoe.asks(OLE, "pause opening")
    assert "paused already" in with_zoe.asks(OLE, "pause opening")
    assert "runs again" in with_zoe.asks(OLE, "resume opening")
    assert "is not paused" in with_zoe.asks(OLE, "resume opening")


def test_the_digest_of_a_channel_is_shown_to_the_channel(with_zoe):
    assert with_zoe.answer(ZOE, "digest", "C0OPS").in_channel
    assert not with_zoe.answer(ZOE, "digest", "D0ZOE").in_channel


def test_the_cadence_of_a_digest_is_changed_in_its_channel_by_those_who_answer_for_it(with_zoe):
    assert "every Friday at 16:00" in with_zoe.asks(MIA, "digest every Friday at 16:00")
    assert "is up to" in with_zoe.asks(ZOE, "digest every Friday at 16:00")
    assert "No process" in with_zoe.asks(MIA, "digest every Friday at 16:00", "C0OTHER")
    assert "Did you mean" in with_zoe.asks(MIA, "digest evry fridy")
    with_zoe.at("9:01")
    assert with_zoe.slack.said("C0OPS") == []
    with_zoe.at("16:00", day=4)
    assert len(with_zoe.slack.said("C0OPS")) == 1


def test_the_demo_is_due_in_seconds_and_asks_the_caller(cafe):
    assert "begins in 5 seconds" in cafe.asks(MIA, "demo", "D0MIA")
    cafe.at("6:01")
    assert "Demo opening checks" in cafe.cards(MIA)[0]
    for clock in ("6:03", "6:05", "6:07"):
        cafe.at(clock)
    assert len(cafe.cards(ANA)) == 1, "the backup"
    assert len(cafe.cards(BEN)) == 1, "the manager"
    assert "missed 1" in cafe.asks(MIA, "digest", "D0MIA")


def test_a_second_demo_gets_a_number_and_neither_comes_again(cafe):
    cafe.asks(ANA, "demo")
    assert "Demo opening checks 2" in cafe.asks(ANA, "demo")
    cafe.at("7:00")
    cafe.at("7:00", day=2)
    assert len(cafe.runs()) == 2


@pytest.mark.parametrize(
    ("people", "why"),
    [
        ("<@U0BEN>", "two colleagues"),
        ("nobody", "two colleagues"),
        ("<@U0BEN> <@U0BEN>", "already"),
        ("<@U0ANA> <@U0BEN>", "already"),
        ("<@U0BEN> <@U0GONE>", "cannot find"),
    ],
)
def test_a_demo_wants_two_real_colleagues(cafe, people, why):
    assert why in cafe.asks(ANA, f"demo {people}")
    assert "begins" in cafe.asks(ANA, "demo <@U0BEN|ben> <@U0OLE|ole>")
