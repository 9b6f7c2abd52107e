"""What worked last time: asked of whoever closed a step, shown to whoever has trouble with it."""

import pytest
from cafe import ANA, BEN, MIA, OLE
from sqlalchemy import select

from scheduler import processes
from scheduler.plan import StepPlan
from storage.models import LedgerEntry, Lesson

ONE = (StepPlan(title="Fridge light"),)
TEXT = "the breaker was off; switch it on behind the bar"
QUESTION = "What was it, and what fixed it?"
LAST = f"Last time (<!date^1795417200^{{date_short}}|23 Nov 2026>, <@{BEN}>): {TEXT}"
ADD, ALL = "add_what_worked", "open_what_worked"
DAILY = "every day at 7:00"


def button(cafe, person, action, card=-1):
    """What the button in the answer in a card's thread carries."""
    ts = cafe.slack.said(person)[card]["ts"]
    rows = [b for m in cafe.slack.said(person, ts) for b in m["blocks"] if b["type"] == "actions"]
    return next(e["value"] for row in rows for e in row["elements"] if e["action_id"] == action)


def says(cafe, person, text, card=-1):
    """Press the button in the thread, type a line, and submit."""
    assert cafe.presses(person, ADD, button(cafe, person, ADD, card)) is None
    return cafe.sends(person, cafe.slack.opened[-1], line={"value": text})


def escalated(cafe, day=0):
    """Monday's run (or that of `day`s later) moves to Ben, who proves it."""
    cafe.at("7:00", day)
    cafe.at("8:00", day)
    cafe.posts(BEN, f"light{day}.jpg")


@pytest.fixture
def learned(cafe):
    """Ben has closed Monday's step, which had moved to him, and said what it was."""
    cafe.process(DAILY, steps=ONE)
    escalated(cafe)
    assert says(cafe, BEN, TEXT) == {}
    return cafe


def lines(cafe):
    with cafe.database.look() as session:
        return [(one.person_id, one.text) for one in session.scalars(select(Lesson))]


# Who is asked.


def test_whoever_closes_a_step_that_moved_up_is_asked_once_in_its_thread(cafe):
    cafe.process(DAILY, steps=ONE)
    escalated(cafe)
    (answer,) = cafe.thread(BEN)
    assert QUESTION in answer
    assert "Add a line" in answer
    assert not any(QUESTION in said for said in cafe.thread(ANA)), "whose turn had gone by"


def test_an_owner_who_closes_it_after_it_has_moved_up_is_asked(cafe):
    cafe.process(DAILY, steps=ONE)
    cafe.at("7:00")
    cafe.at("8:01")
    assert len(cafe.cards(BEN)) == 1
    cafe.posts(ANA, "light.jpg")
    assert cafe.runs() == ["done"]
    assert QUESTION in cafe.thread(ANA)[-1]


def test_whoever_reports_a_problem_and_then_proves_it_is_asked(cafe):
    cafe.process(DAILY, steps=ONE)
    cafe.at("7:00")
    cafe.slack.unreadable = True
    cafe.press(ANA, "report_problem")
    cafe.explains(ANA, "no light")
    cafe.posts(ANA, "light.jpg")
    assert QUESTION in cafe.thread(ANA)[-1]


def test_the_next_person_after_a_problem_is_asked(cafe):
    cafe.process(DAILY, steps=ONE)
    cafe.at("7:00")
    cafe.press(ANA, "report_problem")
    cafe.explains(ANA, "no light")
    cafe.posts(BEN, "light.jpg")
    assert QUESTION in cafe.thread(BEN)[-1]


def test_a_manager_who_reported_a_problem_is_asked(cafe):
    cafe.process(DAILY, steps=ONE, owner_seconds=3600, backup_seconds=3600)
    cafe.asks(ANA, "away for 2 days")
    cafe.asks(BEN, "away for 2 days")
    cafe.at("7:00")
    cafe.press(MIA, "report_problem")
    cafe.explains(MIA, "no light")
    cafe.posts(MIA, "light.jpg")
    assert QUESTION in cafe.thread(MIA)[-1]


def test_nobody_is_asked_after_an_ordinary_proof_an_absence_or_a_pass_by_hand(cafe):
    cafe.process(DAILY, steps=ONE)
    cafe.at("7:00")
    cafe.posts(ANA, "light.jpg")
    cafe.at("7:00", day=1)
    cafe.press(ANA, "pass_turn")
    cafe.explains(ANA, "I am in the cellar")
    cafe.posts(BEN, "light2.jpg")
    cafe.asks(ANA, "away for 2 days")
    cafe.at("7:00", day=2)
    cafe.posts(BEN, "light3.jpg")
    assert cafe.runs() == ["done"] * 3
    said = [*cafe.thread(ANA, 0), *cafe.thread(BEN, 0), *cafe.thread(BEN, 1)]
    assert len(said) == 3
    assert not any(QUESTION in answer for answer in said)


# The line.


def test_a_line_is_kept_with_its_step_and_shown_in_place_of_the_question(learned):
    assert lines(learned) == [(BEN, TEXT)]
    (answer,) = learned.thread(BEN)
    assert f"Kept for next time: “{TEXT}”." in answer
    assert QUESTION not in answer
    assert "Change the line" in answer
    (facts,) = learned.ledger("lesson_kept")
    assert facts["text"] == TEXT
    assert facts["title"] == "Fridge light"


def test_words_in_the_thread_are_not_taken_for_a_line(cafe):
    cafe.process(DAILY, steps=ONE)
    escalated(cafe)
    cafe.writes(BEN, TEXT)
    assert lines(cafe) == []


def test_nothing_typed_keeps_nothing_and_asks_nothing_more(cafe):
    cafe.process(DAILY, steps=ONE)
    escalated(cafe)
    assert says(cafe, BEN, "  ") == {}
    assert lines(cafe) == []
    assert cafe.ledger("lesson_kept") == []
    assert len(cafe.thread(BEN)) == 1


def test_the_same_form_submitted_twice_keeps_one_line(learned):
    assert learned.sends(BEN, learned.slack.opened[-1], line={"value": TEXT}) == {}
    assert len(learned.ledger("lesson_kept")) == 1
    assert len(learned.thread(BEN)) == 1


def test_two_forms_of_one_person_do_not_overwrite_each_other(cafe):
    cafe.process(DAILY, steps=ONE)
    escalated(cafe)
    for _ in range(2):
        cafe.presses(BEN, ADD, button(cafe, BEN, ADD))
    first, second = cafe.slack.opened[-2:]
    assert cafe.sends(BEN, first, line={"value": TEXT}) == {}
    answer = cafe.sends(BEN, second, line={"value": "the fuse"})
    assert f"It now says: “{TEXT}”" in str(answer["view"])
    assert "You wrote: “the fuse”" in str(answer["view"])
    assert lines(cafe) == [(BEN, TEXT)]


def test_its_writer_changes_it_and_removes_it_in_the_same_modal(learned):
    says(learned, BEN, "the fuse")
    assert lines(learned) == [(BEN, "the fuse")]
    field = learned.slack.opened[-1]["blocks"][1]["element"]
    assert field["initial_value"] == TEXT
    assert "“the fuse”" in learned.thread(BEN)[0]
    assert says(learned, BEN, "") == {}
    assert lines(learned) == []
    (removed,) = learned.ledger("lesson_removed")
    assert removed["text"] == "the fuse"
    assert QUESTION in learned.thread(BEN)[0]
    says(learned, BEN, "")
    assert lines(learned) == []


def test_a_line_that_is_too_long_is_refused_at_its_field(cafe):
    cafe.process(DAILY, steps=ONE)
    escalated(cafe)
    answer = says(cafe, BEN, "x" * 301)
    assert answer["errors"] == {"line": "This has 301 characters; please use at most 300."}
    assert says(cafe, BEN, "x" * 300) == {}


def test_only_who_closed_the_step_is_taken_at_their_word(cafe):
    cafe.process(DAILY, steps=ONE)
    escalated(cafe)
    value = button(cafe, BEN, ADD)
    for other in (ANA, MIA, OLE):
        assert f"Only <@{BEN}>, who closed “Fridge light”" in cafe.presses(other, ADD, value)
    cafe.presses(BEN, ADD, value)
    view = cafe.slack.opened[-1]
    answer = cafe.sends(ANA, view, line={"value": TEXT})
    assert f"Only <@{BEN}>" in str(answer["view"])
    assert f"You wrote: “{TEXT}”" in str(answer["view"])
    cafe.slack.people[BEN]["is_restricted"] = True
    cafe.at("8:30")
    answer = cafe.sends(BEN, view, line={"value": TEXT})
    assert answer["response_action"] == "update"
    assert lines(cafe) == []


@pytest.mark.parametrize("value", ["", "0", "99", "9" * 30, "x", "2 OR 1"])
def test_a_press_on_something_unknown_opens_nothing(learned, value):
    before = len(learned.slack.opened)
    assert "do not know this card" in learned.presses(BEN, ADD, value)
    assert learned.presses(BEN, ALL, value) is not None
    assert len(learned.slack.opened) == before


@pytest.mark.parametrize("memory", ["", "{}", "[]", '{"turn_id": -1}', '{"turn_id": 1e9}', "x"])
def test_a_modal_with_a_forged_memory_changes_nothing(learned, memory):
    typed = {"line": {"line": {"value": "forged"}}}
    for callback in ("what_worked", "what_worked_of_all"):
        answer = learned.submits_to(BEN, callback, typed, memory)
        assert answer["response_action"] == "update"
    assert lines(learned) == [(BEN, TEXT)]


def test_a_process_that_was_archived_under_the_open_modal_gives_back_what_was_typed(cafe):
    made = cafe.process(DAILY, steps=ONE)
    escalated(cafe)
    cafe.presses(BEN, ADD, button(cafe, BEN, ADD))
    cafe.change(processes.archive, made)
    answer = cafe.sends(BEN, cafe.slack.opened[-1], line={"value": TEXT})
    assert "has been archived meanwhile" in str(answer["view"])
    assert f"You wrote: “{TEXT}”" in str(answer["view"])


def test_the_newest_line_takes_the_place_of_the_one_before(learned):
    escalated(learned, day=1)
    says(learned, BEN, "the bulb this time")
    shown = learned.slack.opened[-1]["blocks"]
    assert TEXT in shown[0]["text"]["text"], "what it takes the place of"
    assert "initial_value" not in shown[1]["element"]
    assert lines(learned) == [(BEN, "the bulb this time")]


def test_an_older_thread_does_not_overwrite_what_a_later_run_has_taught(learned):
    learned.presses(BEN, ADD, button(learned, BEN, ADD, card=0))
    older = learned.slack.opened[-1]
    escalated(learned, day=1)
    says(learned, BEN, "the bulb this time")
    assert "A later run has a line" in learned.presses(BEN, ADD, button(learned, BEN, ADD, card=0))
    answer = learned.sends(BEN, older, line={"value": "the fuse"})
    assert "A later run has a line of its own" in str(answer["view"])
    assert "You wrote: “the fuse”" in str(answer["view"])
    assert lines(learned) == [(BEN, "the bulb this time")]


# Where it is shown.


def test_it_is_on_no_ordinary_first_card_but_on_that_of_whoever_gets_it_late(learned):
    learned.at("7:00", day=1)
    assert "Last time" not in learned.cards(ANA)[-1]
    learned.at("8:00", day=1)
    assert LAST in learned.cards(BEN)[-1]
    learned.posts(BEN, "light1.jpg")
    assert "Last time" not in learned.cards(BEN)[-1]


def test_it_is_on_a_card_that_opens_late(learned):
    learned.restart()
    learned.at("7:25", day=1)
    assert "25 minutes late" in learned.cards(ANA)[-1]
    assert LAST in learned.cards(ANA)[-1]


def test_it_is_on_the_card_of_whoever_gets_a_reported_problem(learned):
    learned.at("7:00", day=1)
    learned.press(ANA, "report_problem")
    learned.explains(ANA, "no light")
    assert LAST in learned.cards(BEN)[-1]
    assert "Last time" not in learned.cards(ANA)[-1]


def test_a_manager_with_a_problem_sees_it_at_once(learned):
    learned.asks(ANA, "away for 3 days")
    learned.asks(BEN, "away for 3 days")
    learned.at("7:00", day=1)
    assert "Last time" not in learned.cards(MIA)[-1], "nothing has gone wrong yet"
    learned.press(MIA, "report_problem")
    learned.explains(MIA, "no light")
    assert LAST in learned.cards(MIA)[-1]


def test_it_stays_with_its_step_when_that_is_renamed_and_goes_with_it(learned):
    with learned.database.work() as session:
        step = session.get(processes.Process, 1).steps[0]
        step.title = "Cellar light"
        session.commit()
    learned.at("7:00", day=1)
    learned.at("8:00", day=1)
    assert LAST in learned.cards(BEN)[-1]
    with learned.database.work() as session:
        step = session.get(processes.Process, 1).steps[0]
        step.key = "another"
        session.commit()
    learned.at("7:00", day=2)
    learned.at("8:00", day=2)
    assert "Last time" not in learned.cards(BEN)[-1]


@pytest.mark.parametrize(
    "text", ["<!channel> & <@U0MIA> *b*", "&" * 300, "\u202eمرحبا", "🧊" * 300]
)
def test_whatever_is_typed_acts_on_nobody(cafe, text):
    cafe.process(DAILY, steps=ONE)
    escalated(cafe)
    assert says(cafe, BEN, text) == {}
    cafe.at("7:00", day=1)
    cafe.at("8:00", day=1)
    card = cafe.cards(BEN)[-1]
    assert "Last time (" in card
    assert "<!channel>" not in card + cafe.thread(BEN, 0)[0] + cafe.asks(OLE, "show opening")
    assert "\u202e" not in card


# From the page of its process.


def test_the_page_shows_it_and_whoever_may_changes_it_there(learned):
    page = learned.asks(OLE, "show opening")
    assert f"Step 1: {LAST}" in page
    assert "What worked…" in page
    assert learned.presses(OLE, ALL, "1") is None
    view = learned.slack.opened[-1]
    (field,) = [block["block_id"] for block in view["blocks"] if block["type"] == "input"]
    assert learned.sends(OLE, view, **{field: {"value": "the fuse"}}) == {}
    assert lines(learned) == [(OLE, "the fuse")]
    assert "“the fuse”" in learned.thread(BEN, 0)[0], "where it was said"
    assert learned.sends(OLE, view, **{field: {"value": "the fuse"}}) == {}, "twice is once"
    assert len(learned.ledger("lesson_kept")) == 2


def test_its_writer_may_change_it_there_and_a_bystander_may_not(learned):
    assert "What worked…" in learned.asks(BEN, "show opening")
    assert "What worked…" not in learned.asks(ANA, "show opening")
    assert "no line of *Opening checks* that you can change" in learned.presses(ANA, ALL, "1")
    learned.presses(BEN, ALL, "1")
    view = learned.slack.opened[-1]
    (field,) = [block["block_id"] for block in view["blocks"] if block["type"] == "input"]
    answer = learned.sends(ANA, view, **{field: {"value": "mine"}})
    assert f"is up to <@{BEN}>, <@{OLE}>, <@{MIA}> or an admin" in str(answer["view"])
    assert "You wrote: “mine”" in str(answer["view"])
    assert learned.sends(BEN, view, **{field: {"value": ""}}) == {}
    assert lines(learned) == []
    assert "What worked…" not in learned.asks(BEN, "show opening")


def test_two_who_change_one_line_at_a_time_lose_nothing(learned):
    learned.presses(OLE, ALL, "1")
    view = learned.slack.opened[-1]
    (field,) = [block["block_id"] for block in view["blocks"] if block["type"] == "input"]
    says(learned, BEN, "the fuse")
    answer = learned.sends(OLE, view, **{field: {"value": "the bulb"}})
    assert "was changed while you had this open. It now says: “the fuse”" in str(answer["view"])
    assert "You wrote: “the bulb”" in str(answer["view"])
    says(learned, BEN, "")
    answer = learned.sends(OLE, view, **{field: {"value": "the bulb"}})
    assert "was removed while you had this open" in str(answer["view"])
    assert lines(learned) == []
    learned.presses(BEN, ADD, button(learned, BEN, ADD))
    assert learned.sends(OLE, view, **{field: {"value": ""}}) == {}


def test_a_line_that_is_too_long_is_refused_there_as_well(learned):
    learned.presses(OLE, ALL, "1")
    view = learned.slack.opened[-1]
    (field,) = [block["block_id"] for block in view["blocks"] if block["type"] == "input"]
    answer = learned.sends(OLE, view, **{field: {"value": "x" * 301}})
    assert list(answer["errors"]) == [field]
    assert lines(learned) == [(BEN, TEXT)]


def test_the_ledger_names_who_wrote_changed_and_removed(learned):
    learned.presses(OLE, ALL, "1")
    view = learned.slack.opened[-1]
    (field,) = [block["block_id"] for block in view["blocks"] if block["type"] == "input"]
    learned.sends(OLE, view, **{field: {"value": ""}})
    with learned.database.look() as session:
        told = select(LedgerEntry).where(LedgerEntry.action.like("lesson%"))
        entries = session.scalars(told.order_by(LedgerEntry.seq)).all()
        assert [(one.action, one.person_id) for one in entries] == [
            ("lesson_kept", BEN),
            ("lesson_removed", OLE),
        ]
