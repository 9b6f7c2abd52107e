"""A pause with an end: by words or by a picker, over by itself."""

from datetime import UTC, datetime, timedelta

import pytest
from cafe import ANA, BERLIN, MIA, OLE

from handlers.views import act_ids
from scheduler import processes
from scheduler.plan import StepPlan
from storage.models import Process

ONE = (StepPlan(title="Unlock doors"),)


@pytest.fixture
def paused_cafe(cafe):
    """A process that is due every day at 7:00, paused on Monday until Thursday at 6:30."""
    cafe.process("every day at 7:00", steps=ONE)
    assert "is paused until" in cafe.asks(OLE, "pause Opening checks until Thursday 6:30")
    return cafe


def due(cafe):
    with cafe.database.look() as session:
        process = session.get(Process, 1)
        return str(process.state), process.next_local, process.next_at


def local(day, hour, minute=0):
    return datetime(2026, 11, day, hour, minute, tzinfo=BERLIN)


def test_a_pause_with_an_end_is_over_by_itself_and_its_creator_is_told(paused_cafe):
    for day in (0, 1, 2):
        paused_cafe.at("7:30", day=day)
    assert paused_cafe.runs() == []
    assert paused_cafe.cards(OLE) == []
    paused_cafe.at("6:30", day=3)
    (told,) = paused_cafe.cards(OLE)
    assert "pause of *Opening checks* is over" in told
    assert "next due" in told
    paused_cafe.at("7:00", day=3)
    assert paused_cafe.runs() == ["open"], "what fell due in the pause is not made up for"


@pytest.mark.parametrize(("act", "state"), [("pause", "open"), ("archive", "cancelled")])
def test_what_fell_due_a_moment_before_has_its_run(cafe, act, state):
    cafe.process("every day at 7:00", steps=ONE)
    cafe.now = local(23, 7).astimezone(UTC) + timedelta(seconds=2)
    cafe.answer(OLE, f"{act} Opening checks")
    assert cafe.runs() == [state]
    cafe.run()
    assert len(cafe.cards(ANA)) == (state == "open")


def test_what_is_due_at_the_very_end_of_the_pause_is_asked_for(cafe):
    cafe.process("every day at 7:00", steps=ONE)
    cafe.asks(OLE, "pause Opening until tomorrow 7:00")
    cafe.at("7:00", day=1)
    assert cafe.runs() == ["open"]
    assert len(cafe.cards(ANA)) == 1


def test_what_fell_due_behind_the_pause_while_nothing_ran_is_asked_for_late(paused_cafe):
    paused_cafe.at("9:00", day=3)
    assert paused_cafe.runs() == ["open"]
    assert "late" in paused_cafe.cards(ANA)[0]


def test_list_and_show_say_until_when(paused_cafe):
    at = int(local(26, 6, 30).timestamp())
    for command in ("list", "show Opening"):
        assert f"aused until <!date^{at}^" in paused_cafe.asks(OLE, command)


def test_a_pause_is_ended_early_by_hand(paused_cafe):
    assert "runs again" in paused_cafe.asks(OLE, "resume Opening")
    paused_cafe.at("7:00")
    assert paused_cafe.runs() == ["open"]
    paused_cafe.at("6:30", day=3)
    assert "is over" not in str(paused_cafe.cards(OLE)), "the pause was over before"


def test_a_pause_whose_end_nobody_wants_any_more_lasts_until_somebody_resumes(paused_cafe):
    assert "is paused: nothing new comes due" in paused_cafe.asks(OLE, "pause Opening")
    assert "paused already" in paused_cafe.asks(OLE, "pause Opening")
    paused_cafe.at("7:00", day=4)
    assert paused_cafe.runs() == []


def test_a_pause_can_be_given_another_end_and_said_again(paused_cafe):
    assert "paused already" in paused_cafe.asks(OLE, "pause Opening until Thursday 6:30")
    assert "is paused until" in paused_cafe.asks(OLE, "pause Opening for two weeks")
    paused_cafe.at("7:00", day=3)
    assert due(paused_cafe)[0] == "paused"


def test_the_end_is_meant_in_the_zone_of_whoever_says_it(cafe):
    cafe.slack.people[MIA]["tz"] = "America/New_York"
    cafe.process("every day at 7:00", steps=ONE)
    cafe.asks(MIA, "pause Opening until tomorrow 9:00")
    assert due(cafe)[2] == local(23, 15), "9:00 in New York, where it is Sunday still"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("until mondy 9:00", "did you mean “until monday 9:00”?"),
        ("until", "Say until when"),
        ("until 2020-01-01", "over already"),
        ("for 5 years", "more than two years"),
        ("until <!channel> & co", "do not understand"),
    ],
)
def test_an_end_that_is_not_understood_pauses_nothing(cafe, words, why):
    cafe.process("every day at 7:00", steps=ONE)
    assert why in cafe.asks(OLE, f"pause Opening checks {words}")
    assert due(cafe)[0] == "active"


def test_a_name_may_hold_the_words_that_begin_a_moment(cafe):
    cafe.process("every day at 7:00", name="Wait until noon", steps=ONE)
    assert "is paused:" in cafe.asks(OLE, "pause Wait until noon")
    assert "is paused until" in cafe.asks(OLE, "pause Wait until noon until tomorrow noon")


def test_the_button_on_the_page_opens_a_picker_that_pauses(cafe):
    process = cafe.process("every day at 7:00", steps=ONE)
    assert "Pause…" in cafe.asks(OLE, "show Opening")
    assert cafe.presses(OLE, act_ids.OPEN_PAUSE, process.id) is None
    at = local(26, 6, 30)
    picked = {"type": "datetimepicker", "selected_date_time": int(at.timestamp())}
    response = cafe.sends(OLE, cafe.slack.opened[-1], until=picked)
    assert response["response_action"] == "update"
    assert "is paused until" in str(response["view"])
    assert due(cafe) == ("paused", None, at)


def test_the_picker_may_stay_empty(cafe):
    process = cafe.process("every day at 7:00", steps=ONE)
    cafe.presses(OLE, act_ids.OPEN_PAUSE, process.id)
    empty = {"type": "datetimepicker", "selected_date_time": None}
    assert "is paused:" in str(cafe.sends(OLE, cafe.slack.opened[-1], until=empty))
    assert due(cafe) == ("paused", None, None)


@pytest.mark.parametrize("seconds", [0, 1_000_000_000, 9_999_999_999])
def test_a_picked_moment_that_cannot_be_is_said_at_its_field(cafe, seconds):
    process = cafe.process("every day at 7:00", steps=ONE)
    cafe.presses(OLE, act_ids.OPEN_PAUSE, process.id)
    response = cafe.sends(OLE, cafe.slack.opened[-1], until={"selected_date_time": seconds})
    assert list(response["errors"]) == ["until"]
    assert due(cafe)[0] == "active"


def test_a_form_that_is_submitted_twice_pauses_once(cafe):
    process = cafe.process("every day at 7:00", steps=ONE)
    cafe.presses(OLE, act_ids.OPEN_PAUSE, process.id)
    form = cafe.slack.opened[-1]
    cafe.sends(OLE, form)
    assert "paused already" in str(cafe.sends(OLE, form))


def test_a_process_archived_under_the_form_is_said(cafe):
    process = cafe.process("every day at 7:00", steps=ONE)
    cafe.presses(OLE, act_ids.OPEN_PAUSE, process.id)
    cafe.change(processes.archive, process)
    assert "archived meanwhile" in str(cafe.sends(OLE, cafe.slack.opened[-1]))
    assert "archived meanwhile" in cafe.presses(OLE, act_ids.OPEN_PAUSE, process.id)
    assert due(cafe)[0] == "archived"


def test_the_right_is_looked_at_when_the_form_is_submitted(cafe):
    process = cafe.process("every day at 7:00", steps=ONE)
    cafe.presses(OLE, act_ids.OPEN_PAUSE, process.id)
    form = cafe.slack.opened[-1]
    assert "is up to" in str(cafe.sends(ANA, form))
    cafe.slack.people[OLE]["is_restricted"] = True
    cafe.now += timedelta(minutes=6)
    assert "Only full members" in str(cafe.sends(OLE, form))
    assert due(cafe)[0] == "active"


def test_only_those_who_may_see_the_buttons(cafe):
    process = cafe.process("every day at 7:00", steps=ONE)
    assert "Pause…" not in cafe.asks(ANA, "show Opening")
    assert "is up to" in cafe.presses(ANA, act_ids.OPEN_PAUSE, process.id)
    assert cafe.slack.opened == []


@pytest.mark.parametrize("value", ["", "x", "-1", "9" * 40, "٣", "1; drop table"])
def test_a_made_up_button_is_answered(cafe, value):
    cafe.process("every day at 7:00", steps=ONE)
    for action in (act_ids.OPEN_PAUSE, act_ids.OPEN_SKIP, act_ids.OPEN_CANCEL, act_ids.UNSKIP):
        assert "archived meanwhile" in cafe.presses(OLE, action, value)
